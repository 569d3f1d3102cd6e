"""Access alerts: someone who looks people up without a post or any work that explains it.

The rule reads who looked at whom and when, and nothing else: not what was answered, not what is on file. A
post that was asked for explains a look-up whether it was cleared or refused, or an alert would tell of a no.
Legal's work is to open files: their accesses stand in the journal and make no alert. No hour is unusual.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.acts import ACT_KINDS, LEGAL_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from service.registry.access_records import AccessRecord

WATCHED: Final = frozenset({"publisher", "communications"})
OPENED: Final = frozenset(
    {"check", "post_check", "person_viewed", "consent_viewed", "document_viewed", "history_viewed"}
)
LISTED: Final = frozenset({"people_searched"})
EXPLAINS: Final = (frozenset(ACT_KINDS) - {LEGAL_FILE}) | {"post_clearance"}
"""A post asked for, or a change made to the person's file."""
GUESSING: Final = frozenset({"check", "post_check"})
AROUND: Final = timedelta(days=7)
"""How far before or after a look-up what explains it may be."""
A_SITTING: Final = timedelta(minutes=10)
"""Looking at one person again within it is the same look-up: pages are reloaded."""
MONTH: Final = 30
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How much is still work: an alert begins above each."""

    people_a_day: int = 30
    """Different people asked about or opened by one user in a local day, without a post."""
    listed_a_day: int = 150
    """The same, with those whom searches listed."""
    one_person: int = 10
    """Look-ups of one person by one user in 30 days, without a post."""
    names_an_hour: int = 20
    """Names asked about that nobody has."""


DEFAULTS: Final = Thresholds()


@dataclass(frozen=True, slots=True)
class Alert:
    """Who, on which local day, what and how many. `person` tells two alerts apart; it is never shown."""

    kind: str
    """`many_people`, `one_person` or `guesses`."""
    user: int
    day: date
    count: int
    person: int = 0


KINDS: Final = ("many_people", "one_person", "guesses")


@dataclass(slots=True)
class _Seen:
    """Look-ups (with whether the person was opened), what explains them, and guesses, by user."""

    looks: dict[tuple[int, int], list[tuple[datetime, bool]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    work: dict[tuple[int, int], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    guesses: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))


def find_alerts(
    records: Iterable[AccessRecord], day_of: Callable[[datetime], date], least: Thresholds = DEFAULTS
) -> tuple[Alert, ...]:
    """Find what is out of proportion, newest day first; `day_of` gives the local day of a moment."""
    seen = _Seen()
    for record in sorted(records, key=lambda one: one.at):
        if record.role in WATCHED:
            _note(seen, record)
    unexplained = {
        pair: list(_unexplained(looks, seen.work.get(pair, ()))) for pair, looks in seen.looks.items()
    }
    alerts = [
        *_many_people(unexplained, day_of, least),
        *_one_person(unexplained, day_of, least),
        *_guesses(seen.guesses, day_of, least),
    ]
    return tuple(sorted(alerts, key=lambda one: (-one.day.toordinal(), one.user, one.kind, one.person)))


def _note(seen: _Seen, record: AccessRecord) -> None:
    people = record.people
    if record.action in OPENED | LISTED:
        for person in people:
            seen.looks[record.by, person].append((record.at, record.action in OPENED))
    if record.action in EXPLAINS:
        for person in people:
            seen.work[record.by, person].append(record.at)
    if record.action in GUESSING:
        unmet = [
            who
            for who, met in zip(record.asked, record.matched, strict=False)
            if who.looked_up and not any(met)
        ]
        seen.guesses[record.by] += [record.at] * len(unmet)


def _unexplained(
    looks: Sequence[tuple[datetime, bool]], work: Sequence[datetime]
) -> Iterator[tuple[datetime, bool]]:
    last: dict[bool, datetime] = {}
    for at, opened in looks:
        if any(abs(at - done) <= AROUND for done in work):
            continue
        if opened not in last or at - last[opened] >= A_SITTING:
            last[opened] = at
            yield at, opened


_Unexplained = dict[tuple[int, int], list[tuple["datetime", bool]]]


def _many_people(
    looks: _Unexplained, day_of: Callable[[datetime], date], least: Thresholds
) -> Iterator[Alert]:
    opened: dict[tuple[int, date], set[int]] = defaultdict(set)
    met: dict[tuple[int, date], set[int]] = defaultdict(set)
    for (user, person), some in looks.items():
        for at, was_opened in some:
            met[user, day_of(at)].add(person)
            if was_opened:
                opened[user, day_of(at)].add(person)
    for (user, day), people in met.items():
        many = len(opened[user, day])
        if many > least.people_a_day or len(people) > least.listed_a_day:
            yield Alert("many_people", user, day, many if many > least.people_a_day else len(people))


def _one_person(
    looks: _Unexplained, day_of: Callable[[datetime], date], least: Thresholds
) -> Iterator[Alert]:
    """Find the days on which the look-ups of the last 30 days grew too many."""
    for (user, person), some in looks.items():
        a_day = Counter(day_of(at) for at, opened in some if opened)
        for day, times in a_day.items():
            first = day - timedelta(days=MONTH - 1)
            count = sum(n for other, n in a_day.items() if first <= other <= day)
            if count > least.one_person >= count - times:
                yield Alert("one_person", user, day, count, person)


def _guesses(
    guesses: dict[int, list[datetime]], day_of: Callable[[datetime], date], least: Thresholds
) -> Iterator[Alert]:
    for user, moments in guesses.items():
        most: dict[date, int] = {}
        first = 0
        for place, at in enumerate(moments):
            while at - moments[first] >= HOUR:
                first += 1
            most[day_of(at)] = max(most.get(day_of(at), 0), place - first + 1)
        for day, count in most.items():
            if count > least.names_an_hour:
                yield Alert("guesses", user, day, count)
