"""An event: what is asked of it, who is expected, and what was made for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from service.registry.questions import Question


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event. It holds the numbers of those expected, never a name; who may appear is never kept."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    name: str = ""
    place: str = ""
    until: date | None = None
    """Its last day, when it has several."""
    text: str = ""
    """What those who work there should know."""
    question: Question | None = None
    """What its posts are, unless said otherwise; `on` is its first day."""
    people: tuple[int, ...] = ()
    """Who is expected, in order of number."""
    poster: int | None = None
    """The invitation whose signers join, once there is a poster."""
    revision: int = 1

    @property
    def held_on(self) -> date | None:
        """Return its first day."""
        return self.question.on if self.question else None
