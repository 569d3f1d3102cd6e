"""The copy of a court order: optional, sealed like every original, read by legal alone (LPJ 96)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.registry.acts import LEGAL_FILE
from service.registry.court_orders import change_order, order_in
from service.registry.documents import keep_original
from service.registry.errors import NotFound
from service.registry.legal_records import OrderCopy
from service.registry.loading import file_of
from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.court_orders import OrderKey
    from service.registry.legal_records import OrderEntry
    from service.registry.ports import Ports


def keep_copy(ports: Ports, caller: Caller, key: OrderKey, content: bytes) -> OrderEntry:
    """Keep the copy of an order under the key of the first person it covers; a new one takes its place."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        before = order_in(file_of(reader, key.person).legal, key.item)
    kept = keep_original(ports, caller, before.persons[0], content)
    copy = OrderCopy(kept.blob, kept.sha256, kept.media_type, kept.attached_by, kept.attached_at)
    changed = change_order(ports, caller, key, "order_copied", lambda order: replace(order, copy=copy))
    if before.copy is not None:
        ports.blobs.remove(before.persons[0], before.copy.name)
    return changed


def read_copy(ports: Ports, caller: Caller, key: OrderKey) -> tuple[OrderCopy, bytes]:
    """Return the copy as it was received; a record of the view is kept first."""
    check_may(caller, "read_legal_file")
    with ports.store.reading() as reader:
        file = file_of(reader, key.person)
    order = order_in(file.legal, key.item)
    if order.copy is None:
        raise NotFound
    note_view(ports, caller, LEGAL_FILE, [file])
    return order.copy, ports.blobs.get(order.persons[0], order.copy.name)
