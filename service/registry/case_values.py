"""Records as plain JSON values: fields by name, moments in UTC, references in the place of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from service.registry.ports import ReferenceKind, References

_KINDS: Final[dict[str, ReferenceKind]] = {
    **dict.fromkeys(("person", "persons", "hosts", "child", "resource"), "person"),
    **dict.fromkeys(
        ("by", "added_by", "seen_by", "recorded_by", "confirmed_by", "attached_by", "staff"), "user"
    ),
}
"""What the numbers in a field are of."""
_INNER: Final = frozenset({"number", "blob", "received_by", "next_item", "copy", "signer_id", "drawn"})
"""Fields that mean something inside the registry alone."""


def plain(references: References, value: object, name: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Write a value of the field `name`."""
    if isinstance(value, tuple | list):
        if name == "renews":
            return references.seal("order", *value)
        return [plain(references, one, name) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(references, one) for key, one in value.items()}
    if is_dataclass(value):
        kept = [one.name for one in fields(value) if one.name not in _INNER]
        return {one.rstrip("_"): plain(references, getattr(value, one), one) for one in kept}
    return _single(references, value, name)


def moment(at: datetime) -> str:
    """Write a moment: UTC, whole."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _single(references: References, value: object, name: str) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and name in _KINDS:
        return references.seal(_KINDS[name], value)
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
