"""« Messages »: whether courriels and texts leave, what waits, and trying again."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.mail_state import give_up, mail_state, retry_all
from service.registry.permissions import can
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/messages"
SAID: Final = {"repris": "messages.retried", "abandonne": "messages.given_up"}


@router.get(PAGE)
def show_messages(visit: SignedVisit) -> Response:
    """Show how messages stand: numbers alone, never to whom."""
    visit.must("read_mail")
    return visit.page(
        "communications/messages.html",
        state=mail_state(visit.ports),
        may_retry=can(visit.caller, "manage_mail"),
        said=SAID.get(visit.query.get("fait", ""), ""),
    )


@router.post(PAGE)
def retry(visit: SignedVisit) -> Response:
    """Take up again all that waits, now."""
    retry_all(visit.ports, visit.caller)
    return visit.go(f"{PAGE}?fait=repris")


@router.post(f"{PAGE}/abandonner")
def abandon(visit: SignedVisit) -> Response:
    """Give up the work that fails and fails."""
    give_up(visit.ports, visit.caller)
    return visit.go(f"{PAGE}?fait=abandonne")
