"""Whether a role may see of a person or a decision what only legal sees (rules 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from service.registry.break_glass import exception_over
from service.registry.permissions import can

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports

Scope = Literal["person", "decision"]


def may_see_masked(ports: Ports, caller: Caller, scope: Scope, number: int) -> bool:
    """Tell whether the caller is legal, or has an approved exception over this that has not ended."""
    return can(caller, "read_legal_file") or bool(exception_over(ports, caller, scope, number))
