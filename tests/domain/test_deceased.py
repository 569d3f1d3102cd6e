"""After a death (R62; rules.md §6)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Capacity, Config, Review
from tests.domain.examples import DAY, Change, adult, broad, consent, decided, reasons, teenager, verdict

DIED = date(2026, 2, 1)
EXPRESS: dict[str, Change] = {"survives_death": True, "liquidator": "no_objection"}
HEIR = consent(id="H", signer="heir", signed=date(2026, 2, 10))


def dead(**changes: Change) -> Change:
    return adult(**{"deceased": DIED, **changes})


def test_without_a_living_consent_the_answer_is_no() -> None:
    assert decided(dead(consents=())).reasons == ("DECEASED_NO_CONSENT",)
    assert verdict(dead(consents=()), config=Config(deceased_no_consent="REVIEW")) == "REVIEW"
    assert "DECEASED_NO_CONSENT" in reasons(dead(consents=(consent(signed=date(2026, 2, 2)),)))


def test_express_consent_and_no_objection_let_it_appear_after_a_review_by_the_family() -> None:
    found = decided(dead(consents=(consent(**EXPRESS),)))
    assert (found.verdict, set(found.reasons)) == ("ALLOW_WITH_CONDITIONS", {"DECEASED_OK", "CONSENT_OK"})
    assert (found.conditions, found.cite) == (("review_first",), ("C-1",))


@pytest.mark.parametrize(
    "changes",
    [
        {"survives_death": False},
        {"liquidator": "unknown"},
        {"survives_death": False, "liquidator": "unknown"},
    ],
)
def test_a_silent_consent_or_an_unheard_liquidator_is_reviewed(changes: dict[str, Change]) -> None:
    person = dead(consents=(consent(**{**EXPRESS, **changes}),))
    assert (verdict(person), decided(person).reasons) == ("REVIEW", ("DECEASED_REVIEW",))
    assert verdict(person, config=Config(deceased_living_consent="DENY")) == "DENY"


def test_a_policy_that_is_silent_still_hears_the_liquidator() -> None:
    silent = Config(deceased_living_consent="ALLOW")
    heard = dead(consents=(consent(liquidator="no_objection"),))
    assert decided(heard, config=silent).reasons == ("CONSENT_OK",)
    assert verdict(dead(), config=silent) == "REVIEW"


def test_the_liquidators_objection_to_any_living_paper_denies() -> None:
    objected = consent(id="C-0", signed=date(2025, 1, 1), liquidator="objects")
    assert "DECEASED_NO_CONSENT" in reasons(dead(consents=(objected, consent(**EXPRESS))))
    config = Config(deceased_no_consent="REVIEW")
    assert verdict(dead(consents=(objected,)), config=config) == "DENY"


def test_a_living_consent_that_is_not_good_gives_its_codes() -> None:
    bad = consent(withdrawn=date(2026, 1, 20), **EXPRESS)
    found = decided(dead(consents=(bad,)), config=Config(deceased_no_consent="REVIEW"))
    assert (found.verdict, set(found.reasons)) == ("DENY", {"DECEASED_NO_CONSENT", "CONSENT_WITHDRAWN"})


def test_a_living_consent_under_review_is_no_living_consent_yet() -> None:
    unproven = dead(consents=(consent(signature="unverified", **EXPRESS),))
    assert reasons(unproven) == {"DECEASED_NO_CONSENT", "SIGNATURE_UNVERIFIED"}
    accepted = (Review("SIGNATURE_UNVERIFIED", "accepted"),)
    assert verdict(replace(unproven, reviews=accepted)) == "ALLOW_WITH_CONDITIONS"


def test_an_express_paper_is_preferred_to_a_silent_one() -> None:
    papers = (consent(id="S", signer_id="a"), consent(id="E", signer_id="b", **EXPRESS))
    assert decided(dead(consents=papers)).cite == ("E",)


def test_heirs_only_are_reviewed_and_heirs_of_a_refused_consent_are_not() -> None:
    heirs = dead(consents=(HEIR,))
    assert (verdict(heirs), decided(heirs).reasons) == ("REVIEW", ("DECEASED_REVIEW",))
    assert "DECEASED_NO_CONSENT" in reasons(dead(consents=(HEIR, consent(withdrawn=DIED))))
    assert "DECEASED_NO_CONSENT" in reasons(dead(consents=(HEIR, replace(HEIR, signer="spouse"))))


def test_heirs_whose_paper_is_not_good_or_whom_no_rule_hears_count_for_nothing() -> None:
    expired = dead(consents=(replace(HEIR, expires=date(2026, 3, 1)),))
    assert reasons(expired) == {"DECEASED_NO_CONSENT", "CONSENT_EXPIRED"}
    silent = Config(deceased_living_consent="ALLOW")
    assert decided(dead(consents=(HEIR,)), config=silent).reasons == ("DECEASED_NO_CONSENT",)


def test_only_a_signer_called_heir_makes_heirs_only() -> None:
    assert "DECEASED_NO_CONSENT" in reasons(dead(consents=(replace(HEIR, signer="spouse"),)))


def test_an_accepted_review_lets_a_silent_consent_appear_on_its_conditions() -> None:
    review = Review("DECEASED_REVIEW", "accepted", conditions=("no_tag",))
    found = decided(dead(reviews=(review,)))
    assert (found.verdict, found.reasons, found.conditions) == (
        "ALLOW_WITH_CONDITIONS",
        ("CONSENT_OK",),
        ("no_tag",),
    )


def test_who_could_sign_is_judged_at_the_death() -> None:
    both = (broad(**EXPRESS), broad(id="C-2", signer="parent", **EXPRESS))
    assert verdict(teenager(deceased=DIED, consents=both)) == "ALLOW_WITH_CONDITIONS"
    alone = reasons(teenager(deceased=DIED, consents=both[:1]))
    assert alone == {"DECEASED_NO_CONSENT", "PARENT_COSIGN_REQUIRED"}
    lapsed = adult(
        dob=date(2000, 1, 1), deceased=DIED, consents=(consent(signer="parent", signed=date(2015, 1, 1)),)
    )
    assert "RECONFIRM_AT_MAJORITY" in reasons(lapsed)


def test_every_signature_needed_must_be_express() -> None:
    both = (broad(**EXPRESS), broad(id="C-2", signer="parent", liquidator="no_objection"))
    assert decided(teenager(deceased=DIED, consents=both)).reasons == ("DECEASED_REVIEW",)


def test_a_status_that_lets_nobody_sign_leaves_no_living_consent() -> None:
    person = dead(capacity=Capacity("de_facto_incapable"), consents=(consent(**EXPRESS),))
    assert reasons(person) == {"DECEASED_NO_CONSENT", "NO_LEGAL_REPRESENTATIVE"}


def test_a_death_in_the_future_is_no_death_yet() -> None:
    assert decided(adult(deceased=date(2026, 3, 11))).reasons == ("CONSENT_OK",)
    assert decided(adult(deceased=DAY)).reasons == ("DECEASED_REVIEW",)


def test_the_deceased_are_judged_by_their_consent_before_any_exception() -> None:
    minister = dead(role="public_figure", in_public_function=True, consents=())
    assert decided(minister, purpose="information").reasons == ("DECEASED_NO_CONSENT",)
