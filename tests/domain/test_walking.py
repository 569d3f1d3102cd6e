"""How the walk goes, who is protected, and what is judged for everyone (rules.md §6)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Capacity, Config, LegalCheck, Lpj, Person
from service.domain.person_walk import walk
from service.domain.showing import show
from tests.domain.examples import (
    ACTIVE,
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
    reasons,
    teenager,
    verdict,
)

MINISTER = adult(role="public_figure", in_public_function=True, consents=(), dob=None)
NAMED = adult(role="staff", identifiable_by=("name",), consents=())
PASSER_BY = adult(role="attendee", consents=())
OUTDOORS: dict[str, Change] = {"incidental": True, "capture_place": "public_outdoor"}
PUBLIC_NAMES = Config(staff_name="public_info")


def test_all_codes_that_apply_are_returned_and_the_worst_verdict_wins() -> None:
    found = decided(child(lpj=ACTIVE, role="former_staff"), pia_covered=False)
    assert found.verdict == "DENY"
    assert set(found.reasons) == {
        "LPJ_COURT_ORDER_REQUIRED",
        "LPJ_CONSENT_INSUFFICIENT",
        "STAFF_LEFT",
        "PIA_MISSING",
    }


def test_nobody_recognisable_ends_the_walk() -> None:
    assert decided(adult(identifiable_by=(), consents=(), capacity=None)).reasons == ("NOT_IDENTIFIABLE",)
    assert verdict(adult(identifiable_by=())) == "ALLOW"


@pytest.mark.parametrize(
    "protected",
    [
        child(lpj=ACTIVE),
        child(lpj=ENDED),
        child(lpj=UNKNOWN),
        child(lpj=None),
        child(ycja=True),
        child(legal_check=LegalCheck("pending")),
        adult(parent_of_lpj=True),
        adult(dob=None, lpj=ACTIVE),
    ],
)
def test_a_protected_person_nobody_can_recognise_is_allowed_without_conditions(protected: Person) -> None:
    found = decided(replace(protected, identifiable_by=()))
    assert (found.verdict, found.reasons, found.conditions) == (
        "ALLOW_WITH_CONDITIONS",
        ("NOT_IDENTIFIABLE",),
        (),
    )


def test_an_adult_once_under_youth_protection_is_no_protected_person() -> None:
    assert verdict(adult(identifiable_by=(), lpj=ENDED, ycja=True)) == "ALLOW"


def test_showing_a_protected_family_is_not_being_unrecognisable() -> None:
    assert "LPJ_IDENTIFIABLE_BY_ASSOCIATION" in reasons(adult(identifiable_by=(), identifies_lpj_family=True))


@pytest.mark.parametrize("medium", ["photo", "video", "voice"])
def test_hearings_and_surveillance_are_judged_on_the_post_whatever_its_persons(medium: str) -> None:
    hidden = adult(identifiable_by=())
    assert reasons(hidden, medium=medium, capture_place="youth_court_hearing") == {
        "NOT_IDENTIFIABLE",
        "LPJ_HEARING_IMAGES",
    }
    assert verdict(hidden, medium=medium, source="surveillance_device") == "DENY"


def test_a_name_from_a_hearing_is_no_picture_of_it() -> None:
    named = adult(identifiable_by=("name",), consents=(broad(),))
    place: dict[str, Change] = {
        "medium": "name",
        "capture_place": "youth_court_hearing",
        "source": "surveillance_device",
    }
    assert decided(named, **place).reasons == ("CONSENT_OK",)


def test_an_order_does_not_lift_the_ban_on_hearings() -> None:
    found = reasons(child(lpj=ACTIVE), orders=(order(),), capture_place="youth_court_hearing")
    assert {"LPJ_HEARING_IMAGES", "LPJ_ORDER_OK"} <= found


def test_rights_and_the_number_of_people_are_judged_on_the_post() -> None:
    assert reasons(adult(), copyright_cleared=False) == {"CONSENT_OK", "RIGHTS_MISSING"}
    assert reasons(adult(), visible_count=2) == {"CONSENT_OK", "GROUP_COUNT_MISMATCH"}
    assert verdict(adult(), visible_count=1) == "ALLOW"


def test_in_a_group_any_denied_person_adds_group_missing_consent() -> None:
    found = decided(adult(), adult(ref="P2", consents=()))
    assert found.verdict == "DENY"
    assert "GROUP_MISSING_CONSENT" in found.reasons
    assert [set(one.reasons) for one in found.persons] == [{"CONSENT_OK"}, {"NO_CONSENT"}]
    assert "GROUP_MISSING_CONSENT" not in reasons(adult(consents=()))
    assert "GROUP_MISSING_CONSENT" not in reasons(adult(), adult(ref="P2", role="former_staff"))


def test_a_group_cites_every_paper_and_keeps_every_condition_once() -> None:
    first = adult(consents=(consent(id="B", limits=("no_tag", "no_name")),))
    found = decided(first, adult(ref="P2", consents=(consent(id="A", limits=("no_tag",)),)))
    assert (found.cite, found.conditions) == (("A", "B"), ("no_name", "no_tag"))


def test_several_channels_give_the_worst_of_them() -> None:
    both = ("intranet", "facebook")
    found = decided(adult(consents=(consent(channels=("facebook",)),)), channels=both)
    assert (found.verdict, found.reasons) == ("DENY", ("CONSENT_SCOPE_CHANNEL",))
    assert decided(adult(consents=(broad(),)), channels=(*both, "intranet")).reasons == ("CONSENT_OK",)
    press = decided(adult(consents=(broad(),)), channels=("intranet", "press_broadcast"))
    assert (press.verdict, press.conditions) == ("ALLOW_WITH_CONDITIONS", ("via_dcai",))


@pytest.mark.parametrize(
    "unknown",
    [
        adult(dob=None),
        adult(capacity=None),
        adult(capacity=Capacity(None)),
        adult(role=None),
        adult(identifiable_by=None),
        adult(lpj=None),
        adult(lpj=Lpj(None)),
    ],
)
def test_a_base_fact_nobody_knows_is_a_no(unknown: Person) -> None:
    assert verdict(unknown) == "DENY"
    assert "FACTS_INCOMPLETE" in reasons(unknown)


def test_an_attested_adult_need_not_give_a_birth_date() -> None:
    assert verdict(adult(dob=None, adult_attested=True)) == "ALLOW"


def test_a_known_birth_date_beats_the_attestation() -> None:
    assert "PARENT_CONSENT_REQUIRED" in reasons(child(adult_attested=True, consents=(consent(),)))


def test_nobody_asks_the_age_or_capacity_of_a_public_figure_in_function() -> None:
    assert decided(replace(MINISTER, capacity=None), purpose="information").reasons == ("LEGIT_INFO",)
    assert "FACTS_INCOMPLETE" in reasons(MINISTER, purpose="promotion")
    assert "FACTS_INCOMPLETE" in reasons(replace(MINISTER, lpj=None), purpose="information")


def test_a_staff_name_alone_is_public_where_the_policy_says_so() -> None:
    assert decided(NAMED, config=PUBLIC_NAMES, medium="name").reasons == ("STAFF_PUBLIC_INFO",)
    assert reasons(NAMED, medium="name") == {"NO_CONSENT", "IDENTIFIABLE_INDIRECT"}
    assisted = replace(NAMED, capacity=Capacity("assisted"))
    assert verdict(assisted, config=PUBLIC_NAMES, medium="name") == "ALLOW"


@pytest.mark.parametrize(
    "other",
    [
        replace(NAMED, identifiable_by=("name", "tattoo")),
        replace(NAMED, capacity=Capacity("tutorship")),
        replace(NAMED, capacity=None),
        replace(NAMED, role="volunteer"),
    ],
)
def test_nothing_but_the_name_of_capable_staff_is_public(other: Person) -> None:
    assert "NO_CONSENT" in reasons(other, config=PUBLIC_NAMES, medium="name")


def test_a_passer_by_outdoors_may_appear_on_conditions() -> None:
    found = decided(PASSER_BY, **OUTDOORS)
    assert (found.verdict, found.reasons) == ("ALLOW_WITH_CONDITIONS", ("INCIDENTAL_PUBLIC_EVENT",))
    assert found.conditions == ("no_tag", "no_zoom", "remove_on_request")


@pytest.mark.parametrize(
    ("person", "changes"),
    [
        (replace(PASSER_BY, dob=date(2010, 1, 1)), {}),
        (replace(PASSER_BY, dob=None), {}),
        (PASSER_BY, {"discloses_health": True}),
        (PASSER_BY, {"incidental": False}),
        (PASSER_BY, {"capture_place": "outdoor"}),
        (replace(PASSER_BY, capacity=Capacity("later_incapable")), {}),
    ],
)
def test_the_exception_for_passers_by_is_narrow(person: Person, changes: dict[str, Change]) -> None:
    assert "INCIDENTAL_PUBLIC_EVENT" not in reasons(person, **{**OUTDOORS, **changes})


def test_someone_looked_up_is_judged_by_consent_alone() -> None:
    def looked_up(person: Person) -> Person:
        return replace(person, looked_up=True)

    assert "NO_CONSENT" in reasons(looked_up(PASSER_BY), **OUTDOORS)
    assert {"NO_CONSENT", "FACTS_INCOMPLETE"} <= reasons(looked_up(MINISTER), purpose="information")
    assert "NO_CONSENT" in reasons(looked_up(NAMED), config=PUBLIC_NAMES, medium="name")
    assert decided(looked_up(adult(identifiable_by=()))).reasons == ("CONSENT_OK",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"minor_wish": "refuses", "dob": date(2010, 1, 1), "adult_attested": False}, "MINOR_REFUSAL"),
        ({"capacity": Capacity(wish="objects")}, "PERSON_OBJECTS"),
    ],
)
def test_a_no_is_heard_before_any_exception(changes: dict[str, Change], code: str) -> None:
    assert {code, "LEGIT_INFO"} <= reasons(replace(MINISTER, **changes), purpose="information")
    named = replace(NAMED, **changes)
    assert {code, "STAFF_PUBLIC_INFO"} <= reasons(named, config=PUBLIC_NAMES, medium="name")


def test_platform_departure_resource_press_and_legal_check_are_asked_of_exceptions_too() -> None:
    checked = replace(MINISTER, legal_check=LegalCheck("rejected"), consents=())
    found = reasons(checked, purpose="information", pia_covered=False, channels=("press_broadcast",))
    assert found == {"LEGIT_INFO", "LEGAL_CHECK", "PIA_MISSING", "MEDIA_VIA_DCAI"}
    resource = adult(role="rirtf", consents=())
    assert "RIRTF_CHILD_RESOURCE_REVIEW" in reasons(resource, **OUTDOORS)


def test_nobody_recognisable_is_asked_nothing_more() -> None:
    hidden = adult(identifiable_by=(), role="former_staff", legal_check=LegalCheck("rejected"))
    assert reasons(hidden, pia_covered=False) == {"NOT_IDENTIFIABLE"}


@pytest.mark.parametrize(
    ("check", "verdict_expected"),
    [
        (LegalCheck("pending"), "REVIEW"),
        (LegalCheck("accepted", until=date(2026, 3, 9)), "REVIEW"),
        (LegalCheck("accepted", until=date(2026, 3, 10)), "ALLOW"),
        (LegalCheck("rejected", until=date(2026, 3, 9)), "DENY"),
    ],
)
def test_a_legal_check_is_good_until_its_last_day(check: LegalCheck, verdict_expected: str) -> None:
    assert verdict(adult(legal_check=check)) == verdict_expected


def test_an_open_legal_check_makes_a_minor_unknown_besides_what_is_recorded() -> None:
    open_check = LegalCheck("pending")
    assert reasons(child(legal_check=open_check)) == {"LEGAL_CHECK", "LPJ_STATUS_UNKNOWN"}
    assert "LPJ_COURT_ORDER_REQUIRED" in reasons(child(legal_check=open_check, lpj=ACTIVE))
    assert "LPJ_STATUS_UNKNOWN" not in reasons(child(legal_check=LegalCheck("rejected")))


def test_indirect_identification_is_said_only_beside_nothing_on_file_and_without_a_face() -> None:
    assert "IDENTIFIABLE_INDIRECT" in reasons(adult(consents=(), identifiable_by=("tattoo",)))
    assert "IDENTIFIABLE_INDIRECT" not in reasons(adult(consents=(), identifiable_by=("tattoo", "face")))
    assert "IDENTIFIABLE_INDIRECT" not in reasons(adult(identifiable_by=("tattoo",)))


def test_an_undignified_picture_of_a_minor_is_denied_despite_consent() -> None:
    assert "CHILD_INTEREST" in reasons(child(), content_flag="undignified")
    assert verdict(adult(), content_flag="undignified") == "ALLOW"


def test_adoption_denies_and_family_proceedings_are_reviewed() -> None:
    assert verdict(adult(other_ban="adoption")) == "DENY"
    assert verdict(teenager(other_ban="family_proceedings")) == "REVIEW"


def test_former_staff_and_resources_are_reviewed_as_configured() -> None:
    silent = Config(staff_departure="ALLOW")
    assert decided(adult(role="former_staff"), config=silent).reasons == ("CONSENT_OK",)
    assert verdict(adult(role="former_staff"), config=Config(staff_departure="DENY")) == "DENY"
    assert verdict(adult(role="rirtf", resource_clientele="adults")) == "ALLOW"
    assert verdict(adult(role="rirtf", resource_clientele="children")) == "REVIEW"


def test_a_former_user_a_visitor_and_a_repost_are_judged_like_any_other() -> None:
    assert reasons(adult(role="former_user", consents=())) == {"NO_CONSENT"}
    assert reasons(adult(role="visitor", consents=()), repost=True) == {"NO_CONSENT"}


def test_reasons_come_in_the_order_in_which_the_rules_are_judged() -> None:
    found = decided(child(lpj=ENDED, consents=()), source="surveillance_device", pia_covered=False)
    assert found.reasons == (
        "SURVEILLANCE_IMAGE",
        "LPJ_COURT_ORDER_REQUIRED",
        "LPJ_ENDED_MINOR",
        "NO_CONSENT",
        "PARENT_CONSENT_REQUIRED",
        "PIA_MISSING",
    )


def test_refusals_carry_no_conditions_and_cite_nothing() -> None:
    limited = adult(consents=(consent(limits=("no_name",)),), role="former_staff")
    found = decided(limited)
    assert (found.verdict, found.conditions, found.cite) == ("REVIEW", (), ())
    assert found.persons[0].conditions == found.persons[0].cite == ()
    walked = walk(show(case(limited), Config(), limited, "facebook"))
    assert not walked.conditions
