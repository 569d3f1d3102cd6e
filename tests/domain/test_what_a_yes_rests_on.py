"""What a yes rests on: people who are known, papers proven and in force, the last order, legal's word."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain import vocabulary as words
from service.domain.decision import decide
from service.domain.facts import Config, Consent, Facts, LegalCheck, Person, Post, Review
from service.domain.findings import PUBLISHABLE
from service.domain.person_walk import PersonDecision
from tests.domain.examples import ACTIVE, DAY, ENDED, MANY, UNKNOWN, Change, order
from tests.domain.random_facts import random_config, random_facts

SEEDS = st.integers(min_value=0, max_value=2**48)
WITHOUT_ASKING = {"NOT_IDENTIFIABLE", "LEGIT_INFO"}
"""Nobody asks who someone is whom nothing makes recognisable, or the age of a public figure in function."""


def cases(seed: int) -> tuple[Random, Facts, Config]:
    """A random case without legal's reviews."""
    rng = Random(seed)  # noqa: S311 - cases, not secrets
    facts = random_facts(rng)
    people = tuple(replace(one, reviews=()) for one in facts.persons)
    return rng, replace(facts, persons=people), random_config(rng)


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
    return kept and None not in {paper.signed, paper.signer} and paper.belongs_to is None and paper.opt_in


def is_in_force(paper: Consent) -> bool:
    begun = paper.signed is not None and paper.signed <= DAY
    ended = (paper.expires is not None and paper.expires < DAY) or (
        paper.withdrawn is not None and paper.withdrawn <= DAY
    )
    return begun and not ended


def covers(paper: Consent, post: Post) -> bool:
    ticked = post.medium in paper.media and set(post.channels) & set(paper.channels)
    return bool(ticked) and post.purpose in paper.purposes and paper.activity in {None, post.activity}


def cited_papers(person: Person, found: PersonDecision) -> list[list[Consent]]:
    """The papers of each number cited: two papers may carry one number."""
    by_number = [[paper for paper in person.consents if paper.id == number] for number in found.cite]
    return [papers for papers in by_number if papers]


@settings(max_examples=MANY)
@given(SEEDS)
def test_a_yes_rests_on_nothing_that_is_not_known(seed: int) -> None:
    _, facts, config = cases(seed)
    for person, found in zip(facts.persons, decide(facts, config).persons, strict=True):
        if rests_on_papers(found):
            assert is_known(person)
            assert all(any(map(is_proven, papers)) for papers in cited_papers(person, found))


@settings(max_examples=MANY)
@given(SEEDS)
def test_a_yes_cites_no_paper_that_is_over_or_says_less(seed: int) -> None:
    _, facts, config = cases(seed)
    for person, found in zip(facts.persons, decide(facts, config).persons, strict=True):
        for papers in cited_papers(person, found):
            assert any(is_in_force(paper) and covers(paper, facts.post) for paper in papers)


NARROWED: list[dict[str, Change]] = [
    {},
    {"media": ()},
    {"channels": ()},
    {"purposes": ()},
    {"withdrawn": DAY},
    {"expires": DAY - timedelta(days=1)},
    {"limits": ("no_face",)},
]


def changed(person: Person, place: int, changes: dict[str, Change]) -> Person:
    papers = list(person.consents)
    papers[place] = replace(papers[place], **changes)
    return replace(person, consents=tuple(papers))


def with_an_older(person: Person, place: int) -> Person:
    """The person with one more paper, older and broad, of whoever signed the one at this place."""
    paper = person.consents[place]
    older = replace(
        paper,
        id="C-older",
        signed=(paper.signed or date.max) - timedelta(days=30),
        media=("photo", "video", "voice", "name", "testimonial"),
        channels=("facebook", "intranet", "press_broadcast"),
        purposes=("promotion", "information"),
        expires=date(2030, 1, 1),
        withdrawn=None,
        form="written",
        opt_in=True,
        covers_health=True,
        limits=(),
        integrity="ok",
        signature="verified",
        belongs_to=None,
        id_status="ok",
    )
    return replace(person, consents=(*person.consents, older))


@settings(max_examples=MANY)
@given(SEEDS)
def test_an_older_paper_of_the_same_signer_never_comes_back_to_life(seed: int) -> None:
    rng, facts, config = cases(seed)
    person = rng.choice(facts.persons)
    dated = [place for place, one in enumerate(person.consents) if one.signed and one.signed <= DAY]
    if not dated:
        return
    place = rng.choice(dated)
    person = changed(person, place, rng.choice(NARROWED))
    before = replace(facts, persons=(person,))
    after = replace(facts, persons=(with_an_older(person, place),))
    assert decide(before, config).publishable or not decide(after, config).publishable


NARROWED_ORDERS: list[dict[str, Change]] = [
    {},
    {"stayed": True},
    {"verified_by_legal": False},
    {"channels": ()},
    {"valid_to": DAY - timedelta(days=1)},
    {"conditions": ("no_face", "no_name", "no_place", "audio_only", "internal_only")},
]


@settings(max_examples=MANY)
@given(SEEDS)
def test_an_older_order_never_stands_in_for_a_later_one(seed: int) -> None:
    rng, facts, config = cases(seed)
    good = order(persons=(facts.persons[0].ref,), media=words.MEDIA, channels=words.CHANNELS)
    older = replace(good, purposes=words.PURPOSES, dispenses_consent=True, id="O-older")
    narrowed = rng.choice(NARROWED_ORDERS)
    later = replace(older, order_date=DAY - timedelta(days=rng.choice([0, 1, 30])), id="O-later", **narrowed)
    person = replace(facts.persons[0], lpj=ACTIVE, parent_of_lpj=rng.random() < 0.3)
    before = Facts(facts.post, (person,), (later,))
    after = replace(before, court_orders=(older, later))
    assert decide(before, config).publishable or not decide(after, config).publishable


PROTECTED: list[dict[str, Change]] = [
    {"lpj": ACTIVE},
    {"lpj": ENDED},
    {"lpj": UNKNOWN},
    {"ycja": True},
    {"legal_check": LegalCheck("pending")},
    {"legal_check": LegalCheck("rejected")},
]


@settings(max_examples=MANY)
@given(SEEDS)
def test_a_protected_minor_without_an_order_is_never_a_yes(seed: int) -> None:
    rng, facts, config = cases(seed)
    born = DAY - timedelta(days=rng.randrange(1, 17 * 365))
    minor = replace(facts.persons[0], dob=born, identifiable_by=("face",), **rng.choice(PROTECTED))
    assert not decide(Facts(facts.post, (minor,)), config).publishable


@settings(max_examples=MANY)
@given(SEEDS)
def test_a_review_that_legal_refuses_is_a_no_whatever_it_accepts_besides(seed: int) -> None:
    rng, facts, config = cases(seed)
    person = rng.choice(facts.persons)
    findings = decide(replace(facts, persons=(person,)), config).persons[0].findings
    asked = [code for code, verdict in findings if verdict == "REVIEW"]
    if not asked:
        return
    accepted = [Review(code, "accepted") for code in asked]
    decided = (*accepted, Review(rng.choice(asked), "refused"))
    after = replace(facts, persons=(replace(person, reviews=decided),))
    assert not decide(after, config).publishable
