"""Who sees what (rules.md §5; §6, masks)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Capacity, Consent, Facts, LegalCheck, Lpj, Parents, Person, Review
from service.domain.reasons import LEGAL_ONLY, LEGAL_REVIEW, MASKED, REASONS
from service.domain.views import NO, communications_reasons, communications_view, erase, publisher_view
from tests.domain.examples import (
    ACTIVE,
    DAY,
    ENDED,
    UNKNOWN,
    Change,
    adult,
    broad,
    case,
    child,
    consent,
    decided,
    order,
    teenager,
)

PROTECTED = child(lpj=ACTIVE)


def shown(*people: Person, **changes: Change) -> tuple[str, ...]:
    return communications_reasons(case(*people, **changes))


def test_every_code_that_tells_of_a_protection_is_masked() -> None:
    assert {code for code in REASONS if code.startswith(("LPJ_", "YCJA_", "COURT_", "RIRTF_CHILD"))} == MASKED
    assert not MASKED & LEGAL_ONLY


@pytest.mark.parametrize(
    "person",
    [
        adult(consents=()),
        adult(role="former_staff"),
        PROTECTED,
        child(lpj=UNKNOWN),
        child(minor_wish="refuses"),
        adult(deceased=DAY),
    ],
)
def test_a_publisher_gets_one_constant_no(person: Person) -> None:
    assert publisher_view(decided(person)) == NO


def test_a_yes_has_conditions_exactly_when_the_list_is_not_empty() -> None:
    ordered = publisher_view(decided(PROTECTED, orders=(order(),)))
    assert ordered == publisher_view(decided(child()))
    assert ordered.answer == "yes"
    limited = publisher_view(decided(PROTECTED, orders=(order(conditions=("no_tag",)),)))
    assert limited == replace(ordered, answer="yes_with_conditions", conditions=("no_tag",))
    assert publisher_view(decided(replace(PROTECTED, identifiable_by=()))).answer == "yes"


@pytest.mark.parametrize(
    ("person", "orders"),
    [
        (PROTECTED, (order(),)),
        (replace(PROTECTED, consents=()), (order(dispenses_consent=True),)),
        (adult(parent_of_lpj=True), (order(),)),
    ],
)
def test_to_communications_a_yes_by_order_reads_like_any_yes(person: Person, orders: Change) -> None:
    assert communications_reasons(case(person, orders=orders)) == ("CONSENT_OK",)


def test_conditions_of_an_order_or_a_review_read_like_limits() -> None:
    by_order = case(PROTECTED, orders=(order(conditions=("no_tag",)),))
    assert communications_reasons(by_order) == ("CONSENT_LIMITS",)
    dispensed = order(conditions=("no_tag",), dispenses_consent=True)
    assert communications_reasons(case(replace(PROTECTED, consents=()), orders=(dispensed,))) == (
        "CONSENT_LIMITS",
    )
    accepted = Review("STAFF_LEFT", "accepted", conditions=("no_tag",))
    assert shown(adult(role="former_staff", reviews=(accepted,))) == ("CONSENT_LIMITS",)


def test_a_press_broadcast_allowed_by_an_order_alone_reads_like_any_other() -> None:
    alone = replace(PROTECTED, consents=())
    press = order(dispenses_consent=True, channels=("press_broadcast",))
    ordinary = child(consents=(broad(signer="parent"),))
    facts = case(alone, orders=(press,), channels=("press_broadcast",))
    assert communications_reasons(facts) == ("MEDIA_VIA_DCAI", "CONSENT_OK")
    assert communications_reasons(facts) == shown(ordinary, channels=("press_broadcast",))


def test_communications_reads_in_clear_what_it_can_mend() -> None:
    assert shown(adult(consents=(consent(withdrawn=DAY),))) == ("CONSENT_WITHDRAWN",)
    assert shown(replace(PROTECTED, consents=())) == ("NO_CONSENT", "PARENT_CONSENT_REQUIRED")


@pytest.mark.parametrize(
    "person",
    [
        PROTECTED,
        child(lpj=ENDED),
        child(lpj=UNKNOWN),
        child(ycja=True),
        adult(ycja=True),
        adult(lpj=ACTIVE),
        adult(lpj=None),
        adult(parent_of_lpj=True),
        adult(identifies_lpj_family=True),
        adult(role="rirtf", resource_clientele="children", kinship=True),
        adult(role="rirtf"),
        adult(other_ban="adoption"),
        adult(other_ban="family_proceedings"),
        child(parents=Parents(conflict=True)),
        child(parents=Parents(other_parent="refused")),
        child(minor_wish="refuses"),
        adult(capacity=Capacity(wish="objects")),
        adult(capacity=Capacity("later_incapable")),
        adult(capacity=Capacity("de_facto_incapable")),
        teenager(emancipated="simple", consents=(consent(),)),
        adult(deceased=DAY),
        adult(legal_check=LegalCheck("pending")),
        child(legal_check=LegalCheck("pending")),
        adult(legal_check=LegalCheck("rejected")),
        adult(role="former_staff"),
    ],
)
def test_what_legal_alone_may_know_reads_as_a_legal_review(person: Person) -> None:
    assert shown(person) == (LEGAL_REVIEW,)


def test_legal_review_replaces_code_by_code_without_repeats_and_stands_last() -> None:
    spoiled = child(
        minor_wish="refuses", parents=Parents(conflict=True, other_parent="refused"), lpj=ACTIVE, consents=()
    )
    assert shown(spoiled) == ("NO_CONSENT", "PARENT_CONSENT_REQUIRED", LEGAL_REVIEW)


def test_never_both_the_true_reasons_and_the_erased_ones() -> None:
    hidden = child(lpj=ACTIVE, role="former_staff")
    assert shown(hidden, pia_covered=False) == (LEGAL_REVIEW,)


def test_what_is_judged_on_the_post_is_masked_like_one_more_person() -> None:
    assert shown(adult(), capture_place="youth_court_hearing") == ("CONSENT_OK", LEGAL_REVIEW)
    assert shown(adult(), capture_place="youth_court_hearing", copyright_cleared=False) == (
        "RIGHTS_MISSING",
        "CONSENT_OK",
    )


def test_each_person_of_a_group_is_shown_by_the_same_rules() -> None:
    facts = case(adult(), replace(PROTECTED, ref="P2"), adult(ref="P3", consents=()))
    view = communications_view(facts)
    assert [(one.ref, one.verdict, one.reasons) for one in view.persons] == [
        ("P1", "ALLOW", ("CONSENT_OK",)),
        ("P2", "REVIEW", (LEGAL_REVIEW,)),
        ("P3", "DENY", ("NO_CONSENT",)),
    ]
    assert view.reasons == ("NO_CONSENT", "CONSENT_OK", "GROUP_MISSING_CONSENT", LEGAL_REVIEW)


def test_a_masked_denial_alone_is_no_missing_consent() -> None:
    assert shown(adult(), replace(PROTECTED, ref="P2")) == ("CONSENT_OK", LEGAL_REVIEW)


def test_an_order_without_conditions_shows_as_allowed() -> None:
    view = communications_view(case(PROTECTED, orders=(order(),)))
    assert view.persons[0].verdict == "ALLOW"
    limited = communications_view(case(adult(consents=(consent(limits=("no_tag",)),))))
    assert limited.persons[0].verdict == "ALLOW_WITH_CONDITIONS"


def test_erasing_takes_out_every_protection_fact() -> None:
    full = case(
        child(
            lpj=Lpj("active", since=date(2020, 1, 1)),
            parent_of_lpj=True,
            identifies_lpj_family=True,
            ycja=True,
            kinship=True,
            resource_clientele="children",
            reviews=(Review("LPJ_FORMER_ADULT", "accepted"), Review("PIA_MISSING", "accepted")),
        ),
        orders=(order(),),
        context_links_family=True,
        requested_by="dpj_police",
        capture_place="youth_court_hearing",
    )
    plain = child(resource_clientele="adults", reviews=(Review("PIA_MISSING", "accepted"),))
    assert erase(full) == case(plain, capture_place="other")
    assert erase(case(plain)) == case(plain)


@pytest.mark.parametrize("lpj", [ACTIVE, ENDED, UNKNOWN, None])
def test_a_yes_or_no_apart_a_protection_changes_nothing_communications_reads(lpj: Lpj | None) -> None:
    def world(person: Person) -> Facts:
        return case(person, pia_covered=False)

    for ordinary in (adult(consents=()), child(consents=()), child(consents=(consent(withdrawn=DAY),))):
        marked = replace(ordinary, lpj=lpj, ycja=True)
        assert communications_reasons(world(marked)) == communications_reasons(world(ordinary))


@pytest.mark.parametrize(
    "paper",
    [broad(signer="parent"), broad(signer="parent", limits=("no_name",)), broad(signer="grandparent")],
)
@pytest.mark.parametrize("others", [(), (adult(ref="P2"),)])
@pytest.mark.parametrize("check", [LegalCheck("pending"), LegalCheck("rejected")])
def test_in_the_registry_an_open_check_reads_like_a_protection_found(
    paper: Consent, others: tuple[Person, ...], check: LegalCheck
) -> None:
    waiting = child(legal_check=check, consents=(paper,))
    protected = child(lpj=ACTIVE, consents=(paper,))
    assert shown(waiting, *others) == shown(protected, *others)
