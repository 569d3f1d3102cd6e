"""Entering a court order: the questions, « Vérifiez vos réponses » with its warnings, then the entry."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, CONDITIONS, COURTS, MEDIA, PURPOSES
from service.registry.court_orders import NewOrder, OrderKey, enter_order, read_order
from service.registry.errors import Invalid
from service.registry.files import File
from service.registry.legal_records import OrderEntry
from service.registry.naming import files_named
from service.registry.order_checks import STATUTES, OrderWarning, check_entry
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.order_lines import order_lines, warned_of
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.showing import Line
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

OTHER: Final = "other"
FIELDS: Final = {
    "/file_number": "file_number",
    "/works": "works",
    "/persons": "persons",
    "/person_ids": "persons",
}
LISTS: Final = {
    "courts": COURTS,
    "media": MEDIA,
    "channels": CHANNELS,
    "purposes": PURPOSES,
    "conditions": CONDITIONS,
    "statutes": (*STATUTES, OTHER),
}
NOT_CARRIED: Final = frozenset({"form_token", "once", "step"})


@router.get("/dossiers/{ref}/ordonnance")
def show_enter(visit: SignedVisit, ref: str) -> Response:
    """Ask what the order says."""
    visit.must("decide_legally")
    return _enter_page(visit, ref, Typed({"persons": (ref,)}))


@router.get("/ordonnances/{ref}/renouveler")
def show_renew(visit: SignedVisit, ref: str) -> Response:
    """Ask what the new order says, beginning with all that the old one said."""
    visit.must("decide_legally")
    key = OrderKey(*visit.ports.references.open("order", ref))
    typed = Typed(_as_typed(visit, ref, read_order(visit.ports, visit.caller, key)))
    return _enter_page(visit, visit.seal("person", key.person), typed)


@router.post("/dossiers/{ref}/ordonnance")
def enter(visit: SignedVisit, ref: str) -> Response:
    """Show the answers once more with what to look at twice, then enter; the order allows nothing yet."""
    visit.must("decide_legally")
    file = file_at(visit, ref)
    form = Filled(visit.sent)
    if visit.sent.text("step") == "change":
        return _enter_page(visit, ref, Typed(visit.sent.values))
    try:
        coverable = _coverable(visit, ref, file)
        new = _read(visit, form, coverable)
        form.done()
        warnings = check_entry(visit.ports, visit.caller, new)
    except (Slipped, Invalid) as error:
        return _enter_page(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    if visit.sent.text("step") != "enter":
        return _check_page(visit, ref, new, (warnings, coverable))
    done = once(
        visit,
        lambda ports: enter_order(ports, visit.caller, new),
        lambda _: f"/dossiers/{ref}?fait=ordonnance{'-fermee' if new.other_conditions else ''}",
    )
    return visit.go(done)


def _read(visit: Visit, form: Filled, coverable: list[Line]) -> NewOrder:
    sent = form.sent
    court = form.choice("court", COURTS)
    works = tuple(line.strip() for line in sent.text("works").splitlines() if line.strip())
    renews = sent.some("renews")
    return NewOrder(
        court=court,
        file_number=form.text("file_number"),
        order_date=form.day("order_date"),
        valid_from=form.day("valid_from"),
        valid_to=form.day_if_any("valid_to") if sent.ticked("until_further") else form.day("valid_to"),
        persons=_persons(visit, form, coverable),
        media=form.choices("media", MEDIA),
        channels=form.choices("channels", CHANNELS),
        purposes=form.choices("purposes", PURPOSES),
        conditions=form.choices("conditions", CONDITIONS, needed=False),
        other_conditions=sent.text("other_conditions"),
        works=works or None,
        dispenses_consent=sent.ticked("dispenses_consent"),
        statute_cited=_statute(form),
        judge=sent.some("judge"),
        district=sent.some("district"),
        copy_location=sent.some("copy_location"),
        interpretation=sent.some("interpretation"),
        renews=OrderKey(*visit.ports.references.open("order", renews)) if renews else None,
    )


def _persons(visit: Visit, form: Filled, coverable: list[Line]) -> tuple[int, ...]:
    chosen = form.choices("persons", [ref for ref, _ in coverable])
    return tuple(visit.ports.references.open("person", one)[0] for one in chosen)


def _statute(form: Filled) -> str:
    chosen = form.choice("statute_cited", LISTS["statutes"])
    return form.text("statute_other") if chosen == OTHER else chosen


def _as_typed(visit: Visit, ref: str, old: OrderEntry) -> dict[str, tuple[str, ...]]:
    """Return the fields of an order that another takes up; its dates are read from the new judgment."""
    listed = old.statute_cited in STATUTES
    texts = {
        "court": old.court,
        "file_number": old.file_number,
        "works": "\n".join(old.works or ()),
        "dispenses_consent": "yes" if old.dispenses_consent else "",
        "statute_cited": (old.statute_cited or "") if listed else OTHER if old.statute_cited else "",
        "statute_other": "" if listed else old.statute_cited or "",
        "judge": old.judge or "",
        "district": old.district or "",
        "other_conditions": old.other_conditions,
        "renews": ref,
        "renewed": old.file_number,
    }
    several = {name: getattr(old, name) for name in ("media", "channels", "purposes", "conditions")}
    persons = tuple(visit.seal("person", number) for number in old.persons)
    return {name: (text,) for name, text in texts.items() if text} | several | {"persons": persons}


def _coverable(visit: Visit, ref: str, file: File) -> list[Line]:
    """List whom an order entered from this file may cover: the person, and those related."""
    kin = files_named(visit.ports, visit.caller, (one.to for one in file.person.relations), "kin_listed")
    related = [(visit.seal("person", number), one.person.names.display) for number, one in kin.items()]
    return [(ref, file.person.names.display), *related]


def _enter_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    file = file_at(visit, ref)
    return visit.page(
        "legal/order_new.html",
        status=status,
        typed=typed,
        ref=ref,
        name=file.person.names.display,
        renewed=typed.text("renewed"),
        persons=_coverable(visit, ref, file),
        lists=LISTS,
    )


def _check_page(
    visit: Visit, ref: str, new: NewOrder, seen: tuple[tuple[OrderWarning, ...], list[Line]]
) -> Response:
    warnings, coverable = seen
    covered = {visit.seal("person", number) for number in new.persons}
    carried = [
        (name, value)
        for name, values in visit.sent.values.items()
        if name not in NOT_CARRIED
        for value in values
    ]
    return visit.page(
        "legal/order_check.html",
        ref=ref,
        lines=order_lines(visit, new, tuple(name for one, name in coverable if one in covered)),
        warnings=warned_of(visit, warnings, entering=True),
        carried=carried,
    )
