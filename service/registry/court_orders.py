"""Court orders: entered by one user, verified by another; kept in the legal files of those they cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain import identifiers
from service.registry.acts import LEGAL_FILE
from service.registry.closed_lists import check_codes
from service.registry.consent_records import ConsentRecord, Establishes
from service.registry.errors import Conflict, NotAllowed, NotFound
from service.registry.legal_files import stamp
from service.registry.legal_records import OrderEntry, Stay, Verification
from service.registry.loading import file_of
from service.registry.moments import today
from service.registry.order_checks import check_order, check_stay, check_stay_day, ground_ended
from service.registry.order_closing import check_closed
from service.registry.order_given import NewOrder, OrderKey, StaySaid
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.takedowns import recheck_posts_showing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports
    from service.registry.recording import Change


__all__ = [
    "NewOrder",
    "OrderKey",
    "StaySaid",
    "change_order",
    "enter_order",
    "order_in",
    "read_order",
    "stay_order",
    "verify_order",
]


def enter_order(ports: Ports, caller: Caller, new: NewOrder) -> OrderKey:
    """Enter an order; it allows nothing until another user of legal has verified it."""
    check_may(caller, "decide_legally")
    check_order(ports, new)
    with changing(ports, caller) as change:
        if new.renews is not None:
            order_in(file_of(change.writer, new.renews.person).legal, new.renews.item)
        files = [file_of(change.writer, number) for number in dict.fromkeys(new.persons)]
        item = max(file.legal.next_item for file in files)
        entry = _entry(change, new, item)
        for file in files:
            legal = replace(file.legal, orders=(*file.legal.orders, entry), next_item=item + 1)
            change.put_legal("order_entered", legal)
            recheck_posts_showing(change, legal.person)
    return OrderKey(entry.persons[0], item)


def read_order(ports: Ports, caller: Caller, key: OrderKey) -> OrderEntry:
    """Read one order; legal only."""
    check_may(caller, "read_legal_file")
    with ports.store.reading() as reader:
        file = file_of(reader, key.person)
    note_view(ports, caller, LEGAL_FILE, [file])
    return order_in(file.legal, key.item)


def verify_order(ports: Ports, caller: Caller, key: OrderKey, outcome: str, note: str = "") -> OrderEntry:
    """Verify or reject an order entered by another user (four eyes). Verified opens at the fixed hour."""
    check_may(caller, "decide_legally")
    check_codes(("/outcome", outcome, ("verified", "rejected")))
    check_texts({"note": note})

    def verified(order: OrderEntry) -> OrderEntry:
        if order.stamp.by == caller.user:
            raise NotAllowed("FOUR_EYES")
        if order.verifications:
            raise Conflict("ALREADY_DONE")
        if order.other_conditions and outcome == "verified":
            raise Conflict("ORDER_CONDITIONS_OUTSIDE")
        entry = Verification(stamp(ports, caller, opens=outcome == "verified"), outcome, note)
        return replace(order, verifications=(*order.verifications, entry))

    return change_order(ports, caller, key, f"order_{outcome}", verified)


def stay_order(
    ports: Ports, caller: Caller, key: OrderKey, *, stayed: bool, said: StaySaid | None = None
) -> OrderEntry:
    """Record that an order is appealed or stayed, or no longer. What opens again waits for the fixed hour."""
    check_may(caller, "decide_legally")
    said = said or StaySaid()
    check_stay(ports, said)

    def stay(order: OrderEntry) -> OrderEntry:
        ground = said.ground if stayed else ground_ended(order, said.ground)
        check_stay_day(order, said.on, ground, stayed=stayed)
        mark = stamp(ports, caller, opens=not stayed)
        entry = Stay(mark, stayed, ground, said.on, said.note)
        return replace(order, stays=(*order.stays, entry))

    return change_order(ports, caller, key, "order_stayed" if stayed else "order_resumed", stay)


def change_order(
    ports: Ports, caller: Caller, key: OrderKey, what: str, revise: Callable[[OrderEntry], OrderEntry]
) -> OrderEntry:
    """Change an order in the file of everyone it covers, and judge again the posts that show them."""
    with changing(ports, caller) as change:
        changed = revise(order_in(file_of(change.writer, key.person).legal, key.item))
        for number in changed.persons:
            file = file_of(change.writer, number)
            orders = tuple(changed if one.item == key.item else one for one in file.legal.orders)
            legal = replace(file.legal, orders=orders)
            records = _verified_records(change, file, changed) if what == "order_verified" else ()
            if what == "order_verified":
                legal = check_closed(legal, changed, stamp(ports, caller, opens=True), today(ports))
            change.put_legal(what, legal, *records)
            recheck_posts_showing(change, number)
    return changed


def _verified_records(change: Change, file: File, order: OrderEntry) -> tuple[ConsentRecord, ...]:
    """Give an order that dispenses with consent its row among the consents, under its own number."""
    if order.consent_id is None or order.persons[0] != file.person.number:
        return ()
    now = change.ports.clock()
    return (
        ConsentRecord(
            number=change.writer.next_number("consent"),
            id=order.consent_id,
            person=file.person.number,
            state="confirmed",
            form="",
            version=0,
            language="fr",
            text_sha256="",
            signatures=(),
            outcomes=(),
            establishes=Establishes(opt_in=False, free=False, informed=False, distinct=False),
            recorded_at=now,
            recorded_by=change.caller.user,
            order=order.item,
            confirmed_at=now,
            confirmed_by=change.caller.user,
            changed_at=now,
        ),
    )


def _entry(change: Change, new: NewOrder, item: int) -> OrderEntry:
    drawn = identifiers.draw(change.ports.random, change.writer.is_taken) if new.dispenses_consent else None
    return OrderEntry(
        item=item,
        stamp=stamp(change.ports, change.caller, opens=False),
        court=new.court,
        file_number=new.file_number,
        order_date=new.order_date,
        persons=tuple(dict.fromkeys(new.persons)),
        media=new.media,
        channels=new.channels,
        purposes=new.purposes,
        conditions=new.conditions,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        works=new.works,
        dispenses_consent=new.dispenses_consent,
        statute_cited=new.statute_cited,
        judge=new.judge,
        district=new.district,
        copy_location=new.copy_location,
        interpretation=new.interpretation,
        consent_id=drawn.text if drawn else None,
        other_conditions=new.other_conditions,
        renews=(new.renews.person, new.renews.item) if new.renews else None,
    )


def order_in(legal: LegalFile, item: int) -> OrderEntry:
    """Return one order of a file. Raises `NotFound`."""
    order = next((one for one in legal.orders if one.item == item), None)
    if order is None:
        raise NotFound
    return order
