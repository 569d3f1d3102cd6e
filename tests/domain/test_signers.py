"""Who must have signed, by age, emancipation and capacity (R22-R29, R46-R51)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Capacity, Config, Parents, Person
from tests.domain.examples import (
    DAY,
    Change,
    adult,
    broad,
    child,
    consent,
    decided,
    reasons,
    teenager,
    verdict,
)

TURNED_14 = date(2023, 8, 8)
EARLY = date(2023, 1, 1)
PARENT = consent(id="C-2", signer="parent")
OLD_PARENT = consent(id="C-2", signer="parent", signed=EARLY)


@pytest.mark.parametrize(
    ("signer", "evidence", "expected"),
    [
        ("parent", "none", {"CONSENT_OK"}),
        ("tutor_minor", "judgment", {"CONSENT_OK"}),
        ("tutor_minor", "will", {"CONSENT_OK"}),
        ("tutor_minor", "declared", {"SIGNER_NOT_AUTHORIZED"}),
        ("self", "none", {"PARENT_CONSENT_REQUIRED"}),
        ("parent_deprived", "none", {"SIGNER_NOT_AUTHORIZED"}),
        ("grandparent", "none", {"SIGNER_NOT_AUTHORIZED"}),
        ("foster_parent", "letter", {"SIGNER_NOT_AUTHORIZED"}),
        ("dpj_director", "letter", {"SIGNER_NOT_AUTHORIZED"}),
    ],
)
def test_under_14_a_parent_or_a_tutor_with_judgment_or_will_signs(
    signer: str, evidence: str, expected: set[str]
) -> None:
    assert reasons(child(consents=(consent(signer=signer, evidence=evidence),))) == expected


def test_everyone_who_signed_in_place_of_another_is_named() -> None:
    papers = (consent(), consent(signer="relative"))
    assert reasons(child(consents=papers)) == {"PARENT_CONSENT_REQUIRED", "SIGNER_NOT_AUTHORIZED"}


@pytest.mark.parametrize(
    ("policy", "channel", "papers", "expected"),
    [
        (None, "facebook", "sp", {"CONSENT_OK"}),
        (None, "facebook", "s", {"PARENT_COSIGN_REQUIRED"}),
        (None, "facebook", "p", {"MINOR_CONSENT_REQUIRED"}),
        (None, "facebook", "", {"NO_CONSENT", "MINOR_CONSENT_REQUIRED", "PARENT_COSIGN_REQUIRED"}),
        (None, "facebook", "sg", {"PARENT_COSIGN_REQUIRED", "SIGNER_NOT_AUTHORIZED"}),
        (None, "facebook", "ap", {"MINOR_CONSENT_REQUIRED"}),
        (None, "intranet", "s", {"CONSENT_OK"}),
        ("minor_alone", "facebook", "s", {"CONSENT_OK"}),
        ("minor_alone", "facebook", "p", {"MINOR_CONSENT_REQUIRED"}),
        ("either", "facebook", "s", {"CONSENT_OK"}),
        ("either", "facebook", "p", {"CONSENT_OK"}),
        ("either", "facebook", "g", {"MINOR_CONSENT_REQUIRED", "SIGNER_NOT_AUTHORIZED"}),
        ("both", "intranet", "s", {"PARENT_COSIGN_REQUIRED"}),
        ("both", "intranet", "sp", {"CONSENT_OK"}),
    ],
)
def test_from_14_to_17_the_minor_signs_and_a_parent_where_the_policy_says_so(
    policy: str | None, channel: str, papers: str, expected: set[str]
) -> None:
    signers = {"s": "self", "p": "parent", "g": "grandparent", "a": "assistant"}
    signed = tuple(broad(id=letter, signer=signers[letter]) for letter in papers)
    config = Config(minor_14_17_policy=policy) if policy else Config()
    assert expected <= reasons(teenager(consents=signed), config=config, channels=(channel,))


def test_an_assistant_of_a_young_person_cannot_consent() -> None:
    assert "ASSISTANT_CANNOT_CONSENT" in reasons(teenager(consents=(consent(signer="assistant"),)))


def test_a_signature_given_before_14_never_counts() -> None:
    early = consent(signed=EARLY)
    assert reasons(teenager(consents=(early, PARENT))) == {"MINOR_CONSENT_REQUIRED"}
    grown = adult(dob=date(2007, 1, 1), consents=(consent(signed=date(2020, 1, 1)),))
    assert reasons(grown) == {"RECONFIRM_AT_MAJORITY", "SIGNER_NOT_AUTHORIZED"}
    freed = teenager(emancipated="full", consents=(early,))
    assert reasons(freed) == {"SIGNER_NOT_AUTHORIZED"}


def test_a_parents_early_signature_is_reconfirmed_at_14() -> None:
    found = reasons(teenager(consents=(OLD_PARENT,)))
    assert found == {"MINOR_CONSENT_REQUIRED", "RECONFIRM_AT_14"}
    on_the_day = reasons(teenager(consents=(replace(OLD_PARENT, signed=TURNED_14),)))
    assert "RECONFIRM_AT_14" not in on_the_day


def test_with_their_own_signature_the_parents_early_one_still_stands_beside_it() -> None:
    assert verdict(teenager(consents=(consent(), OLD_PARENT))) == "ALLOW"


def test_a_parents_consent_may_be_left_to_continue_after_14_until_the_minor_signs() -> None:
    config = Config(turning_14="parent_consent_continues")
    assert decided(teenager(consents=(OLD_PARENT,)), config=config).reasons == ("CONSENT_OK",)
    own = consent(withdrawn=DAY)
    assert "CONSENT_WITHDRAWN" in reasons(teenager(consents=(OLD_PARENT, own)), config=config)
    assert "MINOR_CONSENT_REQUIRED" in reasons(teenager(consents=(PARENT,)), config=config)
    either = replace(config, minor_14_17_policy="either")
    assert verdict(teenager(consents=(OLD_PARENT,)), config=either) == "ALLOW"


def test_where_either_may_sign_a_parents_early_signature_is_still_reconfirmed() -> None:
    found = reasons(teenager(consents=(OLD_PARENT,)), config=Config(minor_14_17_policy="either"))
    assert found == {"MINOR_CONSENT_REQUIRED", "RECONFIRM_AT_14"}


GROWN = adult(dob=date(2008, 3, 9))


def test_at_majority_a_parents_consent_lapses() -> None:
    assert decided(replace(GROWN, consents=(PARENT,))).reasons == ("RECONFIRM_AT_MAJORITY",)
    reviewed = Config(turning_18_parent_consent="review")
    assert verdict(replace(GROWN, consents=(PARENT,)), config=reviewed) == "REVIEW"
    own = consent(withdrawn=DAY)
    assert verdict(replace(GROWN, consents=(PARENT, own)), config=reviewed) == "DENY"


def test_a_parents_signature_given_after_majority_never_counts() -> None:
    late = replace(PARENT, signed=date(2026, 3, 9))
    config = Config(turning_18_parent_consent="review")
    found = decided(replace(GROWN, consents=(late,)), config=config)
    assert (found.verdict, set(found.reasons)) == ("DENY", {"RECONFIRM_AT_MAJORITY", "SIGNER_NOT_AUTHORIZED"})


def test_own_signature_at_14_to_17_goes_on_to_its_end_date_unless_configured() -> None:
    assert decided(GROWN).reasons == ("CONSENT_OK",)
    lapses = Config(turning_18_self_signed="lapses")
    assert decided(GROWN, config=lapses).reasons == ("RECONFIRM_AT_MAJORITY",)
    assert verdict(adult(), config=lapses) == "ALLOW"


def test_one_parent_suffices_unless_the_other_refuses_or_a_conflict_is_known() -> None:
    assert decided(child(parents=Parents(other_parent="refused"))).reasons == ("PARENTAL_REFUSAL",)
    conflict = child(parents=Parents(conflict=True))
    assert (verdict(conflict), decided(conflict).reasons) == ("REVIEW", ("PARENTAL_CONFLICT",))
    assert verdict(child(parents=Parents(conflict=True, other_parent="agrees"))) == "ALLOW"
    silent = Config(known_parental_conflict="ALLOW", second_parent_refusal="REVIEW")
    assert verdict(conflict, config=silent) == "ALLOW"
    assert verdict(child(parents=Parents(other_parent="refused")), config=silent) == "REVIEW"


def test_a_tutor_with_judgment_needs_no_other_parent() -> None:
    conflict = Parents(conflict=True)
    judgment = consent(id="T", signer="tutor_minor", evidence="judgment")
    assert verdict(child(parents=conflict, consents=(judgment,))) == "ALLOW"
    later_parent = consent(signer="parent", signed=date(2026, 2, 1))
    assert verdict(child(parents=conflict, consents=(judgment, later_parent))) == "ALLOW"
    assert verdict(child(parents=conflict, consents=(replace(judgment, evidence="will"),))) == "REVIEW"
    withdrawn = replace(judgment, withdrawn=DAY)
    assert verdict(child(parents=conflict, consents=(withdrawn, later_parent))) == "REVIEW"


@pytest.mark.parametrize(
    ("person", "config", "asked"),
    [
        (teenager(), Config(), True),
        (teenager(consents=(consent(),)), Config(minor_14_17_policy="minor_alone"), False),
        (teenager(consents=(PARENT,)), Config(minor_14_17_policy="either"), True),
        (teenager(consents=(consent(),)), Config(minor_14_17_policy="either"), False),
        (teenager(emancipated="simple"), Config(), False),
        (teenager(emancipated="full"), Config(), False),
        (adult(dob=None), Config(), False),
        (adult(), Config(), False),
    ],
)
def test_the_other_parent_is_asked_for_whenever_a_parents_consent_is_needed(
    person: Person, config: Config, *, asked: bool
) -> None:
    found = reasons(replace(person, parents=Parents(conflict=True)), config=config)
    assert ("PARENTAL_CONFLICT" in found) == asked


def test_a_fully_emancipated_minor_signs_like_an_adult() -> None:
    assert decided(teenager(emancipated="full", consents=(consent(),))).reasons == ("CONSENT_OK",)
    assert reasons(teenager(emancipated="full", consents=(PARENT,))) == {"SIGNER_NOT_AUTHORIZED"}
    assert "RECONFIRM_AT_MAJORITY" not in reasons(
        teenager(emancipated="full"), config=Config(turning_18_self_signed="lapses")
    )


def test_simple_emancipation_is_reviewed_once_the_minors_own_consent_passes() -> None:
    found = decided(teenager(emancipated="simple", consents=(consent(),)))
    assert (found.verdict, found.reasons) == ("REVIEW", ("EMANCIPATION_SIMPLE",))
    assert reasons(teenager(emancipated="simple", consents=(consent(withdrawn=DAY),))) == {
        "CONSENT_WITHDRAWN"
    }
    assert reasons(teenager(emancipated="simple", consents=(PARENT,))) == {"MINOR_CONSENT_REQUIRED"}
    nothing = reasons(teenager(emancipated="simple", consents=()))
    assert nothing == {"NO_CONSENT", "MINOR_CONSENT_REQUIRED"}


def test_emancipation_of_someone_of_age_changes_nothing() -> None:
    assert verdict(adult(emancipated="simple")) == "ALLOW"


@pytest.mark.parametrize(
    ("capacity", "signer", "evidence", "expected"),
    [
        (Capacity(), "self", "none", {"CONSENT_OK"}),
        (Capacity(), "spouse", "none", {"SIGNER_NOT_AUTHORIZED"}),
        (Capacity(), "assistant", "register", {"ASSISTANT_CANNOT_CONSENT"}),
        (Capacity(), "tutor_minor", "judgment", {"SIGNER_NOT_AUTHORIZED"}),
        (Capacity("assisted"), "self", "none", {"CONSENT_OK"}),
        (Capacity("assisted"), "assistant", "register", {"ASSISTANT_CANNOT_CONSENT"}),
        (Capacity("tutorship"), "tutor_person", "judgment", {"CONSENT_OK"}),
        (Capacity("tutorship"), "tutor_person", "will", {"SIGNER_NOT_AUTHORIZED"}),
        (Capacity("tutorship"), "tutor_property", "judgment", {"SIGNER_NOT_AUTHORIZED"}),
        (Capacity("tutorship"), "self", "none", {"SIGNER_NOT_AUTHORIZED"}),
        (Capacity("tutorship", self_decides_personal=True), "self", "none", {"CONSENT_OK"}),
        (
            Capacity("tutorship", self_decides_personal=True),
            "tutor_person",
            "judgment",
            {"SIGNER_NOT_AUTHORIZED"},
        ),
        (Capacity("mandate_homologated"), "mandatary_person", "homologation", {"CONSENT_OK"}),
        (Capacity("mandate_homologated"), "mandatary_person", "judgment", {"CONSENT_OK"}),
        (
            Capacity("mandate_homologated"),
            "mandatary_person",
            "mandate_copy",
            {"SIGNER_NOT_AUTHORIZED"},
        ),
        (Capacity("mandate_homologated", self_decides_personal=True), "self", "none", {"CONSENT_OK"}),
        (
            Capacity("temporary_representation", scope="image_publication"),
            "temporary_representative",
            "judgment",
            {"CONSENT_OK"},
        ),
        (
            Capacity("temporary_representation", scope="image_publication"),
            "temporary_representative",
            "letter",
            {"SIGNER_NOT_AUTHORIZED"},
        ),
    ],
)
def test_a_represented_adult_is_signed_for_by_the_one_with_the_proof(
    capacity: Capacity, signer: str, evidence: str, expected: set[str]
) -> None:
    paper = consent(signer=signer, evidence=evidence)
    assert reasons(adult(capacity=capacity, consents=(paper,))) == expected


@pytest.mark.parametrize(
    ("capacity", "code"),
    [
        (Capacity("mandate_not_homologated"), "MANDATE_NOT_HOMOLOGATED"),
        (Capacity("de_facto_incapable"), "NO_LEGAL_REPRESENTATIVE"),
        (Capacity("temporary_representation", scope="sale_of_house"), "TEMP_REP_SCOPE"),
        (Capacity("temporary_representation"), "TEMP_REP_SCOPE"),
    ],
)
@pytest.mark.parametrize("signer", ["self", "mandatary_person", "temporary_representative", "parent"])
def test_some_statuses_deny_whoever_signed(capacity: Capacity, code: str, signer: str) -> None:
    papers = (consent(signer=signer, evidence="judgment"),)
    assert reasons(adult(capacity=capacity, consents=papers)) == {code}
    assert code in reasons(child(capacity=capacity))


def test_later_incapacity_is_reviewed() -> None:
    later = adult(capacity=Capacity("later_incapable"))
    assert (verdict(later), decided(later).reasons) == ("REVIEW", ("LATER_INCAPACITY",))
    assert verdict(later, config=Config(later_incapacity="ALLOW")) == "ALLOW"


def test_nobody_can_say_who_must_sign_for_someone_of_unknown_age() -> None:
    assert reasons(adult(dob=None, consents=(PARENT,))) == {"FACTS_INCOMPLETE"}
    assert reasons(adult(dob=None, consents=())) == {"FACTS_INCOMPLETE", "NO_CONSENT"}


@pytest.mark.parametrize(("changes", "expected"), [({}, 17), ({"feb29_rule": "feb_28"}, 18)])
def test_born_on_february_29_the_day_of_majority_is_configurable(
    changes: dict[str, Change], expected: int
) -> None:
    person = adult(dob=date(2008, 2, 29), consents=(consent(signed=date(2026, 1, 1)),))
    found = reasons(person, date=date(2026, 2, 28), config=Config(**changes))
    assert ("PARENT_COSIGN_REQUIRED" in found) == (expected == 17)
