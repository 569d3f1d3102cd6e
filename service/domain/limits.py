"""Limits and conditions: which ones a picture, a name or a channel breaks (R19, R36, rules.md §6).

The others of the catalogue are promises: nothing in a question can break them, so they are returned to keep.
"""

from collections.abc import Collection, Iterable
from typing import Final

from service.domain.vocabulary import CONDITIONS

_FACE: Final = frozenset({"face"})
BROKEN_BY: Final = {
    "back_only": _FACE,
    "no_face": _FACE,
    "no_name": frozenset({"name", "first_name", "name_on_board"}),
    "no_first_name": frozenset({"first_name"}),
    "no_place": frozenset({"room_number", "home"}),
}
"""Condition → what, when it identifies the person, breaks it."""

_PLACE: Final = {code: place for place, code in enumerate(CONDITIONS)}


def are_broken(conditions: Iterable[str], identifiers: Iterable[str], medium: str, *, public: bool) -> bool:
    """Tell whether any condition that can be checked is broken."""
    shown = frozenset(identifiers)
    return any(_is_broken(condition, shown, medium, public=public) for condition in conditions)


def in_catalogue_order(conditions: Collection[str]) -> tuple[str, ...]:
    """Return conditions once each, in the order of the catalogue."""
    if not conditions:
        return ()
    return tuple(sorted(set(conditions), key=_PLACE.__getitem__))


def _is_broken(condition: str, shown: frozenset[str], medium: str, *, public: bool) -> bool:
    if condition == "audio_only":
        return medium in {"photo", "video"}
    if condition == "internal_only":
        return public
    if condition == "no_name" and medium == "name":
        return True
    return not shown.isdisjoint(BROKEN_BY.get(condition, ()))
