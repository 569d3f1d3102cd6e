"""Posts shown first: asked for beside an answer, listed under « Mes relectures », noted in person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid
from service.registry.moments import local_day
from service.registry.publishing import NewPost
from service.registry.readings import (
    ANSWERS,
    ask_readings,
    list_readings,
    note_reading,
    readings_of,
    status_of,
)
from service.registry.required_readings import CONDITION
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.showing import all_of, day_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.registry.reading_records import ReadingRecord

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/relectures"
A_PAGE: Final = 20
LOOKS: Final = {"waiting": "wait", "accepted": "good", "refused": "bad", "ended": "calm"}
SAID: Final = {"notee": "readings.noted"}


@dataclass(frozen=True, slots=True)
class ShownReading:
    """One reading as its card and its line show it."""

    ref: str
    who: str
    status: str
    way: str
    text: str
    line: str
    on: str
    word: str

    @property
    def look(self) -> str:
        """Return the colour of how it stands."""
        return LOOKS[self.status]


@dataclass(frozen=True, slots=True)
class ReadingsAsked:
    """What an answer says of the readings of its text: whether they are needed, done, refused."""

    needed: bool
    shown: tuple[ShownReading, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether each who was asked accepted."""
        return bool(self.shown) and all(one.status == "accepted" for one in self.shown)

    @property
    def refused(self) -> bool:
        """Tell whether somebody said no."""
        return any(one.status == "refused" for one in self.shown)


@router.get(PAGE)
def show_readings(visit: SignedVisit) -> Response:
    """List one's readings, newest first."""
    return _page(visit, NOTHING_TYPED)


@router.get(f"{PAGE}/{{ref}}")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """Show the card among the others."""
    return visit.go(f"{PAGE}#{ref}" if _number(visit, ref) else PAGE)


@router.post(f"{PAGE}/{{ref}}")
def note(visit: SignedVisit, ref: str) -> Response:
    """Note what the person answered in person."""
    number, form = _number(visit, ref), Filled(visit.sent)
    field = f"answer-{ref}"
    try:
        answer = form.choice(field, ANSWERS)
        form.done()
        note_reading(visit.ports, visit.caller, number, answer)  # type: ignore[arg-type] # one of the list
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, {"": field}), UNPROCESSABLE)
    except Conflict:
        return visit.go(PAGE)
    return visit.go(f"{PAGE}?fait=notee")


def ask_first(visit: Visit, new: NewPost) -> None:
    """Have the people asked; what is a no, or asked by nobody, is said by the answer itself."""
    try:
        ask_readings(visit.ports, visit.caller, new)
    except Conflict:
        return


def readings_asked(
    visit: Visit, new: NewPost, named: Sequence[str], conditions: Sequence[str]
) -> ReadingsAsked:
    """Return the readings of a text whose answer asks for them; of any other answer, none."""
    if CONDITION not in conditions:
        return ReadingsAsked(needed=False)
    found = readings_of(visit.ports, visit.caller, new)
    people = dict(enumerate(named))
    return ReadingsAsked(
        needed=True, shown=tuple(_shown(visit, one, people.get(one.place, "")) for one in found)
    )


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    before = visit.query.get("avant", "")
    start = visit.ports.references.open("reading", before)[0] if before else None
    found = list_readings(visit.ports, visit.caller, start, A_PAGE + 1)
    last = visit.seal("reading", found[A_PAGE - 1].number) if len(found) > A_PAGE else ""
    return visit.page(
        "publisher/readings.html",
        status=status,
        typed=typed,
        said=SAID.get(visit.query.get("fait", ""), ""),
        readings=[_shown(visit, one) for one in found[:A_PAGE]],
        first=PAGE if before else "",
        next=f"{PAGE}?avant={last}" if last else "",
    )


def _shown(visit: Visit, reading: ReadingRecord, who: str = "") -> ShownReading:
    words, draft = visit.words, reading.draft
    line = ""
    if draft is not None:
        channels = all_of(words, "channel.", draft.channels)
        line = f"{words(f'medium.{draft.medium}')} · {channels} · {day_of(words, draft.on)}"
    return ShownReading(
        ref=visit.seal("reading", reading.number),
        who=who,
        status=status_of(visit.ports, reading),
        way=reading.way,
        text=draft.text if draft else "",
        line=line,
        on=day_of(words, local_day(visit.ports, reading.made_at)),
        word=reading.word,
    )


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("reading", ref)[0]
