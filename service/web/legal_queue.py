"""« À traiter »: all that waits for legal, by day, each line one click from where it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import break_glass
from service.registry.acts import LEGAL_FILE
from service.registry.desk import list_legal_tasks
from service.registry.desk_records import Task
from service.registry.moments import after_business_days, local_day, today
from service.registry.naming import files_named, staff_named
from service.registry.requests import list_forwarded
from service.registry.takedowns import list_takedowns
from service.registry.waiting import REVIEWABLE
from service.web.entrance import SignedVisit
from service.web.mending import reason_in_words
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.todo import GROUPS, group_of_day
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/a-traiter"
DAYS_TO_ANSWER: Final = 2
ONE_BY_ONE: Final = 8
"""More lines of one kind in one part of the page are one line that leads to their list."""
MOST: Final = 200
LISTS: Final = {
    "verify_order": "/ordonnances?etat=entered",
    "check_to_ask": "/dossiers?groupe=a-demander",
    "check_asked": "/dossiers?groupe=demandes",
    "check_to_renew": "/dossiers?groupe=a-renouveler",
    "check_adults": "/dossiers?groupe=adultes",
    "signal": "/dossiers/indices",
    "review": "/decisions",
    "order_ends": "/ordonnances?etat=verified",
    "takedown": "/publications-a-retirer",
}
"""Kind → where all of them are listed."""
SAID: Final = {"repondue": "queue.answered"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what, who or what about, by when, and where it is decided."""

    kind: str
    about: str
    path: str
    due: date
    more: str = ""


@router.get(PAGE)
def show_queue(visit: SignedVisit) -> Response:
    """Show what waits for legal, the late first."""
    visit.must("decide_legally")
    day = today(visit.ports)
    lines = [*_of_files(visit, day), *_requests(visit), *_exceptions(visit), *_takedowns(visit)]
    lines.sort(key=lambda one: (one.due, one.kind, one.about))
    groups = [(group, [one for one in lines if group_of_day(one.due, day) == group]) for group in GROUPS]
    return visit.page(
        "legal/queue.html",
        groups=[(group, some) for group, some in groups if some],
        said=SAID.get(visit.query.get("fait", ""), ""),
    )


def _of_files(visit: Visit, day: date) -> list[Waiting]:
    """Show what waits in files: many of one kind are one line, so that few files are opened."""

    def place(task: Task) -> tuple[str, str]:
        return group_of_day(task.due, day), task.kind

    counted: list[Waiting] = []
    single: list[Task] = []
    for (_, kind), some in groupby(sorted(list_legal_tasks(visit.ports, visit.caller), key=place), place):
        tasks = list(some)
        if len(tasks) > ONE_BY_ONE and kind in LISTS:
            counted.append(_counted(visit, kind, tasks))
        else:
            single += tasks[:MOST]
    return counted + _singles(visit, single)


def _counted(visit: Visit, kind: str, tasks: Sequence[Task]) -> Waiting:
    about = visit.words.count("queue.files", len({task.person for task in tasks}))
    return Waiting(kind, about, LISTS[kind], min(task.due for task in tasks))


def _singles(visit: Visit, tasks: Iterable[Task]) -> list[Waiting]:
    tasks = tuple(tasks)
    files = files_named(visit.ports, visit.caller, (task.person for task in tasks), LEGAL_FILE)
    return [
        Waiting(
            task.kind,
            files[task.person].person.names.display,
            _path(visit, task),
            task.due,
            _more(visit, task),
        )
        for task in tasks
        if task.person in files
    ]


def _path(visit: Visit, task: Task) -> str:
    file = f"/dossiers/{visit.seal('person', task.person)}"
    if task.kind in {"verify_order", "order_ends"}:
        return f"/ordonnances/{visit.seal('order', task.person, task.item)}"
    if task.kind == "review":
        return f"{file}/decision?motif={task.item}"
    return f"{file}/verification" if task.kind.startswith("check_") else file


def _more(visit: Visit, task: Task) -> str:
    return reason_in_words(visit, REVIEWABLE[task.item - 1]) if task.kind == "review" else ""


def _requests(visit: Visit) -> list[Waiting]:
    ports = visit.ports
    return [
        Waiting(
            "request",
            request.person_name or "",
            f"/demandes/{visit.seal('request', request.number)}/reponse",
            after_business_days(ports, local_day(ports, request.forwarded_at), DAYS_TO_ANSWER),
        )
        for request in list_forwarded(ports, visit.caller)
        if request.forwarded_at is not None
    ]


def _exceptions(visit: Visit) -> list[Waiting]:
    """Show the exceptions that wait for somebody's word, but for one's own."""
    ports = visit.ports
    found, now = break_glass.list_break_glass(ports, visit.caller, limit=MOST), ports.clock()
    open_ones = [one for one in found if break_glass.state_at(one, now) == "open"]
    names = staff_named(ports, visit.caller) if open_ones else {}
    return [
        Waiting(
            "exception",
            names.get(one.asked_by, ""),
            f"{break_glass.PAGE}/{visit.seal('break_glass', one.number)}",
            after_business_days(ports, local_day(ports, one.asked_at), DAYS_TO_ANSWER),
        )
        for one in open_ones
        if one.asked_by != visit.caller.user
    ]


def _takedowns(visit: Visit) -> list[Waiting]:
    found = list_takedowns(visit.ports, visit.caller, "open", limit=MOST)
    lines = [
        Waiting("takedown", hyphenated(post.citation), LISTS["takedown"], local_day(visit.ports, one.due_at))
        for one, post in found
    ]
    return lines if len(lines) <= ONE_BY_ONE else [_gathered(visit, lines)]


def _gathered(visit: Visit, lines: Sequence[Waiting]) -> Waiting:
    about = visit.words.count("queue.posts", len(lines))
    return Waiting("takedown", about, LISTS["takedown"], min(line.due for line in lines))
