"""« Mes événements » and « Liste de l'événement »: who may appear, to tap or to tick."""

from __future__ import annotations

import json
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.events import list_events, read_event
from service.registry.moments import today
from service.registry.offline_lists import OfflineList, sign_roster
from service.registry.permissions import can
from service.registry.questions import Question
from service.registry.rosters import read_roster
from service.web import asking, posting, tickets
from service.web.assets import load_assets
from service.web.entrance import SignedVisit
from service.web.event_lines import (
    PAGE,
    ShownEvent,
    asked_lines,
    number_of,
    path_of,
    people_of,
    question_of,
    where_and_when,
)
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS
from service.web.showing import moment_of
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

MOST_SHOWN: Final = 200
WORKER: Final = "js/taken_along.js"


@router.get(PAGE)
def show_events(visit: SignedVisit) -> Response:
    """List the events that are not over."""
    visit.must("read_events")
    found = list_events(visit.ports, visit.caller, limit=MOST_SHOWN)
    desk = can(visit.caller, "change_events")
    shown = [
        ShownEvent(one.name, where_and_when(visit, one), path_of(visit, one) + ("" if desk else "/liste"))
        for one in found
    ]
    return visit.page("publisher/events.html", events=shown, desk=desk)


@router.get(f"{PAGE}/hors-ligne.js")
def send_worker(visit: SignedVisit) -> Response:
    """Send what keeps a list taken along for when there is no network; it may act on these pages alone."""
    visit.must("read_events")
    return Response(load_assets()[WORKER].content, headers=HEADERS, media_type="text/javascript")


@router.get(f"{PAGE}/{{ref}}/liste")
def show_list(visit: SignedVisit, ref: str) -> Response:
    """Show who may appear today, and nobody else."""
    visit.must("read_events")
    visit.count_question()
    roster = read_roster(visit.ports, visit.caller, number_of(visit, ref))
    return visit.page(
        "publisher/event_list.html",
        event=roster.event,
        line=where_and_when(visit, roster.event),
        people=people_of(roster),
        asked=asked_lines(visit, roster.question),
        here=f"{PAGE}/{ref}",
        back_path=f"{PAGE}/{ref}" if can(visit.caller, "change_events") else PAGE,
        given=moment_of(visit.words, roster.made_at, visit.ports.time_zone),
    )


@router.post(f"{PAGE}/{{ref}}/liste")
def choose(visit: SignedVisit, ref: str) -> Response:
    """Lead to the answer for one person, or to a post of all who are ticked."""
    visit.must("read_events")
    event = read_event(visit.ports, visit.caller, number_of(visit, ref))
    question = question_of(event)
    one, several = visit.sent.text("one"), visit.sent.each("people")
    if one:
        health = "yes" if question.discloses_health else "no"
        ticket = tickets.keep_values(visit, {**_post(visit, question), "who": [one], "health": [health]})
        return visit.go(f"{asking.PAGE}/{ticket}")
    if not several:
        return visit.go(f"{PAGE}/{ref}/liste")
    ticket = tickets.keep_values(visit, {**_post(visit, question), "people": ["\n".join(several)]})
    return visit.go(f"{posting.PAGE}?de={ticket}")


@router.get(f"{PAGE}/{{ref}}/hors-ligne")
def take_along(visit: SignedVisit, ref: str) -> Response:
    """Give the list to keep on this device for a day; without its script, or older, it cannot tell."""
    visit.must("read_events")
    visit.count_question()
    taken = sign_roster(visit.ports, visit.caller, number_of(visit, ref))
    return visit.page(
        "publisher/event_offline.html",
        event=taken.roster.event,
        line=where_and_when(visit, taken.roster.event),
        asked=asked_lines(visit, taken.roster.question),
        note=taken.note,
        key=taken.key,
        labels=_labels(visit, taken),
        expires=moment_of(visit.words, taken.roster.expires_at, visit.ports.time_zone),
        here=f"{PAGE}/{ref}",
    )


def _post(visit: Visit, question: Question) -> dict[str, list[str]]:
    return {
        "medium": [question.medium],
        "channels": list(question.channels),
        "purpose": [question.purpose],
        "on": [today(visit.ports).isoformat()],
        "activity": [question.activity or ""],
    }


def _labels(visit: Visit, taken: OfflineList) -> str:
    codes = dict.fromkeys(code for one in taken.roster.listed for code in one.conditions)
    return json.dumps({code: visit.words(f"condition.{code}") for code in codes}, ensure_ascii=False)
