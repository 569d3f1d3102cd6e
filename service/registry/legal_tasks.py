"""What legal has to do about one file, and by when: for the desk's rows, so never a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.registry.desk_records import Task
from service.registry.moments import after_business_days, local_day
from service.registry.signals import unseen_signals
from service.registry.stays import grounds_open

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.desk_records import WaitingReview
    from service.registry.files import File
    from service.registry.legal_records import OrderEntry
    from service.registry.ports import Ports

DAYS: Final = {"verify_order": 2, "check_to_ask": 2, "check_asked": 5, "check_adults": 2}
"""Kind → business days to do it in, from the day it began; the others are due on the day itself."""
ENTERED: Final = "entered"
ORDER_STATES: Final = (ENTERED, "verified", "stayed", "rejected")
DAYS_TO_DECIDE: Final = 5


def order_tasks(ports: Ports, file: File) -> tuple[Task, ...]:
    """List the orders, each in the first file it covers, by the state it is in."""
    number = file.person.number
    return tuple(
        Task(
            order_state(order),
            number,
            local_day(ports, order.stamp.recorded_at),
            item=order.item,
            by=order.stamp.by,
        )
        for order in file.legal.orders
        if order.persons[0] == number
    )


def order_state(order: OrderEntry) -> str:
    """Return whether an order was verified, rejected, is stayed, or waits for a second person."""
    if not order.verifications:
        return ENTERED
    if order.verifications[-1].outcome == "rejected":
        return "rejected"
    return "stayed" if grounds_open(order) else "verified"


def other_tasks(ports: Ports, file: File, reviews: Iterable[WaitingReview]) -> tuple[Task, ...]:
    """List the signs to read and the decisions to make."""
    number = file.person.number
    tasks = [
        Task("signal", number, local_day(ports, one.stamp.recorded_at)) for one in unseen_signals(file)[:1]
    ]
    due = None
    for review in reviews:
        due = due or after_business_days(ports, _last_change(ports, file), DAYS_TO_DECIDE)
        tasks.append(Task("review", number, due, item=review.item))
    return tuple(tasks)


def due_of(ports: Ports, task: Task) -> date:
    """Return the day by which a task is to be done, from the day it is about."""
    return after_business_days(ports, task.due, DAYS.get(task.kind, 0))


def _last_change(ports: Ports, file: File) -> date:
    """Return the day of the last change that could have made something wait; a decision that ended is one."""
    moments = [file.person.changed_at, *(one.changed_at or one.recorded_at for one in file.consents)]
    legal = file.legal
    stamps = [
        *(one.stamp for one in legal.protections),
        *(one.stamp for one in legal.placements),
        *(one.stamp for one in legal.kin),
    ]
    moments += [one.recorded_at for one in stamps]
    days = [local_day(ports, max(moments)), *(one.until for one in legal.reviews)]
    today = local_day(ports, ports.clock())
    return max((day for day in days if day <= today), default=today)
