"""From a file to the facts the rules judge: who is judged, and over which papers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.domain.facts import Config
from service.registry.consent_records import Answer, ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.files import File, Found
from service.registry.judging import Asked, Judged, judge
from service.registry.legal_records import CheckEntry, LegalFile, ProtectionEntry, Stamp
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.questions import Question, Who
from tests.domain.examples import Change

NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)
BEFORE = Stamp(NOW - timedelta(days=9), NOW - timedelta(days=9), 1)
DAY = date(2026, 3, 10)
QUESTION = Question("photo", ("facebook",), "promotion", DAY)
YES = Outcomes(("photo",), ("facebook",), ("promotion",), "yes")
PAPER = ConsentRecord(
    number=1,
    id="ABCDEFGHJKMNPQRS",
    person=1,
    state="confirmed",
    form="A",
    version=1,
    language="fr",
    text_sha256="",
    signatures=(SignatureRecord("self", "Zoé Fictive", date(2026, 1, 15), "paper", verified=True),),
    outcomes=(YES,),
    establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
    recorded_at=NOW,
    recorded_by=1,
)
ADULT = PersonRecord(1, Names("Zoé Fictive"), (RolePeriod("user"),), NOW, NOW, birth_date=date(1985, 4, 2))
FILE = File(ADULT, (PAPER,), LegalFile(1), 1)


def judged(*files: File, question: Question = QUESTION) -> Judged:
    return judge(Asked((Who(name="Zoé Fictive"),), question), [Found(files)], Config(), NOW)


def reasons(*files: File, question: Question = QUESTION) -> tuple[str, ...]:
    return judged(*files, question=question).decision.reasons


def person(**changes: Change) -> File:
    return replace(FILE, person=replace(ADULT, **changes))


def paper(**changes: Change) -> File:
    return replace(FILE, consents=(replace(PAPER, **changes),))


def test_an_adult_with_a_paper_may_appear() -> None:
    found = judged(FILE)
    assert (found.decision.reasons, found.decision.cite, found.consents) == (
        ("CONSENT_OK",),
        (PAPER.id,),
        (1,),
    )


def test_a_person_without_any_role_is_judged_all_the_same() -> None:
    # With nobody to judge nothing would be against the post.
    assert reasons(person(roles=())) == ("FACTS_INCOMPLETE",)


def test_roles_that_are_over_still_count_where_no_other_is_in_force() -> None:
    over = (RolePeriod("former_staff", until=date(2025, 1, 1)), RolePeriod("user", until=date(2024, 1, 1)))
    assert reasons(person(roles=over)) == ("STAFF_LEFT", "CONSENT_OK")
    assert reasons(person(roles=(*over, RolePeriod("volunteer")))) == ("CONSENT_OK",)


def test_namesakes_and_roles_are_each_judged_and_are_no_group() -> None:
    other = replace(FILE, consents=())
    assert reasons(FILE, other) == ("NO_CONSENT", "CONSENT_OK")
    assert judged(FILE, other).decision.verdict == "DENY"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (paper(state="draft"), ("NO_CONSENT",)),
        (paper(state="invalidated"), ("NO_CONSENT",)),
        (paper(order=1), ("NO_CONSENT",)),
        (paper(state="suspended"), ("CONSENT_WITHDRAWN",)),
        (paper(valid_from=DAY + timedelta(days=1)), ("CONSENT_NOT_YET_EFFECTIVE",)),
        (paper(written=False), ("NO_CONSENT", "CONSENT_NOT_WRITTEN")),
        (paper(outcomes=(replace(YES, withdrawn_on=DAY),)), ("CONSENT_WITHDRAWN",)),
    ],
)
def test_what_becomes_of_a_paper(file: File, expected: tuple[str, ...]) -> None:
    assert reasons(file) == expected


@pytest.mark.parametrize("answer", ["no", "struck", "unreadable"])
def test_a_paper_that_grants_nothing_replaces_the_one_before(answer: Answer) -> None:
    later = replace(PAPER.signatures[0], signed_on=date(2026, 2, 1))
    refusal = replace(PAPER, number=2, signatures=(later,), outcomes=(replace(YES, answer=answer),))
    assert judged(replace(FILE, consents=(PAPER, refusal))).decision.verdict == "DENY"


def test_each_signature_counts_for_each_block_of_answers() -> None:
    intranet = replace(YES, channels=("intranet",))
    parent = SignatureRecord("parent", "Paul Fictif", date(2026, 1, 15), "paper", verified=True)
    teen = replace(
        paper(signatures=(*PAPER.signatures, parent), outcomes=(intranet, YES)),
        person=replace(ADULT, birth_date=date(2009, 8, 8)),
        legal=_looked_into("none"),
    )
    assert len(judged(teen).facts.persons[0].consents) == 4
    assert reasons(teen) == ("CONSENT_OK",)


def test_of_a_minor_nothing_is_assumed() -> None:
    child = replace(person(birth_date=date(2017, 6, 1)), legal=LegalFile(1))
    assert "LPJ_STATUS_UNKNOWN" in reasons(child)
    assert "LPJ_STATUS_UNKNOWN" not in reasons(replace(child, legal=_looked_into("none")))
    assert "LPJ_COURT_ORDER_REQUIRED" in reasons(replace(child, legal=_looked_into("active")))


def test_an_entry_counts_from_its_hour_on() -> None:
    tomorrow = replace(BEFORE, effective_at=NOW + timedelta(days=1))
    legal = _looked_into("active")
    opened = replace(legal, protections=(*legal.protections, ProtectionEntry(tomorrow, "none")))
    child = replace(person(birth_date=date(2017, 6, 1)), legal=opened)
    assert "LPJ_COURT_ORDER_REQUIRED" in reasons(child)


def _looked_into(status: str) -> LegalFile:
    return LegalFile(
        1, protections=(ProtectionEntry(BEFORE, status),), checks=(CheckEntry(BEFORE, "accepted"),)
    )
