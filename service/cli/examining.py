"""`aval doctor`: tries what starting would try, one line each, with the mend for what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from service import wiring
from service.cli.refusing import mend_of
from service.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def examine() -> tuple[str, bool]:
    """Return one line for each thing looked at, and whether all is well."""
    lines: list[str] = []
    settings = _try(lines, "settings", load_settings)
    if settings is None:
        return "\n".join(lines), False
    parts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("keys", lambda: wiring.open_log_key(settings)),
        ("storage", lambda: wiring.open_registry(settings).close()),
        ("forms and ports", lambda: wiring.check_registry(settings)),
    )
    for name, look in parts:
        _try(lines, name, look)
    return "\n".join(lines), not any(line.startswith("WRONG") for line in lines)


def _try(lines: list[str], name: str, look: Callable[[], T]) -> T | None:
    try:
        found = look()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what is to be shown
        lines.append(f"WRONG  {name}: {mend_of(error)}")
        return None
    lines.append(f"well   {name}")
    return found
