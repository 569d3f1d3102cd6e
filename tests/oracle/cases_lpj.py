"""Random youth-protection facts: status, and court orders good and bad in every way."""

from random import Random

from tests.oracle.orders import luhn_holds
from tests.oracle.scene import Facts
from tests.oracle.vocabulary import ACTIVITIES, CHANNELS_ONCE, CONDITIONS, chance, day, near

COURTS = {"CQ_youth": "41", "CS_appeal": "24", "CA_appeal": "08"}


def eighteenth(dob: str) -> str:
    year = int(dob[:4]) + 18
    return f"{year}{dob[4:]}" if dob[4:] != "-02-29" or year % 4 == 0 else f"{year}-03-01"


def status(rng: Random, post: Facts, name: str) -> Facts:
    found: Facts = {"status": name}
    if name == "ended" and chance(rng, 0.8):
        found["ended"] = near(rng, post["date"]) if chance(rng, 0.3) else day(post["date"], -400)
    if chance(rng, 0.3):
        found["since"] = day(post["date"], -900)
    return found


def file_number(rng: Random, jurisdiction: str, order_date: str) -> str:
    year = int(order_date[:4]) - rng.choice([0, 0, 1, 10])
    office = rng.choice(["110", "105", "505", "999"])
    start = f"{office}-{jurisdiction}-{rng.randrange(900000, 999999)}-{year % 100:02}"
    digits = start.replace("-", "")
    return start + next(d for d in "0123456789" if luhn_holds(digits + d))


def good_order(rng: Random, post: Facts, refs: list[str]) -> Facts:
    court = rng.choice(["CQ_youth"] * 4 + ["CS_appeal", "CA_appeal"])
    ordered = day(post["date"], -rng.choice([0, 1, 40, 400]))
    order: Facts = {
        "ref": f"O{rng.randrange(10**6)}",
        "court": court,
        "file_number": file_number(rng, COURTS[court], ordered),
        "order_date": ordered,
        "valid_from": rng.choice([ordered, None]),
        "valid_to": rng.choice([None, day(post["date"], 90)]),
        "persons": refs,
        "media": [post["medium"], "voice", "name"],
        "channels": CHANNELS_ONCE,
        "purposes": [post["purpose"]],
        "conditions": [],
        "verified_by_legal": True,
        "statute_cited": rng.choice(["LPJ 9.3", "LPJ 11.2.1"]),
    }
    if chance(rng, 0.35):
        order["dispenses_consent"] = True
        order["id"] = f"ORDER-{rng.randrange(10**6)}"
    return order


def spoiled(rng: Random, post: Facts, order: Facts) -> dict[str, object]:
    """One way in which an order may fail, or only look as if it did."""
    number = file_number(rng, COURTS.get(order["court"], "41"), order["order_date"])
    later_year = f"{(int(order['order_date'][:4]) + 1) % 100:02}"
    ways: list[dict[str, object]] = [
        {"court": rng.choice(["CQ_civil", "CS_appeal", None])},
        {"file_number": number[:-1] + str((int(number[-1]) + 1) % 10)},
        {"file_number": rng.choice([number[1:], number.replace("-", ""), number + "\n", None])},
        {"file_number": file_number(rng, rng.choice(["41", "24", "01"]), order["order_date"])},
        {"file_number": f"{number[:14]}{later_year}{number[16]}"},
        {"valid_from": near(rng, post["date"])},
        {"valid_to": near(rng, post["date"])},
        {"order_date": near(rng, post["date"])},
        {"persons": ["P9"]},
        {"media": rng.choice([["photo"], ["any"], [], [post["medium"]]])},
        {"channels": rng.choice([["intranet"], ["any"], [], ["facebook"]])},
        {"purposes": rng.choice([["training"], ["any"], []])},
        {"conditions": rng.sample(CONDITIONS, rng.choice([1, 2]))},
        {"conditions": rng.sample(CONDITIONS, 1)},
        {"verified_by_legal": False},
        {"stayed": True},
        {"works": rng.choice([ACTIVITIES, ["gala"], []])},
    ]
    return rng.choice(ways)


def orders(rng: Random, post: Facts, people: list[Facts]) -> list[Facts]:
    """Orders for those who need one, and sometimes for those who do not."""
    made = []
    for person in people:
        concerned = (person.get("lpj") or {}).get("status", "none") != "none" or person.get("parent_of_lpj")
        if not chance(rng, 0.75 if concerned else 0.03):
            continue
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            order = good_order(rng, post, [person["ref"]])
            if person.get("deceased") and chance(rng, 0.6):
                order["order_date"], order["valid_from"] = near(rng, person["deceased"]), None
            for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
                order.update(spoiled(rng, post, order))
            made.append(order)
    rng.shuffle(made)
    return made
