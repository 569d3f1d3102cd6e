"""« Ordonnances »: entered by one person of legal, verified by another; stayed, and kept with their copy."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.court_orders import OrderKey, StaySaid, read_order, stay_order, verify_order
from service.registry.documents import ENDINGS
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.legal_records import OrderEntry
from service.registry.legal_tasks import order_state
from service.registry.naming import files_named
from service.registry.order_checks import GROUNDS, warnings_of
from service.registry.order_copies import keep_copy, read_copy
from service.registry.stays import grounds_open
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.legal_lines import ORDER_LOOKS, opening
from service.web.order_foreseen import begun, foreseen
from service.web.order_lines import counts_from, made_by, order_lines, warned_of
from service.web.page_route import PageRoute
from service.web.rendering import DOWNLOAD
from service.web.showing import day_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/ordonnances"
SAID: Final = {
    "verifiee": "order.verify.done",
    "refusee": "order.reject.done",
    "sursis": "order.stay.done",
    "fin": "order.resume.done",
    "copie": "order.copy.done",
}
OUTCOMES: Final = ("verified", "rejected")
LISTS: Final = {"media": MEDIA, "channels": CHANNELS, "purposes": PURPOSES, "grounds": GROUNDS}


@router.get(f"{PAGE}/{{ref}}")
def show_order(visit: SignedVisit, ref: str) -> Response:
    """Show an order, to be verified against the judgment."""
    return _order_page(visit, ref, NOTHING_TYPED)


@router.post(f"{PAGE}/{{ref}}")
def verify(visit: SignedVisit, ref: str) -> Response:
    """Verify or reject an order that someone else entered."""
    form = Filled(visit.sent)
    try:
        outcome = form.choice("outcome", OUTCOMES)
        form.done()
        verify_order(visit.ports, visit.caller, _key(visit, ref), outcome, form.sent.text("note"))
    except (Slipped, Invalid, Conflict) as error:
        return _order_page(visit, ref, form.mend(error), UNPROCESSABLE)
    except NotAllowed as error:
        if error.code != "FOUR_EYES":
            raise
        return _order_page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait={'verifiee' if outcome == 'verified' else 'refusee'}")


@router.get(f"{PAGE}/{{ref}}/sursis")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """A stay is noted by a form of the order's page."""
    return visit.go(f"{PAGE}/{ref}")


@router.post(f"{PAGE}/{{ref}}/sursis")
def stay(visit: SignedVisit, ref: str) -> Response:
    """Note that the order is appealed or stayed, or no longer."""
    visit.must("decide_legally")
    form = Filled(visit.sent)
    stayed = visit.sent.text("stayed") == "yes"
    try:
        said = StaySaid(
            form.choice("ground", GROUNDS) if stayed else form.choice_if_any("ground", GROUNDS),
            form.day("since"),
            visit.sent.text("note"),
        )
        form.done()
        stay_order(visit.ports, visit.caller, _key(visit, ref), stayed=stayed, said=said)
    except (Slipped, Invalid, Conflict) as error:
        return _order_page(visit, ref, form.mend(error, {"/on": "since"}), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait={'sursis' if stayed else 'fin'}")


@router.get(f"{PAGE}/{{ref}}/copie")
def send_copy(visit: SignedVisit, ref: str) -> Response:
    """Send the copy as it was received, to keep and not to show; its name tells nothing."""
    copy, content = read_copy(visit.ports, visit.caller, _key(visit, ref))
    name = f"document.{ENDINGS[copy.media_type]}"
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=copy.media_type)


@router.post(f"{PAGE}/{{ref}}/copie")
def add_copy(visit: SignedVisit, ref: str) -> Response:
    """Keep a copy, sealed."""
    visit.must("decide_legally")
    form = Filled(visit.sent)
    try:
        keep_copy(visit.ports, visit.caller, _key(visit, ref), visit.sent.files.get("copy", b""))
    except Invalid as error:
        return _order_page(visit, ref, form.mend(error, {"/file": "copy"}), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait=copie")


def _order_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    key = _key(visit, ref)
    order = read_order(visit.ports, visit.caller, key)
    files = files_named(visit.ports, visit.caller, order.persons, "order_viewed")
    names = tuple(file.person.names.display for file in files.values())
    state = order_state(order)
    question = begun(visit, order)
    return visit.page(
        "legal/order.html",
        status=status,
        typed=Typed({**question, **typed.values}, typed.slips),
        ref=ref,
        person_ref=visit.seal("person", key.person),
        name=files[key.person].person.names.display if key.person in files else "",
        file_number=order.file_number,
        state=state,
        look=ORDER_LOOKS[state],
        own=order.stamp.by == visit.caller.user,
        said=SAID.get(visit.query.get("fait", ""), ""),
        warnings=warned_of(visit, warnings_of(visit.ports, visit.caller, order)),
        outside=bool(order.other_conditions),
        counts=counts_from(visit, order),
        opens=opening(visit),
        preview=foreseen(visit, key, Typed(question)) if state == "entered" else None,
        renews=_renewed(visit, order),
        copied=day_of(visit.words, order.copy.added_at.date()) if order.copy else "",
        lists=LISTS,
        open_grounds=[one for one in grounds_open(order) if one],
        lines=[*order_lines(visit, order, names), *made_by(visit, order)],
    )


def _renewed(visit: Visit, order: OrderEntry) -> tuple[str, str] | None:
    """Return the way to the order that this one renews, and its file number."""
    if order.renews is None:
        return None
    old = read_order(visit.ports, visit.caller, OrderKey(*order.renews))
    return visit.seal("order", *order.renews), old.file_number


def _key(visit: Visit, ref: str) -> OrderKey:
    return OrderKey(*visit.ports.references.open("order", ref))
