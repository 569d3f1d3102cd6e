"""Access records: who looked at what, when and why, on whom; append only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from service.registry.questions import Answer, Question, Who


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was read, and how many acts it had then: enough to build the same facts again."""

    person: int
    acts: int


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a check answered, as publishers are told: what its receipt says."""

    answer: Answer
    cite: tuple[str, ...]
    conditions: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """One look-up, view, export or decision. `number` is given when it is kept."""

    at: datetime
    by: int
    role: str
    via: str
    action: str
    seen: tuple[Seen, ...] = ()
    asked: tuple[Who, ...] = ()
    """How each person was named, in order; names and second factors are left out."""
    matched: tuple[tuple[int, ...], ...] = ()
    """Person numbers for each of `asked`."""
    question: Question | None = None
    visible_count: int | None = None
    verdict: str | None = None
    reasons: tuple[str, ...] = ()
    answer: str | None = None
    valid_until: str | None = None
    rules: str | None = None
    """Rule-set version and digest of the policy that applied."""
    why: str = ""
    number: int = 0
    given: GivenAnswer | None = None

    @property
    def people(self) -> tuple[int, ...]:
        """Return whom was asked about or shown; of a decision, not whom it was judged together with."""
        met = [number for one in self.matched for number in one]
        return tuple(
            dict.fromkeys(n for n in (met if self.asked else [one.person for one in self.seen]) if n)
        )
