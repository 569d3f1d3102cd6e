"""What single fields of a request may hold: days, moments, flags, texts, words of the closed lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.domain import vocabulary

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")


class Given(BaseModel):
    """A body of a request: fields it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


def _moment(given: object) -> object:
    if not isinstance(given, str) or not _MOMENT.fullmatch(given):
        raise PydanticCustomError("BAD_TIME", "2026-10-13T14:05:00-04:00")
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        raise PydanticCustomError("BAD_TIME", "2026-10-13T14:05:00-04:00") from None


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict()]
Line = Annotated[str, StringConstraints(max_length=300)]
Note = Annotated[str, StringConstraints(max_length=4000)]
Reference = Annotated[str, StringConstraints(max_length=64)]

Medium = Annotated[Line, one_of(vocabulary.MEDIA)]
Channel = Annotated[Line, one_of(vocabulary.CHANNELS)]
Purpose = Annotated[Line, one_of(vocabulary.PURPOSES)]
Role = Annotated[Line, one_of(vocabulary.ROLES)]
Condition = Annotated[Line, one_of(vocabulary.CONDITIONS)]
