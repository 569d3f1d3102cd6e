"""« Écarts et incidents »: what was declared, what it is, what was done, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import incident_handling
from service.registry.errors import Conflict, Invalid
from service.registry.incident_records import IncidentRecord
from service.registry.incident_register import TOLD, notices_lacking
from service.registry.incident_reports import RegisterTeller, spoken
from service.registry.incidents import KINDS, PAGE, list_incidents, posts_of, read_incident
from service.registry.moments import today
from service.registry.naming import staff_named
from service.registry.permissions import can
from service.registry.ports import Ports
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.incident_lines import GROUPS, card_of, lines_of, linked_posts
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ONE: Final = f"{PAGE}/{{ref}}"
SAID: Final = ("triee", "mesure", "liee", "retrait", "evaluee", "avis", "close")
FIELDS: Final = {"/kind": "nature", "/outcome": "result", "/text": "text", "/post": "post"}


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List what was declared: to sort, open, closed."""
    visit.must("read_incidents")
    cards = [card_of(visit, one) for one in list_incidents(visit.ports, visit.caller)]
    groups = [(group, [one for one in cards if one.group == group]) for group in GROUPS]
    return visit.page("audit/incidents.html", groups=[(group, some) for group, some in groups if some])


@router.get(ONE)
def show_one(visit: SignedVisit, ref: str) -> Response:
    """Show one situation, and what may be done about it."""
    return show_incident(visit, ref, NOTHING_TYPED)


@router.post(f"{ONE}/nature")
def sort(visit: SignedVisit, ref: str) -> Response:
    """Say what it is."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    kind = form.choice("nature", KINDS)
    act = partial(incident_handling.sort_incident, caller=visit.caller, number=number, kind=kind)
    return handled(visit, ref, form, act, "triee")


@router.post(f"{ONE}/mesure")
def take_measure(visit: SignedVisit, ref: str) -> Response:
    """Note what was done."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    on, text = form.day("done_on"), form.text("text")
    act = partial(incident_handling.take_measure, caller=visit.caller, number=number, on=on, text=text)
    return handled(visit, ref, form, act, "mesure")


@router.post(f"{ONE}/publication")
def link_post(visit: SignedVisit, ref: str) -> Response:
    """Say which post it is about."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    typed = form.text("post")
    act = partial(incident_handling.link_post, caller=visit.caller, number=number, typed=typed)
    return handled(visit, ref, form, act, "liee")


@router.post(f"{ONE}/retrait")
def ask_removal(visit: SignedVisit, ref: str) -> Response:
    """Have one of its posts taken down, like any other."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    post, _ = visit.ports.references.open("post", visit.sent.text("which"))
    act = partial(incident_handling.ask_removal, caller=visit.caller, number=number, post=post)
    return handled(visit, ref, form, act, "retrait")


@router.post(f"{ONE}/fermeture")
def close(visit: SignedVisit, ref: str) -> Response:
    """Close it with what came of it."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    outcome = form.text("result")
    act = partial(incident_handling.close_incident, caller=visit.caller, number=number, outcome=outcome)
    return handled(visit, ref, form, act, "close")


def handled(
    visit: Visit, ref: str, form: Filled, act: Callable[[Ports], IncidentRecord], said: str
) -> Response:
    """Do what a form of the page asks, and lead back to the page; what is to mend is shown on it."""
    try:
        form.done()
        path = once(visit, act, lambda _: f"{PAGE}/{ref}?fait={said}")
    except (Slipped, Invalid, Conflict) as error:
        return show_incident(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


def number_of(visit: Visit, ref: str) -> int:
    """Return the number a reference stands for; only for who may handle incidents."""
    visit.must("handle_incidents")
    return visit.ports.references.open("incident", ref)[0]


def show_incident(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    """Show the page of one situation."""
    visit.must("read_incidents")
    incident = read_incident(visit.ports, visit.caller, visit.ports.references.open("incident", ref)[0])
    names = staff_named(visit.ports, visit.caller)
    said, day = visit.query.get("fait", ""), today(visit.ports).isoformat()
    return visit.page(
        "audit/incident.html",
        status=status,
        typed=typed if typed.values else _begun(incident, day),
        ref=ref,
        number=spoken(incident.mark),
        said=f"incident.said.{said}" if said in SAID else "",
        lines=lines_of(visit, incident, names),
        posts=linked_posts(visit, posts_of(visit.ports, visit.caller, incident)),
        measures=RegisterTeller(visit.ports, visit.words).items(incident)[-1][1] if incident.measures else (),
        may=incident.state == "open" and can(visit.caller, "handle_incidents"),
        closed=incident.state == "closed",
        kinds=KINDS,
        told=TOLD,
        **_register(visit, incident),
    )


def _begun(incident: IncidentRecord, day: str) -> Typed:
    """Fill in today, and what the situation is by now."""
    kind = {"nature": (incident.kind,)} if incident.kind else {}
    return Typed({"on": (day,), "done_on": (day,), **kind})


def _register(visit: Visit, incident: IncidentRecord) -> dict[str, object]:
    """Say what the register holds of a confidentiality incident."""
    if incident.kind != "confidentiality" or incident.sorted_at is None:
        return {"items": (), "lacking": (), "assessed": False, "serious": False}
    return {
        "items": RegisterTeller(visit.ports, visit.words).items(incident),
        "lacking": notices_lacking(incident),
        "assessed": incident.test is not None,
        "serious": incident.test is not None and incident.test.serious,
    }
