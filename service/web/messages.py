"""« Messages »: whether courriels and texts leave, what waits, and trying again."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.mail_state import mail_state, retry_all
from service.registry.permissions import can
from service.web.entrance import SignedVisit
from service.web.page_route import PageRoute

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/messages"


@router.get(PAGE)
def show_messages(visit: SignedVisit) -> Response:
    """Show how messages stand: numbers alone, never to whom."""
    visit.must("read_mail")
    return visit.page(
        "communications/messages.html",
        state=mail_state(visit.ports),
        may_retry=can(visit.caller, "manage_mail"),
        said="messages.retried" if visit.query.get("fait") == "repris" else "",
    )


@router.post(PAGE)
def retry(visit: SignedVisit) -> Response:
    """Take up again all that waits, now."""
    retry_all(visit.ports, visit.caller)
    return visit.go(f"{PAGE}?fait=repris")
