"""Court orders: rules R36 and R37, section 4, and what section 6 settles on them."""

import re
from datetime import date

from tests.oracle.scene import Facts, Finding, Scene, day_of

JURISDICTIONS = {"CQ_youth": "41", "CS_appeal": "24", "CA_appeal": "08"}


def luhn_holds(digits: str) -> bool:
    """C is « a Luhn check digit over the 13 digits before it »."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def number_defects(order: Facts, scene: Scene) -> list[str]:
    """« `GGG-JJ-SSSSSS-AAC` ... AA not after the order's year ... Year AA: 79-99 are 19AA »."""
    number = order.get("file_number") or ""
    if not re.fullmatch(r"[0-9]{3}-[0-9]{2}-[0-9]{6}-[0-9]{3}", number):
        wrong_court = [] if order.get("court") in JURISDICTIONS else ["COURT_JURISDICTION_MISMATCH"]
        return ["COURT_FILE_NUMBER_INVALID", *wrong_court]
    defects = []
    year = int(number[14:16]) + (1900 if int(number[14:16]) >= 79 else 2000)
    ordered = day_of(order.get("order_date"))
    bad_digit = scene.config["court_file_check_digit"] == "block" and not luhn_holds(number.replace("-", ""))
    if bad_digit or (ordered and year > ordered.year):
        defects.append("COURT_FILE_NUMBER_INVALID")
    if JURISDICTIONS.get(order.get("court") or "") != number[4:6]:
        defects.append("COURT_JURISDICTION_MISMATCH")
    return defects


def is_in_force(order: Facts, day: date) -> bool:
    """« Never in force before order_date ... First and last day included ... null = until further order »."""
    ordered = day_of(order.get("order_date"))
    start = day_of(order.get("valid_from")) or ordered
    end = day_of(order.get("valid_to"))
    return bool(ordered and start and max(ordered, start) <= day and (end is None or day <= end))


def order_defects(order: Facts, scene: Scene) -> list[str]:
    """R37: the precise codes; « What an order does not name (a channel, a medium) it does not allow. »."""
    works = order.get("works") or []
    purpose_missing = scene.post["purpose"] not in (order.get("purposes") or [])
    tests = [
        ("LPJ_ORDER_NOT_VERIFIED", not order.get("verified_by_legal") or bool(order.get("stayed"))),
        ("LPJ_ORDER_EXPIRED", not is_in_force(order, scene.day)),
        ("LPJ_ORDER_SCOPE_PERSON", scene.get("ref") not in (order.get("persons") or [])),
        ("LPJ_ORDER_SCOPE_MEDIUM", scene.lacks_medium(order.get("media") or [])),
        ("LPJ_ORDER_SCOPE_CHANNEL", scene.channel not in (order.get("channels") or [])),
        ("LPJ_ORDER_SCOPE_PURPOSE", purpose_missing or (works and scene.post.get("activity") not in works)),
        ("LPJ_ORDER_CONDITION_BREACH", scene.breaks(order.get("conditions") or [])),
    ]
    return [code for code, found in tests if found] + number_defects(order, scene)


def is_dated_by(order: Facts, day: date) -> bool:
    """« orders dated after post.date do not compete »."""
    ordered = day_of(order.get("order_date"))
    return ordered is not None and ordered <= day


def deciding_orders(scene: Scene) -> list[Facts]:
    """« Of the orders that name a person only the latest dated decides »; « those of one date all count »."""
    naming = [o for o in scene.orders if scene.get("ref") in (o.get("persons") or [])]
    dated = [o for o in naming if is_dated_by(o, scene.day)]
    latest = max((o["order_date"] for o in dated), default=None)
    return [o for o in dated if o["order_date"] == latest] or scene.orders


def valid_orders(scene: Scene) -> list[Facts]:
    """R36: « An order is valid when ... »."""
    return [o for o in deciding_orders(scene) if not order_defects(o, scene)]


def nearest_order_codes(scene: Scene, finding: Finding) -> list[str]:
    """« With a bad order the nearest one's codes are given: fewest defects, then latest. »."""
    defects = [(o.get("order_date") or "", order_defects(o, scene)) for o in deciding_orders(scene)]
    fewest = min((len(codes) for _, codes in defects), default=0)
    near = [one for one in defects if len(one[1]) == fewest]
    latest = [sorted(codes) for dated, codes in near if dated == max(dated for dated, _ in near)]
    finding.tied |= any(codes != latest[0] for codes in latest)
    return latest[0] if latest else []
