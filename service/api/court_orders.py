"""Court orders: entered by one user of legal, verified by another."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Request, Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.documents import FILE, read_content
from service.api.fields import Day, Flag, Given, Line, Note, Reference, one_of, shown_by
from service.api.orders_shown import OrderShown, show_order
from service.api.routes import may, routes_on
from service.domain import vocabulary
from service.registry import court_orders as orders
from service.registry import order_copies as copies
from service.registry.court_orders import NewOrder, OrderKey, StaySaid
from service.registry.documents import ENDINGS
from service.registry.order_checks import GROUNDS, warnings_of

routes = routes_on("court orders")

Words = Annotated[list[Line], Field(max_length=50)]


class OrderGiven(Given):
    """An order as read from the judgment (rules 1); what it does not name it does not allow."""

    model_config = shown_by(
        {
            "court": "CQ_youth",
            "file_number": "100-41-000123-267",
            "order_date": "2026-09-01",
            "person_ids": ["mzxw6ytboi2gk3tuobqxezlonq"],
            "media": ["photo"],
            "channels": ["facebook"],
            "purposes": ["information"],
            "conditions": ["no_name"],
            "valid_from": "2026-09-01",
            "valid_to": "2027-08-31",
            "statute_cited": "LPJ, art. 9.3",
            "judge": "M. Tremblay",
            "district": "Gaspé",
        }
    )

    court: Annotated[Line, one_of(vocabulary.COURTS)]
    file_number: Line
    order_date: Day
    person_ids: list[Reference] = Field(max_length=50)
    media: Words
    channels: Words
    purposes: Words
    conditions: Words = Field(default=[])
    valid_from: Day | None = None
    valid_to: Day | None = None
    works: Words | None = None
    dispenses_consent: Flag = False
    statute_cited: Line | None = None
    judge: Line | None = None
    district: Line | None = None
    copy_location: Line | None = None
    interpretation: Note | None = None
    other_conditions: Note = ""
    renews: Reference | None = None

    def new_order(self, call: Call) -> NewOrder:
        """Return what the use case is asked."""
        return NewOrder(
            court=self.court,
            file_number=self.file_number,
            order_date=self.order_date,
            persons=tuple(call.number("person", one) for one in self.person_ids),
            media=tuple(self.media),
            channels=tuple(self.channels),
            purposes=tuple(self.purposes),
            conditions=tuple(self.conditions),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            works=tuple(self.works) if self.works else None,
            dispenses_consent=self.dispenses_consent,
            statute_cited=self.statute_cited,
            judge=self.judge,
            district=self.district,
            copy_location=self.copy_location,
            interpretation=self.interpretation,
            other_conditions=self.other_conditions,
            renews=OrderKey(*call.ports.references.open("order", self.renews)) if self.renews else None,
        )


class VerificationGiven(Given):
    """A second user's word on an order."""

    model_config = shown_by({"outcome": "verified", "note": "Vu la copie."})

    outcome: Literal["verified", "rejected"]
    note: Note = ""


class StayGiven(Given):
    """An appeal or stay begins, or ends: on which ground, since when."""

    model_config = shown_by({"stayed": True, "ground": "appeal", "on": "2026-10-12"})

    stayed: Flag
    ground: Annotated[Line, one_of(GROUNDS)] | None = None
    on: Day | None = None
    note: Note = ""


async def _order(call: CallIn, order_id: str) -> OrderKey:
    return OrderKey(*call.ports.references.open("order", order_id))


OrderIn = Annotated[OrderKey, Depends(_order)]


@routes.post("/court-orders", status_code=201, **may("decide_legally"))
def enter_order(call: CallIn, given: OrderGiven, request: Request, response: Response) -> OrderShown:
    """Enter an order; it allows nothing until another user of legal has verified it."""
    new = given.new_order(call)
    key = call.once(
        lambda ports: orders.enter_order(ports, call.caller, new),
        lambda key: f"{key.person} {key.item}",
        lambda kept: OrderKey(*map(int, kept.split(" "))),
    )
    shown = _read(call, key)
    response.headers["Location"] = f"{request.url.path}/{shown.id}"
    return shown


@routes.get("/court-orders/{order_id}", **may("read_legal_file"))
def read_order(call: CallIn, order: OrderIn) -> OrderShown:
    """Read one order."""
    return _read(call, order)


@routes.post("/court-orders/{order_id}/verification", **may("decide_legally"))
def verify_order(call: CallIn, order: OrderIn, given: VerificationGiven) -> OrderShown:
    """Verify or reject an order another user has entered (four eyes)."""
    call.once(
        lambda ports: orders.verify_order(ports, call.caller, order, given.outcome, given.note),
        lambda _: "",
        lambda _: orders.read_order(call.ports, call.caller, order),
    )
    return _read(call, order)


@routes.post("/court-orders/{order_id}/stay", **may("decide_legally"))
def stay_order(call: CallIn, order: OrderIn, given: StayGiven) -> OrderShown:
    """Record that an order is appealed or stayed, or no longer."""
    said = StaySaid(given.ground, given.on, given.note)
    call.once(
        lambda ports: orders.stay_order(ports, call.caller, order, stayed=given.stayed, said=said),
        lambda _: "",
        lambda _: orders.read_order(call.ports, call.caller, order),
    )
    return _read(call, order)


@routes.put("/court-orders/{order_id}/copy", **may("decide_legally", requestBody=FILE))
def keep_copy(call: CallIn, order: OrderIn, content: Annotated[bytes, Depends(read_content)]) -> OrderShown:
    """Keep a copy (PDF, JPEG, PNG, TIFF), sealed, in place of the one before.

    The law limits who may hold a copy (LPJ 96).
    """
    copies.keep_copy(call.ports, call.caller, order, content)
    return _read(call, order)


@routes.get("/court-orders/{order_id}/copy", response_class=Response, **may("read_legal_file"))
def fetch_copy(call: CallIn, order: OrderIn) -> Response:
    """Return the copy as it was received; who looked at it is kept."""
    copy, content = copies.read_copy(call.ports, call.caller, order)
    name = f'attachment; filename="document.{ENDINGS[copy.media_type]}"'
    return Response(content, media_type=copy.media_type, headers={"Content-Disposition": name})


def _read(call: Call, key: OrderKey) -> OrderShown:
    order = orders.read_order(call.ports, call.caller, key)
    warnings = warnings_of(call.ports, call.caller, order)
    return show_order(call.ports, key, order, tuple(one.code for one in warnings))
