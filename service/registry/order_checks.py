"""What is checked of a court order while it is entered: faults to mend, and warnings that never block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.court_numbers import OFFICES, read_court_number
from service.domain.court_orders import JURISDICTIONS
from service.domain.vocabulary import CHANNELS, CONDITIONS, COURTS, MEDIA, PURPOSES
from service.registry.acts import LEGAL_FILE
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.loading import file_of
from service.registry.moments import today
from service.registry.order_given import OrderKey
from service.registry.permissions import check_may
from service.registry.recording import note_view
from service.registry.stays import grounds_open
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.legal_records import OrderEntry
    from service.registry.order_given import NewOrder, StaySaid
    from service.registry.ports import Ports

GROUNDS: Final = ("appeal", "stay")
WARNINGS: Final = (
    "COURT_OFFICE_UNKNOWN",
    "COURT_CHECK_DIGIT",
    "ORDER_CONDITIONS_OUTSIDE",
    "ORDER_CLOSES_EARLIER",
    "ORDER_LEAVES_A_GAP",
    "ORDER_BEHIND_LATER",
    "ORDER_NUMBER_KNOWN",
)
STATUTES: Final = ("LPJ, art. 9.3", "LPJ, art. 11.2.1", "LPJ, art. 9.2", "LPJ, art. 11.2")
"""Articles that orders cite, as they are and as they were numbered: 11.2.1 is now 9.3, and 11.2 is 9.2."""


@dataclass(frozen=True, slots=True)
class OrderWarning:
    """What to look at twice: its code, and the days it is about (a gap's first and last, dates of orders)."""

    code: str
    days: tuple[date, ...] = ()


def check_order(ports: Ports, new: NewOrder) -> None:
    """Raise `Invalid` with all that must be mended before the order can be entered."""
    check_codes(
        ("/court", new.court, COURTS),
        *each_code("/media", new.media, MEDIA),
        *each_code("/channels", new.channels, CHANNELS),
        *each_code("/purposes", new.purposes, PURPOSES),
        *each_code("/conditions", new.conditions, CONDITIONS),
    )
    check_texts(new)
    faults = [Fault("/person_ids", "MISSING")] if not new.persons else []
    faults += _number_faults(ports, new)
    faults += [
        Fault(f"/{name}", "MISSING") for name in ("media", "channels", "purposes") if not getattr(new, name)
    ]
    if new.order_date > today(ports):
        faults.append(Fault("/order_date", "IN_THE_FUTURE"))
    if new.valid_to and new.valid_to < (new.valid_from or new.order_date):
        faults.append(Fault("/valid_to", "BEFORE_START"))
    if faults:
        raise Invalid(*faults)


def check_stay(ports: Ports, said: StaySaid) -> None:
    """Raise `Invalid` for a ground that is none, or a day to come."""
    check_codes(("/ground", said.ground, GROUNDS))
    check_texts({"note": said.note})
    if said.on is not None and said.on > today(ports):
        raise Invalid(Fault("/on", "IN_THE_FUTURE"))


def ground_ended(order: OrderEntry, said: str | None) -> str | None:
    """Return the ground that an end is of: the one said, or the only one there is."""
    grounds = grounds_open(order)
    if not grounds or (said is not None and said not in grounds):
        raise Conflict("WRONG_STATE")
    if said is None and len(grounds) > 1:
        raise Invalid(Fault("/ground", "MISSING"))
    return said or grounds[0]


def check_stay_day(order: OrderEntry, on: date | None, ground: str | None, *, stayed: bool) -> None:
    """Raise `Invalid` for a stay before its order's date, or one that ends before it began."""
    if on is None:
        return
    if on < order.order_date:
        raise Invalid(Fault("/on", "BEFORE_ORDER"))
    begun = [one.on for one in order.stays if one.stayed and one.ground == ground and one.on and not stayed]
    if begun and on < begun[-1]:
        raise Invalid(Fault("/on", "BEFORE_START"))


def check_entry(ports: Ports, caller: Caller, new: NewOrder) -> tuple[OrderWarning, ...]:
    """Say what should be looked at twice before an order is entered. Raises `Invalid` as entering does."""
    check_may(caller, "decide_legally")
    check_order(ports, new)
    with ports.store.reading() as reader:
        files = [file_of(reader, number) for number in dict.fromkeys(new.persons)]
    note_view(ports, caller, LEGAL_FILE, files)
    return _warnings(ports, new, files)


def warnings_of(ports: Ports, caller: Caller, order: OrderEntry) -> tuple[OrderWarning, ...]:
    """Say what should be looked at twice in an order that waits for its verification; in no other."""
    check_may(caller, "read_legal_file")
    if order.verifications:
        return ()
    with ports.store.reading() as reader:
        files = [file_of(reader, number) for number in order.persons]
    note_view(ports, caller, LEGAL_FILE, files)
    return _warnings(ports, order, files)


def _number_faults(ports: Ports, new: NewOrder) -> list[Fault]:
    """Say what is wrong with a file number while it can still be mended (rules 4)."""
    number = read_court_number(new.file_number)
    if number is None:
        return [Fault("/file_number", "BAD_VALUE", "110-41-900123-259")]
    if number.jurisdiction != JURISDICTIONS[new.court]:
        return [Fault("/file_number", "JURISDICTION", JURISDICTIONS[new.court])]
    if number.year > new.order_date.year:
        return [Fault("/file_number", "YEAR_AFTER_ORDER")]
    if not number.check_holds and ports.policy.config.court_file_check_digit == "block":
        return [Fault("/file_number", "CHECK_DIGIT")]
    return []


def _warnings(ports: Ports, order: NewOrder | OrderEntry, files: list[File]) -> tuple[OrderWarning, ...]:
    number = read_court_number(order.file_number)
    in_force = _others_in_force(ports, order, files)
    gap, known = _gap(ports, order, in_force), _same_number(order, files)
    met = {
        "COURT_OFFICE_UNKNOWN": number is not None and number.office not in OFFICES,
        "COURT_CHECK_DIGIT": number is not None and not number.check_holds,
        "ORDER_CONDITIONS_OUTSIDE": bool(order.other_conditions),
        "ORDER_CLOSES_EARLIER": any(one.order_date < order.order_date for one in in_force),
        "ORDER_LEAVES_A_GAP": bool(gap),
        "ORDER_BEHIND_LATER": any(one.order_date > order.order_date for one in in_force),
        "ORDER_NUMBER_KNOWN": bool(known),
    }
    days = {"ORDER_LEAVES_A_GAP": gap, "ORDER_NUMBER_KNOWN": known}
    return tuple(OrderWarning(code, days.get(code, ())) for code in WARNINGS if met[code])


def _others_in_force(ports: Ports, order: NewOrder | OrderEntry, files: list[File]) -> list[OrderEntry]:
    """List the other orders on these people that have been verified and are not over."""
    day = today(ports)
    return [
        one
        for one in _others(order, files)
        if one.verifications and one.verifications[-1].outcome == "verified"
        if one.valid_to is None or one.valid_to >= day
    ]


def _gap(ports: Ports, order: NewOrder | OrderEntry, in_force: list[OrderEntry]) -> tuple[date, ...]:
    """Return the first and last day on which nothing is allowed because this order waits for its own start.

    Of two orders the later dated decides alone, from its date and not from its start.
    """
    begins, day = order.valid_from or order.order_date, today(ports)
    replaced = [
        one
        for one in in_force
        if one.order_date < order.order_date and (one.valid_from or one.order_date) < begins
    ]
    return (day, begins - timedelta(days=1)) if replaced and begins > day else ()


def _same_number(order: NewOrder | OrderEntry, files: list[File]) -> tuple[date, ...]:
    """List the dates of the other orders of this number, but for the one renewed and those refused."""
    renewed = order.renews.item if isinstance(order.renews, OrderKey) else (order.renews or (0, 0))[1]
    found = {
        one.order_date
        for one in _others(order, files)
        if one.file_number == order.file_number and one.item != renewed
        if not one.verifications or one.verifications[-1].outcome != "rejected"
    }
    return tuple(sorted(found))


def _others(order: NewOrder | OrderEntry, files: list[File]) -> list[OrderEntry]:
    own = getattr(order, "item", None)
    return [one for file in files for one in file.legal.orders if one.item != own]
