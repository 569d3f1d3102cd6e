"""« Intégrations »: which programs are told, and what other sites take along to ask before they publish."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import webhooks
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.moments import today
from service.registry.webhook_records import EVENTS
from service.registry.webhook_sending import KEPT
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.gate_files import SCRIPT, STYLE, widget_script, widget_style, wordpress_plugin
from service.web.page_route import PageRoute
from service.web.rendering import DOWNLOAD
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/integrations"
ONE: Final = f"{PAGE}/{{ref}}"
SAID: Final = {
    name: f"hooks.said.{code}"
    for name, code in {
        "ajoute": "added",
        "arrete": "stopped",
        "repris": "resumed",
        "renvoye": "replayed",
        "deja": "already",
    }.items()
}
FILES: Final = {
    SCRIPT: (widget_script, "text/javascript; charset=utf-8"),
    STYLE: (widget_style, "text/css; charset=utf-8"),
    "aval-gate.zip": (wordpress_plugin, "application/zip"),
}


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List the programs, with a form to add one."""
    return _page(visit, NOTHING_TYPED)


@router.post(PAGE)
def add(visit: SignedVisit) -> Response:
    """Tell a program from now on."""
    visit.must("manage_webhooks")
    form = Filled(visit.sent)
    url, events = form.text("hook"), form.choices("events", EVENTS)
    try:
        form.done()
        webhooks.add_webhook(visit.ports, visit.caller, url, events)
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, {"/url": "hook"}), UNPROCESSABLE)
    return visit.go(f"{PAGE}?fait=ajoute")


@router.get(f"{PAGE}/fichiers/{{name}}")
def send_file(visit: SignedVisit, name: str) -> Response:
    """Send what a site takes along."""
    visit.must("manage_webhooks")
    if name not in FILES:
        raise NotFound
    make, kind = FILES[name]
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(make(), headers=headers, media_type=kind)


@router.post(f"{ONE}/arreter")
def stop(visit: SignedVisit, ref: str) -> Response:
    """Tell a program nothing more."""
    try:
        webhooks.stop_webhook(visit.ports, visit.caller, _number(visit, ref))
    except Conflict:
        return visit.go(f"{PAGE}?fait=deja")
    return visit.go(f"{PAGE}?fait=arrete")


@router.post(f"{ONE}/reprendre")
def resume(visit: SignedVisit, ref: str) -> Response:
    """Tell a stopped program again."""
    try:
        webhooks.resume_webhook(visit.ports, visit.caller, _number(visit, ref))
    except Conflict:
        return visit.go(f"{PAGE}?fait=deja")
    return visit.go(f"{PAGE}?fait=repris")


@router.post(f"{ONE}/renvoyer")
def replay(visit: SignedVisit, ref: str) -> Response:
    """Tell a program again all that is kept."""
    since = datetime.combine(today(visit.ports) - KEPT - timedelta(days=1), time(), visit.ports.time_zone)
    try:
        webhooks.replay_webhook(visit.ports, visit.caller, _number(visit, ref), since)
    except Conflict:
        return visit.go(f"{PAGE}?fait=deja")
    return visit.go(f"{PAGE}?fait=renvoye")


@router.get(f"{ONE}/arreter")
@router.get(f"{ONE}/reprendre")
@router.get(f"{ONE}/renvoyer")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """What is done to a program is done by forms of the list."""
    webhooks.read_webhook(visit.ports, visit.caller, _number(visit, ref))
    return visit.go(PAGE)


def _number(visit: Visit, ref: str) -> int:
    visit.must("manage_webhooks")
    return visit.ports.references.open("webhook", ref)[0]


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    visit.must("manage_webhooks")
    listed = webhooks.list_webhooks(visit.ports, visit.caller)
    return visit.page(
        "admin/integrations.html",
        status=status,
        typed=typed,
        lines=[(one, visit.seal("webhook", one.webhook.number)) for one in listed],
        events=EVENTS,
        files=tuple(FILES),
        said=SAID.get(visit.query.get("fait", ""), ""),
        zone=visit.ports.time_zone,
    )
