"""What single fields of a request may hold: days, moments, flags, texts, words of the closed lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from service.domain import vocabulary

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")


_NOT_EVERYWHERE: Final = (MINYEAR, MAXYEAR)
"""Years whose moments have no date in some time zone."""


class Given(BaseModel):
    """A body of a request: fields it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def shown_by(*examples: JsonDict) -> ConfigDict:
    """Document a body by examples of it."""
    return ConfigDict(json_schema_extra={"examples": [*examples]})


class Nothing(Given):
    """A body that says nothing more than its address does: none, or an object without fields."""

    model_config = shown_by({})


def one_of(words: Iterable[str]) -> WithJsonSchema:
    """Document the words of a closed list; the use case is what checks them."""
    return WithJsonSchema({"type": "string", "enum": list(words)})


def _day(given: object) -> object:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise PydanticCustomError("BAD_DATE", "2026-10-13")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise PydanticCustomError("BAD_DATE", "2026-10-13") from None


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar: 2026-10-13."""
    try:
        return _day(text) is not None
    except PydanticCustomError:
        return False


def is_moment(text: str) -> bool:
    """Tell whether a text is a moment with its offset: 2026-10-13T14:05:00-04:00."""
    try:
        return _moment(text) is not None
    except PydanticCustomError:
        return False


def _said(given: str) -> str:
    if not given.strip():
        raise PydanticCustomError("MISSING", "")
    return given


def _role(given: str) -> str:
    if given not in vocabulary.ROLES:
        raise PydanticCustomError("NOT_IN_LIST", ", ".join(vocabulary.ROLES))
    return given


def _moment(given: object) -> object:
    if not isinstance(given, str) or not _MOMENT.fullmatch(given):
        raise PydanticCustomError("BAD_TIME", "2026-10-13T14:05:00-04:00")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise PydanticCustomError("BAD_TIME", "2026-10-13T14:05:00-04:00") from None
    if moment.year in _NOT_EVERYWHERE:
        raise PydanticCustomError("BAD_TIME", "2026-10-13T14:05:00-04:00")
    return moment


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict()]
Line = Annotated[str, StringConstraints(max_length=300)]
Note = Annotated[str, StringConstraints(max_length=4000)]
Said = AfterValidator(_said)
"""Beside a text that must say something."""
LONGEST_REFERENCE: Final = 64
Reference = Annotated[str, StringConstraints(max_length=LONGEST_REFERENCE)]

Medium = Annotated[Line, one_of(vocabulary.MEDIA)]
Channel = Annotated[Line, one_of(vocabulary.CHANNELS)]
Purpose = Annotated[Line, one_of(vocabulary.PURPOSES)]
Role = Annotated[Line, one_of(vocabulary.ROLES)]
KnownRole = Annotated[Line, AfterValidator(_role), one_of(vocabulary.ROLES)]
"""A role that no use case checks."""
Condition = Annotated[Line, one_of(vocabulary.CONDITIONS)]
