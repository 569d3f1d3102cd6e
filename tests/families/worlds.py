"""Random families: parents, tutors, brothers and sisters, step-parents, resources, staff, and who knows them.

Drawn so that most people could appear alone: what is left to decide is what they tell together.
"""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from tests.families.oracle import Key, World
from tests.oracle.orders import luhn_holds
from tests.oracle.scene import words

TODAY = date(2026, 10, 13)
KINDS = words(
    "parent tutor parental_authority child sibling spouse step_parent grandparent foster_parent"
    " resource_staff relative other"
)
PAPER = {"media": ["photo"], "channels": ["facebook"], "purposes": ["promotion"]}


def random_world(seed: int) -> World:
    """One small town around a family."""
    chance = Random(seed)  # noqa: S311 - families of tests
    world: World = {"people": {}, "ties": [], "placements": {}, "resources": {}, "steps": []}
    for key, ages in cast(chance):
        world["people"][key] = person(chance, key, ages)
    tie_up(chance, world)
    lodge(chance, world)
    add_namesake(chance, world)
    for key, one in world["people"].items():
        settle(chance, world, key, one)
    chance.shuffle(world["steps"])
    replay(world)
    return world


def cast(chance: Random) -> list[tuple[Key, tuple[float, float]]]:
    children = [(f"child{n}", (8, 20)) for n in range(chance.randint(1, 3))]
    adults = words("mother father step grandmother aunt tutor host partner staff teacher neighbour")
    kept = [(key, (22, 70)) for key in adults if chance.random() < 0.8]
    return [*children, ("lodger", (10, 19)), *kept]


def person(chance: Random, key: Key, ages: tuple[float, float]) -> dict[str, Any]:
    edges = [14, 18] if ages[1] < 22 else []
    years = chance.choice([*edges, chance.uniform(*ages), chance.uniform(*ages)])
    born = TODAY - timedelta(days=int(years * 365.25) - chance.choice([0, 0, 40]))
    known = chance.random() < 0.95
    role = {"host": "rirtf", "staff": "staff", "teacher": "staff", "lodger": "user"}.get(key, "user")
    return {
        "name": f"{key.title()} Fictif",
        "dob": born.isoformat() if known else None,
        "adult_attested": not known and ages[0] > 20,
        "role": role,
        "lpj": None,
        "flag": False,
        "check": {"status": "accepted"},
        "deceased": None,
        "consents": [],
        "orders": [],
        "reviews": [],
    }


def tie_up(chance: Random, world: World) -> None:
    children = [key for key in world["people"] if key.startswith("child")]
    likely = [(elder, "parent", child) for elder in ("mother", "father") for child in children]
    likely += [("tutor", "tutor", children[0]), ("step", "spouse", "mother"), ("aunt", "sibling", "mother")]
    likely += [("grandmother", "parent", "mother"), ("grandmother", "grandparent", children[0])]
    likely += [("step", "step_parent", children[0]), ("teacher", "other", children[0])]
    likely += [("partner", "spouse", "host"), ("staff", "resource_staff", "host")]
    likely += [(a, "sibling", b) for a, b in pairwise(children)]
    for a, kind, b in likely:
        turned = (b, "child", a) if kind == "parent" and chance.random() < 0.5 else (a, kind, b)
        if a in world["people"] and b in world["people"] and chance.random() < 0.6:
            world["steps"].append(("tie", turned))
    for _ in range(chance.randint(0, 2)):
        a, b = chance.sample(sorted(world["people"]), 2)
        world["steps"].append(("tie", (a, chance.choice(KINDS), b)))


def lodge(chance: Random, world: World) -> None:
    """Place children with the resource, or with a relative; some have left since."""
    hosts = [key for key in ("host", "grandmother", "aunt") if key in world["people"]]
    children = [key for key in world["people"] if key.startswith("child")]
    for host in hosts:
        if chance.random() < (0.7 if host == "host" else 0.15):
            hosted = [key for key in [*children, "lodger"] if chance.random() < 0.5]
            before = [key for key in children if chance.random() < 0.15]
            facts = {
                "clientele": chance.choice(["children", "adults", None]),
                "kinship": chance.random() < 0.2,
            }
            world["steps"].append(("place", (host, before, hosted, facts)))
    if "host" in world["people"] and chance.random() < 0.25:
        world["steps"].append(("tie", ("host", "foster_parent", chance.choice(children))))


def add_namesake(chance: Random, world: World) -> None:
    like = chance.choice(sorted(world["people"]))
    if world["people"][like]["dob"] is not None and chance.random() < 0.3:
        twin = person(chance, "namesake", (30, 40))
        same = {key: world["people"][like][key] for key in ("name", "dob", "adult_attested")}
        world["people"]["namesake"] = {**twin, **same}
        world["namesakes"] = [like, "namesake"]


def settle(chance: Random, world: World, key: Key, one: dict[str, Any]) -> None:
    """Give someone papers, a status, perhaps an order and what legal decided."""
    born = None if one["dob"] is None else date.fromisoformat(one["dob"])
    years = 30.0 if born is None else (TODAY - born).days / 365.25
    if born is not None and years < 18.1:
        one["lpj"] = protection(chance)
        world["steps"].append(("protect", key))
    if chance.random() < 0.03:
        one["flag"] = True
        one["lpj"] = one["lpj"] or {"status": "none", "since": "2026-01-05"}
        world["steps"].append(("protect", key))
    if chance.random() < 0.04:
        one["check"] = {"status": chance.choice(["pending", "rejected"])}
    if chance.random() < 0.03:
        one["deceased"] = (TODAY - timedelta(days=30)).isoformat()
    if chance.random() < (0.7 if years < 18 else 0.2):
        one["orders"] = [order(chance, date(2026, 8, 1 + list(world["people"]).index(key)))]
    decide_alone(chance, one, years)


def decide_alone(chance: Random, one: dict[str, Any], years: float) -> None:
    signers = ["self"] if years >= 18 else ["parent"] if years < 14 else ["self", "parent"]
    if chance.random() < 0.97:
        one["consents"] = [paper(chance, signer) for signer in signers]
    if years > 18 and chance.random() < 0.8:
        codes = ["LPJ_PARENT_UNRELATED_CONTEXT", "RIRTF_CHILD_RESOURCE_REVIEW", "LPJ_FORMER_ADULT"]
        one["reviews"] = [review(chance, code) for code in codes]


def protection(chance: Random) -> dict[str, str]:
    status = chance.choice(words("none none none none active active active ended ended unknown"))
    ended = (TODAY + timedelta(days=chance.choice([-90, 60]))).isoformat()
    return {"status": status, "since": "2026-01-05", **({"ended": ended} if status == "ended" else {})}


def paper(chance: Random, signer: str) -> dict[str, Any]:
    return {
        **PAPER,
        "id": "".join(chance.choices("ABCDEFGHJKMNPQRSTVWXYZ", k=16)),
        "signer": signer,
        "signed": (TODAY - timedelta(days=20)).isoformat(),
        "withdrawn": (TODAY - timedelta(days=2)).isoformat() if chance.random() < 0.03 else None,
        "limits": ["no_tag"] if chance.random() < 0.1 else [],
    }


def order(chance: Random, on: date) -> dict[str, Any]:
    """An order of a day of its own: of two equally near, the rules do not say whose codes are given."""
    digits = f"10041{chance.randrange(10**6):06d}25"
    check = next(str(n) for n in range(10) if luhn_holds(f"{digits}{n}"))
    made: dict[str, Any] = {
        **PAPER,
        "court": "CQ_youth",
        "file_number": f"{digits[:3]}-{digits[3:5]}-{digits[5:11]}-{digits[11:]}{check}",
        "order_date": on.isoformat(),
        "valid_to": None,
        "verified_by_legal": True,
    }
    spoiled: dict[str, Any] = {"media": ["video"], "valid_to": "2026-09-30", "verified_by_legal": False}
    field = chance.choice(sorted(spoiled))
    return {**made, field: spoiled[field]} if chance.random() < 0.3 else made


def review(chance: Random, code: str) -> dict[str, Any]:
    outcome = "accepted" if chance.random() < 0.9 else "refused"
    return {"code": code, "outcome": outcome, "from": "2026-01-01", "until": "2028-12-31"}


def replay(world: World) -> None:
    """Write down what the steps end in: the world as it is."""
    for what, step in world["steps"]:
        if what == "tie":
            world["ties"].append(step)
        elif what == "place":
            host, _, hosted, facts = step
            world["placements"][host] = hosted
            world["resources"][host] = facts


def random_posts(seed: int, world: World, count: int) -> list[tuple[list[list[Key]], dict[str, Any]]]:
    """Posts of one to six people, today or up to a year later; whoever has a namesake is asked as both."""
    chance = Random(seed)  # noqa: S311 - posts of tests
    posts = []
    both = world.get("namesakes", [])
    for _ in range(count):
        keys = [key for key in world["people"] if key != "namesake"]
        shown = chance.sample(keys, min(len(keys), chance.choice([1, 2, 2, 2, 3, 3, 4, 5, 6])))
        places = [both if key in both else [key] for key in shown]
        post = {
            "date": (TODAY + timedelta(days=chance.choice([0, 0, 39, 41, 350]))).isoformat(),
            "medium": "photo",
            "channel": "facebook",
            "purpose": "promotion",
            "context_links_family": chance.random() < 0.1,
            "requested_by": "dpj_police" if chance.random() < 0.02 else None,
        }
        posts.append((places, post))
    return posts
