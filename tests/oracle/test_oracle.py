"""The oracle itself: it says when answers change, and its random cases reach every code."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.oracle.cases import seeded_case
from tests.oracle.oracle import judge, verdict_on
from tests.oracle.scene import CONFIG, words
from tests.support.parts import wants_everything

CODES = words(
    "ADOPTION_CONFIDENTIAL ASSISTANT_CANNOT_CONSENT CHILD_INTEREST CONSENT_EXPIRED CONSENT_ID_INVALID"
    " CONSENT_ID_MISMATCH CONSENT_ID_NOT_CITED CONSENT_LIMITS CONSENT_LIMITS_BREACHED"
    " CONSENT_NOT_DISTINCT CONSENT_NOT_FREE CONSENT_NOT_INFORMED CONSENT_NOT_MANIFEST"
    " CONSENT_NOT_SPECIFIC CONSENT_NOT_WRITTEN CONSENT_NOT_YET_EFFECTIVE CONSENT_OK"
    " CONSENT_SCOPE_ACTIVITY CONSENT_SCOPE_CHANNEL CONSENT_SCOPE_MEDIUM CONSENT_SCOPE_PURPOSE"
    " CONSENT_STALE CONSENT_WITHDRAWN COURT_FILE_NUMBER_INVALID COURT_JURISDICTION_MISMATCH"
    " DECEASED_NO_CONSENT DECEASED_OK DECEASED_REVIEW EMANCIPATION_SIMPLE FACTS_INCOMPLETE"
    " FAMILY_PROCEEDINGS GROUP_COUNT_MISMATCH GROUP_MISSING_CONSENT HEALTH_INFO_NOT_COVERED"
    " IDENTIFIABLE_INDIRECT INCIDENTAL_PUBLIC_EVENT INTEGRITY_FAILED INTEGRITY_UNPROVEN"
    " LATER_INCAPACITY LEGAL_CHECK LEGIT_INFO LPJ_CONSENT_INSUFFICIENT LPJ_COURT_ORDER_REQUIRED"
    " LPJ_DECEASED LPJ_ENDED_MINOR LPJ_FORMER_ADULT LPJ_HEARING_IMAGES LPJ_IDENTIFIABLE_BY_ASSOCIATION"
    " LPJ_NECESSARY_FOR_ACT LPJ_ORDER_CONDITION_BREACH LPJ_ORDER_EXPIRED LPJ_ORDER_NOT_VERIFIED"
    " LPJ_ORDER_OK LPJ_ORDER_SCOPE_CHANNEL LPJ_ORDER_SCOPE_MEDIUM LPJ_ORDER_SCOPE_PERSON"
    " LPJ_ORDER_SCOPE_PURPOSE LPJ_PARENT LPJ_PARENT_UNRELATED_CONTEXT LPJ_STATUS_UNKNOWN"
    " MANDATE_NOT_HOMOLOGATED MEDIA_VIA_DCAI MINOR_CONSENT_REQUIRED MINOR_REFUSAL NOT_IDENTIFIABLE"
    " NO_CONSENT NO_LEGAL_REPRESENTATIVE PARENTAL_CONFLICT PARENTAL_REFUSAL PARENT_CONSENT_REQUIRED"
    " PARENT_COSIGN_REQUIRED PERSON_OBJECTS PIA_MISSING RECONFIRM_AT_14 RECONFIRM_AT_MAJORITY"
    " RIGHTS_MISSING RIRTF_CHILD_RESOURCE_REVIEW SIGNATURE_UNVERIFIED SIGNER_NOT_AUTHORIZED STAFF_LEFT"
    " STAFF_PUBLIC_INFO SURVEILLANCE_IMAGE TEMP_REP_SCOPE YCJA_BAN YCJA_FORMER"
)


YEARS, SEEDS = (20, 40) if wants_everything() else (2, 8)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_first_change_is_the_one_a_walk_over_every_day_finds(seed: int) -> None:
    case = seeded_case(seed)
    facts, config = case["facts"], {**CONFIG, **case["config"]}
    answer = judge(case)
    today = date.fromisoformat(facts["post"]["date"])
    last = today + timedelta(days=YEARS * 366)
    days = (today + timedelta(days=n) for n in range(1, YEARS * 366 + 1))
    changes = (day.isoformat() for day in days if verdict_on(facts, config, day) != answer["verdict"])
    within = answer["valid_until"] is not None and answer["valid_until"] <= last.isoformat()
    assert next(changes, None) == (answer["valid_until"] if within else None)


@pytest.mark.long
def test_random_cases_reach_every_code_and_every_verdict() -> None:
    answers = [judge(seeded_case(seed)) for seed in range(8000)]
    codes = Counter(code for answer in answers for code in answer["reasons"])
    verdicts = Counter(answer["verdict"] for answer in answers)
    assert set(codes) == set(CODES)
    assert all(codes[code] >= 5 for code in CODES)
    assert min(verdicts.values()) > 300
