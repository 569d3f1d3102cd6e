"""« Consigner un retrait »: find, choose, confirm; it counts at once."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.consent_records import Outcomes
from service.registry.errors import Conflict, Invalid
from service.registry.moments import today
from service.registry.withdrawing import BY, HOW, NewWithdrawal, is_live, withdraw_consent
from service.web.consent_lines import consent_card
from service.web.consent_pages import Opened, open_consent
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.people import file_at, keep_search, search_page
from service.web.rendering import hyphenated
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/retrait"
SEARCH: Final = "communications/withdraw_find.html"
PARTS: Final = ("all", "some")


@router.get(PAGE)
def show_find(visit: SignedVisit) -> Response:
    """Search who withdraws, by name or by the number of the paper."""
    return search_page(visit, SEARCH)


@router.post(PAGE)
def find(visit: SignedVisit) -> Response:
    """Lead to the authorization of that number, or to who was found."""
    number = _number_in(visit.sent.text("name"))
    if number is not None:
        return visit.go(f"/autorisations/{number}/retrait")
    return keep_search(visit, PAGE, SEARCH)


@router.get(f"{PAGE}/{{ref}}")
def show_choose(visit: SignedVisit, ref: str) -> Response:
    """Show a person's authorizations that can be withdrawn."""
    file = file_at(visit, ref)
    live = [one for one in file.consents if is_live(one)]
    return visit.page(
        "communications/withdraw_choose.html",
        name=file.person.names.display,
        consents=[consent_card(visit, one) for one in reversed(live)],
    )


@router.get("/autorisations/{number}/retrait")
def show_withdraw(visit: SignedVisit, number: str) -> Response:
    """Ask when, who, how, and what part."""
    begun = {"received_on": (today(visit.ports).isoformat(),), "part": ("all",)}
    return _page(visit, open_consent(visit, number), Typed(begun))


@router.post("/autorisations/{number}/retrait")
def withdraw(visit: SignedVisit, number: str) -> Response:
    """Withdraw: once this answers, no check says yes on it any more."""
    opened = open_consent(visit, number)
    form = Filled(visit.sent)
    try:
        new = _read(form)
        form.done()
        path = once(
            visit,
            lambda ports: withdraw_consent(ports, visit.caller, opened.consent.id, new),
            lambda done: f"/autorisations/{opened.number}?fait=retrait&retraits={len(done.takedowns)}",
        )
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, opened, form.mend(error), UNPROCESSABLE)
    return visit.go(path)


def _read(form: Filled) -> NewWithdrawal:
    part = form.choice("part", PARTS)
    return NewWithdrawal(
        received_on=form.day("received_on"),
        by=form.choice("by", BY),
        how=form.choice("how", HOW),
        scope=_scope(form) if part == "some" else None,
        urgent=form.sent.ticked("urgent"),
    )


def _scope(form: Filled) -> Outcomes | None:
    media = form.choices("media", MEDIA, needed=False)
    channels = form.choices("channels", CHANNELS, needed=False)
    purposes = form.choices("purposes", PURPOSES, needed=False)
    if not (media or channels or purposes):
        form.slip("part", "NOTHING")
    return Outcomes(media, channels, purposes, "no")


def _page(visit: Visit, opened: Opened, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/withdraw.html",
        status=status,
        typed=typed,
        number=opened.number,
        name=opened.person.names.display,
        by=BY,
        how=HOW,
        media=MEDIA,
        channels=CHANNELS,
        purposes=PURPOSES,
    )


def _number_in(text: str) -> str | None:
    try:
        return hyphenated(parse(text).text)
    except BadIdentifier:
        return None
