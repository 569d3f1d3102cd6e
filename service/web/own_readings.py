"""In the person's corner: a post to read before it goes out, accepted or refused by a press of a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry.errors import Conflict, Invalid
from service.registry.moments import local_day
from service.registry.own_readings import OwnReading, answer_own, own_draft, own_readings
from service.registry.readings import ANSWERS
from service.web.corner_door import PAGE as CORNER
from service.web.corner_door import InCorner
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.showing import Line, all_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.corner_visits import CornerVisit
    from service.web.corner_door import CornerGuest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = f"{CORNER}/relectures/{{reading}}"
LONGEST_WORD: Final = 1000


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """One text, or one post that is online, as its person reads it."""

    ref: str
    name: str
    published: bool
    waiting: bool
    answer: str
    facts: tuple[Line, ...]
    text: str
    urls: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    """Numbers of what of theirs it rests on."""


def reading_cards(guest: Guest, visit: CornerVisit) -> list[ReadingCard]:
    """Write what waits for an answer and what is online, for the corner's first page."""
    found = own_readings(guest.ports, visit)
    return [reading_card(guest, one) for one in found if one.post is not None or one.reading.answer is None]


def reading_card(guest: Guest, one: OwnReading) -> ReadingCard:
    """Write one of them."""
    post = one.post
    urls = [post.url or "", *(copy.url for copy in post.copies if not copy.removed_at)] if post else []
    return ReadingCard(
        ref=guest.ports.references.seal("reading", one.reading.number),
        name=one.file.person.names.display,
        published=post is not None,
        waiting=one.reading.answer is None,
        answer=one.reading.answer or "",
        facts=_facts_out(guest, one) if post else _facts(guest, one),
        text=post.text if post else one.reading.draft.text if one.reading.draft else "",
        urls=tuple(url for url in urls if url),
        papers=tuple(hyphenated(paper.id) for paper in one.papers),
    )


@router.get(PAGE)
def show_reading(came: InCorner, reading: str) -> Response:
    """Show one text, and ask for yes or no; what was answered is shown as it stands."""
    return _page(came, reading, NOTHING_TYPED)


@router.post(PAGE)
def answer_reading(came: InCorner, reading: str) -> Response:
    """Keep the answer: it counts once this returns."""
    form = Filled(came.guest.sent)
    try:
        answer = form.choice("answer", ANSWERS)
        word = form.sent.text("word")
        if len(word) > LONGEST_WORD:
            form.slip("word", "TOO_LONG")
        form.done()
        answer_own(came.guest.ports, came.visit, _number(came, reading), answer, word)  # type: ignore[arg-type] # one of the list
    except (Slipped, Invalid) as error:
        return _page(came, reading, form.mend(error, {"/word": "word"}), UNPROCESSABLE)
    except Conflict:
        return came.guest.go(f"{CORNER}/relectures/{reading}")
    return came.guest.go(f"{CORNER}/relectures/{reading}")


def _page(came: CornerGuest, reading: str, typed: Typed, status: int = 200) -> Response:
    one = own_draft(came.guest.ports, came.visit, _number(came, reading))
    card = reading_card(came.guest, one)
    return came.guest.page("corner/reading.html", status=status, typed=typed, card=card)


def _facts(guest: Guest, one: OwnReading) -> tuple[Line, ...]:
    words, draft, reading = guest.words, one.reading.draft, one.reading
    if draft is None:
        return ()
    facts = [
        (words("reading.medium"), words(f"medium.{draft.medium}")),
        (words("reading.channels"), all_of(words, "channel.", draft.channels)),
        (words("reading.purpose"), words(f"purpose.{draft.purpose}")),
        (words("reading.on"), date_in_words(draft.on, words.language)),
    ]
    if draft.pictures:
        facts.insert(1, (words("reading.pictures"), ", ".join(draft.pictures)))
    if reading.answer is None and reading.ends_at is not None:
        facts.append((words("reading.until"), _day(guest, reading.ends_at)))
    return tuple(facts)


def _facts_out(guest: Guest, one: OwnReading) -> tuple[Line, ...]:
    words, post = guest.words, one.post
    if post is None or post.published_at is None:
        return ()
    return (
        (words("reading.channels"), all_of(words, "channel.", post.channels)),
        (words("reading.published.on"), _day(guest, post.published_at)),
    )


def _day(guest: Guest, moment: datetime) -> str:
    return date_in_words(local_day(guest.ports, moment), guest.words.language)


def _number(came: CornerGuest, reading: str) -> int:
    return came.guest.ports.references.open("reading", reading)[0]
