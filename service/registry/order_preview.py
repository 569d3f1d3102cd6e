"""What each role would read of a child's picture if an order were verified: judged, and never kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain.views import communications_reasons, publisher_view
from service.registry.acts import LEGAL_FILE
from service.registry.court_orders import order_in
from service.registry.files import Found
from service.registry.judging import Asked, Judged, judge
from service.registry.legal_records import Stamp, Verification
from service.registry.loading import file_of
from service.registry.moments import local_day, opening_at, today
from service.registry.order_closing import check_closed
from service.registry.permissions import check_may
from service.registry.questions import Question, Who
from service.registry.recording import note_view

if TYPE_CHECKING:
    from datetime import datetime

    from service.domain.views import PublisherView
    from service.registry.account_records import Caller
    from service.registry.court_orders import OrderKey
    from service.registry.files import File
    from service.registry.legal_records import OrderEntry
    from service.registry.ports import Ports


@dataclass(frozen=True, slots=True)
class Seen:
    """One question as each role would see its answer: publisher, communications, legal."""

    question: Question
    publisher: PublisherView
    communications: tuple[str, ...]
    judged: Judged


def foresee(ports: Ports, caller: Caller, key: OrderKey, question: Question) -> Seen:
    """Answer a question about the person in whose file the key looks, as if the order were verified."""
    check_may(caller, "read_legal_file")
    with ports.store.reading() as reader:
        file = file_of(reader, key.person)
    note_view(ports, caller, LEGAL_FILE, [file])
    order = order_in(file.legal, key.item)
    asked = Asked((Who(person=key.person),), question)
    found = Found((_as_if_verified(ports, caller, file, order),))
    config = ports.policy.config
    judged = judge(asked, (found,), config, ports.clock())
    return Seen(
        question, publisher_view(judged.decision), communications_reasons(judged.facts, config), judged
    )


def opens_at(ports: Ports, order: OrderEntry) -> datetime:
    """Return from when the order counts; of one not verified, from when it would if it were now."""
    if not order.verifications:
        return opening_at(ports, ports.clock())
    marks = [order.verifications[-1].stamp, *(one.stamp for one in order.stays)]
    return max(one.effective_at for one in marks)


def question_of(ports: Ports, order: OrderEntry) -> Question:
    """Ask of the first thing an order allows, on the first day from now on."""
    day = max(local_day(ports, opens_at(ports, order)), today(ports), order.valid_from or order.order_date)
    works = order.works or ()
    return Question(
        order.media[0],
        order.channels[:1],
        order.purposes[0],
        day,
        activity=works[0] if works else None,
    )


def _as_if_verified(ports: Ports, caller: Caller, file: File, order: OrderEntry) -> File:
    """Return the file as verifying would leave it, all of it in force now."""
    now, day = ports.clock(), today(ports)
    mark = Stamp(now, now, caller.user)
    outcome = "rejected" if order.other_conditions else "verified"  # with such a condition it never opens
    verified = replace(order, verifications=(Verification(mark, outcome),), stays=())
    orders = tuple(verified if one.item == order.item else one for one in file.legal.orders)
    return replace(file, legal=check_closed(replace(file.legal, orders=orders), order, mark, day))
