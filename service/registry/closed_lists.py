"""Codes given from outside must be words of the closed lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def check_codes(*given: tuple[str, str | None, Sequence[str]]) -> None:
    """Raise `Invalid` for each (pointer, code, list) whose code is not in its list; None passes."""
    faults = tuple(
        Fault(pointer, "NOT_IN_LIST", ", ".join(allowed))
        for pointer, code, allowed in given
        if code is not None and code not in allowed
    )
    if faults:
        raise Invalid(*faults)


def each_code(
    pointer: str, codes: Iterable[str], allowed: Sequence[str]
) -> list[tuple[str, str, Sequence[str]]]:
    """Spread a list of codes into (pointer, code, list) rows for `check_codes`."""
    return [(f"{pointer}/{place}", code, allowed) for place, code in enumerate(codes)]
