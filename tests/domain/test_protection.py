"""Children under youth protection, their parents, and everyone who could make them known (R31-R42, R55a)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Capacity, Config, Lpj, Person
from tests.domain.examples import (
    ACTIVE,
    DAY,
    ENDED,
    UNKNOWN,
    Change,
    adult,
    child,
    consent,
    decided,
    order,
    reasons,
    teenager,
    verdict,
)

PARENT = adult(parent_of_lpj=True)
DPJ: dict[str, Change] = {"requested_by": "dpj_police"}


@pytest.mark.parametrize("place", ["care_area", "public_outdoor", "other"])
def test_a_minor_whose_status_is_unknown_is_denied_everywhere(place: str) -> None:
    assert reasons(child(lpj=UNKNOWN), capture_place=place) == {"LPJ_STATUS_UNKNOWN"}
    figure = child(lpj=UNKNOWN, role="public_figure", in_public_function=True)
    assert "LPJ_STATUS_UNKNOWN" in reasons(figure, purpose="information")


def test_an_end_in_the_future_is_active() -> None:
    future = child(lpj=Lpj("ended", ended=date(2026, 3, 11)))
    assert "LPJ_ENDED_MINOR" not in reasons(future)
    assert "LPJ_ENDED_MINOR" in reasons(child(lpj=Lpj("ended", ended=DAY)))
    assert "LPJ_ENDED_MINOR" in reasons(child(lpj=Lpj("ended")))


def test_an_ended_minor_follows_the_configuration_code_by_code() -> None:
    config = Config(lpj_ended_minor="REVIEW")
    found = decided(child(lpj=ENDED), config=config)
    assert found.verdict == "REVIEW"
    assert {"LPJ_ENDED_MINOR", "LPJ_COURT_ORDER_REQUIRED"} <= set(found.reasons)
    assert verdict(child(lpj=ACTIVE), config=config) == "DENY"


@pytest.mark.parametrize(
    ("lpj", "expected"),
    [
        (ACTIVE, {"LPJ_FORMER_ADULT"}),
        (ENDED, {"LPJ_FORMER_ADULT"}),
        (UNKNOWN, {"LPJ_FORMER_ADULT"}),
        (Lpj("unknown", since=date(2003, 4, 2)), {"LPJ_FORMER_ADULT"}),
        (Lpj("unknown", since=date(2003, 4, 3)), {"CONSENT_OK"}),
    ],
)
def test_an_adult_is_reviewed_unless_the_unknown_began_after_majority(lpj: Lpj, expected: set[str]) -> None:
    assert reasons(adult(lpj=lpj)) == expected


def test_an_adult_whose_birth_date_is_not_known_is_reviewed_too() -> None:
    attested = adult(dob=None, adult_attested=True, lpj=Lpj("unknown", since=date(2025, 1, 1)))
    assert reasons(attested) == {"LPJ_FORMER_ADULT"}
    assert verdict(attested, config=Config(former_lpj_child_adult="DENY")) == "DENY"


def test_whoever_is_not_known_to_be_of_age_is_protected_like_a_minor() -> None:
    assert "LPJ_COURT_ORDER_REQUIRED" in reasons(adult(dob=None, lpj=ACTIVE))
    assert {"YCJA_BAN", "MINOR_REFUSAL"} <= reasons(adult(dob=None, ycja=True, minor_wish="refuses"))


def test_the_youth_criminal_ban_is_a_review_for_an_adult() -> None:
    assert verdict(teenager(ycja=True)) == "DENY"
    assert decided(adult(ycja=True)).reasons == ("YCJA_FORMER",)


def test_what_the_director_or_the_police_ask_is_reviewed_and_replaces_order_and_consent() -> None:
    found = decided(child(lpj=ACTIVE, identifies_lpj_family=True, consents=()), **DPJ)
    assert (found.verdict, found.reasons) == ("REVIEW", ("LPJ_NECESSARY_FOR_ACT",))
    assert reasons(replace(PARENT, consents=()), context_links_family=True, **DPJ) == {
        "LPJ_NECESSARY_FOR_ACT"
    }


def test_their_request_changes_nothing_for_others_and_lifts_no_unknown_status() -> None:
    assert decided(adult(consents=()), **DPJ).reasons == ("NO_CONSENT",)
    assert reasons(child(lpj=UNKNOWN), **DPJ) == {"LPJ_STATUS_UNKNOWN", "LPJ_NECESSARY_FOR_ACT"}
    dead = child(lpj=ACTIVE, deceased=date(2026, 1, 1))
    assert {"LPJ_DECEASED", "LPJ_NECESSARY_FOR_ACT"} <= reasons(dead, **DPJ)


def test_a_parent_in_a_linked_context_needs_an_order() -> None:
    assert reasons(PARENT, context_links_family=True) == {"LPJ_PARENT", "LPJ_COURT_ORDER_REQUIRED"}
    stayed = reasons(PARENT, orders=(order(stayed=True),), context_links_family=True)
    assert "LPJ_ORDER_NOT_VERIFIED" in stayed
    lifted = decided(PARENT, orders=(order(),), context_links_family=True)
    assert lifted.reasons == ("LPJ_ORDER_OK", "CONSENT_OK")


def test_a_parent_in_an_unrelated_context_is_reviewed_unless_an_order_covers_them() -> None:
    assert decided(PARENT).reasons == ("LPJ_PARENT_UNRELATED_CONTEXT",)
    assert verdict(PARENT, orders=(order(),)) == "ALLOW_WITH_CONDITIONS"
    assert verdict(PARENT, config=Config(lpj_parent_unrelated_context="DENY")) == "DENY"


def test_on_a_parent_the_family_flag_is_a_linked_context() -> None:
    flagged = replace(PARENT, identifies_lpj_family=True)
    assert {"LPJ_PARENT", "LPJ_IDENTIFIABLE_BY_ASSOCIATION"} <= reasons(flagged)
    assert verdict(flagged, orders=(order(),)) == "ALLOW_WITH_CONDITIONS"


@pytest.mark.parametrize(
    "person",
    [
        adult(identifies_lpj_family=True),
        adult(identifies_lpj_family=True, lpj=ENDED),
        child(identifies_lpj_family=True),
        child(identifies_lpj_family=True, lpj=UNKNOWN),
    ],
)
def test_no_order_lets_anyone_else_make_a_protected_family_known(person: Person) -> None:
    assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" in reasons(person, orders=(order(),))


def test_a_child_whose_own_order_is_valid_may_be_known() -> None:
    flagged = child(lpj=ACTIVE, identifies_lpj_family=True)
    assert verdict(flagged, orders=(order(),)) == "ALLOW_WITH_CONDITIONS"
    assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" in reasons(flagged)


def test_a_kinship_placement_is_denied_for_a_childrens_resource() -> None:
    kin = adult(role="rirtf", resource_clientele="children", kinship=True)
    assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" in reasons(kin)
    assert verdict(kin, config=Config(rirtf_kinship="REVIEW")) == "REVIEW"
    for other in (replace(kin, resource_clientele="adults"), replace(kin, role="relative")):
        assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" not in reasons(other)


def test_two_causes_of_one_code_give_the_worse_verdict() -> None:
    kin = adult(role="rirtf", resource_clientele="children", kinship=True, identifies_lpj_family=True)
    assert verdict(kin, config=Config(rirtf_kinship="REVIEW")) == "DENY"


@pytest.mark.parametrize("lpj", [ACTIVE, ENDED, UNKNOWN])
def test_a_protected_child_who_died_needs_an_order_later_than_the_death(lpj: Lpj) -> None:
    dead = child(lpj=lpj, deceased=date(2026, 2, 1))
    assert {"LPJ_DECEASED", "LPJ_COURT_ORDER_REQUIRED"} <= reasons(dead, orders=(order(),))
    assert {"LPJ_DECEASED", "LPJ_COURT_ORDER_REQUIRED"} <= reasons(dead)
    later = order(order_date=date(2026, 2, 2))
    assert "LPJ_DECEASED" not in reasons(dead, orders=(order(), later))
    assert "LPJ_DECEASED" in reasons(dead, orders=(order(order_date=date(2026, 2, 1)),))


def test_minority_is_judged_at_death() -> None:
    long_dead = adult(lpj=ACTIVE, deceased=date(2000, 1, 1))
    assert {"LPJ_DECEASED", "MINOR_REFUSAL"} <= reasons(replace(long_dead, minor_wish="refuses"))
    assert "LPJ_FORMER_ADULT" in reasons(adult(lpj=ACTIVE, deceased=date(2010, 1, 1)))


@pytest.mark.parametrize("dispenses", [True, False])
def test_an_order_after_the_death_never_dispenses_with_a_living_consent(*, dispenses: bool) -> None:
    dead = child(lpj=ACTIVE, deceased=date(2026, 2, 1), consents=())
    later = order(order_date=date(2026, 2, 2), dispenses_consent=dispenses)
    assert reasons(dead, orders=(later,)) == {"LPJ_ORDER_OK", "DECEASED_NO_CONSENT"}


@pytest.mark.parametrize("emancipated", [None, "simple", "full"])
def test_a_minor_who_refuses_is_heard_whoever_they_are(emancipated: str | None) -> None:
    refusing = teenager(minor_wish="refuses", emancipated=emancipated, lpj=ACTIVE, ycja=True)
    assert "MINOR_REFUSAL" in reasons(refusing, orders=(order(dispenses_consent=True),))


def test_under_14_the_refusal_is_policy() -> None:
    ignored = Config(minor_u14_refusal="ignored")
    assert decided(child(minor_wish="refuses"), config=ignored).reasons == ("CONSENT_OK",)
    assert "MINOR_REFUSAL" in reasons(teenager(minor_wish="refuses"), config=ignored)
    assert "MINOR_REFUSAL" in reasons(adult(dob=None, minor_wish="refuses"), config=ignored)
    assert "MINOR_REFUSAL" not in reasons(adult(minor_wish="refuses"))


@pytest.mark.parametrize("person", [adult(), child(), teenager()])
def test_an_objection_denies_whatever_the_status(person: Person) -> None:
    assert "PERSON_OBJECTS" in reasons(replace(person, capacity=Capacity(wish="objects")))
    assert verdict(replace(person, capacity=Capacity(wish="unknown"))) == "ALLOW"
    dead = adult(capacity=Capacity(wish="objects"), deceased=DAY, consents=(consent(),))
    assert "PERSON_OBJECTS" in reasons(dead)


def test_whoever_youth_protection_concerns_must_have_an_age_in_public_function_too() -> None:
    figure = adult(dob=None, role="public_figure", in_public_function=True, lpj=ACTIVE, consents=())
    ordered = decided(figure, orders=(order(dispenses_consent=True),), purpose="information")
    assert (ordered.verdict, "FACTS_INCOMPLETE" in ordered.reasons) == ("DENY", True)
    asked = decided(figure, purpose="information", **DPJ)
    assert (asked.verdict, "FACTS_INCOMPLETE" in asked.reasons) == ("DENY", True)
