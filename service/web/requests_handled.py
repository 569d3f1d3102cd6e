"""A request for an authorization: read and closed by communications, handed to legal, answered by legal."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid
from service.registry.permissions import can
from service.registry.post_records import RequestRecord
from service.registry.requests import (
    answer_request,
    answered_at,
    ask_legal,
    close_request,
    forward_request,
    read_request,
    waits_for_legal,
)
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.showing import Line, moment_of, question_in_short
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/demandes/{ref}"
DESK: Final = "/a-faire"
QUEUE: Final = "/a-traiter"
OWN_WORDS: Final = "own"
READY: Final = ("go_on", "leave_out", OWN_WORDS)
"""Sentences that say nothing of why, and words of one's own."""


@router.get(PAGE)
def show_request(visit: SignedVisit, ref: str) -> Response:
    """Show what is asked for, and what legal answered."""
    visit.must("answer_requests")
    return _request_page(visit, ref, NOTHING_TYPED)


@router.post(PAGE)
def close(visit: SignedVisit, ref: str) -> Response:
    """Close a request that was dealt with."""
    form = Filled(visit.sent)
    try:
        close_request(visit.ports, visit.caller, _number(visit, ref))
    except Conflict as error:
        return _request_page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(f"{DESK}?fait=fermee")


@router.get(f"{PAGE}/transmettre")
def show_forward(visit: SignedVisit, ref: str) -> Response:
    """A request is handed over by a form of its own page."""
    visit.must("answer_requests")
    return visit.go(f"/demandes/{ref}")


@router.post(f"{PAGE}/transmettre")
def forward(visit: SignedVisit, ref: str) -> Response:
    """Hand any request to legal, with a note."""
    form = Filled(visit.sent)
    try:
        forward_request(visit.ports, visit.caller, _number(visit, ref), visit.sent.text("note"))
    except (Conflict, Invalid) as error:
        return _request_page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(f"{DESK}?fait=transmise")


@router.get(f"{PAGE}/reponse")
def show_answer(visit: SignedVisit, ref: str) -> Response:
    """Ask legal for its answer, in words that communications may read."""
    visit.must("decide_legally")
    return _answer_page(visit, ref, NOTHING_TYPED)


@router.post(f"{PAGE}/reponse")
def answer(visit: SignedVisit, ref: str) -> Response:
    """Send legal's answer; the request goes back to communications, or ends."""
    visit.must("decide_legally")
    form = Filled(visit.sent)
    try:
        ready = form.choice("ready", READY)
        own = form.text("answer") if ready == OWN_WORDS else ""
        form.done()
        text = own or visit.words(f"queue.answer.{ready}")
        closing = visit.sent.ticked("close")
        answer_request(visit.ports, visit.caller, _number(visit, ref), text, close=closing)
    except (Slipped, Invalid, Conflict) as error:
        return _answer_page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(f"{QUEUE}?fait=repondue")


@router.get("/personnes/{ref}/demande")
def show_ask(visit: SignedVisit, ref: str) -> Response:
    """Ask what legal is to decide about a person."""
    visit.must("answer_requests")
    return _ask_page(visit, ref, NOTHING_TYPED)


@router.post("/personnes/{ref}/demande")
def ask(visit: SignedVisit, ref: str) -> Response:
    """Send the question to legal."""
    visit.must("answer_requests")
    person, _ = visit.ports.references.open("person", ref)
    form = Filled(visit.sent)
    try:
        note = form.text("note")
        form.done()
        once(
            visit,
            lambda ports: ask_legal(ports, visit.caller, person, note),
            lambda _: f"/personnes/{ref}?fait=demandee",
        )
    except (Slipped, Invalid) as error:
        return _ask_page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(f"/personnes/{ref}?fait=demandee")


def _request_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    request = read_request(visit.ports, visit.caller, _number(visit, ref))
    waits = waits_for_legal(request)
    return visit.page(
        "communications/request.html",
        status=status,
        typed=typed,
        ref=ref,
        lines=_lines(visit, request),
        open=request.state == "open",
        waits=waits,
        answers=waits and can(visit.caller, "decide_legally"),
        person=visit.seal("person", request.who.person) if request.who and request.who.person else "",
    )


def _answer_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    request = read_request(visit.ports, visit.caller, _number(visit, ref))
    return visit.page(
        "legal/request.html",
        status=status,
        typed=typed,
        ref=ref,
        lines=_lines(visit, request),
        waits=waits_for_legal(request),
        ready=READY,
        person=visit.seal("person", request.who.person) if request.who and request.who.person else "",
    )


def _ask_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    name = file_at(visit, ref).person.names.display
    return visit.page("communications/ask_legal.html", status=status, typed=typed, ref=ref, name=name)


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("request", ref)[0]


def _lines(visit: Visit, request: RequestRecord) -> list[Line]:
    words, zone = visit.words, visit.ports.time_zone
    why, *more = request.note.splitlines() or [""]
    told = [
        (words("request.name"), request.person_name or ""),
        (words("request.why"), why),
        *((words("request.more"), line) for line in more),
        (words("ask.post"), question_in_short(words, request.question) if request.question else ""),
        (words("requests.asked_on"), moment_of(words, request.asked_at, zone)),
    ]
    if request.forwarded_at:
        told.append((words("requests.forwarded_on"), moment_of(words, request.forwarded_at, zone)))
        told.append((words("requests.note"), request.details.get("forward_note", "")))
    if moment := answered_at(request):
        told.append((words("requests.answered_on"), moment_of(words, moment, zone)))
    return [*((label, value) for label, value in told if value), *_answer(visit, request)]


def _answer(visit: Visit, request: RequestRecord) -> list[Line]:
    return [(visit.words("requests.answer"), request.answer)] if request.answer else []
