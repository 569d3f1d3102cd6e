"""The legal file as it is shown to legal, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from service.api.orders_shown import OrderShown, show_order
from service.api.shown import Shown, Stamp, sealed
from service.registry.court_orders import OrderKey
from service.registry.files import File
from service.registry.ports import Ports


class Entry(Shown):
    """When something was recorded, from when it counts, and by whom."""

    FROM: ClassVar = {
        "recorded_at": "stamp.recorded_at",
        "effective_at": "stamp.effective_at",
        "by": "stamp.by",
    }

    recorded_at: Stamp
    effective_at: Stamp
    by: Annotated[str, sealed("user")]


class CheckShown(Entry):
    """The legal check: pending, accepted or rejected."""

    status: str
    asked_on: date | None
    answered_by: str | None
    answered_on: date | None
    until: date | None
    note: str


class ProtectionShown(Entry):
    """A protection status as of an answer or a report."""

    status: str
    since: date | None
    ended: date | None
    ycja: bool
    other_ban: str | None
    identifies_lpj_family: bool
    source: str


class PlacementShown(Entry):
    """What a resource does and whom it hosts."""

    resource_clientele: str | None
    kinship: bool
    hosts: list[Annotated[str, sealed("person")]]


class ReviewShown(Entry):
    """A decision on what the rules leave to legal."""

    code: str
    outcome: str
    from_: date = Field(serialization_alias="from")
    until: date
    conditions: list[str]
    activity: str | None
    note: str


class SignalShown(Entry):
    """A sign reported by communications; seen by nobody yet, or by whom and what was made of it."""

    note: str
    seen_at: Stamp | None
    seen_by: Annotated[str | None, sealed("user")]
    outcome: str


class AskedShown(Entry):
    """Youth protection's respondent was asked about the file."""

    on: date


class LegalFileShown(Shown):
    """Everything only legal may know of one person, in the order recorded; the last in effect counts."""

    person_id: str
    checks: list[CheckShown]
    asked: list[AskedShown]
    protections: list[ProtectionShown]
    placements: list[PlacementShown]
    orders: list[OrderShown]
    reviews: list[ReviewShown]
    signals: list[SignalShown]


class LegalFileChanged(LegalFileShown):
    """A legal file after a change, with the posts that must come down around this person: open takedowns."""

    takedowns: list[str]


def show_legal_file(ports: Ports, file: File) -> LegalFileShown:
    """Show a legal file."""
    legal, number = file.legal, file.person.number
    return LegalFileShown(
        person_id=ports.references.seal("person", number),
        checks=[CheckShown.of(one, ports) for one in legal.checks],
        asked=[AskedShown.of(one, ports) for one in legal.asked],
        protections=[ProtectionShown.of(one, ports) for one in legal.protections],
        placements=[PlacementShown.of(one, ports) for one in legal.placements],
        orders=[show_order(ports, OrderKey(one.persons[0], one.item), one) for one in legal.orders],
        reviews=[ReviewShown.of(one, ports) for one in legal.reviews],
        signals=[SignalShown.of(one, ports) for one in legal.signals],
    )


def show_changed(ports: Ports, file: File, takedowns: Iterable[int]) -> LegalFileChanged:
    """Show a legal file that was changed, with what must come down."""
    shown = show_legal_file(ports, file)
    sealed_ids = [ports.references.seal("takedown", number) for number in takedowns]
    return LegalFileChanged(**dict(shown), takedowns=sealed_ids)
