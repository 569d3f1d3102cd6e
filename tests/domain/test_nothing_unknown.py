"""A yes rests on nothing that is not known: neither about the person nor about the papers it cites."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.decision import decide
from service.domain.facts import Consent, Facts, Person
from service.domain.findings import PUBLISHABLE
from service.domain.person_walk import PersonDecision
from tests.domain.examples import MANY
from tests.domain.random_facts import random_config, random_facts

SEEDS = st.integers(min_value=0, max_value=2**48)
WITHOUT_ASKING = {"NOT_IDENTIFIABLE", "LEGIT_INFO"}
"""Nobody asks who someone is whom nothing makes recognisable, or the age of a public figure in function."""


def rests_on_papers(found: PersonDecision) -> bool:
    return found.verdict in PUBLISHABLE and WITHOUT_ASKING.isdisjoint(found.reasons)


def is_known(person: Person) -> bool:
    aged = person.dob is not None or person.adult_attested
    status = person.capacity.status if person.capacity else None
    followed = person.lpj.status if person.lpj else None
    checked = person.legal_check.status == "accepted"
    return aged and checked and None not in {person.role, person.identifiable_by, status, followed}


def is_proven(paper: Consent) -> bool:
    kept = paper.integrity == "ok" and paper.signature == "verified" and paper.id_status == "ok"
    return kept and None not in {paper.signed, paper.signer} and paper.belongs_to is None


def cited_papers(person: Person, found: PersonDecision) -> list[list[Consent]]:
    """The papers of each number cited: two papers may carry one number."""
    by_number = [[paper for paper in person.consents if paper.id == number] for number in found.cite]
    return [papers for papers in by_number if papers]


def without_reviews(facts: Facts) -> Facts:
    return replace(facts, persons=tuple(replace(one, reviews=()) for one in facts.persons))


@settings(max_examples=MANY)
@given(SEEDS)
def test_a_yes_rests_on_nothing_that_is_not_known(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - cases, not secrets
    facts, config = without_reviews(random_facts(rng)), random_config(rng)
    for person, found in zip(facts.persons, decide(facts, config).persons, strict=True):
        if rests_on_papers(found):
            assert is_known(person)
            assert all(any(map(is_proven, papers)) for papers in cited_papers(person, found))
