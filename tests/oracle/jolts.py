"""Sudden changes of single fields, so that random cases leave the paths their makers had in mind."""

from random import Random

from tests.oracle.scene import Facts, words
from tests.oracle.vocabulary import ACTIVITIES, CHANNELS_ONCE, CONDITIONS, MEDIA, PLACES, PURPOSES, near

POST: dict[str, list[object]] = {
    "medium": [*MEDIA],
    "purpose": [*PURPOSES],
    "capture_place": [*PLACES, "youth_court_hearing"],
    "source": ["establishment", "surveillance_device", "third_party"],
    "discloses_health": [True, False],
    "incidental": [True, False],
    "context_links_family": [True, False],
    "content_flag": [None, "undignified"],
    "copyright_cleared": [True, False],
    "pia_covered": [True, False],
    "requested_by": [None, "dpj_police"],
    "activity": [None, *ACTIVITIES],
    "visible_count": [None, 1, 2],
}
PERSON: dict[str, list[object]] = {
    "role": [*words("user relative staff former_staff volunteer rirtf visitor media public_figure")],
    "adult_attested": [True, False],
    "identifiable_by": [None, [], ["face"], ["voice"], ["name"], ["face", "name"], ["home"], ["first_name"]],
    "lpj": [None, {}, *({"status": status} for status in ("none", "active", "ended", "unknown"))],
    "parent_of_lpj": [True, False],
    "identifies_lpj_family": [True, False],
    "ycja": [True, False],
    "minor_wish": ["agrees_or_not_asked", "refuses"],
    "legal_check": [{}, *({"status": status} for status in ("accepted", "pending", "rejected"))],
    "parents": [
        {},
        {"conflict": True},
        {"conflict": True, "other_parent": "agrees"},
        {"other_parent": "refused"},
    ],
    "emancipated": [None, "simple", "full"],
    "resource_clientele": ["adults", "children"],
    "kinship": [True, False],
    "in_public_function": [True, False],
    "other_ban": [None, "adoption", "family_proceedings"],
    "capacity": [
        None,
        {},
        {"wish": "objects"},
        *(
            {"status": status}
            for status in ("assisted", "de_facto_incapable", "later_incapable", "tutorship")
        ),
        {"status": "temporary_representation", "scope": "image_publication"},
        {"status": "mandate_homologated", "self_decides_personal": True},
    ],
    "consents": [[]],
}
PAPER: dict[str, list[object]] = {
    "signer": [
        *words("self parent parent_deprived tutor_minor tutor_person mandatary_person assistant heir")
    ],
    "signer_id": [None, "A", "B"],
    "evidence": ["none", "judgment", "homologation", "will"],
    "form": ["written", "verbal"],
    "expires": [None],
    "withdrawn": [None],
    "covers_health": [True, False],
    "limits": [[], ["no_tag"], ["back_only"], ["no_name", "no_place"]],
    "integrity": ["ok", "hash_mismatch", "scan_undocumented"],
    "signature": ["verified", "unverified"],
    "cited": [True, False],
    "activity": [None, *ACTIVITIES],
    "survives_death": [True, False],
    "liquidator": ["no_objection", "objects", "unknown"],
}
ORDER: dict[str, list[object]] = {
    "dispenses_consent": [True, False],
    "conditions": [[], *([condition] for condition in CONDITIONS)],
    "verified_by_legal": [True, False],
    "stayed": [True, False],
    "channels": [CHANNELS_ONCE, ["facebook"], []],
    "works": [[], ["gala"]],
}


def jolt(rng: Random, facts: Facts) -> None:
    """One field of the post, a person, a paper or an order, to any value it may take."""
    person = rng.choice(facts["persons"])
    on, papers, orders = facts["post"]["date"], person.get("consents") or [], facts["court_orders"]
    kind = rng.choice(["post", "person", "person", "paper", "paper", "order", "date"])
    if kind == "post":
        change(rng, facts["post"], POST)
    elif kind == "person":
        change(rng, person, PERSON)
    elif kind == "paper" and papers:
        change(rng, rng.choice(papers), PAPER)
    elif kind == "order" and orders:
        change(rng, rng.choice(orders), ORDER)
    elif kind == "date":
        move(rng, on, [*(("deceased", person) for _ in range(2)), *(("signed", paper) for paper in papers)])


def change(rng: Random, target: Facts, values: dict[str, list[object]]) -> None:
    key = rng.choice(sorted(values))
    target[key] = rng.choice(values[key])


def move(rng: Random, on: str, places: list[tuple[str, Facts]]) -> None:
    key, target = rng.choice(places)
    target[key] = near(rng, on)
