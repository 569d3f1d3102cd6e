"""« Équipe et comptes »: whom each direction lets use the accounts on social media."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import designations
from service.registry.designation_records import DesignationRecord
from service.registry.designations import PAGE, NewDesignation, accounts_of, list_designations
from service.registry.errors import Conflict, Invalid
from service.registry.moments import today
from service.registry.permissions import can
from service.registry.ports import Ports
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.showing import day_of
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

SAID: Final = ("ajoute", "note", "termine")
FIELDS: Final = {"/name": "user_name"}


@dataclass(frozen=True, slots=True)
class Line:
    """One designation, in words."""

    name: str
    position: str
    direction: str
    accounts: str
    period: str
    account: str
    state: str
    ref: str


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """Show who is designated, and offer to designate someone."""
    return _page(visit, Typed({"since": (today(visit.ports).isoformat(),)}))


@router.post(PAGE)
def add(visit: SignedVisit) -> Response:
    """Designate someone."""
    visit.must("designate")
    form = Filled(visit.sent)
    try:
        new = NewDesignation(
            form.text("user_name"),
            form.text("position"),
            form.text("direction"),
            form.text("accounts"),
            form.day("since"),
            form.day_if_any("until"),
            form.sent.text("user_email"),
        )
        form.done()
        act = partial(designations.designate, caller=visit.caller, new=new)
        path = once(visit, act, lambda _: f"{PAGE}?fait=ajoute")
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


@router.post(f"{PAGE}/{{ref}}/note")
def take_note(visit: SignedVisit, ref: str) -> Response:
    """Take note of a designation."""
    visit.must("take_note_of_designations")
    return _done(visit, ref, designations.take_note, "note")


@router.post(f"{PAGE}/{{ref}}/fin")
def end(visit: SignedVisit, ref: str) -> Response:
    """End a designation."""
    visit.must("designate")
    return _done(visit, ref, designations.end_designation, "termine")


def _done(visit: Visit, ref: str, act: Callable[..., DesignationRecord], said: str) -> Response:
    number, _ = visit.ports.references.open("designation", ref)

    def run(ports: Ports) -> DesignationRecord:
        return act(ports, visit.caller, number)

    try:
        return visit.go(once(visit, run, lambda _: f"{PAGE}?fait={said}"))
    except Conflict as error:
        return _page(visit, Filled(visit.sent).mend(error), UNPROCESSABLE)


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    visit.must("designate")
    said = visit.query.get("fait", "")
    found = list_designations(visit.ports, visit.caller)
    accounts = accounts_of(visit.ports, visit.caller, found)
    lines = [_line(visit, one, accounts) for one in found]
    return visit.page(
        "admin/designations.html",
        status=status,
        typed=typed,
        said=f"users.said.{said}" if said in SAID else "",
        lines=lines,
        notes=can(visit.caller, "take_note_of_designations"),
    )


def _line(visit: Visit, one: DesignationRecord, accounts: dict[int, str]) -> Line:
    words = visit.words
    since, until = day_of(words, one.since), day_of(words, one.until)
    period = (
        words("users.from_to", first=since, last=until) if one.until else words("users.from", first=since)
    )
    over = one.state == "closed" or (one.until is not None and one.until < today(visit.ports))
    state = "over" if over else "told" if one.told_at else "new"
    ref = visit.seal("designation", one.number)
    account = accounts.get(one.user or 0, "")
    return Line(one.name, one.position, one.direction, one.accounts, period, account, state, ref)
