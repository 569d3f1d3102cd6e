"""« Où peut-elle paraître? »: one person, and the channels permitted; nothing else is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.checking import check_asked
from service.registry.errors import Invalid, Unavailable
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.permitted_channels import ChannelsAnswer, PermittedChannel, find_permitted_channels
from service.web import tickets
from service.web.asking import FIELDS, mark_of
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.last_post import last_post_of
from service.web.mending import mending_of
from service.web.page_route import PageRoute
from service.web.questions import read_person, read_question
from service.web.reading import Sent
from service.web.showing import all_of, citation_line, day_of, moment_of, question_lines, who_lines
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/ou-peut-elle-paraitre"
LISTS: Final = {"media": MEDIA, "purposes": PURPOSES}
USE: Final = frozenset({"medium", "purpose", "on", "activity"})


@dataclass(frozen=True, slots=True)
class Place:
    """Channels that are used alike, in words: what to cite there, what to keep, the line to copy."""

    channels: str
    cite: tuple[str, ...]
    conditions: tuple[str, ...]
    line: str


@router.get(PAGE)
def show_form(visit: SignedVisit) -> Response:
    """Ask whom and which use; what the last post was is offered again."""
    visit.must("check")
    ticket = visit.query.get("de", "")
    before = tickets.load(visit, ticket).values if ticket else last_post_of(visit)
    return _form_page(visit, Typed({"on": (today(visit.ports).isoformat(),), **before}))


@router.post(PAGE)
def ask(visit: SignedVisit) -> Response:
    """Keep the question, and lead to its answer."""
    form = _of_every_channel(visit.sent)
    try:
        asked = _read(form)
        form.done()
        check_asked(visit.ports, visit.caller, asked)
    except (Slipped, Invalid) as error:
        return _form_page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{tickets.keep(visit)}")


@router.get(f"{PAGE}/{{ticket}}")
def show_places(visit: SignedVisit, ticket: str) -> Response:
    """Answer the question kept under the ticket, as of now."""
    visit.count_question()
    asked = _read(_of_every_channel(tickets.load(visit, ticket)))
    try:
        answer = find_permitted_channels(visit.ports, visit.caller, asked)
    except Unavailable:
        return visit.page("publisher/retry.html", status=503, ticket=ticket, back=PAGE)
    return _places_page(visit, ticket, asked, answer)


@router.post(f"{PAGE}/{{ticket}}")
def confirm_conditions(visit: SignedVisit, ticket: str) -> Response:
    """Show the numbers once every condition is ticked."""
    visit.count_question()
    asked = _read(_of_every_channel(tickets.load(visit, ticket)))
    answer = find_permitted_channels(visit.ports, visit.caller, asked)
    conditions = answer.whole.conditions
    if set(conditions) - set(visit.sent.each("conditions")):
        form = Filled(visit.sent)
        form.slip("conditions", "CONDITIONS")
        return _places_page(visit, ticket, asked, answer, form.mend())
    return visit.go(f"{PAGE}/{ticket}?lu={mark_of(conditions)}")


def _of_every_channel(sent: Sent) -> Filled:
    return Filled(replace(sent, values={**sent.values, "channels": CHANNELS}))


def _read(form: Filled) -> Asked:
    who = read_person(form)
    return Asked((who,), read_question(form))


def _form_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    short = "" if {slip.field for slip in typed.slips} & USE else _in_short(visit, typed)
    return visit.page("publisher/where.html", status=status, typed=typed, summary=short, **LISTS)


def _in_short(visit: Visit, typed: Typed) -> str:
    form = _of_every_channel(Sent({**typed.values, "health": ("no",)}, {}))
    question, words = read_question(form), visit.words
    if form.slips:
        return ""
    said = (words(f"medium.{question.medium}"), words(f"purpose.{question.purpose}"))
    return " · ".join((*said, day_of(words, question.on)))


def _places_page(
    visit: Visit, ticket: str, asked: Asked, answer: ChannelsAnswer, typed: Typed = NOTHING_TYPED
) -> Response:
    words, whole = visit.words, answer.whole
    lines = question_lines(words, asked.question)
    return visit.page(
        "publisher/places.html",
        status=UNPROCESSABLE if typed.slips else 200,
        typed=typed,
        shown=_panel(visit, asked, answer),
        places=_alike(visit, answer.channels),
        conditions=whole.conditions,
        until=whole.valid_until,
        asked=[*who_lines(words, asked.people[0]), lines[0], *lines[2:]],
        given=moment_of(words, visit.ports.clock(), visit.ports.time_zone),
        request_path=f"/demander-une-autorisation?de={ticket}",
        change_path=f"{PAGE}?de={ticket}",
        mending=mending_of(visit, whole.reasons),
    )


def _panel(visit: Visit, asked: Asked, answer: ChannelsAnswer) -> str:
    """Say which panel shows the answer, by the words of « Qui peut paraître? »."""
    whole = answer.whole
    if whole.answer == "cannot_tell":
        return "unreadable" if asked.people[0].consent_id is not None else "specify"
    if whole.answer == "yes_with_conditions":
        return "kept" if visit.query.get("lu", "") == mark_of(whole.conditions) else "conditions"
    return whole.answer


def _alike(visit: Visit, channels: tuple[PermittedChannel, ...]) -> list[Place]:
    """Bring together the channels that cite the same and ask for the same, in the order of the list."""
    words, day = visit.words, today(visit.ports)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for one in channels:
        groups.setdefault((one.cite, one.conditions), []).append(one.channel)
    return [
        Place(all_of(words, "channel.", alike), cite, conditions, citation_line(words, cite, day))
        for (cite, conditions), alike in groups.items()
    ]
