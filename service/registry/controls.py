"""« Contrôle mensuel »: posts drawn by chance, what was declared set against what is seen, signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING, Final

from service.i18n.words import words_for
from service.registry.closed_lists import check_codes
from service.registry.control_records import ControlRecord, Drawn, Look
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.incidents import Declared, check_lengths, put_incident
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

SIZES: Final = ("20", "5%", "all")
FEWEST: Final = 20
SHARE: Final = 0.05
LINES: Final = ("yes", "no", "none")
PLACES: Final = ("yes", "no", "gone")
MOST_PEOPLE: Final = 1000
LONGEST_NOTE: Final = 1000
SEEDED_BY: Final = b"aval/control/1\n"
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of a post: codes as in `Look`."""

    line: str
    place: str
    seen: int | None
    unauthorized: bool = False
    note: str = ""


def draw_control(ports: Ports, caller: Caller, month: str, size: str) -> ControlRecord:
    """Draw the posts of a month's control, once: who drew again could go on until they liked what came.

    The seed is made from the log's last checkpoint, which nobody here chooses, else drawn at random; it is
    kept, so that anyone may draw again and find the same.
    """
    check_may(caller, "control")
    check_codes(("/size", size, SIZES))
    first = _first_day(month)
    if first > today(ports):
        raise Invalid(Fault("/month", "IN_THE_FUTURE"))
    with changing(ports, caller) as change:
        if any(one.month == month for one in _each(change.writer)):
            raise Invalid(Fault("/month", "ALREADY_THERE"))
        published = sorted(_published_in(ports, change.writer, month), key=lambda post: post.number)
        if not published:
            raise Invalid(Fault("/month", "NOTHING_TO_DRAW"))
        control = _drawn(change, month, size, published)
        change.put("control_drawn", None, control, why=ports.references.seal("control", control.number))
    return control


def choose(seed: str, citations: Sequence[str], count: int) -> frozenset[str]:
    """Choose so many posts by the numbers they cite: those whose SHA-256 with the seed comes first."""
    ranked = sorted(citations, key=lambda number: sha256(f"{seed}|{number}".encode()).digest())
    return frozenset(ranked[:count])


def count_to_draw(size: str, published: int) -> int:
    """Return how many posts are drawn: 20; 5 %, and 20 at least; or all."""
    wanted = {"20": FEWEST, "5%": max(FEWEST, ceil(published * SHARE)), "all": published}[size]
    return min(wanted, published)


def list_controls(ports: Ports, caller: Caller) -> tuple[ControlRecord, ...]:
    """List all controls, the newest month first."""
    check_may(caller, "read_controls")
    note_view(ports, caller, "controls_listed", [])
    with ports.store.reading() as reader:
        return tuple(sorted(_each(reader), key=lambda one: one.month, reverse=True))


def read_control(
    ports: Ports, caller: Caller, number: int, action: str = "control_viewed"
) -> tuple[ControlRecord, dict[int, PostRecord]]:
    """Read one control with the posts that were drawn; `action` is what stands in the journal."""
    check_may(caller, "read_controls")
    with ports.store.reading() as reader:
        control = _load(reader, number)
        posts = {one.post: reader.load_post(one.post) for one in control.drawn}
    note_view(ports, caller, action, [], why=ports.references.seal("control", control.number))
    return control, {number: post for number, post in posts.items() if post is not None}


def look_at(ports: Ports, caller: Caller, number: int, post: int, seen: Seen) -> ControlRecord:
    """Keep what was seen of a post. What differs makes an incident, in the same transaction."""
    check_may(caller, "control")
    _check_seen(seen)
    with changing(ports, caller) as change:
        control = _open(change.writer, number)
        drawn = next((one for one in control.drawn if one.post == post), None)
        if drawn is None:
            raise NotFound
        look = Look(
            seen.line,
            seen.place,
            None if seen.place == "gone" else seen.seen,
            seen.unauthorized,
            seen.note.strip(),
            ports.clock(),
            caller.user,
        )
        looked = replace(drawn, look=look, deviations=deviations_of(drawn, look))
        if looked.deviations and looked.incident is None:
            looked = replace(looked, incident=_declare(change, control, looked))
        control = replace(control, drawn=tuple(looked if one.post == post else one for one in control.drawn))
        change.put("control_looked", None, control, why=ports.references.seal("control", number))
    return control


def deviations_of(drawn: Drawn, look: Look) -> tuple[str, ...]:
    """List what differs between what was declared and what was seen. What is gone differs in nothing."""
    if look.place == "gone":
        return ("authorization",) if look.unauthorized else ()
    found = {
        "line": look.line == "no",
        "place": look.place == "no",
        "people": look.seen is not None and look.seen != drawn.people,
        "authorization": look.unauthorized,
    }
    return tuple(code for code, differs in found.items() if differs)


def sign_control(ports: Ports, caller: Caller, number: int, note: str) -> ControlRecord:
    """Sign the report: every post was looked at, and nothing of it changes any more."""
    check_may(caller, "control")
    check_lengths({"note": note}, {"note": LONGEST_NOTE}, ())
    with changing(ports, caller) as change:
        control = _open(change.writer, number)
        if any(one.look is None for one in control.drawn):
            raise Conflict("NOT_ALL_LOOKED_AT")
        control = replace(
            control, state="closed", note=note.strip(), signed_at=ports.clock(), signed_by=caller.user
        )
        change.put("control_signed", None, control, why=ports.references.seal("control", number))
    return control


def _drawn(change: Change, month: str, size: str, published: list[PostRecord]) -> ControlRecord:
    ports, checkpoint = change.ports, change.writer.last_checkpoint()
    root = checkpoint.root if checkpoint else ports.random(32)
    seed = sha256(SEEDED_BY + month.encode() + b"\n" + root).hexdigest()
    citations = sorted(post.citation for post in published)
    chosen = choose(seed, citations, count_to_draw(size, len(citations)))
    return ControlRecord(
        number=change.writer.next_number("entry"),
        state="open",
        made_at=ports.clock(),
        made_by=change.caller.user,
        month=month,
        seed=seed,
        checkpoint=checkpoint.size if checkpoint else None,
        published=len(citations),
        among=sha256(",".join(citations).encode()).hexdigest(),
        size=size,
        drawn=tuple(_declared(post) for post in published if post.citation in chosen),
    )


def _declared(post: PostRecord) -> Drawn:
    count = len(post.people) if post.visible_count is None else post.visible_count
    return Drawn(post.number, post.citation, tuple(post.question.channels), count)


def _declare(change: Change, control: ControlRecord, looked: Drawn) -> int:
    """Make an incident of what differs, in the words of whoever looked."""
    words = words_for("quality", change.caller.language)
    differs = " ".join(words(f"control.deviation.{code}") for code in looked.deviations)
    note = looked.look.note if looked.look else ""
    told = Declared(
        what=" ".join((words("control.incident", month=control.month), differs, note)).strip(),
        when=control.month,
        about="posts",
        kind="confidentiality" if "authorization" in looked.deviations else "quality",
        post=looked.post,
    )
    return put_incident(change, told).number


def _published_in(ports: Ports, reader: Reader, month: str) -> Iterator[PostRecord]:
    """Walk the posts published in a month, by the local day, that are published still."""
    before = None
    while read := reader.list_posts(before, _AT_ONCE):
        for post in read:
            day = local_day(ports, post.published_at) if post.published_at else None
            if post.state == "published" and day is not None and f"{day:%Y-%m}" == month:
                yield post
        before = read[-1].number


def _first_day(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Invalid(Fault("/month", "BAD_DATE")) from None


def _check_seen(seen: Seen) -> None:
    check_codes(("/line", seen.line, LINES), ("/place", seen.place, PLACES))
    if seen.place != "gone" and seen.seen is None:
        raise Invalid(Fault("/seen", "MISSING"))
    if seen.seen is not None and not 0 <= seen.seen <= MOST_PEOPLE:
        raise Invalid(Fault("/seen", "BAD_VALUE"))
    check_lengths({"note": seen.note}, {"note": LONGEST_NOTE}, ())


def _each(reader: Reader) -> Iterator[ControlRecord]:
    before = None
    while read := reader.list_entries(ControlRecord, None, before, _AT_ONCE):
        yield from read
        before = read[-1].number


def _load(reader: Reader, number: int) -> ControlRecord:
    control = reader.load_entry(ControlRecord, number)
    if control is None:
        raise NotFound
    return control


def _open(reader: Reader, number: int) -> ControlRecord:
    control = _load(reader, number)
    if control.state != "open":
        raise Conflict("ALREADY_DEALT_WITH")
    return control
