"""« Ordonnances »: every order, by the state it is in."""

from __future__ import annotations

from collections import Counter
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.acts import LEGAL_FILE
from service.registry.court_orders import OrderKey
from service.registry.desk import list_orders
from service.registry.desk_records import Task
from service.registry.files import File
from service.registry.legal_records import OrderEntry
from service.registry.legal_tasks import ORDER_STATES
from service.registry.naming import files_named
from service.web.entrance import SignedVisit
from service.web.legal_lines import OrderCard, order_card
from service.web.page_route import PageRoute
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/ordonnances"
A_PAGE: Final = 50
LAST_PAGE: Final = 9999


@router.get(PAGE)
def show_orders(visit: SignedVisit) -> Response:
    """List orders: all, those that wait for a second person first, or those in one state."""
    state = visit.query.get("etat", "")
    state = state if state in ORDER_STATES else ""
    tasks = list_orders(visit.ports, visit.caller)
    counts = Counter(task.kind for task in tasks)
    chosen = [task for task in tasks if state in {"", task.kind}]
    page = visit.query.get("page", "")
    start = A_PAGE * min(int(page) - 1, LAST_PAGE) if page.isdecimal() and int(page) else 0
    shown = chosen[start : start + A_PAGE]
    here = f"{PAGE}?etat={state}"
    return visit.page(
        "legal/orders.html",
        state=state,
        states=[(one, counts[one]) for one in ORDER_STATES],
        count=len(tasks),
        orders=_cards(visit, shown),
        first=here if start else "",
        next=f"{here}&page={start // A_PAGE + 2}" if len(chosen) > start + A_PAGE else "",
    )


def _cards(visit: Visit, tasks: list[Task]) -> list[OrderCard]:
    ports, caller = visit.ports, visit.caller
    files = files_named(ports, caller, (task.person for task in tasks), LEGAL_FILE)
    found = [(task, _order(files, task)) for task in tasks]
    others = {number for _, order in found if order for number in order.persons} - {*files}
    files |= files_named(ports, caller, sorted(others), LEGAL_FILE) if others else {}
    return [
        order_card(visit, OrderKey(task.person, task.item), order, _names(files, order))
        for task, order in found
        if order is not None
    ]


def _order(files: dict[int, File], task: Task) -> OrderEntry | None:
    orders = files[task.person].legal.orders if task.person in files else ()
    return next((one for one in orders if one.item == task.item), None)


def _names(files: dict[int, File], order: OrderEntry) -> str:
    return ", ".join(files[one].person.names.display for one in order.persons if one in files)
