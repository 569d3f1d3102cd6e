"""The journal of accesses: who, when, what, why, on whom; for the auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.access_records import AccessRecord
    from service.registry.account_records import Caller
    from service.registry.ports import Ports


def read_access_log(
    ports: Ports, caller: Caller, before: datetime | None = None, limit: int = 100
) -> tuple[AccessRecord, ...]:
    """List accesses and changes, newest first. Reading the journal is an access too."""
    check_may(caller, "read_access_log")
    note_view(ports, caller, "access_log_viewed", [])
    return ports.store.list_accesses(before, limit)
