"""What no field may hold: health-insurance and social-insurance numbers (rules R75)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from service.domain.forbidden_numbers import find_forbidden_numbers
from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_texts(given: object) -> None:
    """Raise `Invalid` naming each field that looks like a forbidden number; the number is not echoed.

    `given` is a record, or texts and records by the name of their field.
    """
    faults = tuple(
        Fault(pointer, "FORBIDDEN_NUMBER", found[0].kind)
        for pointer, text in _texts(given, "")
        if (found := find_forbidden_numbers(text))
    )
    if faults:
        raise Invalid(*faults)


def _texts(given: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(given, str):
        yield pointer, given
    elif is_dataclass(given):
        for field in fields(given):
            yield from _texts(getattr(given, field.name), f"{pointer}/{field.name.rstrip('_')}")
    elif isinstance(given, Mapping):
        for name, value in given.items():
            yield from _texts(value, f"{pointer}/{name}")
    elif isinstance(given, tuple | list):
        for place, item in enumerate(given):
            yield from _texts(item, f"{pointer}/{place}")
