"""May these people appear together? A second reading of R34, R35 and R55a over plain dicts, by graph search.

It imports nothing from the product. A world is what really is: people, ties, who lives where. The product
reads the files of a post alone; this looks at everybody, one child after another, and paints circles.
"""

from collections import deque
from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

from tests.oracle.oracle import judge_on
from tests.oracle.scene import CONFIG, birthday, words

World = dict[str, Any]
Key = str

KIN = set(words("parent tutor parental_authority child sibling spouse step_parent grandparent relative"))
ELDERS = set(words("parent tutor parental_authority child"))


def decide(world: World, places: list[list[Key]], post: dict[str, Any]) -> dict[str, Any]:
    """The verdict and reasons of a post; each place holds one person, or all those it may be."""
    day = date.fromisoformat(post["date"])
    flagged = {key for shown in product(*places) for key in give_away(world, set(shown), day)}
    refs = {key: f"{p}.{n}.{world['people'][key]['role']}" for p, n, key in in_order(places)}
    people = [facts_of(world, key, refs[key], day, key in flagged) for _, _, key in in_order(places)]
    orders = [{**one, "persons": [refs[key]]} for key in refs for one in world["people"][key]["orders"]]
    case = {"facts": {"post": post, "persons": people, "court_orders": orders}}
    answer = judge_on(case, CONFIG, day)
    reasons = set(answer["reasons"]) - ({"GROUP_MISSING_CONSENT"} if len(places) == 1 else set())
    persons = {one["ref"]: (one["verdict"], one["reasons"]) for one in answer["persons"]}
    return {"verdict": answer["verdict"], "reasons": sorted(reasons), "persons": persons, "flagged": flagged}


def in_order(places: list[list[Key]]) -> Iterable[tuple[int, int, Key]]:
    return [(p, n, key) for p, place in enumerate(places) for n, key in enumerate(place)]


def give_away(world: World, shown: set[Key], day: date) -> set[Key]:
    """Those of the people shown who, by standing beside the others, tell who a protected child is."""
    flagged: set[Key] = set()
    for child in world["people"]:
        hosts = homes(world, child)
        if child in shown and is_secret(world, child, day):
            flagged |= shown & circle(world, child, hosts)
        if hosts and is_under_18(world["people"][child], day):
            flagged |= placement_told(world, child, shown, hosts)
    return flagged


def circle(world: World, child: Key, hosts: set[Key]) -> set[Key]:
    """Everyone tied to a child: any tie, two steps at home, whoever works where the child lives."""
    at_home = reach(world, child, KIN | {"foster_parent", "hosts"})
    return (neighbours(world, child, None) | at_home | crew(world, hosts)) - {child}


def placement_told(world: World, child: Key, shown: set[Key], hosts: set[Key]) -> set[Key]:
    """The child's family beside the resource: together they tell that the child is placed."""
    told: set[Key] = set()
    named = {k for k in neighbours(world, child, None) if tied_as_family(world, child, k)}
    family = (named | reach(world, child, KIN)) - {child}
    for host in hosts:
        for member in (family - {host}) & shown:
            others = (crew(world, {host}) & shown) - {member}
            told |= others | ({member} if others else set())
    return told


def tied_as_family(world: World, one: Key, other: Key) -> bool:
    kinds = {kind for a, kind, b in world["ties"] if {a, b} == {one, other}}
    return bool(kinds - {"foster_parent", "resource_staff"})


def crew(world: World, hosts: set[Key]) -> set[Key]:
    return hosts | {a for a, kind, b in world["ties"] if kind == "resource_staff" and b in hosts}


def homes(world: World, child: Key) -> set[Key]:
    """Who hosts the child today: placed by legal, or declared foster parents."""
    placed = {r for r, hosted in world["placements"].items() if child in hosted}
    return placed | {a for a, kind, b in world["ties"] if kind == "foster_parent" and b == child}


def reach(world: World, start: Key, kinds: set[str]) -> set[Key]:
    """Everyone within two steps along these kinds of ties (breadth first)."""
    far = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if far[here] < 2:
            for there in neighbours(world, here, kinds):
                if there not in far:
                    far[there] = far[here] + 1
                    queue.append(there)
    return set(far)


def neighbours(world: World, key: Key, kinds: set[str] | None) -> set[Key]:
    edges = [(a, b) for a, kind, b in world["ties"] if kinds is None or kind in kinds]
    if kinds is None or "hosts" in kinds:
        edges += [(r, child) for r, hosted in world["placements"].items() for child in hosted]
    return {b for a, b in edges if a == key} | {a for a, b in edges if b == key}


def is_secret(world: World, key: Key, day: date) -> bool:
    """A minor under youth protection, now or before, or placed; minority at death."""
    person = world["people"][key]
    died = person["deceased"] and date.fromisoformat(person["deceased"])
    protected = person["lpj"] is not None and person["lpj"]["status"] in {"active", "ended"}
    return (protected or bool(homes(world, key))) and is_under_18(person, min(day, died) if died else day)


def is_under_18(person: dict[str, Any], day: date) -> bool:
    """« an age not known counts as a minor's »."""
    if person["dob"] is None:
        return not person["adult_attested"]
    return day < birthday(date.fromisoformat(person["dob"]), 18, CONFIG)


def is_parent_of_protected(world: World, key: Key, day: date) -> bool:
    """« parent, tutor or holder of parental authority of a child concerned by the LPJ »: the elder of two."""
    for a, kind, b in world["ties"]:
        if kind not in ELDERS or key not in {a, b}:
            continue
        elder, child = world["people"][key], world["people"][b if a == key else a]
        concerned = child["lpj"] is not None and child["lpj"]["status"] in {"active", "ended"}
        dobs = [one["dob"] for one in (elder, child)]
        older = None in dobs or dobs[0] < dobs[1]
        if concerned and older and is_under_18(child, day):
            return True
    return False


def facts_of(world: World, key: Key, ref: str, day: date, flagged: bool) -> dict[str, Any]:  # noqa: FBT001 - a fact
    """The facts on one person, as rules.md §1 names them."""
    person = world["people"][key]
    resource = world["resources"].get(key, {"clientele": None, "kinship": False})
    return {
        "ref": ref,
        "role": person["role"],
        "dob": person["dob"],
        "adult_attested": person["adult_attested"],
        "identifiable_by": ["face"],
        "lpj": person["lpj"] or {"status": "none"},
        "parent_of_lpj": is_parent_of_protected(world, key, day),
        "identifies_lpj_family": flagged or person["flag"],
        "legal_check": person["check"],
        "deceased": person["deceased"],
        "resource_clientele": resource["clientele"],
        "kinship": resource["kinship"],
        "consents": person["consents"],
        "reviews": person["reviews"],
    }
