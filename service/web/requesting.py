"""« Demander une autorisation »: offered on every no and every « Précisez », the same for all."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Invalid, NotFound
from service.registry.questions import Question
from service.registry.requests import request_authorization
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.questions import read_question
from service.web.showing import day_of, question_in_short
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/demander-une-autorisation"
FIELDS: Final = {"/0": "name", "/1": "why", "/person_name": "name"}


@router.get(PAGE)
def show_request(visit: SignedVisit) -> Response:
    """Ask whose authorization is wanted, and what for; what was asked before is offered again."""
    visit.must("request")
    ticket = visit.query.get("de", "")
    return _page(visit, _begun(visit, ticket) if ticket else Typed())


@router.post(PAGE)
def request(visit: SignedVisit) -> Response:
    """Send the request to communications."""
    form = Filled(visit.sent)
    try:
        name, why = form.text("name"), form.text("why")
        needed = form.day_if_any("needed")
        form.done()
        note = [why, form.sent.text("reach")]
        if needed:
            note.append(f"{visit.words('request.needed')} {day_of(visit.words, needed)}")
        text, question = "\n".join(filter(None, note)), _question(visit)
        once(
            visit,
            lambda ports: request_authorization(ports, visit.caller, name, text, question),
            lambda _: f"{PAGE}/envoyee",
        )
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"{PAGE}/envoyee")


@router.get(f"{PAGE}/envoyee")
def show_sent(visit: SignedVisit) -> Response:
    """Confirm that the request was sent."""
    visit.must("request")
    return visit.page("publisher/request_done.html")


def _begun(visit: Visit, ticket: str) -> Typed:
    sent = tickets.load(visit, ticket)
    form = Filled(sent)
    question = read_question(form, whole="place" in sent.values)
    why = question_in_short(visit.words, question)
    return Typed({"name": (_name(sent.text("who")),), "why": (why,), "asked": (ticket,)})


def _name(typed: str) -> str:
    return "" if any(one.isdigit() for one in typed) else typed


def _question(visit: Visit) -> Question | None:
    ticket = visit.sent.text("asked")
    if not ticket:
        return None
    try:
        sent = tickets.load(visit, ticket)
    except NotFound:
        return None
    return read_question(Filled(sent), whole="place" in sent.values)


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    return visit.page("publisher/request.html", status=status, typed=typed)
