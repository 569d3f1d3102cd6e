"""Which order decides, and whether it covers the showing (R5, R36-R38; rules.md §4 and §6)."""

from datetime import date

import pytest

from service.domain.court_numbers import luhn, read_court_number
from service.domain.facts import Config, CourtOrder
from service.domain.reasons import PLACE
from tests.domain.examples import ACTIVE, DAY, Change, adult, broad, child, consent, decided, order, reasons

PROTECTED = child(lpj=ACTIVE)
WARN = Config(court_file_check_digit="warn")
ORDER_CODES = {code for code in PLACE if code.startswith(("LPJ_ORDER_", "COURT_"))} - {"LPJ_ORDER_OK"}


def defects(*orders: CourtOrder, **changes: Change) -> set[str]:
    return reasons(PROTECTED, orders=orders, **changes) & ORDER_CODES


def number(jurisdiction: str = "41", year: str = "25", office: str = "110") -> str:
    digits = f"{office}{jurisdiction}900123{year}"
    return f"{office}-{jurisdiction}-900123-{year}{luhn(digits)}"


def test_a_valid_order_lifts_the_ban_and_consent_is_still_needed() -> None:
    found = decided(PROTECTED, orders=(order(),))
    assert (found.verdict, found.reasons) == ("ALLOW_WITH_CONDITIONS", ("LPJ_ORDER_OK", "CONSENT_OK"))
    assert (found.cite, found.conditions) == (("C-1",), ())
    assert "NO_CONSENT" in reasons(child(lpj=ACTIVE, consents=()), orders=(order(),))


def test_without_an_order_signatures_are_kept_and_have_no_effect() -> None:
    assert reasons(PROTECTED) == {"LPJ_COURT_ORDER_REQUIRED", "LPJ_CONSENT_INSUFFICIENT"}
    assert "LPJ_CONSENT_INSUFFICIENT" not in reasons(child(lpj=ACTIVE, consents=()))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_to": date(2026, 3, 9)}, "LPJ_ORDER_EXPIRED"),
        ({"valid_from": date(2026, 3, 11)}, "LPJ_ORDER_EXPIRED"),
        ({"order_date": date(2026, 3, 11), "valid_from": DAY}, "LPJ_ORDER_EXPIRED"),
        ({"order_date": None}, "LPJ_ORDER_EXPIRED"),
        ({"persons": ("P2",)}, "LPJ_ORDER_SCOPE_PERSON"),
        ({"media": ("video", "any")}, "LPJ_ORDER_SCOPE_MEDIUM"),
        ({"channels": ("any", "somewhere")}, "LPJ_ORDER_SCOPE_CHANNEL"),
        ({"purposes": ("any",)}, "LPJ_ORDER_SCOPE_PURPOSE"),
        ({"works": ("gala",)}, "LPJ_ORDER_SCOPE_PURPOSE"),
        ({"conditions": ("no_face",)}, "LPJ_ORDER_CONDITION_BREACH"),
        ({"verified_by_legal": False}, "LPJ_ORDER_NOT_VERIFIED"),
        ({"stayed": True}, "LPJ_ORDER_NOT_VERIFIED"),
        ({"file_number": "110-41-900123-250"}, "COURT_FILE_NUMBER_INVALID"),
        ({"file_number": "500-41-12345-261"}, "COURT_FILE_NUMBER_INVALID"),
        ({"file_number": None}, "COURT_FILE_NUMBER_INVALID"),
        ({"file_number": number(year="27")}, "COURT_FILE_NUMBER_INVALID"),
        ({"file_number": number(year="78")}, "COURT_FILE_NUMBER_INVALID"),
        ({"court": "CS_appeal"}, "COURT_JURISDICTION_MISMATCH"),
        ({"court": "Small claims"}, "COURT_JURISDICTION_MISMATCH"),
        ({"court": None}, "COURT_JURISDICTION_MISMATCH"),
    ],
)
def test_each_defect_of_an_order_has_its_code(changes: dict[str, Change], code: str) -> None:
    assert defects(order(**changes)) == {code}
    assert "LPJ_COURT_ORDER_REQUIRED" in reasons(PROTECTED, orders=(order(**changes),))


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": DAY},
        {"valid_from": DAY},
        {"order_date": DAY},
        {"works": ("gala",)},
        {"court": "CS_appeal", "file_number": number("24")},
        {"court": "CA_appeal", "file_number": number("08")},
        {"file_number": number(year="79")},
        {"file_number": number(year="26")},
        {"conditions": ("no_tag",)},
        {"statute_cited": "LPJ 11.2.1"},
    ],
)
def test_first_and_last_days_appeals_and_old_numbers_are_good(changes: dict[str, Change]) -> None:
    assert "LPJ_ORDER_OK" in reasons(PROTECTED, orders=(order(**changes),), activity="gala")


def test_conditions_of_an_order_are_returned() -> None:
    assert decided(PROTECTED, orders=(order(conditions=("no_tag",)),)).conditions == ("no_tag",)


def test_a_bad_check_digit_may_be_a_warning() -> None:
    odd = order(file_number="110-41-900123-250")
    found = decided(PROTECTED, orders=(odd,), config=WARN)
    assert (found.verdict, found.warnings) == ("ALLOW_WITH_CONDITIONS", ("COURT_CHECK_DIGIT",))
    assert decided(PROTECTED, orders=(order(),), config=WARN).warnings == ()


def test_an_unknown_court_office_warns_and_never_blocks() -> None:
    found = decided(PROTECTED, orders=(order(file_number=number(office="999")),))
    assert (found.verdict, found.warnings) == ("ALLOW_WITH_CONDITIONS", ("COURT_OFFICE_UNKNOWN",))


def test_an_identifiable_name_or_voice_must_be_among_the_media() -> None:
    signed = (broad(signer="parent"),)
    named = child(lpj=ACTIVE, identifiable_by=("face", "name"), consents=signed)
    heard = child(lpj=ACTIVE, identifiable_by=("face", "voice"), consents=signed)
    narrow = (order(),)
    assert "LPJ_ORDER_SCOPE_MEDIUM" in reasons(named, orders=narrow)
    assert "LPJ_ORDER_SCOPE_MEDIUM" in reasons(heard, orders=narrow)
    assert "LPJ_ORDER_OK" in reasons(named, orders=(order(media=("photo", "name")),))
    assert "LPJ_ORDER_OK" in reasons(heard, orders=(order(media=("photo", "video")),))
    assert "LPJ_ORDER_OK" in reasons(heard, orders=(order(media=("photo", "voice")),))


def test_only_the_latest_order_that_names_the_person_decides() -> None:
    stayed = order(order_date=date(2026, 2, 1), stayed=True)
    assert defects(order(), stayed) == {"LPJ_ORDER_NOT_VERIFIED"}
    other = order(order_date=date(2026, 2, 1), persons=("P9",), stayed=True)
    assert "LPJ_ORDER_OK" in reasons(PROTECTED, orders=(order(), other))


def test_an_order_dated_after_the_post_does_not_compete() -> None:
    later = order(order_date=date(2026, 4, 1), stayed=True)
    assert "LPJ_ORDER_OK" in reasons(PROTECTED, orders=(order(), later))
    assert defects(later) == {"LPJ_ORDER_EXPIRED", "LPJ_ORDER_NOT_VERIFIED"}


def test_orders_of_one_date_all_count() -> None:
    good, bad = order(conditions=("no_tag",)), order(stayed=True)
    assert "LPJ_ORDER_OK" in reasons(PROTECTED, orders=(bad, good))
    both = decided(PROTECTED, orders=(good, order(conditions=("no_zoom",))))
    assert both.conditions == ("no_tag", "no_zoom")


def test_the_nearest_order_has_the_fewest_defects_then_is_the_latest() -> None:
    one = order(stayed=True)
    two = order(media=(), channels=())
    assert defects(one, two) == {"LPJ_ORDER_NOT_VERIFIED"}
    nobody = [
        order(persons=(), order_date=date(2026, 2, 1), stayed=True),
        order(persons=(), order_date=date(2026, 2, 2), media=()),
    ]
    assert defects(*nobody) == {"LPJ_ORDER_SCOPE_PERSON", "LPJ_ORDER_SCOPE_MEDIUM"}


def test_an_order_that_dispenses_with_consent_is_cited_in_its_place() -> None:
    alone = child(lpj=ACTIVE, consents=())
    found = decided(alone, orders=(order(dispenses_consent=True, id="O-1"),))
    assert (found.verdict, found.reasons, found.cite) == (
        "ALLOW_WITH_CONDITIONS",
        ("LPJ_ORDER_OK",),
        ("O-1",),
    )
    assert decided(alone, orders=(order(dispenses_consent=True),)).cite == ()


def test_one_silent_order_of_the_same_date_keeps_consent_needed() -> None:
    orders = (order(dispenses_consent=True), order())
    assert "NO_CONSENT" in reasons(child(lpj=ACTIVE, consents=()), orders=orders)


def test_dispensing_silences_all_consent_rules_but_a_refusal_and_an_objection() -> None:
    spoiled = child(lpj=ACTIVE, consents=(consent(withdrawn=DAY, signer="parent"),), minor_wish="refuses")
    found = reasons(spoiled, orders=(order(dispenses_consent=True),))
    assert found == {"LPJ_ORDER_OK", "MINOR_REFUSAL"}


def test_dispensing_never_replaces_a_parents_own_consent() -> None:
    parent = adult(parent_of_lpj=True, consents=())
    assert "NO_CONSENT" in reasons(parent, orders=(order(dispenses_consent=True),))
    young_parent = child(lpj=ACTIVE, parent_of_lpj=True, consents=())
    assert "NO_CONSENT" in reasons(young_parent, orders=(order(dispenses_consent=True),))


def test_where_the_policy_says_so_an_order_is_enough() -> None:
    config = Config(lpj_order_also_needs_personal_consent=False)
    found = decided(child(lpj=ACTIVE, consents=()), orders=(order(id="O-1"),), config=config)
    assert (found.reasons, found.cite) == (("LPJ_ORDER_OK",), ("O-1",))


@pytest.mark.parametrize("text", ["", "110-41-900123-25", "110-41-900123-25\uff19", " 110-41-900123-259"])
def test_another_form_is_no_court_number(text: str) -> None:
    assert read_court_number(text) is None
