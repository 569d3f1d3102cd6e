"""What the desk holds of each person: names to search, and what will be due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.registry.check_records import CheckStanding
    from service.registry.legal_deadlines import LegalDeadline
    from service.registry.questions import Question


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about a person by a day; `consent` is the number printed on the paper, if any.

    `item` is the order or the decision it is about, inside the person's legal file.
    """

    kind: str
    person: int
    due: date
    consent: str | None = None
    item: int = 0
    by: int = 0
    """Who entered the order, and so does not verify it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the desk counts of an authorization: its state, when it was signed, its last day."""

    state: str
    """As communications read it: a confirmed form of nothing but no is a `refusal`."""
    signed_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """A code legal has to decide, its number inside the file, and a question it stands in the way of."""

    code: str
    item: int
    question: Question


@dataclass(frozen=True, slots=True)
class Row:
    """What the desk holds of one person: folded names, and the days on which something will be due."""

    names: str
    tasks: tuple[Task, ...]
    orders: tuple[Task, ...] = ()
    """Orders that cover this person first; `kind` is the state of each."""
    phone: str = ""
    """The telephone number as gateways read it; empty: none."""
    papers: tuple[Paper, ...] = ()
    """Authorizations that somebody signed; an order's number is none."""
    reviews: tuple[WaitingReview, ...] = ()
    legal: tuple[Task, ...] = ()
    """What else legal has to do: signs to read, decisions."""
    until: date | None = None
    """The first day on which this row must be made again, though nothing is recorded (None: never)."""
    standing: CheckStanding | None = None
    """Where the legal check stands; None: none was ever due."""
    signs: bool = False
    """The legal file holds signs reported by communications."""
    deadlines: tuple[LegalDeadline, ...] = ()
    """Every day on which something of the legal file ends or changes, near or far."""
