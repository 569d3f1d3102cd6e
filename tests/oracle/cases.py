"""Random well-formed cases that reach every rule: a seeded maker, and the same as a Hypothesis strategy.

A case starts good (a paper or an order that covers the post) and is then spoiled in a few ways, so that both
sides of each rule, and of each date, come up often.
"""

from datetime import date
from random import Random

from hypothesis import strategies as st

from tests.oracle import cases_lpj
from tests.oracle.cases_people import FAMILIES
from tests.oracle.jolts import jolt
from tests.oracle.oracle import judge_people
from tests.oracle.scene import CONFIG, Facts, words
from tests.oracle.vocabulary import (
    ACTIVITIES,
    CHANNELS,
    CONDITIONS,
    MEDIA,
    PLACES,
    PURPOSES,
    chance,
    day,
    near,
)

DAYS = ["2026-03-10", "2026-02-28", "2026-03-01", "2028-02-29", "2027-02-28", "2025-12-31", "2026-08-31"]

CONFIG_VALUES: dict[str, list[object]] = {
    "minor_14_17_policy": ["minor_alone", "either", "both"],
    "minor_u14_refusal": ["ignored"],
    "feb29_rule": ["feb_28"],
    "max_consent_months": [1, 6, 12, 25],
    "turning_14": ["parent_consent_continues"],
    "turning_18_parent_consent": ["review"],
    "turning_18_self_signed": ["lapses"],
    "second_parent_refusal": ["REVIEW", "ALLOW"],
    "known_parental_conflict": ["DENY", "ALLOW"],
    "former_lpj_child_adult": ["DENY"],
    "lpj_ended_minor": ["REVIEW"],
    "lpj_parent_unrelated_context": ["DENY"],
    "lpj_order_also_needs_personal_consent": [False],
    "court_file_check_digit": ["warn"],
    "deceased_no_consent": ["REVIEW"],
    "deceased_living_consent": ["DENY", "ALLOW"],
    "staff_departure": ["DENY", "ALLOW"],
    "written_form_required": [False],
    "rirtf_child_resource": ["DENY"],
    "rirtf_kinship": ["REVIEW"],
    "later_incapacity": ["DENY", "ALLOW"],
    "public_channels": [["facebook"], []],
    "staff_name": ["public_info"],
}


@st.composite
def cases(draw: st.DrawFn) -> Facts:
    """Any case of the seeded maker, shrunk by Hypothesis."""
    return random_case(draw(st.randoms(use_true_random=False)))


def seeded_case(seed: int) -> Facts:
    """The same case for the same seed, on every machine."""
    return random_case(Random(seed))  # noqa: S311 - chooses test cases, guards no secret


def random_case(rng: Random) -> Facts:
    """One well-formed case."""
    post = random_post(rng)
    people = [
        rng.choice(FAMILIES)(rng, post, f"P{n + 1}") for n in range(rng.choice([1, 1, 1, 1, 1, 1, 2, 3]))
    ]
    for person in people:
        spoil_person(rng, post, person)
    facts = {"post": post, "persons": people, "court_orders": cases_lpj.orders(rng, post, people)}
    if chance(rng, 0.3):
        for _ in range(rng.choice([1, 2, 4])):
            jolt(rng, facts)
    case = {"id": "random", "facts": facts, "config": random_config(rng)}
    review_something(rng, case)
    return case


def random_config(rng: Random) -> Facts:
    if chance(rng, 0.6):
        return {}
    keys = rng.sample(sorted(CONFIG_VALUES), rng.choice([1, 3, 6]))
    return {key: rng.choice(CONFIG_VALUES[key]) for key in keys}


def random_post(rng: Random) -> Facts:
    post: Facts = {
        "date": rng.choice(DAYS),
        "medium": rng.choice(MEDIA),
        "purpose": rng.choice(PURPOSES),
        "capture_place": rng.choice(PLACES),
    }
    if chance(rng, 0.15):
        post["channels"] = rng.sample(CHANNELS, rng.choice([1, 2, 3]))
    else:
        post["channel"] = rng.choice(CHANNELS)
    post.update({key: value for key, value, share in POST_SPOILS if chance(rng, share)})
    if chance(rng, 0.3):
        post["activity"] = rng.choice(ACTIVITIES)
    return post


POST_SPOILS: list[tuple[str, object, float]] = [
    ("source", "surveillance_device", 0.02),
    ("source", "third_party", 0.05),
    ("discloses_health", True, 0.1),
    ("incidental", True, 0.1),
    ("context_links_family", True, 0.3),
    ("content_flag", "undignified", 0.03),
    ("copyright_cleared", False, 0.02),
    ("pia_covered", False, 0.05),
    ("requested_by", "dpj_police", 0.08),
    ("repost", True, 0.05),
    ("visible_count", 1, 0.05),
    ("visible_count", 2, 0.02),
    ("capture_place", "youth_court_hearing", 0.02),
]


def spoil_person(rng: Random, post: Facts, found: Facts) -> None:
    """Legal checks, other bans and signs that any family may carry."""
    if chance(rng, 0.08):
        found["legal_check"] = {"status": rng.choice(["accepted", "accepted", "pending", "rejected"])}
        if chance(rng, 0.7):
            found["legal_check"]["until"] = near(rng, post["date"])
    if chance(rng, 0.03):
        found["other_ban"] = rng.choice(["adoption", "family_proceedings"])
    if chance(rng, 0.02):
        found["ycja"] = True


def review_something(rng: Random, case: Facts) -> None:
    """Legal's decisions, mostly on a REVIEW that the person really has."""
    if not chance(rng, 0.45):
        return
    facts, config = case["facts"], {**CONFIG, **case["config"]}
    on = date.fromisoformat(facts["post"]["date"])
    for found, finding in zip(facts["persons"], judge_people(facts, config, on), strict=True):
        open_codes = [code for code, verdict in sorted(finding.codes.items()) if verdict == "REVIEW"]
        chosen = open_codes if chance(rng, 0.8) else rng.sample(REVIEWABLE, 2)
        found["reviews"] = [
            review(rng, case["facts"]["post"], code) for code in chosen for _ in range(rng.choice([1, 1, 2]))
        ]


REVIEWABLE = words(
    "DECEASED_NO_CONSENT DECEASED_REVIEW EMANCIPATION_SIMPLE FAMILY_PROCEEDINGS INTEGRITY_UNPROVEN"
    " LATER_INCAPACITY LEGAL_CHECK LPJ_CONSENT_INSUFFICIENT LPJ_COURT_ORDER_REQUIRED LPJ_ENDED_MINOR"
    " LPJ_FORMER_ADULT LPJ_NECESSARY_FOR_ACT LPJ_PARENT_UNRELATED_CONTEXT NO_CONSENT PARENTAL_CONFLICT"
    " PARENTAL_REFUSAL PIA_MISSING RECONFIRM_AT_MAJORITY RIRTF_CHILD_RESOURCE_REVIEW SIGNATURE_UNVERIFIED"
    " STAFF_LEFT YCJA_FORMER"
)


def review(rng: Random, post: Facts, code: str) -> Facts:
    outcome = rng.choice(["accepted"] * 5 + ["refused"])
    found: Facts = {
        "code": code,
        "outcome": outcome,
        "from": day(post["date"], -30),
        "until": day(post["date"], 60),
    }
    if chance(rng, 0.2):
        found[rng.choice(["from", "until"])] = near(rng, post["date"])
    found["conditions"] = rng.sample(CONDITIONS, rng.choice([1, 2])) if chance(rng, 0.3) else []
    if outcome == "refused":
        found["conditions"] = []
    if chance(rng, 0.1):
        found["activity"] = rng.choice(ACTIVITIES)
    return found
