"""« Tableau de bord »: each number in a table, with a bar beside it; made to be read and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import month_in_words
from service.i18n.words import Words
from service.registry.dashboard import LEAST_TOLD, Counts, Dashboard, read_dashboard
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute
from service.web.showing import day_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/tableau-de-bord"
MONTH: Final = "dashboard.month"
WIDE: Final = 100
"""How wide the longest bar is, in the units of its drawing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number with its name, and the length of its bar."""

    name: str
    number: str
    bar: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A table of numbers, and what is counted in it."""

    key: str
    of: str
    lines: tuple[Line, ...]
    note: str = ""
    what: str = "dashboard.what"


@router.get(PAGE)
def show_dashboard(visit: SignedVisit) -> Response:
    """Show the numbers of today."""
    dashboard, words = read_dashboard(visit.ports, visit.caller), visit.words
    return visit.page(
        "publisher/dashboard.html",
        day=day_of(words, dashboard.day),
        charts=[*_paper_charts(words, dashboard), *_charts(words, dashboard)],
        controls=[(month_in_words(month, words.language), *some) for month, *some in dashboard.controls],
        hidden=LEAST_TOLD if dashboard.papers is None else 0,
    )


def _paper_charts(words: Words, dashboard: Dashboard) -> list[Chart]:
    papers = dashboard.papers
    if papers is None:
        return []
    return [
        Chart("states", "dashboard.papers", _lines(words, papers.states, "state.")),
        Chart("signed", "dashboard.papers", _of_months(words, papers.signed), what=MONTH),
        Chart("ending", "dashboard.papers", _lines(words, papers.ending, "dashboard.ending.")),
    ]


def _charts(words: Words, dashboard: Dashboard) -> list[Chart]:
    takedowns = dashboard.takedowns
    took = takedowns.median
    said = "" if took is None else words("dashboard.median", time=time_in_words(words, took))
    done = _lines(words, takedowns.counts, "dashboard.takedowns.")
    return [
        Chart("posts", "dashboard.posts.of", _of_months(words, dashboard.posts), what=MONTH),
        Chart("takedowns", "dashboard.takedowns.of", done, said),
    ]


def time_in_words(words: Words, time: timedelta) -> str:
    """Write how long something took: in minutes, at least one; from two hours on, or two days, in those."""
    minutes = max(1, round(time.total_seconds() / 60))
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes >= 2 * size:
            return words.count(f"dashboard.{unit}", round(minutes / size))
    return words.count("dashboard.minutes", minutes)


def _of_months(words: Words, counts: Counts) -> tuple[Line, ...]:
    return _drawn(words, [(month_in_words(month, words.language), n) for month, n in counts])


def _lines(words: Words, counts: Counts, prefix: str) -> tuple[Line, ...]:
    return _drawn(words, [(words(prefix + name), n) for name, n in counts])


def _drawn(words: Words, named: list[tuple[str, int | None]]) -> tuple[Line, ...]:
    most = max((n or 0 for _, n in named), default=0) or 1
    return tuple(
        Line(name, words("dashboard.few") if n is None else str(n), round(WIDE * (n or 0) / most))
        for name, n in named
    )
