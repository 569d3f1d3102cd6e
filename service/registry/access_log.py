"""The journal of accesses: who, when, what, why, on whom; the auditor sees what communications see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.access_records import AccessRecord
from service.registry.acts import ACT_KINDS, LEGAL_FILE
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports

VIEWS: Final = (
    "access_alerts_viewed", "access_log_viewed", "badges_printed", "break_glass_listed", "check",
    "check_receipt", "consent_viewed", "decision_viewed", "designations_listed", "document_viewed",
    "event_people_counted",
    "event_people_found", "event_people_read", "exception_used", "form_printed", "history_viewed",
    "institutional_listed", "institutional_viewed", "list_taken_along", "own_authorizations_read",
    "people_searched", "person_viewed", "policy_followed",
    "post_check", "post_clearance", "post_picture", "post_publication",
    "receipt_written", "reconstructed", "removal_proof_viewed", "roster_read", "scan_viewed", "scans_listed",
    "tasks_listed", "team_listed",
)  # fmt: skip
"""What is looked at, by its name in the journal; a view that legal alone has is no part of it."""
PLAIN: Final = frozenset((*ACT_KINDS, *VIEWS)) - {LEGAL_FILE, "calendar_given", "calendar_ended"}
BY_LEGAL: Final = frozenset({"check", "check_receipt", "person_viewed", "takedown_asked"})
"""What legal does on the way to its own acts too: beside them it would say on whom they were."""
MOST_AT_ONCE: Final = 50
"""More records than one change leaves at the same moment."""
RECONSTRUCTED: Final = "reconstructed"
CHUNK: Final = 200
MOST_READ: Final = 20_000
"""Records looked through for one page: a rare one is on a later page, never at the cost of minutes."""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which records to show: of one user, on one person, of one action, of one local day; None: any."""

    by: int | None = None
    person: int | None = None
    action: str | None = None
    day: date | None = None


EVERYTHING: Final = JournalFilter()


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Records, newest first, and the moment before which the next page begins (None: no more)."""

    records: tuple[AccessRecord, ...]
    before: datetime | None


def read_access_log(
    ports: Ports,
    caller: Caller,
    before: datetime | None = None,
    limit: int = 100,
    wanted: JournalFilter = EVERYTHING,
) -> JournalPage:
    """List accesses and changes, newest first. Reading the journal is an access too."""
    check_may(caller, "read_access_log")
    note_view(ports, caller, "access_log_viewed", [])
    if wanted.day is not None:
        end = _midnight_after(ports, wanted.day)
        before = end if before is None else min(before, end)
    shown: list[AccessRecord] = []
    last = before
    for read, record in enumerate(walk_accesses(ports, before)):
        if wanted.day is not None and local_day(ports, record.at) < wanted.day:
            break
        if record.at != last and (len(shown) >= limit or read >= MOST_READ):
            return JournalPage(tuple(shown), last)
        last = record.at
        if not _tells_of_a_file(record) and _is_wanted(masked := _masked(record), wanted):
            shown.append(masked)
    return JournalPage(tuple(shown), None)


def walk_accesses(ports: Ports, before: datetime | None) -> Iterator[AccessRecord]:
    """Walk records of before a moment, newest first, a chunk at a time; those of one moment stay together."""
    while True:
        read = ports.store.list_accesses(before, CHUNK + MOST_AT_ONCE)
        end = min(CHUNK, len(read))
        while 0 < end < len(read) and read[end].at == read[end - 1].at:
            end += 1
        yield from read[:end]
        if end == len(read):
            return
        before = read[end - 1].at


def _is_wanted(record: AccessRecord, wanted: JournalFilter) -> bool:
    """Compare what is shown, never what is masked: a filter must not tell more than the list."""
    return (
        wanted.by in (None, record.by)
        and wanted.action in (None, record.action)
        and (wanted.person is None or wanted.person in record.people)
    )


def _midnight_after(ports: Ports, day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=ports.time_zone).astimezone(UTC)


def _tells_of_a_file(record: AccessRecord) -> bool:
    """Tell whether a legal act follows from another role's: beside that one it would say what is there."""
    return record.action == LEGAL_FILE and record.role != "legal"


def _masked(record: AccessRecord) -> AccessRecord:
    """Leave out verdicts and codes, and on whom legal acted: a parent beside a child would tell.

    Whatever legal alone does has one name: who is on a list of orders would tell as much as the order.
    """
    if record.action == LEGAL_FILE or (record.role == "legal" and record.action not in PLAIN - BY_LEGAL):
        return AccessRecord(record.at, record.by, record.role, record.via, LEGAL_FILE, number=record.number)
    if record.role == "legal" and record.action == RECONSTRUCTED:
        return replace(record, seen=(), why="")  # what legal looks for, and why, may tell
    return replace(record, verdict=None, reasons=())
