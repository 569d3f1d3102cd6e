"""« Ordonnances »: entered by one person of legal, verified by another."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, CONDITIONS, COURTS, MEDIA, PURPOSES
from service.i18n.dates import date_in_words
from service.registry.court_orders import (
    NewOrder,
    OrderKey,
    enter_order,
    read_order,
    stay_order,
    verify_order,
)
from service.registry.desk import list_orders_to_verify
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.files import File
from service.registry.legal_records import OrderEntry, Stamp
from service.registry.moments import local_day
from service.registry.naming import files_named, users_named
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.legal_lines import ORDER_LOOKS, OrderCard, order_card, order_state
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.showing import Line, all_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/ordonnances"
FIELDS: Final = {
    "/file_number": "file_number",
    "/works": "works",
    "/persons": "persons",
    "/person_ids": "persons",
}
SAID: Final = {"verifiee": "order.verify.done", "sursis": "order.stay.done"}
LISTS: Final = {
    "courts": COURTS,
    "media": MEDIA,
    "channels": CHANNELS,
    "purposes": PURPOSES,
    "conditions": CONDITIONS,
}
OUTCOMES: Final = ("verified", "rejected")


@router.get(PAGE)
def show_orders(visit: SignedVisit) -> Response:
    """List the orders that wait for another person's verification."""
    tasks = list_orders_to_verify(visit.ports, visit.caller)
    files = files_named(visit.ports, visit.caller, (task.person for task in tasks), "orders_listed")
    cards = _cards(visit, files)
    return visit.page("legal/orders.html", groups=[("to_verify", cards)] if cards else [])


@router.get("/dossiers/{ref}/ordonnance")
def show_enter(visit: SignedVisit, ref: str) -> Response:
    """Ask what the order says."""
    visit.must("decide_legally")
    return _enter_page(visit, ref, file_at(visit, ref), Typed({"persons": (ref,)}))


@router.post("/dossiers/{ref}/ordonnance")
def enter(visit: SignedVisit, ref: str) -> Response:
    """Enter the order; it allows nothing yet."""
    visit.must("decide_legally")
    file = file_at(visit, ref)
    form = Filled(visit.sent)
    try:
        new = _read(visit, form, _coverable(visit, ref, file))
        form.done()
        once(
            visit,
            lambda ports: enter_order(ports, visit.caller, new),
            lambda _: f"/dossiers/{ref}?fait=ordonnance",
        )
    except (Slipped, Invalid) as error:
        return _enter_page(visit, ref, file, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"/dossiers/{ref}?fait=ordonnance")


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
    return visit.go(f"{PAGE}/{ref}?fait=verifiee")


@router.get(f"{PAGE}/{{ref}}/sursis")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """A stay is noted by a form of the order's page."""
    return visit.go(f"{PAGE}/{ref}")


@router.post(f"{PAGE}/{{ref}}/sursis")
def stay(visit: SignedVisit, ref: str) -> Response:
    """Note that the order is appealed or stayed, or no longer."""
    stay_order(visit.ports, visit.caller, _key(visit, ref), stayed=visit.sent.text("stayed") == "yes")
    return visit.go(f"{PAGE}/{ref}?fait=sursis")


def _read(visit: Visit, form: Filled, coverable: list[Line]) -> NewOrder:
    sent = form.sent
    persons = form.choices("persons", [ref for ref, _ in coverable])
    works = tuple(line.strip() for line in sent.text("works").splitlines() if line.strip())
    return NewOrder(
        court=form.choice("court", COURTS),
        file_number=form.text("file_number"),
        order_date=form.day("order_date"),
        persons=tuple(visit.ports.references.open("person", one)[0] for one in persons),
        media=form.choices("media", MEDIA),
        channels=form.choices("channels", CHANNELS),
        purposes=form.choices("purposes", PURPOSES),
        conditions=form.choices("conditions", CONDITIONS, needed=False),
        valid_from=form.day_if_any("valid_from"),
        valid_to=form.day_if_any("valid_to"),
        works=works or None,
        dispenses_consent=sent.ticked("dispenses_consent"),
        statute_cited=sent.some("statute_cited"),
        judge=sent.some("judge"),
        district=sent.some("district"),
        copy_location=sent.some("copy_location"),
        interpretation=sent.some("interpretation"),
    )


def _coverable(visit: Visit, ref: str, file: File) -> list[Line]:
    """List whom an order entered from this file may cover: the person, and those related."""
    kin = files_named(visit.ports, visit.caller, (one.to for one in file.person.relations), "kin_listed")
    related = [(visit.seal("person", number), one.person.names.display) for number, one in kin.items()]
    return [(ref, file.person.names.display), *related]


def _enter_page(visit: Visit, ref: str, file: File, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "legal/order_new.html",
        status=status,
        typed=typed,
        ref=ref,
        name=file.person.names.display,
        persons=_coverable(visit, ref, file),
        lists=LISTS,
    )


def _order_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    key = _key(visit, ref)
    order = read_order(visit.ports, visit.caller, key)
    files = files_named(visit.ports, visit.caller, order.persons, "order_viewed")
    names = tuple(file.person.names.display for file in files.values())
    state = order_state(order)
    return visit.page(
        "legal/order.html",
        status=status,
        typed=typed,
        ref=ref,
        person_ref=visit.seal("person", key.person),
        name=names[0] if names else "",
        file_number=order.file_number,
        state=state,
        look=ORDER_LOOKS[state],
        own=order.stamp.by == visit.caller.user,
        said=SAID.get(visit.query.get("fait", ""), ""),
        lines=[*_lines(visit, order, names), *_made_by(visit, order)],
    )


def _lines(visit: Visit, order: OrderEntry, names: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    words = visit.words
    none = words("summary.none")
    days = {"order.date": order.order_date, "order.from": order.valid_from, "order.to": order.valid_to}
    texts = {
        "order.works": ", ".join(order.works or ()),
        "order.statute": order.statute_cited,
        "order.judge": order.judge,
        "order.district": order.district,
        "order.copy": order.copy_location,
        "order.interpretation": order.interpretation,
    }
    conditions = tuple(words(f"condition.{code}") for code in order.conditions)
    return [
        (words("order.court"), (words(f"order.court.{order.court}"),)),
        (words("order.persons"), names),
        *((words(key), (date_in_words(day, words.language),)) for key, day in days.items() if day),
        (words("order.media"), (all_of(words, "medium.", order.media),)),
        (words("order.channels"), (all_of(words, "channel.", order.channels),)),
        (words("order.purposes"), (all_of(words, "purpose.", order.purposes),)),
        (words("order.conditions"), conditions or (none,)),
        (words("order.dispenses"), (words("ask.yes" if order.dispenses_consent else "ask.no"),)),
        *((words(key), (text,)) for key, text in texts.items() if text),
    ]


def _made_by(visit: Visit, order: OrderEntry) -> list[tuple[str, tuple[str, ...]]]:
    """Say who entered the order and who answered for it: two people, so that each can be asked."""
    acts: list[tuple[str, Stamp]] = [("order.entered_by", order.stamp)]
    acts += [(f"order.{one.outcome}_by", one.stamp) for one in order.verifications]
    names = users_named(visit.ports, visit.caller, (stamp.by for _, stamp in acts))
    words = visit.words
    return [
        (words(key), (words("order.by", name=names.get(stamp.by, "?"), day=_day(visit, stamp)),))
        for key, stamp in acts
    ]


def _day(visit: Visit, stamp: Stamp) -> str:
    return date_in_words(local_day(visit.ports, stamp.recorded_at), visit.words.language)


def _cards(visit: Visit, files: dict[int, File]) -> list[OrderCard]:
    """Make one card an order, whoever it covers."""
    waiting = {
        (order.persons[0], order.item): order
        for file in files.values()
        for order in file.legal.orders
        if not order.verifications
    }
    return [
        order_card(visit, OrderKey(*place), order, _names(files, order)) for place, order in waiting.items()
    ]


def _names(files: dict[int, File], order: OrderEntry) -> str:
    return ", ".join(files[one].person.names.display for one in order.persons if one in files)


def _key(visit: Visit, ref: str) -> OrderKey:
    return OrderKey(*visit.ports.references.open("order", ref))
