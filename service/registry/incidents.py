"""Declared situations: anyone declares one; quality and auditors read them.

What is declared is kept as it was said and answered alike, whatever or whomever it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.account_records import Caller
from service.registry.closed_lists import check_codes
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.incident_records import IncidentKind, IncidentRecord
from service.registry.messages import reachable, send_courriel
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

ABOUT: Final = ("posts", "likes", "comments", "harassment", "other")
KINDS: Final = ("quality", "confidentiality")
PAGE: Final = "/incidents"
LONGEST: Final = {"what": 4000, "when": 200, "where": 500, "who": 500, "contact": 200}
NEEDED: Final = ("what", "when")
MARK_DIGITS: Final = 8
TOLD_AT_MOST_EVERY: Final = timedelta(hours=1)
"""However many are declared, quality is written to no more often: the list says how many wait."""
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody tells of a situation, in their own words."""

    what: str
    when: str
    about: str = "other"
    where: str = ""
    who: str = ""
    contact: str = ""
    kind: IncidentKind = ""
    post: int | None = None
    """Number of the post it is about; 0 for a reference that stands for none."""


def declarant(language: str = "fr") -> Caller:
    """Return the caller that whoever declares without signing in is: nobody's user."""
    return Caller(0, "", "person", "declaring", language)


def declare_incident(ports: Ports, caller: Caller, told: Declared) -> IncidentRecord:
    """Keep what somebody declares, and tell quality that something waits.

    Raises `NotFound` for a post that is not there, except to whoever did not sign in: they are told nothing.
    """
    check_may(caller, "declare_incident")
    _check(told)
    with changing(ports, caller) as change:
        declared = put_incident(change, told)
        _tell_quality(change, declared)
    return declared


def put_incident(change: Change, told: Declared) -> IncidentRecord:
    """Keep an incident within a change that is under way."""
    ports, caller = change.ports, change.caller
    post = None if told.post is None else change.writer.load_post(told.post)
    if told.post is not None and post is None and caller.role != "person":
        raise NotFound
    declared = IncidentRecord(
        number=change.writer.next_number("entry"),
        state="open",
        made_at=ports.clock(),
        made_by=caller.user,
        mark=draw_mark(ports),
        role=caller.role,
        about=told.about,
        what=told.what.strip(),
        when=told.when.strip(),
        where=told.where.strip(),
        who=told.who.strip(),
        contact=told.contact.strip(),
        posts=() if post is None else (post.number,),
        kind=told.kind,
    )
    put(change, "incident_declared", declared)
    return declared


def draw_mark(ports: Ports) -> str:
    """Draw a number to quote: eight digits, that tell neither how many there are nor which this is."""
    return str(int.from_bytes(ports.random(16)) % 10**MARK_DIGITS).zfill(MARK_DIGITS)


def list_incidents(
    ports: Ports, caller: Caller, *, open_only: bool = False, before: int | None = None, limit: int = MOST
) -> tuple[IncidentRecord, ...]:
    """List incidents, newest first."""
    check_may(caller, "read_incidents")
    note_view(ports, caller, "incidents_listed", [])
    with ports.store.reading() as reader:
        return reader.list_entries(IncidentRecord, "open" if open_only else None, before, limit)


def read_incident(ports: Ports, caller: Caller, number: int) -> IncidentRecord:
    """Read one incident."""
    check_may(caller, "read_incidents")
    with ports.store.reading() as reader:
        record = load(reader, number)
    note_view(ports, caller, "incident_viewed", [], why=reference_of(ports, record))
    return record


def read_own_declaration(ports: Ports, caller: Caller, number: int) -> IncidentRecord:
    """Read back what the caller declared, and nobody else's."""
    check_may(caller, "declare_incident")
    with ports.store.reading() as reader:
        record = load(reader, number)
    if (record.made_by, record.role) != (caller.user, caller.role):
        raise NotFound
    return record


def posts_of(ports: Ports, caller: Caller, incident: IncidentRecord) -> tuple[PostRecord, ...]:
    """Read the posts an incident is about; who reads them shows no name of anybody in them."""
    check_may(caller, "read_incidents")
    with ports.store.reading() as reader:
        found = [reader.load_post(number) for number in incident.posts]
    return tuple(post for post in found if post is not None)


def load(reader: Reader, number: int) -> IncidentRecord:
    """Read one, locked within a change. Raises `NotFound`."""
    record = reader.load_entry(IncidentRecord, number)
    if record is None:
        raise NotFound
    return record


def put(change: Change, kind: str, record: IncidentRecord) -> None:
    """Keep an incident with its act, under its own number in the journal."""
    change.put(kind, None, record, why=reference_of(change.ports, record))


def reference_of(ports: Ports, record: IncidentRecord) -> str:
    """Return what stands for an incident outside."""
    return ports.references.seal("incident", record.number)


def check_lengths(given: dict[str, str], longest: dict[str, int], needed: tuple[str, ...]) -> None:
    """Raise `Invalid` for texts that lack, are too long, or hold a forbidden number."""
    faults = [Fault(f"/{name}", "MISSING") for name in needed if not given[name].strip()]
    faults += [
        Fault(f"/{name}", "TOO_LONG", str(most)) for name, most in longest.items() if len(given[name]) > most
    ]
    if faults:
        raise Invalid(*faults)
    check_texts(given)


def _check(told: Declared) -> None:
    check_codes(("/about", told.about, ABOUT), ("/kind", told.kind or None, KINDS))
    check_lengths({name: getattr(told, name) for name in LONGEST}, LONGEST, NEEDED)


def _tell_quality(change: Change, declared: IncidentRecord) -> None:
    """Write to quality that something waits, and nothing of what."""
    before = change.writer.list_entries(IncidentRecord, None, declared.number, 1)
    if before and before[0].made_at + TOLD_AT_MOST_EVERY > declared.made_at:
        return
    for user in reachable(change.writer, "quality"):
        send_courriel(change, user.email or "", user.language, "incident_declared", path=PAGE)
