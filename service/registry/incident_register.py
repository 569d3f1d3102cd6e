"""The register of confidentiality incidents: its eight items, the serious-injury test, notices.

Act respecting health and social services information (R-22.1), ss. 108 to 110 and R-22.1, r. 1, s. 15; the
same eight items as A-2.1, r. 3.1, s. 7. What is written is kept at least five years from when the
establishment became aware of it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from service.registry.closed_lists import check_codes
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.incident_handling import MOST_LINES, check_past, open_incident
from service.registry.incident_records import IncidentRecord, InjuryNotice, InjuryTest
from service.registry.incidents import check_lengths, put
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports

ANSWERS: Final = ("yes", "no", "unknown")
TOLD: Final = ("cai", "minister", "persons", "public")
KEPT_YEARS: Final = 5
LONGEST: Final = {
    "information": 2000,
    "circumstances": 2000,
    "period": 200,
    "persons": 100,
    "sensitive_why": 1000,
    "consequences_why": 1000,
    "likely_why": 1000,
    "why": 2000,
}
SUGGESTS: Final = 2
"""So many of the three questions answered otherwise than by no suggest a risk."""
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Assessed:
    """What quality answers about a confidentiality incident: items 1 to 6 of the register."""

    information: str
    circumstances: str
    period: str
    aware_on: date
    persons: str
    sensitive: str
    sensitive_why: str
    consequences: str
    consequences_why: str
    likely: str
    likely_why: str
    serious: bool
    why: str


def suggests_injury(sensitive: str, consequences: str, likely: str) -> bool:
    """Tell what the three answers suggest; what is not known counts as yes."""
    return sum(answer != "no" for answer in (sensitive, consequences, likely)) >= SUGGESTS


def assess_incident(ports: Ports, caller: Caller, number: int, given: Assessed) -> IncidentRecord:
    """Keep the items of the register and the serious-injury test; every version stays in the history."""
    check_may(caller, "handle_incidents")
    check_codes(
        ("/sensitive", given.sensitive, ANSWERS),
        ("/consequences", given.consequences, ANSWERS),
        ("/likely", given.likely, ANSWERS),
    )
    check_lengths({name: getattr(given, name) for name in LONGEST}, LONGEST, tuple(LONGEST))
    check_past(ports, given.aware_on, "/aware_on")
    told = {field.name: getattr(given, field.name) for field in fields(given)}
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        _check_kind(record)
        test = InjuryTest(**told, noted_by=caller.user, noted_at=ports.clock())
        record = replace(record, test=test)
        put(change, "incident_assessed", record)
    return record


def note_notice(ports: Ports, caller: Caller, number: int, to: str, told: tuple[date, str]) -> IncidentRecord:
    """Note that a notice was given: to whom, on which day, and how or why."""
    check_may(caller, "handle_incidents")
    on, note = told
    check_codes(("/to", to, TOLD))
    check_lengths({"note": note}, {"note": 1000}, ())
    check_past(ports, on, "/on")
    with changing(ports, caller) as change:
        record = open_incident(change.writer, number)
        _check_kind(record)
        if len(record.notices) >= MOST_LINES:
            raise Invalid(Fault("/note", "TOO_MANY", str(MOST_LINES)))
        notice = InjuryNotice(to, on, note.strip(), caller.user, ports.clock())
        record = replace(record, notices=(*record.notices, notice))
        put(change, "incident_notice_given", record)
    return record


def read_register(
    ports: Ports, caller: Caller, action: str = "register_viewed"
) -> tuple[IncidentRecord, ...]:
    """Read the whole register, oldest first; `action` is what stands in the journal."""
    check_may(caller, "read_incidents")
    note_view(ports, caller, action, [])
    return tuple(sorted(_each(ports), key=lambda one: one.number))


def notices_lacking(record: IncidentRecord) -> tuple[str, ...]:
    """List the notices that a risk of serious injury asks for and that nobody noted (s. 108)."""
    if record.test is None or not record.test.serious:
        return ()
    given = {one.to for one in record.notices}
    return tuple(to for to in ("cai", "minister", "persons") if to not in given)


def kept_until(record: IncidentRecord) -> int | None:
    """Return the year up to whose same day it is kept at least; None while nobody said since when."""
    return record.test.aware_on.year + KEPT_YEARS if record.test else None


def _check_kind(record: IncidentRecord) -> None:
    if record.kind != "confidentiality" or record.sorted_at is None:
        raise NotFound


def _each(ports: Ports) -> Iterator[IncidentRecord]:
    before = None
    with ports.store.reading() as reader:
        while read := reader.list_entries(IncidentRecord, None, before, _AT_ONCE):
            yield from (one for one in read if one.kind == "confidentiality" and one.sorted_at is not None)
            before = read[-1].number
