"""« Garde et pouvoirs »: who takes posts down from which accounts, and who answers for an office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.account_records import UserRecord
from service.registry.accounts import set_duty
from service.registry.errors import Invalid
from service.registry.institutional_records import OFFICES
from service.registry.permissions import can
from service.registry.takedown_letters import EVERY_ACCOUNT
from service.registry.team import list_team, set_offices
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/equipe-et-comptes/garde"
SAID: Final = ("garde", "pouvoir")
DUTY_FIELDS: Final = {"/duty": "member"}
OFFICE_FIELDS: Final = {"/offices": "holder"}


@router.get(PAGE)
def show_team(visit: SignedVisit) -> Response:
    """Show who is on duty, and who has which power."""
    return _page(visit, NOTHING_TYPED)


@router.post(PAGE)
def put_on_duty(visit: SignedVisit) -> Response:
    """Say from which accounts somebody takes posts down."""
    visit.must("set_duty")
    form = Filled(visit.sent)
    email = _chosen(visit, form, "member")
    places = tuple(line.strip() for line in form.sent.text("places").splitlines() if line.strip())
    act = partial(set_duty, caller=visit.caller, email=email, accounts=places)
    return _done(visit, form, act, DUTY_FIELDS)


@router.get(f"{PAGE}/pouvoir")
def show_instead(visit: SignedVisit) -> Response:
    """Powers are given by a form of the page."""
    return visit.go(PAGE)


@router.post(f"{PAGE}/pouvoir")
def give_power(visit: SignedVisit) -> Response:
    """Say in the name of which offices somebody answers."""
    visit.must("set_offices")
    form = Filled(visit.sent)
    email = _chosen(visit, form, "holder")
    offices = form.choices("offices", OFFICES, needed=False)
    act = partial(set_offices, caller=visit.caller, email=email, offices=offices)
    return _done(visit, form, act, OFFICE_FIELDS)


def _done(visit: Visit, form: Filled, act: Callable[..., UserRecord], fields: dict[str, str]) -> Response:
    said = "garde" if fields is DUTY_FIELDS else "pouvoir"
    try:
        form.done()
        return visit.go(once(visit, act, lambda _: f"{PAGE}?fait={said}"))
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, fields), UNPROCESSABLE)


def _chosen(visit: Visit, form: Filled, field: str) -> str:
    """Return the courriel of whom a reference among those listed stands for."""
    members = {
        visit.seal("user", one.number): one.email or "" for one in list_team(visit.ports, visit.caller)
    }
    return members.get(form.choice(field, tuple(members)), "")


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    visit.must("see_team")
    said = visit.query.get("fait", "")
    members = list_team(visit.ports, visit.caller)
    return visit.page(
        "admin/team.html",
        status=status,
        typed=typed,
        said=f"team.said.{said}" if said in SAID else "",
        on_duty=[(one, _places(visit, one.duty)) for one in members if one.duty],
        holders=[(one, _offices(visit, one)) for one in members if one.offices],
        members=[(visit.seal("user", one.number), f"{one.name} ({one.email})") for one in members],
        offices=[(office, visit.words(f"office.{office}.long")) for office in OFFICES],
        gives=can(visit.caller, "set_offices"),
    )


def _places(visit: Visit, duty: Sequence[str]) -> str:
    return visit.words("team.duty.all") if EVERY_ACCOUNT in duty else ", ".join(duty)


def _offices(visit: Visit, user: UserRecord) -> str:
    return ", ".join(visit.words(f"office.{office}.long") for office in user.offices)
