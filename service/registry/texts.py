"""What no field may hold: health-insurance and social-insurance numbers (rules R75)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from service.domain.forbidden_numbers import find_forbidden_numbers
from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def check_texts(given: object) -> None:
    """Raise `Invalid` naming each field that looks like a forbidden number; the number is not echoed.

    `given` is a record, or texts and records by the name of their field.
    """
    if _is_clean(given):
        return
    raise Invalid(
        *(
            Fault(pointer, "FORBIDDEN_NUMBER", found[0].kind)
            for pointer, text in _texts(given, "")
            if (found := find_forbidden_numbers(text))
        )
    )


def _is_clean(given: object) -> bool:
    """Tell whether no text in it is forbidden, without naming where each is: every question asks this."""
    left = [given]
    for part in left:  # grows as it goes: no call for each of the many fields that hold no text
        if isinstance(part, str):
            if find_forbidden_numbers(part):
                return False
        elif part is not None and part is not True and part is not False:
            left += _inside(part)
    return True


def _inside(given: Any) -> Iterable[object]:  # noqa: ANN401 - anything may hold texts
    """List what something is made of, as `_parts` does, its names aside."""
    if isinstance(given, tuple | list):
        return given
    if isinstance(given, dict):
        return given.values()
    names = _field_names(type(given))
    return attrgetter(*names)(given) if len(names) > 1 else [part for _, part in _parts(given)]


def _texts(given: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(given, str):
        yield pointer, given
    for name, part in _parts(given):
        yield from _texts(part, f"{pointer}/{name}")


def _parts(given: Any) -> Iterable[tuple[object, object]]:  # noqa: ANN401 - anything may hold texts
    """List what something is made of, by name or place; a plain value has no parts."""
    if isinstance(given, tuple | list):
        return enumerate(given)
    if isinstance(given, dict):
        return given.items()
    return [(name.rstrip("_"), getattr(given, name)) for name in _field_names(type(given))]


def _field_names(kind: type) -> tuple[str, ...]:
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
        _FIELD_NAMES[kind] = names
    return names


_FIELD_NAMES: Final[dict[type, tuple[str, ...]]] = {}
