"""Points of rules.md §6 on which the engine and the independent oracle once differed."""

from tests.oracle.engine import engine_answer
from tests.oracle.sentences.builder import Facts, adult, case, child, order, paper, person, protected

DIED = {"deceased": "2026-02-01"}
OPEN = {"legal_check": {"status": "pending"}}


def shown(found: Facts) -> list[str]:
    reasons: list[str] = engine_answer(found)["communications"]["reasons"]
    return reasons


def test_an_order_that_dispenses_with_consent_leaves_r62_as_it_is() -> None:
    # « silences all consent rules ...; otherwise an order leaves R2–R28 and R46–R51 as they are »: not R62.
    dead = person(dob="2017-06-01", lpj={"status": "active"}, **DIED)
    later = order(order_date="2026-02-02", valid_from=None, dispenses_consent=True, id="O-1")
    answer = engine_answer(case(dead, orders=[later]))
    assert answer["verdict"] == "DENY"
    assert answer["reasons"] == ["DECEASED_NO_CONSENT", "LPJ_ORDER_OK"]


def test_with_a_living_consent_that_order_lifts_r41_and_both_are_cited() -> None:
    living = paper("parent", id="C-1", survives_death=True, liquidator="no_objection")
    later = order(order_date="2026-02-02", valid_from=None, dispenses_consent=True, id="O-1")
    answer = engine_answer(case(protected(living, **DIED), orders=[later]))
    assert answer["verdict"] == "ALLOW_WITH_CONDITIONS"
    assert answer["publisher"]["cite"] == ["C-1", "O-1"]


def test_a_minor_whose_check_is_open_is_a_shown_denial_in_a_group() -> None:
    # « when the decision on facts from which every protection fact is erased is a DENY, its reasons »: the
    # legal check is no protection fact, so a group with this child lacks a consent for communications too.
    found = case(adult(), child(ref="P2", **OPEN))
    assert shown(found) == ["CONSENT_OK", "GROUP_MISSING_CONSENT", "LEGAL_REVIEW"]


def test_what_communications_can_mend_shows_beside_an_open_check() -> None:
    assert shown(case(child(**OPEN), post={"pia_covered": False})) == ["LEGAL_REVIEW", "PIA_MISSING"]


def test_a_consent_given_while_capable_is_a_living_consent_whatever_later_incapacity_does() -> None:
    # R62 « by a signer allowed at that date », R51 « signed when capable »: the DENY is R51's, not R62's.
    dead = adult(capacity={"status": "later_incapable"}, **DIED)
    answer = engine_answer(case(dead, later_incapacity="DENY"))
    assert answer["verdict"] == "DENY"
    assert answer["reasons"] == ["DECEASED_REVIEW", "LATER_INCAPACITY"]
