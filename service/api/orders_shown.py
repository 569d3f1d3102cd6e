"""Court orders as they are shown to legal, and to nobody else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from service.api.shown import Printed, Shown, Stamp, sealed
from service.registry.court_orders import OrderKey
from service.registry.legal_records import OrderEntry
from service.registry.ports import Ports
from service.registry.stays import grounds_open


class OrderShown(Shown):
    """An order as entered. It allows nothing until `effective_at`, and only once verified."""

    FROM: ClassVar = {"person_ids": "persons", "entered_at": "stamp.recorded_at", "entered_by": "stamp.by"}

    id: str
    status: str
    person_ids: list[Annotated[str, sealed("person")]]
    court: str
    file_number: str
    order_date: date
    valid_from: date | None
    valid_to: date | None
    media: list[str]
    channels: list[str]
    purposes: list[str]
    conditions: list[str]
    works: list[str] | None
    dispenses_consent: bool
    statute_cited: str | None
    judge: str | None
    district: str | None
    copy_location: str | None
    interpretation: str | None
    consent_id: Printed | None
    stayed: bool
    other_conditions: str
    renews: str | None
    copy_sha256: str | None
    warnings: list[str]
    """What to look at twice before verifying: codes. Told where the order is read by itself, until then."""
    entered_at: Stamp
    entered_by: Annotated[str, sealed("user")]
    effective_at: Stamp | None


def show_order(ports: Ports, key: OrderKey, order: OrderEntry, warnings: tuple[str, ...] = ()) -> OrderShown:
    """Show an order with what became of it."""
    verified = order.verifications[-1] if order.verifications else None
    return OrderShown.of(
        order,
        ports,
        id=ports.references.seal("order", key.person, key.item),
        status=verified.outcome if verified else "entered",
        stayed=bool(grounds_open(order, ports.clock())),
        renews=ports.references.seal("order", *order.renews) if order.renews else None,
        copy_sha256=order.copy.sha256 if order.copy else None,
        warnings=list(warnings),
        effective_at=verified.stamp.effective_at if verified and verified.outcome == "verified" else None,
    )
