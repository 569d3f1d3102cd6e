"""What no field may hold: health-insurance and social-insurance numbers (rules R75)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from service.domain.forbidden_numbers import find_forbidden_numbers
from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Inside: TypeAlias = Callable[[Any], Iterable[object]]

_BETWEEN: Final = "|"
"""Stands in no number and in no ID: texts joined by it hold the forbidden numbers each holds, no other."""


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


def clean_name(name: str) -> str:
    """Return a file's name as it may be written: a disk may give bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _is_clean(given: object) -> bool:
    """Tell whether no text in it is forbidden, without naming where each is: every question asks this."""
    texts: list[str] = []
    left = [given]
    for part in left:  # grows as it goes: no call for each of the many fields that hold no text
        if isinstance(part, str):
            texts.append(part)
        elif part is not None and part is not True and part is not False:
            kind = type(part)
            left += (_INSIDE.get(kind) or _learn(kind))(part)
    return not find_forbidden_numbers(_BETWEEN.join(texts))


def _learn(kind: type) -> Inside:
    """Work out once how values of a type are taken apart, as `_parts` does, its names aside."""
    names = _field_names(kind)
    inside: Inside
    if issubclass(kind, dict):
        inside = dict.values
    elif issubclass(kind, tuple | list):
        inside = tuple
    else:
        inside = _several(names)
    _INSIDE[kind] = inside
    return inside


def _several(names: tuple[str, ...]) -> Inside:
    """Take a record's fields; what is no record holds none."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda given: [getattr(given, name) for name in names]


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
_INSIDE: Final[dict[type, Inside]] = {}
