"""« À faire »: what waits for communications, by day; and the requests of publishers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.desk import list_tasks
from service.registry.errors import NotFound
from service.registry.intake import list_scans
from service.registry.messages import COURRIEL
from service.registry.moments import local_day, today
from service.registry.naming import files_named
from service.registry.post_records import RequestRecord
from service.registry.requests import close_request, list_requests
from service.registry.takedowns import list_takedowns
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.showing import Line, moment_of, question_in_short
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/a-faire"
GROUPS: Final = ("late", "today", "week", "later")
TO_CONFIRM: Final = frozenset({"confirm", "finish_draft"})
DAYS_TO_ANSWER: Final = timedelta(days=2)
LONG_OVER: Final = timedelta(days=30)
MOST: Final = 200


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
    tasks = [*_tasks(visit), *_scans(visit), *_requests(visit), *_takedowns(visit)]
    tasks.sort(key=lambda task: task.due)
    day = today(visit.ports)
    groups = [(group, [one for one in tasks if _group(one.due, day) == group]) for group in GROUPS]
    said = "requests.closed" if visit.query.get("fait") == "fermee" else ""
    shown = [(group, some) for group, some in groups if some]
    courriels = COURRIEL in visit.ports.messenger.ways
    return visit.page("communications/todo.html", groups=shown, said=said, courriels=courriels)


@router.get("/demandes/{ref}")
def show_request(visit: SignedVisit, ref: str) -> Response:
    """Show what a publisher asks for."""
    request = _request(visit, ref)
    return visit.page(
        "communications/request.html",
        asked_at=moment_of(visit.words, request.asked_at, visit.ports.time_zone),
        lines=_lines(visit, request),
    )


@router.post("/demandes/{ref}")
def close(visit: SignedVisit, ref: str) -> Response:
    """Close a request that was dealt with."""
    close_request(visit.ports, visit.caller, _request(visit, ref).number)
    return visit.go(f"{PAGE}?fait=fermee")


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
    requests = list_requests(visit.ports, visit.caller, "open", MOST)
    return [
        ShownTask(
            "request",
            request.person_name or "",
            f"/demandes/{visit.seal('request', request.number)}",
            local_day(visit.ports, request.asked_at) + DAYS_TO_ANSWER,
        )
        for request in requests
    ]


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


def _group(due: date, day: date) -> str:
    if due < day:
        return "late"
    if due == day:
        return "today"
    return "week" if due <= day + timedelta(days=6 - day.weekday()) else "later"


def _request(visit: Visit, ref: str) -> RequestRecord:
    number, _ = visit.ports.references.open("request", ref)
    requests = list_requests(visit.ports, visit.caller, None, MOST)
    request = next((one for one in requests if one.number == number), None)
    if request is None:
        raise NotFound
    return request


def _lines(visit: Visit, request: RequestRecord) -> list[Line]:
    words = visit.words
    lines = [(words("request.name"), request.person_name or "")]
    lines += [(words("request.why"), line) for line in request.note.splitlines()[:1]]
    lines += [(words("request.more"), line) for line in request.note.splitlines()[1:]]
    if request.question:
        lines.append((words("ask.post"), question_in_short(words, request.question)))
    return lines
