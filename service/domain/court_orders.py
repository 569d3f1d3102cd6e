"""Court orders: whether one in force covers this showing (R5, R36, R37, R41; rules.md §4 and §6).

What an order does not name, it does not allow. One that cites the former LPJ 11.2.1 is read like any other.
"""

from datetime import date
from typing import Final, NamedTuple

from service.domain.court_numbers import OFFICES, CourtNumber, read_court_number
from service.domain.facts import Config, CourtOrder
from service.domain.reasons import PLACE
from service.domain.showing import Showing

JURISDICTIONS: Final = {"CQ_youth": "41", "CS_appeal": "24", "CA_appeal": "08"}
"""Court → jurisdiction of its file numbers."""
STAND_INS: Final = (
    CourtOrder(
        court="CQ_youth",
        file_number="100-41-000001-264",
        order_date=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 1, 1),
        media=("photo",),
        channels=("facebook",),
        purposes=("information",),
    ),
)
"""Judged where there is no order, and not heard: how long a decision takes must not tell who has one."""
VOICE_MEDIA: Final = frozenset({"voice", "video"})


class Ruling(NamedTuple):
    """What the court allows for one showing: the valid orders, or the codes of the nearest one."""

    valid: tuple[CourtOrder, ...]
    defects: tuple[str, ...]


NO_RULING: Final = Ruling((), ())


def rule_on(showing: Showing, after: date | None = None) -> Ruling:
    """Judge the orders that decide; with `after`, only an order dated later can be valid (R41)."""
    judged = [(order, _defects(order, showing)) for order in _deciding(showing)]
    if not showing.orders:
        return NO_RULING
    valid = tuple(order for order, defects in judged if not defects and _is_dated_after(order, after))
    if valid or not judged:
        return Ruling(valid, ())
    return Ruling((), min(judged, key=_nearness)[1])


def misses_name_or_voice(media: tuple[str, ...], showing: Showing) -> bool:
    """Tell whether an identifiable name or voice is not among the media allowed (rules.md §6)."""
    identifiers = showing.person.identifiable_by or ()
    if "name" in identifiers and "name" not in media:
        return True
    return "voice" in identifiers and VOICE_MEDIA.isdisjoint(media)


def order_warnings(orders: tuple[CourtOrder, ...], config: Config) -> tuple[str, ...]:
    """Say what is odd in the file numbers of orders without being a defect."""
    numbers = [read_court_number(order.file_number or "") for order in orders or STAND_INS]
    if not orders:
        return ()
    read = [number for number in numbers if number is not None]
    warnings = []
    if any(number.office not in OFFICES for number in read):
        warnings.append("COURT_OFFICE_UNKNOWN")
    if config.court_file_check_digit == "warn" and not all(number.check_holds for number in read):
        warnings.append("COURT_CHECK_DIGIT")
    return tuple(warnings)


def _deciding(showing: Showing) -> tuple[CourtOrder, ...]:
    # Of the orders that name the person only the latest dated decides; those of one date all count.
    orders = showing.orders or STAND_INS
    naming = [
        (order, order.order_date)
        for order in orders
        if showing.person.ref in order.persons
        and order.order_date is not None
        and order.order_date <= showing.day
    ]
    if not naming:
        return orders
    latest = max([dated for _, dated in naming])
    return tuple([order for order, dated in naming if dated == latest])


def _is_dated_after(order: CourtOrder, after: date | None) -> bool:
    return after is None or (order.order_date is not None and order.order_date > after)


def _nearness(judged: tuple[CourtOrder, tuple[str, ...]]) -> tuple[int, int, tuple[int, ...]]:
    # Fewest defects, then the latest; the codes settle what is left, so that the order of input is nothing.
    order, defects = judged
    dated = order.order_date.toordinal() if order.order_date else 0
    return len(defects), -dated, tuple(PLACE[code] for code in defects)


def _defects(order: CourtOrder, showing: Showing) -> tuple[str, ...]:
    post, number = showing.post, read_court_number(order.file_number or "")
    found = {
        "LPJ_ORDER_EXPIRED": not _is_in_force(order, post.date),
        "LPJ_ORDER_SCOPE_PERSON": showing.person.ref not in order.persons,
        "LPJ_ORDER_SCOPE_MEDIUM": post.medium not in order.media
        or misses_name_or_voice(order.media, showing),
        "LPJ_ORDER_SCOPE_CHANNEL": showing.channel not in order.channels,
        "LPJ_ORDER_SCOPE_PURPOSE": post.purpose not in order.purposes or _is_other_work(order, post.activity),
        "LPJ_ORDER_CONDITION_BREACH": showing.breaks(order.conditions),
        "LPJ_ORDER_NOT_VERIFIED": order.stayed or not order.verified_by_legal,
        "COURT_FILE_NUMBER_INVALID": not _is_number_valid(number, order, showing.config),
        "COURT_JURISDICTION_MISMATCH": _is_court_wrong(number, order.court),
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _is_in_force(order: CourtOrder, day: date) -> bool:
    if order.order_date is None or day < order.order_date:
        return False
    begun = order.valid_from is None or order.valid_from <= day
    return begun and (order.valid_to is None or day <= order.valid_to)


def _is_other_work(order: CourtOrder, activity: str | None) -> bool:
    return bool(order.works) and activity not in order.works


def _is_number_valid(number: CourtNumber | None, order: CourtOrder, config: Config) -> bool:
    if number is None:
        return False
    opened_in_time = order.order_date is None or number.year <= order.order_date.year
    return opened_in_time and (number.check_holds or config.court_file_check_digit == "warn")


def _is_court_wrong(number: CourtNumber | None, court: str | None) -> bool:
    jurisdiction = JURISDICTIONS.get(court or "")
    return jurisdiction is None or (number is not None and number.jurisdiction != jurisdiction)
