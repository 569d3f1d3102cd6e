"""A declared situation, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

IncidentKind = Literal["", "quality", "confidentiality"]
"""Écart qualité, or incident de confidentialité; nothing while nobody has said which."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was done to repair, or to keep it from happening again: on which day, and who noted it."""

    on: date
    text: str
    noted_by: int
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class InjuryNotice:
    """A notice that was given: to whom (cai, minister, persons, public), and on which day."""

    to: str
    on: date
    note: str
    noted_by: int
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class InjuryTest:
    """What a confidentiality incident is, and whether it may cause serious injury (R-22.1, r. 1, s. 15).

    The three questions are answered `yes`, `no` or `unknown`, each with its reasons.
    """

    information: str
    circumstances: str
    period: str
    aware_on: date
    persons: str
    """How many people, or about how many: as it is known."""
    sensitive: str
    sensitive_why: str
    consequences: str
    consequences_why: str
    likely: str
    likely_why: str
    serious: bool
    """What was concluded; it may differ from what the three answers suggest."""
    why: str
    noted_by: int
    noted_at: datetime

    @property
    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """List the three questions with their answers and reasons."""
        return (
            ("sensitive", self.sensitive, self.sensitive_why),
            ("consequences", self.consequences, self.consequences_why),
            ("likely", self.likely, self.likely_why),
        )


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """A declared situation, and what was done about it. Its texts may name people: few read them."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    mark: str = ""
    """The number that whoever declared it was given."""
    role: str = ""
    about: str = "other"
    what: str = ""
    when: str = ""
    where: str = ""
    who: str = ""
    contact: str = ""
    posts: tuple[int, ...] = ()
    kind: IncidentKind = ""
    sorted_at: datetime | None = None
    sorted_by: int | None = None
    test: InjuryTest | None = None
    notices: tuple[InjuryNotice, ...] = ()
    measures: tuple[Measure, ...] = ()
    outcome: str = ""
    closed_at: datetime | None = None
    closed_by: int | None = None
