"""Legal's recorded decisions on a REVIEW (rules.md §6, reviews)."""

from datetime import date

import pytest

from service.domain.facts import LegalCheck, Review
from tests.domain.examples import DAY, Change, adult, broad, consent, decided, reasons, verdict

LEFT = "STAFF_LEFT"


def reviewed(*reviews: Review, **changes: Change) -> Change:
    return adult(**{"role": "former_staff", "reviews": reviews, **changes})


def test_an_accepted_review_removes_the_code_and_adds_its_conditions() -> None:
    found = decided(reviewed(Review(LEFT, "accepted", conditions=("no_tag",))))
    assert (found.verdict, found.reasons, found.conditions) == (
        "ALLOW_WITH_CONDITIONS",
        ("CONSENT_OK",),
        ("no_tag",),
    )
    assert verdict(reviewed(Review(LEFT, "accepted"))) == "ALLOW"


def test_a_refused_review_denies_with_the_same_code_and_beats_an_accepted_one() -> None:
    both = reviewed(Review(LEFT, "accepted"), Review(LEFT, "refused"))
    assert (verdict(both), decided(both).reasons) == ("DENY", (LEFT,))


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"from_": DAY, "until": DAY}, True),
        ({"from_": date(2026, 3, 11)}, False),
        ({"until": date(2026, 3, 9)}, False),
        ({"activity": "gala"}, True),
        ({"activity": "marathon"}, False),
        ({"conditions": ("no_face",)}, False),
    ],
)
def test_a_review_counts_on_its_days_for_its_activity_and_while_its_conditions_are_kept(
    changes: dict[str, Change], *, counts: bool
) -> None:
    found = reasons(reviewed(Review(LEFT, "accepted", **changes)), activity="gala")
    assert (LEFT not in found) == counts


def test_a_refusal_needs_no_condition_to_be_kept() -> None:
    assert verdict(reviewed(Review(LEFT, "refused", conditions=("no_face",)))) == "DENY"


def test_conditions_of_all_accepted_reviews_add_up() -> None:
    both = (
        Review(LEFT, "accepted", conditions=("no_tag",)),
        Review(LEFT, "accepted", conditions=("no_zoom",)),
    )
    assert decided(reviewed(*both)).conditions == ("no_tag", "no_zoom")


def test_a_review_of_a_code_that_does_not_arise_changes_nothing() -> None:
    other = Review("PIA_MISSING", "accepted", conditions=("no_tag",))
    assert decided(adult(reviews=(other,))).conditions == ()


def test_a_review_never_removes_a_deny() -> None:
    denied = adult(consents=(), reviews=(Review("NO_CONSENT", "accepted"),))
    assert verdict(denied) == "DENY"


def test_a_code_that_another_cause_raises_to_deny_stays() -> None:
    kin = adult(
        role="rirtf",
        resource_clientele="children",
        identifies_lpj_family=True,
        reviews=(Review("LPJ_IDENTIFIABLE_BY_ASSOCIATION", "accepted"),),
    )
    assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" in reasons(kin)


@pytest.mark.parametrize("outcome", ["accepted", "refused"])
def test_the_legal_check_cannot_be_reviewed_only_done(outcome: str) -> None:
    waiting = adult(legal_check=LegalCheck("pending"), reviews=(Review("LEGAL_CHECK", outcome),))
    assert verdict(waiting) == "REVIEW"


def test_an_accepted_review_of_a_paper_makes_it_pass() -> None:
    papers = (broad(id="A", signature="unverified"), broad(id="B", integrity="scan_undocumented"))
    found = decided(adult(consents=papers, reviews=(Review("INTEGRITY_UNPROVEN", "accepted"),)))
    assert (found.verdict, found.reasons, found.cite) == ("ALLOW", ("CONSENT_OK",), ("B",))


def test_a_refused_review_of_a_paper_denies_it() -> None:
    paper = consent(signature="unverified")
    refused = adult(consents=(paper,), reviews=(Review("SIGNATURE_UNVERIFIED", "refused"),))
    assert (verdict(refused), decided(refused).reasons) == ("DENY", ("SIGNATURE_UNVERIFIED",))
