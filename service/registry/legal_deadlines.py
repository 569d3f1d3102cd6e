"""Days that legal must not miss: the last day of an order, of a check, of a decision; two birthdays.

Pure: days of a file, no reason. Who reads them and how they are told is said elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.ages import CONSENTS_ALONE, MAJORITY, birthday

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.registry.files import File
    from service.registry.legal_records import LegalFile, OrderEntry

AHEAD: Final = timedelta(days=90)
"""How far ahead a day is told, and how long it stays once it has passed."""
ORDER: Final = "order"
CHECK: Final = "check"
REVIEW: Final = "review"
KINDS: Final = (ORDER, CHECK, REVIEW, "turning_14", "turning_18")
PROTECTED: Final = frozenset({"active", "ended"})
_BIRTHDAYS: Final = {"turning_14": CONSENTS_ALONE, "turning_18": MAJORITY}


@dataclass(frozen=True, slots=True)
class LegalDeadline:
    """A day on which something in a file ends or changes; `item` is the order or decision, else 0."""

    person: int
    kind: str
    on: date
    item: int = 0


def days_of(file: File, feb29_rule: str = "march_1") -> tuple[LegalDeadline, ...]:
    """List every such day of a file, whenever it is; nobody's once the person has died."""
    if file.person.deceased is not None:
        return ()
    person, legal = file.person.number, file.legal
    days = [LegalDeadline(person, ORDER, on, item) for item, on in _ends_of_orders(legal)]
    days += [LegalDeadline(person, CHECK, on) for on in _end_of_check(legal)]
    last_decided = {one.code: one for one in legal.reviews}.values()
    days += [LegalDeadline(person, REVIEW, one.until, one.item) for one in last_decided]
    born = file.person.birth_date
    if born is not None and (legal.orders or _is_protected(legal)):
        days += [
            LegalDeadline(person, kind, birthday(born, age, feb29_rule)) for kind, age in _BIRTHDAYS.items()
        ]
    return tuple(days)


def is_near(deadline: LegalDeadline, today: date) -> bool:
    """Tell whether a day is within 90 days, or has passed by no more than that and still matters."""
    late = timedelta(0) if deadline.kind in _BIRTHDAYS else AHEAD
    return -late <= deadline.on - today <= AHEAD


def _ends_of_orders(legal: LegalFile) -> Iterator[tuple[int, date]]:
    """Give the last day of each verified order that no later verified one has taken the place of."""
    verified = [one for one in legal.orders if _is_verified(one)]
    latest = max((one.order_date for one in verified), default=None)
    for one in verified:
        if one.order_date == latest and one.valid_to is not None:
            yield one.item, one.valid_to


def _is_verified(order: OrderEntry) -> bool:
    return bool(order.verifications) and order.verifications[-1].outcome == "verified"


def _end_of_check(legal: LegalFile) -> Iterator[date]:
    last = legal.checks[-1] if legal.checks else None
    if last is not None and last.status == "accepted" and last.until is not None:
        yield last.until


def _is_protected(legal: LegalFile) -> bool:
    last = legal.protections[-1] if legal.protections else None
    return last is not None and (last.status in PROTECTED or last.ycja)
