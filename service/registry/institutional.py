"""Institutional authorizations (policy 10 974, 6.2): asked for, granted by the DCAI or the DG, withdrawn.

They say that confidential content may be published, and nothing of the people in it: those are decided as in
any post, so that a missing authorization or legal's hold stays a no.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import CHANNELS
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.incidents import check_lengths
from service.registry.institutional_records import OFFICES, InstitutionalRecord
from service.registry.messages import is_address, send_courriel
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.takedowns import ask_takedowns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.institutional_records import Office
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

LONGEST: Final = {"content": 1000}
MOST: Final = 500
CONDITIONS: Final = ("no_place", "no_tag", "no_comments", "audio_only", "internal_only", "via_dcai")
"""Of the closed catalogue, those that can be about content; the others are about the people shown."""
PAGE: Final = "/autorisations-institutionnelles"
ASK: Final = "ask_institutional"
"""Who may ask; whoever has the power may do no more than ask elsewhere, so one door serves both."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: which content, on which channels, between which days."""

    content: str
    channels: tuple[str, ...]
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. A grant may be narrower than what was asked, and never wider."""

    outcome: str
    office: str
    channels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    conditions: tuple[str, ...] = ()


def ask_institutional(ports: Ports, caller: Caller, wanted: Wanted) -> InstitutionalRecord:
    """Ask that confidential content may be published; whoever has the power is told that something waits."""
    check_may(caller, ASK)
    check_lengths({"content": wanted.content}, LONGEST, ("content",))
    check_codes(*each_code("/channels", wanted.channels, CHANNELS))
    _check_period(wanted.channels, wanted.since, wanted.until)
    with changing(ports, caller) as change:
        asked = InstitutionalRecord(
            number=change.writer.next_number("entry"),
            state="open",
            made_at=ports.clock(),
            made_by=caller.user,
            content=wanted.content.strip(),
            channels=tuple(dict.fromkeys(wanted.channels)),
            since=wanted.since,
            until=wanted.until,
        )
        _tell_deciders(change)
        return _put(change, "institutional_asked", asked)


def answer_institutional(ports: Ports, caller: Caller, number: int, given: Given) -> InstitutionalRecord:
    """Grant or refuse in the name of an office.

    Raises `NotAllowed` for who has not its power, FOUR_EYES for who asked, `Conflict` when it was answered.
    """
    check_may(caller, ASK)
    check_codes(("/outcome", given.outcome, ("granted", "refused")), ("/office", given.office, OFFICES))
    with changing(ports, caller) as change:
        if given.office not in offices_of(change.writer, caller):
            raise NotAllowed
        asked = _loaded(change.writer, number)
        if asked.made_by == caller.user:
            raise NotAllowed("FOUR_EYES")
        if asked.status != "asked":
            raise Conflict("ALREADY_DONE")
        granted = given.outcome == "granted"
        answered = replace(
            _narrowed(asked, given) if granted else asked,
            state="open" if granted else "closed",
            answer="granted" if granted else "refused",
            office=given.office,
            answered_at=ports.clock(),
            answered_by=caller.user,
        )
        _tell_asker(change, answered)
        return _put(change, "institutional_answered", answered)


def withdraw_institutional(ports: Ports, caller: Caller, number: int) -> InstitutionalRecord:
    """Take a grant back: it acts at once, and every post that cites it is to be taken down."""
    check_may(caller, ASK)
    with ports.store.reading() as reader:
        known = _loaded(reader, number).posts
    with changing(ports, caller) as change:
        if not offices_of(change.writer, caller):
            raise NotAllowed
        # Posts are locked before what they cite, as whoever changes a post does.
        posts = _posts(change, known)
        granted = _loaded(change.writer, number)
        if granted.status != "granted":
            raise Conflict("ALREADY_DONE")
        posts += _posts(change, {*granted.posts}.difference(known))
        ended = replace(granted, state="closed", withdrawn_at=ports.clock(), withdrawn_by=caller.user)
        citing = {one.number: one for one in posts if one.institutional == number}
        kept = _put(change, "institutional_withdrawn", ended, *(_uncovered(one) for one in citing.values()))
        # A post may cite another by now; its copies still show what went out under this one.
        places = change.writer.places_of([one.number for one in posts])
        ask_takedowns(change, [one for one in places if one.copy or one.post in citing])
        _tell_asker(change, ended)
        return kept


def read_institutional(ports: Ports, caller: Caller, number: int) -> InstitutionalRecord:
    """Read one: whoever asked for it may, and whoever has the power; to others it is not there."""
    check_may(caller, ASK)
    with ports.store.reading() as reader:
        found = reader.load_entry(InstitutionalRecord, number)
        seen = found is not None and (found.made_by == caller.user or bool(offices_of(reader, caller)))
    if found is None or not seen:
        raise NotFound
    note_view(ports, caller, "institutional_viewed", [], why=_reference(ports, found))
    return found


def list_institutional(ports: Ports, caller: Caller) -> tuple[InstitutionalRecord, ...]:
    """List those one asked for, or all of them with the power; what waits first, then the newest."""
    check_may(caller, ASK)
    note_view(ports, caller, "institutional_listed", [])
    with ports.store.reading() as reader:
        found = reader.list_entries(InstitutionalRecord, None, None, MOST)
        if not offices_of(reader, caller):
            found = tuple(one for one in found if one.made_by == caller.user)
    return tuple(sorted(found, key=lambda one: one.status != "asked"))


def list_citable(ports: Ports, caller: Caller) -> tuple[InstitutionalRecord, ...]:
    """List the grants one asked for, that a post can cite."""
    check_may(caller, ASK)
    with ports.store.reading() as reader:
        found = reader.list_entries(InstitutionalRecord, "open", None, MOST)
    return tuple(one for one in found if one.made_by == caller.user and one.status == "granted")


def list_to_answer(ports: Ports, caller: Caller) -> tuple[InstitutionalRecord, ...]:
    """List those that wait for the caller: with the power, and asked by somebody else."""
    check_may(caller, ASK)
    with ports.store.reading() as reader:
        if not offices_of(reader, caller):
            return ()
        found = reader.list_entries(InstitutionalRecord, "open", None, MOST)
    return tuple(one for one in found if one.status == "asked" and one.made_by != caller.user)


def names_of(ports: Ports, caller: Caller, record: InstitutionalRecord) -> dict[int, str]:
    """Name who asked for one and who answered, to who may read it."""
    check_may(caller, ASK)
    numbers = {record.made_by, record.answered_by} - {None}
    with ports.store.reading() as reader:
        return {user.number: user.name for user in reader.list_users() if user.number in numbers}


def own_offices(ports: Ports, caller: Caller) -> tuple[Office, ...]:
    """Tell in the name of which offices the caller may answer."""
    with ports.store.reading() as reader:
        return offices_of(reader, caller)


def offices_of(reader: Reader, caller: Caller) -> tuple[Office, ...]:
    """Tell in the name of which offices a caller may answer, as they stand now."""
    user = reader.load_user(caller.user)
    return () if user is None or user.disabled else user.offices


def _narrowed(asked: InstitutionalRecord, given: Given) -> InstitutionalRecord:
    channels = given.channels or asked.channels
    since, until = given.since or asked.since, given.until or asked.until
    check_codes(*each_code("/channels", channels, asked.channels))
    check_codes(*each_code("/conditions", given.conditions, CONDITIONS))
    if since is None or until is None or asked.since is None or asked.until is None:
        raise Invalid(Fault("/since", "MISSING"))
    _check_period(channels, since, until)
    if since < asked.since:
        raise Invalid(Fault("/since", "WIDER_THAN_ASKED"))
    if until > asked.until:
        raise Invalid(Fault("/until", "WIDER_THAN_ASKED"))
    return replace(
        asked,
        channels=tuple(dict.fromkeys(channels)),
        since=since,
        until=until,
        conditions=tuple(dict.fromkeys(given.conditions)),
    )


def _check_period(channels: tuple[str, ...], since: date, until: date) -> None:
    if not channels:
        raise Invalid(Fault("/channels", "MISSING"))
    if until < since:
        raise Invalid(Fault("/until", "BEFORE_START"))


def _loaded(reader: Reader, number: int) -> InstitutionalRecord:
    found = reader.load_entry(InstitutionalRecord, number)
    if found is None:
        raise NotFound
    return found


def _posts(change: Change, numbers: Iterable[int]) -> list[PostRecord]:
    found = [change.writer.load_post(number) for number in sorted(numbers)]
    return [one for one in found if one is not None]


def _uncovered(post: PostRecord) -> PostRecord:
    return replace(post, uncovered=True, revision=post.revision + 1)


def _put(change: Change, kind: str, record: InstitutionalRecord, *posts: PostRecord) -> InstitutionalRecord:
    change.put(kind, None, record, *posts, why=_reference(change.ports, record))
    return record


def _reference(ports: Ports, record: InstitutionalRecord) -> str:
    return ports.references.seal("institutional", record.number)


def _tell_deciders(change: Change) -> None:
    """Write to whoever has the power that something waits, and nothing of what."""
    for user in change.writer.list_users():
        able = bool(user.offices) and not user.disabled and user.number != change.caller.user
        if able and is_address(user.email or ""):
            send_courriel(change, user.email or "", user.language, "institutional_asked", path=PAGE)


def _tell_asker(change: Change, record: InstitutionalRecord) -> None:
    """Write that there is news, the same for every news."""
    user = change.writer.load_user(record.made_by)
    if user is not None and not user.disabled and is_address(user.email or ""):
        send_courriel(change, user.email or "", user.language, "institutional_news", path=PAGE)
