"""What holds for every case, not only for those written down."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.decision import Decision, decide
from service.domain.decision_table import decision_table
from service.domain.facts import Config, Consent, CourtOrder, Facts, LegalCheck, Lpj, Person, Review
from service.domain.reasons import LEGAL_ONLY, MASKED, REASONS
from service.domain.valid_until import valid_until
from service.domain.views import communications_view, publisher_view
from service.domain.vocabulary import VERDICTS
from tests.domain.examples import DAY, MANY
from tests.domain.random_facts import random_config, random_facts, random_lpj, random_order

T = TypeVar("T")

SEEDS = st.integers(min_value=0, max_value=2**48)
HORIZON = 40
TABLE = {row.code: row for row in decision_table()}


def cases(seed: int) -> tuple[Random, Facts, Config]:
    rng = Random(seed)  # noqa: S311 - cases, not secrets
    return rng, random_facts(rng), random_config(rng)


def change_person(facts: Facts, rng: Random, change: Callable[[Person], Person]) -> Facts:
    place = rng.randrange(len(facts.persons))
    people = list(facts.persons)
    people[place] = change(people[place])
    return replace(facts, persons=tuple(people))


def change_paper(facts: Facts, rng: Random, change: Callable[[Consent], Consent]) -> Facts:
    def change_one(person: Person) -> Person:
        if not person.consents:
            return person
        papers = list(person.consents)
        place = rng.randrange(len(papers))
        papers[place] = change(papers[place])
        return replace(person, consents=tuple(papers))

    return change_person(facts, rng, change_one)


def change_order(facts: Facts, change: Callable[[CourtOrder], CourtOrder]) -> Facts:
    return replace(facts, court_orders=tuple(change(one) for one in facts.court_orders))


def is_no(facts: Facts, config: Config) -> bool:
    return publisher_view(decide(facts, config)).answer == "no"


@settings(max_examples=MANY)
@given(SEEDS)
def test_any_well_formed_facts_get_a_verdict_and_known_reasons(seed: int) -> None:
    _, facts, config = cases(seed)
    decision = decide(facts, config)
    assert decision.verdict in VERDICTS
    assert set(decision.reasons) <= set(REASONS)
    assert decision.reasons or decision.publishable
    assert (decision.conditions, decision.cite) == ((), ()) or decision.publishable
    if decision.conditions:
        assert decision.verdict == "ALLOW_WITH_CONDITIONS"
    assert decide(facts, config) == decision


@settings(max_examples=MANY)
@given(SEEDS)
def test_each_reason_carries_the_verdict_the_decision_table_says(seed: int) -> None:
    _, facts, _ = cases(seed)
    facts = replace(facts, persons=tuple(replace(one, reviews=()) for one in facts.persons))
    decision = decide(facts)
    found = [*decision.own, *(finding for one in decision.persons for finding in one.findings)]
    assert [(code, verdict) for code, verdict in found if verdict not in TABLE[code].verdicts] == []
    for one in decision.persons:
        asked = {condition for code in one.reasons for condition in TABLE[code].conditions}
        assert asked <= set(one.conditions) or not one.conditions


UNKNOWNS: dict[str, Callable[[Facts, Random], Facts]] = {
    "age": lambda facts, rng: change_person(
        facts, rng, lambda one: replace(one, dob=None, adult_attested=False)
    ),
    "capacity": lambda facts, rng: change_person(facts, rng, lambda one: replace(one, capacity=None)),
    "role": lambda facts, rng: change_person(facts, rng, lambda one: replace(one, role=None)),
    "identifiers": lambda facts, rng: change_person(
        facts, rng, lambda one: replace(one, identifiable_by=None)
    ),
    "status not known": lambda facts, rng: change_person(facts, rng, lambda one: replace(one, lpj=None)),
    "status unknown": lambda facts, rng: change_person(facts, rng, _unknown_status),
    "check": lambda facts, rng: change_person(
        facts, rng, lambda one: replace(one, legal_check=LegalCheck("pending"))
    ),
    "signer": lambda facts, rng: change_paper(facts, rng, lambda one: replace(one, evidence="none")),
    "number": lambda facts, rng: change_paper(facts, rng, lambda one: replace(one, id_status="unknown")),
    "liquidator": lambda facts, rng: change_paper(facts, rng, _unheard),
    "signature": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, signature="unverified")
    ),
    "order": lambda facts, _: change_order(facts, lambda one: replace(one, verified_by_legal=False)),
    "court": lambda facts, _: change_order(facts, lambda one: replace(one, court=None)),
}


def _unknown_status(person: Person) -> Person:
    return person if person.lpj is None or person.lpj.status is None else replace(person, lpj=Lpj("unknown"))


def _unheard(paper: Consent) -> Consent:
    return paper if paper.liquidator == "objects" else replace(paper, liquidator="unknown")


@settings(max_examples=MANY)
@given(SEEDS)
def test_what_becomes_unknown_never_turns_a_no_into_a_yes(seed: int) -> None:
    rng, facts, config = cases(seed)
    if is_no(facts, config):
        assert [what for what, change in UNKNOWNS.items() if not is_no(change(facts, rng), config)] == []


NARROWINGS: dict[str, Callable[[Facts, Random], Facts]] = {
    "withdrawn": lambda facts, rng: change_paper(facts, rng, lambda one: replace(one, withdrawn=DAY)),
    "expired": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, expires=DAY - timedelta(days=1))
    ),
    "medium": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, media=_without(one.media, facts.post.medium))
    ),
    "channel": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, channels=_without(one.channels, facts.post.channels[0]))
    ),
    "purpose": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, purposes=_without(one.purposes, facts.post.purpose))
    ),
    "limit": lambda facts, rng: change_paper(
        facts, rng, lambda one: replace(one, limits=(*one.limits, rng.choice(["no_name", "no_tag"])))
    ),
    "order's end": lambda facts, _: change_order(
        facts, lambda one: replace(one, valid_to=DAY - timedelta(days=1))
    ),
    "order's channels": lambda facts, _: change_order(facts, lambda one: replace(one, channels=())),
    "order's conditions": lambda facts, _: change_order(
        facts, lambda one: replace(one, conditions=(*one.conditions, "no_place"))
    ),
    "stay": lambda facts, _: change_order(facts, lambda one: replace(one, stayed=True)),
    "identifier": lambda facts, rng: change_person(facts, rng, _more_recognisable),
    "refused review": lambda facts, rng: change_person(
        facts,
        rng,
        lambda one: replace(one, reviews=(*one.reviews, Review(rng.choice(REASONS), "refused"))),
    ),
}


def _without(words: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(word for word in words if word != gone)


def _more_recognisable(person: Person) -> Person:
    if person.identifiable_by is None:
        return person
    return replace(person, identifiable_by=(*person.identifiable_by, "first_name"))


@settings(max_examples=MANY)
@given(SEEDS)
def test_withdrawing_narrowing_or_expiring_never_turns_a_no_into_a_yes(seed: int) -> None:
    rng, facts, config = cases(seed)
    if is_no(facts, config):
        assert [what for what, change in NARROWINGS.items() if not is_no(change(facts, rng), config)] == []


PROTECTIONS: dict[str, Callable[[Person], Person]] = {
    "youth protection": lambda one: one if _is_marked(one) else replace(one, lpj=Lpj("active")),
    "parent": lambda one: replace(one, parent_of_lpj=True),
    "family": lambda one: replace(one, identifies_lpj_family=True),
    "youth justice": lambda one: replace(one, ycja=True),
    "kinship": lambda one: replace(one, kinship=True),
    "children": lambda one: replace(one, resource_clientele="children"),
    "ban": lambda one: replace(one, other_ban="adoption"),
    "refusal": lambda one: replace(one, minor_wish="refuses"),
    "rejected check": lambda one: replace(one, legal_check=LegalCheck("rejected")),
}


def _is_marked(person: Person) -> bool:
    return person.lpj is None or person.lpj.status != "none"


@settings(max_examples=MANY)
@given(SEEDS)
def test_adding_a_protection_never_turns_a_no_into_a_yes(seed: int) -> None:
    rng, facts, config = cases(seed)
    # Where the court stands in for consent, or the police ask, the law itself opens a door: R38, R39.
    facts = change_order(facts, lambda one: replace(one, dispenses_consent=False))
    facts = replace(facts, post=replace(facts.post, requested_by=None))
    if is_no(facts, config):
        worlds = {what: change_person(facts, rng, change) for what, change in PROTECTIONS.items()}
        assert [what for what, world in worlds.items() if not is_no(world, config)] == []


def everything(facts: Facts, config: Config) -> object:
    decision = decide(facts, config)
    shown = communications_view(facts, config)
    return (
        replace(decision, persons=()),
        {one.ref: one for one in decision.persons},
        shown.reasons,
        {one.ref: one for one in shown.persons},
        valid_until(facts, config),
    )


def _shuffled(rng: Random, facts: Facts) -> Facts:
    people = list(facts.persons)
    rng.shuffle(people)
    return Facts(
        replace(facts.post, channels=_mixed(rng, facts.post.channels)),
        tuple(_shuffled_person(rng, one) for one in people),
        _mixed(rng, facts.court_orders),
    )


def _mixed(rng: Random, things: tuple[T, ...]) -> tuple[T, ...]:
    more = [*things, *things[:1]]
    rng.shuffle(more)
    return tuple(more)


def _shuffled_person(rng: Random, person: Person) -> Person:
    papers = tuple(_shuffled_paper(rng, one) for one in person.consents)
    shown = person.identifiable_by
    return replace(
        person,
        consents=_mixed(rng, papers),
        reviews=_mixed(rng, person.reviews),
        identifiable_by=_mixed(rng, shown) if shown else shown,
    )


def _shuffled_paper(rng: Random, paper: Consent) -> Consent:
    return replace(
        paper,
        media=_mixed(rng, paper.media),
        channels=_mixed(rng, paper.channels),
        purposes=_mixed(rng, paper.purposes),
        limits=_mixed(rng, paper.limits),
    )


@settings(max_examples=MANY)
@given(SEEDS)
def test_the_order_of_inputs_and_duplicates_change_nothing(seed: int) -> None:
    rng, facts, config = cases(seed)
    facts = replace(facts, post=replace(facts.post, visible_count=None))
    assert everything(_shuffled(rng, facts), config) == everything(facts, config)


@settings(max_examples=MANY)
@given(SEEDS)
def test_the_first_change_is_the_one_a_walk_over_every_day_finds(seed: int) -> None:
    _, facts, config = cases(seed)
    verdict = decide(facts, config).verdict
    days = (DAY + timedelta(days=offset) for offset in range(1, HORIZON))
    changes = (
        day
        for day in days
        if decide(replace(facts, post=replace(facts.post, date=day)), config).verdict != verdict
    )
    walked, found = next(changes, None), valid_until(facts, config)
    assert found == walked or (
        walked is None and found is not None and found >= DAY + timedelta(days=HORIZON)
    )
    assert valid_until(facts, config, not_after=DAY + timedelta(days=HORIZON - 1)) == walked


def _other_protections(rng: Random, facts: Facts) -> Facts:
    def marked(person: Person) -> Person:
        return replace(
            person,
            lpj=random_lpj(rng),
            ycja=rng.random() < 0.5,
            parent_of_lpj=rng.random() < 0.3,
            identifies_lpj_family=rng.random() < 0.3,
            kinship=rng.random() < 0.3,
            resource_clientele=rng.choice(["adults", "children", None]),
        )

    orders = tuple(random_order(rng, [one.ref for one in facts.persons], facts.post) for _ in range(2))
    return Facts(facts.post, tuple(marked(one) for one in facts.persons), orders)


@settings(max_examples=MANY)
@given(SEEDS)
def test_two_worlds_that_differ_in_protection_alone_show_nothing_but_their_yes_and_no(seed: int) -> None:
    rng, facts, config = cases(seed)
    other = _other_protections(rng, facts)
    views = [communications_view(world, config) for world in (facts, other)]
    assert not any((MASKED | LEGAL_ONLY) & set(view.reasons) for view in views)
    for one, two in zip(views[0].persons, views[1].persons, strict=True):
        yes = {"ALLOW", "ALLOW_WITH_CONDITIONS"}
        if one.verdict not in yes and two.verdict not in yes:
            assert one == two
    publisher = [publisher_view(decide(world, config)) for world in (facts, other)]
    if {view.answer for view in publisher} == {"no"}:
        assert publisher[0] == publisher[1]


def test_random_cases_reach_every_verdict_and_most_reasons() -> None:
    found: Counter[str] = Counter()
    for seed in range(2000):
        _, facts, config = cases(seed)
        decision: Decision = decide(facts, config)
        found.update({decision.verdict, *decision.reasons})
    assert set(VERDICTS) <= set(found)
    never = {
        "LPJ_HEARING_IMAGES",
        "CONSENT_NOT_FREE",
        "CONSENT_NOT_INFORMED",
        "CONSENT_NOT_DISTINCT",
        "CONSENT_ID_NOT_CITED",
        "CONSENT_SCOPE_PURPOSE",
        "INTEGRITY_FAILED",
        "PERSON_OBJECTS",
    }
    assert set(REASONS) - set(found) <= never
