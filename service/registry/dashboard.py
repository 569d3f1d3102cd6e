"""« Tableau de bord »: how many, never who. Publishers are told no number under ten, and none of papers.

Papers are counted by what communications read of them, their state and dates, and never by an answer: nothing
here moves with what legal alone knows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from service.registry.consent_states import MOVES
from service.registry.control_records import ControlRecord
from service.registry.moments import local_day, today
from service.registry.permissions import can, check_may

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from service.registry.account_records import Caller
    from service.registry.desk_records import Paper
    from service.registry.ports import Ports
    from service.registry.post_records import TakedownRecord
    from service.registry.storing import Reader

MONTHS: Final = 12
LEAST_TOLD: Final = 10
SPANS: Final = ((0, 30), (31, 60), (61, 90))
"""Days left until the last one, from and to."""
STATES: Final = tuple(dict.fromkeys((*(move.after for move in MOVES.values()), "expired", "refusal")))
_AT_ONCE: Final = 500

Counts = tuple[tuple[str, int | None], ...]
"""What is counted and how many, in order; None: fewer than ten, to who is not told how many."""


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """Authorizations by state, by month signed, and by how soon they end."""

    states: Counts
    signed: Counts
    ending: Counts


@dataclass(frozen=True, slots=True)
class TakedownCounts:
    """Takedowns of twelve months: done, done late, open, late now; and half were done within `median`."""

    counts: Counts
    median: timedelta | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All the numbers of a day."""

    day: date
    posts: Counts
    takedowns: TakedownCounts
    papers: PaperCounts | None
    controls: tuple[tuple[str, int, int], ...]
    """Month, posts looked at, those without their line to cite; for who is told of papers."""


def read_dashboard(ports: Ports, caller: Caller) -> Dashboard:
    """Count what the caller may be told, as of now."""
    check_may(caller, "see_dashboard")
    day, months = today(ports), _months(today(ports))
    whole = can(caller, "read_people")
    with ports.store.reading() as reader:
        posts = Counter(_posts(ports, reader, months[0]))
        takedowns = _takedowns(ports, reader, months[0])
        papers = (
            [one for row in ports.desk.rows(ports, reader).values() for one in row.papers] if whole else []
        )
        controls = tuple(_controls(reader, months[0])) if whole else ()
    counts = count_takedowns(takedowns, ports.clock())
    if not whole:
        return Dashboard(day, _told(_in_order(posts, months)), _told_takedowns(counts), None, ())
    return Dashboard(day, _in_order(posts, months), counts, count_papers(papers, day, months), controls)


def count_papers(papers: Iterable[Paper], day: date, months: tuple[str, ...]) -> PaperCounts:
    """Count authorizations by state, by month signed, and by how soon they end."""
    states: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    ending: Counter[str] = Counter()
    for one in papers:
        over = one.until is not None and one.until < day
        states["expired" if one.state == "confirmed" and over else one.state] += 1
        if one.signed_on is not None:
            signed[f"{one.signed_on:%Y-%m}"] += 1
        if one.state == "confirmed" and one.until is not None and not over:
            left = (one.until - day).days
            ending.update(f"{first}-{last}" for first, last in SPANS if first <= left <= last)
    spans = tuple(f"{first}-{last}" for first, last in SPANS)
    known = tuple((state, states[state]) for state in STATES if states[state])
    return PaperCounts(known, _in_order(signed, months), _in_order(ending, spans))


def _months(day: date) -> tuple[str, ...]:
    """Return twelve months, the last being that of the day: `2026-10`."""
    last = day.year * 12 + day.month - 1
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in range(last - MONTHS + 1, last + 1))


def _in_order(counted: Counter[str], names: tuple[str, ...]) -> Counts:
    return tuple((name, counted[name]) for name in names)


def _told(counts: Counts) -> Counts:
    return tuple((name, None if n is None or n < LEAST_TOLD else n) for name, n in counts)


def _told_takedowns(takedowns: TakedownCounts) -> TakedownCounts:
    counts = _told(takedowns.counts)
    return TakedownCounts(counts, takedowns.median if dict(counts)["done"] is not None else None)


def _posts(ports: Ports, reader: Reader, since: str) -> Iterator[str]:
    """Walk the months in which posts were published, as far back as `since`; newest first."""
    before = None
    while read := reader.list_posts(before, _AT_ONCE):
        for post in read:
            if post.published_at is not None:
                yield f"{local_day(ports, post.published_at):%Y-%m}"
        if f"{local_day(ports, read[-1].registered_at):%Y-%m}" < since:
            return
        before = read[-1].number


def _takedowns(ports: Ports, reader: Reader, since: str) -> list[TakedownRecord]:
    found: list[TakedownRecord] = []
    after = 0
    while read := reader.list_takedowns(None, after, _AT_ONCE):
        found += [one for one in read if f"{local_day(ports, one.asked_at):%Y-%m}" >= since]
        after = read[-1].number
    return found


def count_takedowns(takedowns: list[TakedownRecord], now: datetime) -> TakedownCounts:
    """Count takedowns done and open, and those late; half were done within the median."""
    done = [(one, one.removed_at) for one in takedowns if one.removed_at is not None]
    waiting = [one for one in takedowns if one.state == "open"]
    counts = (
        ("done", len(done)),
        ("done_late", sum(at > one.due_at for one, at in done)),
        ("open", len(waiting)),
        ("late", sum(now > one.due_at for one in waiting)),
    )
    took = [(at - one.asked_at).total_seconds() for one, at in done]
    return TakedownCounts(counts, timedelta(seconds=median(took)) if took else None)


def _controls(reader: Reader, since: str) -> Iterator[tuple[str, int, int]]:
    before = None
    while read := reader.list_entries(ControlRecord, None, before, _AT_ONCE):
        for one in read:
            looks = [drawn.look for drawn in one.drawn if drawn.look is not None]
            if one.month >= since and looks:
                yield one.month, len(looks), sum(look.line == "no" for look in looks)
        before = read[-1].number
