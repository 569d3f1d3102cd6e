"""What answers are made of: shapes filled from records, with references in the place of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from service.domain.identifiers import ConsentId
from service.registry.ports import Ports, ReferenceKind


class Shown(BaseModel):
    """A body of an answer, or a part of it; `FROM` says where in the record a field of another name is."""

    model_config = ConfigDict(frozen=True)
    FROM: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def read_record(cls, given: object) -> object:
        """Read the fields from a record in the place of this shape."""
        return given if isinstance(given, dict | BaseModel) else cls._fields_of(given)

    @classmethod
    def _fields_of(cls, record: object) -> dict[str, object]:
        if isinstance(record, dict):
            return record
        places = {name: cls.FROM.get(name, name) for name in cls.model_fields}
        return {name: attrgetter(place)(record) for name, place in places.items() if _has(record, place)}

    @classmethod
    def of(cls, record: object, ports: Ports, **more: Any) -> Self:  # noqa: ANN401 - fields of the shape
        """Fill the shape from a record; `more` are fields the record does not have, or has otherwise."""
        return cls.model_validate({**cls._fields_of(record), **more}, context=ports)


@lru_cache(maxsize=64)
def moment_text(at: datetime) -> str:
    """Write a moment: UTC, to the second. Every answer tells the same few."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _has(given: object, place: str) -> bool:
    return hasattr(given, place.partition(".")[0])


def sealed(kind: ReferenceKind) -> BeforeValidator:
    """Show a number as the reference that stands for it."""

    def seal(number: object, info: ValidationInfo) -> object:
        ports: Ports | None = info.context
        return ports.references.seal(kind, number) if ports and isinstance(number, int) else number

    return BeforeValidator(seal)


def _printed(text: object) -> object:
    return ConsentId(text.replace("-", "")).printed if isinstance(text, str) else text


Stamp = Annotated[
    datetime,
    PlainSerializer(moment_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Printed = Annotated[str, BeforeValidator(_printed)]
"""A number to cite, in four groups of four."""
