"""Whether the history still stands as others saw it, for those who watch over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.permissions import check_may

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports


def read_log_faults(ports: Ports, caller: Caller) -> tuple[str, ...]:
    """List what shows that the log's history was changed; empty: nothing does, as far as anyone was asked."""
    check_may(caller, "read_access_log")
    return ports.log_faults()
