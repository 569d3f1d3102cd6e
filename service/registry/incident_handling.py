"""What quality does about a declared situation: say what it is, repair, have a post taken down, close."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from service.domain.identifiers import BadIdentifier, parse
from service.registry.closed_lists import check_codes
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.incident_records import IncidentKind, IncidentRecord, Measure
from service.registry.incidents import KINDS, PAGE, check_lengths, load, put, reference_of
from service.registry.messages import reachable, send_courriel
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.takedowns import ask_takedowns

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

LONGEST_MEASURE: Final = 1000
LONGEST_OUTCOME: Final = 2000
MOST_POSTS: Final = 50
MOST_LINES: Final = 200


def sort_incident(ports: Ports, caller: Caller, number: int, kind: str) -> IncidentRecord:
    """Say whether it is an écart qualité (R78) or a confidentiality incident (R71); it can be said again.

    The other quality-control officers are written to: that one is theirs, and nothing of what.
    """
    check_may(caller, "handle_incidents")
    check_codes(("/kind", kind, KINDS))
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        record = replace(
            record, kind=cast("IncidentKind", kind), sorted_at=ports.clock(), sorted_by=caller.user
        )
        put(change, "incident_sorted", record)
        _tell_others(change, record)
    return record


def take_measure(ports: Ports, caller: Caller, number: int, on: date, text: str) -> IncidentRecord:
    """Note what was done, and on which day."""
    check_may(caller, "handle_incidents")
    check_lengths({"text": text}, {"text": LONGEST_MEASURE}, ("text",))
    check_past(ports, on, "/done_on")
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        if len(record.measures) >= MOST_LINES:
            raise Invalid(Fault("/text", "TOO_MANY", str(MOST_LINES)))
        measure = Measure(on, text.strip(), caller.user, ports.clock())
        record = replace(record, measures=(*record.measures, measure))
        put(change, "measure_taken", record)
    return record


def link_post(ports: Ports, caller: Caller, number: int, typed: str) -> IncidentRecord:
    """Say which post it is about: by the number it cites, or by its reference. Raises `Invalid` for none."""
    check_may(caller, "handle_incidents")
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        post = _post_named(ports, change.writer, typed)
        if post in record.posts or len(record.posts) >= MOST_POSTS:
            raise Invalid(Fault("/post", "ALREADY_THERE"))
        record = replace(record, posts=(*record.posts, post))
        put(change, "incident_linked", record)
    return record


def ask_removal(ports: Ports, caller: Caller, number: int, post: int) -> IncidentRecord:
    """Have a post of an incident taken down, like any other: nothing says where it was asked from."""
    check_may(caller, "handle_incidents")
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        if post not in record.posts:
            raise NotFound
        change.writer.load_post(post)  # held, with whom it shows, before what is listed of it is read
        places = change.writer.places_of((post,))
        if not places:
            raise Conflict("ALREADY_DONE")
        ask_takedowns(change, places)
        put(change, "incident_removal_asked", record)
    return record


def close_incident(ports: Ports, caller: Caller, number: int, outcome: str) -> IncidentRecord:
    """Close it with what came of it. Raises `Conflict` while it is not sorted, or not assessed."""
    check_may(caller, "handle_incidents")
    check_lengths({"outcome": outcome}, {"outcome": LONGEST_OUTCOME}, ("outcome",))
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        if record.sorted_at is None:
            raise Conflict("NOT_SORTED")
        if record.kind == "confidentiality" and record.test is None:
            raise Conflict("NOT_ASSESSED")
        record = replace(
            record,
            state="closed",
            outcome=outcome.strip(),
            closed_at=ports.clock(),
            closed_by=caller.user,
        )
        put(change, "incident_closed", record)
    return record


def check_past(ports: Ports, day: date, pointer: str) -> None:
    """Raise `Invalid` for a day that has not come."""
    if day > today(ports):
        raise Invalid(Fault(pointer, "IN_THE_FUTURE"))


def open_incident(reader: Reader, number: int) -> IncidentRecord:
    """Read one that is still open. Raises `Conflict` once it is closed."""
    record = load(reader, number)
    if record.state != "open":
        raise Conflict("ALREADY_DEALT_WITH")
    return record


def _post_named(ports: Ports, reader: Reader, typed: str) -> int:
    """Find the post that is meant. A number of another kind, or of nothing, is one answer."""
    try:
        found = reader.load_post_cited(parse(typed).text)
    except BadIdentifier:
        try:
            found = reader.load_post(ports.references.open("post", typed.strip())[0])
        except NotFound:
            found = None
    if found is None:
        raise Invalid(Fault("/post", "NO_SUCH_POST"))
    return found.number


def _tell_others(change: Change, record: IncidentRecord) -> None:
    path = f"{PAGE}/{reference_of(change.ports, record)}"
    for user in reachable(change.writer, "quality"):
        if user.number != change.caller.user:
            send_courriel(change, user.email or "", user.language, "incident_sorted", path=path)
