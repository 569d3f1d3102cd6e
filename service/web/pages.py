"""All the pages of the application, and the assets they are made of."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from service.web import (
    access_alerts,
    asking,
    authenticity,
    changing_posts,
    check_receipts,
    consent_pages,
    controls,
    copies,
    corner,
    dashboard,
    deadlines,
    declaring,
    designations,
    event_desk,
    events,
    exceptions,
    exceptions_read,
    incident_register,
    incidents,
    institutional,
    integrations,
    invitations,
    inviting,
    journal,
    legal_batches,
    legal_files,
    legal_forms,
    legal_hosting,
    legal_lists,
    legal_orders,
    legal_queue,
    legal_signs,
    messages,
    new_consents,
    order_entry,
    orders_listed,
    own_forms,
    own_readings,
    people,
    person_forms,
    pictures,
    policies,
    policy_readings,
    post_review,
    posters,
    posting,
    posts,
    printing,
    readings,
    reconstructing,
    requesting,
    requests_handled,
    scan_pages,
    scan_people,
    scans,
    sign_in,
    signing_links,
    signing_pages,
    signing_posters,
    takedowns,
    team,
    todo,
    where,
    withdrawals,
)
from service.web.assets import assets_version, load_assets
from service.web.page_route import PageRoute, message
from service.web.visits import Site

A_YEAR: Final = "public, max-age=31536000, immutable"
NOT_PAGES: Final = ("/api/", "/status/", "/log/", "/.well-known/", "/v/")
CORNER: Final = "/mes-autorisations"
HELD: Final = ("/qui-peut-paraitre/", "/ou-peut-elle-paraitre/", "/verifier-une-publication/", "/recus/")
SCREENS: Final = (
    sign_in,
    own_readings,
    corner,
    authenticity,
    declaring,
    signing_links,
    signing_posters,
    signing_pages,
    asking,
    where,
    check_receipts,
    pictures,
    posting,
    changing_posts,
    posts,
    copies,
    readings,
    post_review,
    takedowns,
    events,
    event_desk,
    requesting,
    todo,
    requests_handled,
    legal_queue,
    people,
    person_forms,
    printing,
    inviting,
    integrations,
    invitations,
    posters,
    scans,
    scan_people,
    scan_pages,
    messages,
    own_forms,
    new_consents,
    withdrawals,
    consent_pages,
    legal_batches,
    legal_lists,
    legal_signs,
    legal_forms,
    legal_hosting,
    order_entry,
    orders_listed,
    legal_orders,
    legal_files,
    reconstructing,
    journal,
    access_alerts,
    exceptions_read,
    exceptions,
    incident_register,
    incidents,
    controls,
    dashboard,
    designations,
    team,
    institutional,
    deadlines,
    policies,
    policy_readings,
)
"""In the order in which addresses are tried: « nouvelle » comes before any number."""

router = APIRouter(include_in_schema=False)
last = APIRouter(route_class=PageRoute, include_in_schema=False)


def add_pages(app: FastAPI, site: Site) -> None:
    """Give the application its pages; call it after every other route has been added."""
    app.state.site = site
    app.include_router(router)
    for screen in SCREENS:
        app.include_router(screen.router)
    app.include_router(last)


def is_held(scope: Scope) -> bool:
    """Tell whether a page waits for the floor of answers: those about people, and the corner's."""
    path: str = scope["path"]
    if path == CORNER:
        return True
    of_a_post = path.startswith("/publications/") and path.endswith(
        ("/publiee", "/modifier", "/adresses", "/image")
    )
    of_an_event = path.startswith("/evenements/") and path.endswith(("/liste", "/hors-ligne"))
    return of_a_post or of_an_event or path.startswith(HELD)


@router.get("/static/{version}/{name:path}")
def send_asset(version: str, name: str) -> Response:
    """Send a style sheet, a script or a font; its address changes whenever it does."""
    asset = load_assets().get(name)
    if asset is None or version != assets_version():
        raise HTTPException(404)
    headers = {"Cache-Control": A_YEAR, "X-Content-Type-Options": "nosniff"}
    return Response(asset.content, headers=headers, media_type=asset.media_type)


@last.get("/{path:path}")
def show_nothing_here(request: Request, path: str) -> Response:
    """Say that there is no such page; what is not a page says so itself."""
    if f"/{path}".startswith(NOT_PAGES):
        raise HTTPException(404)
    return message(request, 404, "gone")
