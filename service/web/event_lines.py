"""Events as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.domain.names import fold_words
from service.registry.errors import NotFound
from service.registry.event_records import EventRecord
from service.registry.files import File
from service.registry.people_records import PersonRecord
from service.registry.questions import Question
from service.registry.rosters import Roster
from service.web.rendering import hyphenated
from service.web.showing import Line, all_of, day_of
from service.web.visits import Visit

PAGE: Final = "/evenements"
_PLAIN: Final = str.maketrans("()\n", "   ")


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in a list: its name, where and when, and where it leads."""

    name: str
    line: str
    path: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody of the list: `value` is sent back when they are chosen."""

    name: str
    number: str
    conditions: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody expected, as communications' page lists them; `born` tells namesakes apart."""

    ref: str
    name: str
    born: str


def expected_of(visit: Visit, files: Sequence[File]) -> list[Expected]:
    """List who is expected; the birth date is shown of those who bear one name."""
    bearers = Counter(fold_words(one.person.names.display) for one in files)
    shared = {name for name, bearing in bearers.items() if bearing > 1}
    return [_expected(visit, one.person, shared) for one in files]


def _expected(visit: Visit, person: PersonRecord, shared: Collection[tuple[str, ...]]) -> Expected:
    name, born = person.names.display, person.birth_date
    shown = born.isoformat() if born and fold_words(name) in shared else ""
    return Expected(visit.seal("person", person.number), name, shown)


def number_of(visit: Visit, ref: str) -> int:
    """Return the number of the event an address is of. Raises `NotFound`."""
    number, item = visit.ports.references.open("event", ref)
    if item:
        raise NotFound
    return number


def path_of(visit: Visit, event: EventRecord) -> str:
    """Return the address an event's pages begin with."""
    return f"{PAGE}/{visit.seal('event', event.number)}"


def question_of(event: EventRecord) -> Question:
    """Return what an event's posts are."""
    if event.question is None:
        raise NotFound
    return event.question


def where_and_when(visit: Visit, event: EventRecord) -> str:
    """Sum up where and when an event is."""
    return " · ".join(part for part in (event.place, days_of(visit, event.held_on, event.until)) if part)


def days_of(visit: Visit, first: date | None, last: date | None) -> str:
    """Write one day, or the first and the last."""
    words = visit.words
    if last is None or last == first:
        return day_of(words, first)
    return words("events.days", first=day_of(words, first), last=day_of(words, last))


def asked_lines(visit: Visit, question: Question) -> list[Line]:
    """Say what an event's list answers."""
    words = visit.words
    return [
        (words("ask.medium"), words(f"medium.{question.medium}")),
        (words("ask.channels"), all_of(words, "channel.", question.channels)),
        (words("ask.purpose"), words(f"purpose.{question.purpose}")),
        (words("ask.activity"), question.activity or ""),
        (words("ask.health"), words("ask.yes" if question.discloses_health else "ask.no")),
    ]


def people_of(roster: Roster) -> list[ShownPerson]:
    """Return the rows of a list."""
    return [
        ShownPerson(one.name, number, one.conditions, f"{one.name.translate(_PLAIN)} ({hyphenated(number)})")
        for one in roster.listed
        for number in one.cite[:1]
    ]
