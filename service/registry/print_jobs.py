"""What is printed, and the port that prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from service.registry.badge_sheets import BadgeSheet
    from service.registry.forms import FormVersion
    from service.registry.poster_sheets import PosterSheet

Paper: TypeAlias = Literal["letter", "a4"]
PAPERS: Final[tuple[Paper, ...]] = ("letter", "a4")
LANGUAGES: Final = ("fr", "en")
MOST_COPIES: Final = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: a family in a language, how many, on what, and in which look."""

    family: str
    language: str | None = None
    """None: the person's, else French."""
    copies: int = 1
    paper: Paper = "letter"
    large: bool = False
    fillable: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One copy: its serial, and the person it is for (sealed, or nobody)."""

    serial: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What a printer is given: a form, how to print it, the establishment's words, and the copies."""

    form: FormVersion
    language: str
    order: Order
    establishment: Mapping[str, str]
    sheets: tuple[Sheet, ...]
    written: Mapping[str, str] = field(default_factory=dict)
    """What is written on each copy beforehand, by the key of its field; a date is ISO."""
    ticked: frozenset[str] = frozenset()
    specimen: bool = False
    """To look at only: marked so on its face, without the code and the marks by which it would be read."""


class Printer(Protocol):
    """Makes documents of forms."""

    def print_forms(self, job: Job, progress: Callable[[int], None]) -> bytes:
        """Return one PDF with all copies; `progress` is told after each how many are done.

        The same job gives the same bytes. Raises `Invalid` for words that do not fit their room.
        """

    def print_badges(self, sheet: BadgeSheet) -> bytes:
        """Return the badges of an event, six a page. Raises `Invalid` likewise."""

    def print_poster(self, sheet: PosterSheet) -> bytes:
        """Return one page with a code that people read with their own device. Raises `Invalid` likewise."""
