"""The journal of accesses: who, when, what, why, on whom; the auditor sees what communications see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry.acts import LEGAL_FILE
from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.access_records import AccessRecord
    from service.registry.account_records import Caller
    from service.registry.ports import Ports

MOST_AT_ONCE: Final = 50
"""More records than one change leaves at the same moment."""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Records, newest first, and the moment before which the next page begins (None: no more)."""

    records: tuple[AccessRecord, ...]
    before: datetime | None


def read_access_log(
    ports: Ports, caller: Caller, before: datetime | None = None, limit: int = 100
) -> JournalPage:
    """List accesses and changes, newest first. Reading the journal is an access too."""
    check_may(caller, "read_access_log")
    note_view(ports, caller, "access_log_viewed", [])
    read = ports.store.list_accesses(before, limit + MOST_AT_ONCE)
    end = limit
    while end < len(read) and read[end].at == read[end - 1].at:
        end += 1
    shown = tuple(_masked(record) for record in read[:end] if not _tells_of_a_file(record))
    return JournalPage(shown, read[end - 1].at if end < len(read) else None)


def _tells_of_a_file(record: AccessRecord) -> bool:
    """Tell whether a legal act follows from another role's: beside that one it would say what is there."""
    return record.action == LEGAL_FILE and record.role != "legal"


def _masked(record: AccessRecord) -> AccessRecord:
    """Leave out verdicts and codes, and on whom legal acted: a parent beside a child would tell."""
    seen = () if record.action == LEGAL_FILE else record.seen
    return replace(record, seen=seen, verdict=None, reasons=())
