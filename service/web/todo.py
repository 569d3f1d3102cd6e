"""« À faire »: what waits for communications, by day; and the requests of publishers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.designations import list_to_note
from service.registry.desk import list_tasks
from service.registry.institutional import list_to_answer
from service.registry.intake import list_scans
from service.registry.messages import COURRIEL
from service.registry.moments import local_day, today
from service.registry.naming import files_named
from service.registry.requests import answered_at, list_requests, waits_for_legal
from service.registry.takedowns import list_takedowns
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/a-faire"
GROUPS: Final = ("late", "today", "week", "later")
SAID: Final = {"fermee": "requests.closed", "transmise": "requests.forwarded"}
TO_CONFIRM: Final = frozenset({"confirm", "finish_draft"})
DAYS_TO_ANSWER: Final = timedelta(days=2)
DAYS_TO_HEAR: Final = timedelta(days=5)
LONG_OVER: Final = timedelta(days=30)
MOST: Final = 200
LONGEST: Final = 60
"""Characters of a text among tasks."""


@dataclass(frozen=True, slots=True)
class ShownTask:
    """One thing to do: what, about whom, by when, and where it is done."""

    kind: str
    about: str
    path: str
    due: date


@router.get(PAGE)
def show_todo(visit: SignedVisit) -> Response:
    """Show what is to be done, the late first."""
    tasks = [*_tasks(visit), *_scans(visit), *_requests(visit), *_takedowns(visit), *_designations(visit)]
    tasks += _institutional(visit)
    tasks.sort(key=lambda task: task.due)
    day = today(visit.ports)
    groups = [(group, [one for one in tasks if group_of_day(one.due, day) == group]) for group in GROUPS]
    said = SAID.get(visit.query.get("fait", ""), "")
    shown = [(group, some) for group, some in groups if some]
    courriels = COURRIEL in visit.ports.messenger.ways
    return visit.page("communications/todo.html", groups=shown, said=said, courriels=courriels)


def _tasks(visit: Visit) -> list[ShownTask]:
    oldest = today(visit.ports) - LONG_OVER
    tasks = [one for one in list_tasks(visit.ports, visit.caller) if one.kind != "renew" or one.due > oldest]
    files = files_named(visit.ports, visit.caller, (task.person for task in tasks), "tasks_listed")
    shown = []
    for task in tasks:
        number = hyphenated(task.consent) if task.consent else ""
        path = f"/personnes/{visit.seal('person', task.person)}"
        if number:
            path = f"/autorisations/{number}{'/verifier' if task.kind in TO_CONFIRM else ''}"
        if task.person in files:
            shown.append(ShownTask(task.kind, files[task.person].person.names.display, path, task.due))
    return shown


def _requests(visit: Visit) -> list[ShownTask]:
    """Show requests: new, in legal's hands, or answered by legal."""
    shown = []
    for request in list_requests(visit.ports, visit.caller, "open", MOST):
        kind, since, days = "request", request.asked_at, DAYS_TO_ANSWER
        if waits_for_legal(request) and request.forwarded_at is not None:
            kind, since, days = "request_forwarded", request.forwarded_at, DAYS_TO_HEAR
        elif request.answer:
            kind, since = "request_answered", answered_at(request) or request.asked_at
        path = f"/demandes/{visit.seal('request', request.number)}"
        shown.append(ShownTask(kind, request.person_name or "", path, local_day(visit.ports, since) + days))
    return shown


def _scans(visit: Visit) -> list[ShownTask]:
    """Count what was scanned and waits, due two days after the first of it came."""
    waiting = list_scans(visit.ports, visit.caller)
    if not waiting:
        return []
    due = local_day(visit.ports, waiting[0].received_at) + DAYS_TO_ANSWER
    return [ShownTask("scan", visit.words.count("scan.count", len(waiting)), "/numeriser", due)]


def _takedowns(visit: Visit) -> list[ShownTask]:
    found = list_takedowns(visit.ports, visit.caller, "open", limit=MOST)
    return [
        ShownTask(
            "takedown",
            hyphenated(post.citation),
            "/publications-a-retirer",
            local_day(visit.ports, takedown.due_at),
        )
        for takedown, post in found
    ]


def _designations(visit: Visit) -> list[ShownTask]:
    return [
        ShownTask(
            "designation",
            one.name,
            "/equipe-et-comptes",
            local_day(visit.ports, one.made_at) + DAYS_TO_ANSWER,
        )
        for one in list_to_note(visit.ports, visit.caller)
    ]


def _institutional(visit: Visit) -> list[ShownTask]:
    """Show requests about confidential content that wait for the caller's answer."""
    return [
        ShownTask(
            "institutional",
            one.content if len(one.content) <= LONGEST else f"{one.content[:LONGEST]}…",
            f"/autorisations-institutionnelles/{visit.seal('institutional', one.number)}",
            local_day(visit.ports, one.made_at) + DAYS_TO_ANSWER,
        )
        for one in list_to_answer(visit.ports, visit.caller)
    ]


def group_of_day(due: date, day: date) -> str:
    """Tell how soon something is due."""
    if due < day:
        return "late"
    if due == day:
        return "today"
    return "week" if due <= day + timedelta(days=6 - day.weekday()) else "later"
