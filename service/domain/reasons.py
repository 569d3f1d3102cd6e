"""Every reason a decision can give, in the order in which the rules are judged (rules.md §3)."""

from collections.abc import Mapping
from typing import Final

CHAPTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "absolute": (
        "LPJ_HEARING_IMAGES",
        "SURVEILLANCE_IMAGE",
    ),
    "identifiability": (
        "NOT_IDENTIFIABLE",
        "IDENTIFIABLE_INDIRECT",
    ),
    "base_facts": (
        "FACTS_INCOMPLETE",
        "LEGAL_CHECK",
    ),
    "other_bans": (
        "YCJA_BAN",
        "YCJA_FORMER",
        "CHILD_INTEREST",
        "ADOPTION_CONFIDENTIAL",
        "FAMILY_PROCEEDINGS",
    ),
    "youth_protection": (
        "LPJ_DECEASED",
        "LPJ_STATUS_UNKNOWN",
        "LPJ_NECESSARY_FOR_ACT",
        "LPJ_COURT_ORDER_REQUIRED",
        "LPJ_ENDED_MINOR",
        "LPJ_CONSENT_INSUFFICIENT",
        "LPJ_ORDER_OK",
        "LPJ_ORDER_EXPIRED",
        "LPJ_ORDER_SCOPE_PERSON",
        "LPJ_ORDER_SCOPE_MEDIUM",
        "LPJ_ORDER_SCOPE_CHANNEL",
        "LPJ_ORDER_SCOPE_PURPOSE",
        "LPJ_ORDER_CONDITION_BREACH",
        "LPJ_ORDER_NOT_VERIFIED",
        "COURT_FILE_NUMBER_INVALID",
        "COURT_JURISDICTION_MISMATCH",
        "LPJ_FORMER_ADULT",
        "LPJ_PARENT",
        "LPJ_PARENT_UNRELATED_CONTEXT",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
    "deceased": (
        "DECEASED_NO_CONSENT",
        "DECEASED_REVIEW",
        "DECEASED_OK",
    ),
    "exceptions": (
        "LEGIT_INFO",
        "STAFF_PUBLIC_INFO",
        "INCIDENTAL_PUBLIC_EVENT",
    ),
    "rights_and_wishes": (
        "RIGHTS_MISSING",
        "MINOR_REFUSAL",
        "NO_CONSENT",
    ),
    "signers": (
        "PARENT_CONSENT_REQUIRED",
        "MINOR_CONSENT_REQUIRED",
        "PARENT_COSIGN_REQUIRED",
        "RECONFIRM_AT_14",
        "RECONFIRM_AT_MAJORITY",
        "EMANCIPATION_SIMPLE",
        "PARENTAL_REFUSAL",
        "PARENTAL_CONFLICT",
        "SIGNER_NOT_AUTHORIZED",
        "PERSON_OBJECTS",
        "MANDATE_NOT_HOMOLOGATED",
        "TEMP_REP_SCOPE",
        "ASSISTANT_CANNOT_CONSENT",
        "NO_LEGAL_REPRESENTATIVE",
        "LATER_INCAPACITY",
    ),
    "papers": (
        "CONSENT_NOT_WRITTEN",
        "CONSENT_NOT_MANIFEST",
        "CONSENT_NOT_FREE",
        "CONSENT_NOT_INFORMED",
        "CONSENT_NOT_DISTINCT",
        "CONSENT_WITHDRAWN",
        "CONSENT_NOT_YET_EFFECTIVE",
        "CONSENT_EXPIRED",
        "CONSENT_STALE",
        "CONSENT_NOT_SPECIFIC",
        "CONSENT_SCOPE_CHANNEL",
        "CONSENT_SCOPE_MEDIUM",
        "CONSENT_SCOPE_PURPOSE",
        "CONSENT_SCOPE_ACTIVITY",
        "HEALTH_INFO_NOT_COVERED",
        "CONSENT_ID_NOT_CITED",
        "CONSENT_ID_MISMATCH",
        "CONSENT_ID_INVALID",
        "INTEGRITY_FAILED",
        "INTEGRITY_UNPROVEN",
        "SIGNATURE_UNVERIFIED",
        "CONSENT_LIMITS_BREACHED",
        "CONSENT_LIMITS",
    ),
    "after_that": (
        "PIA_MISSING",
        "STAFF_LEFT",
        "RIRTF_CHILD_RESOURCE_REVIEW",
        "MEDIA_VIA_DCAI",
        "CONSENT_OK",
    ),
    "group": (
        "GROUP_MISSING_CONSENT",
        "GROUP_COUNT_MISMATCH",
    ),
}
"""The parts of the walk, each with its reasons."""

REASONS: Final = tuple(code for codes in CHAPTERS.values() for code in codes)

PLACE: Final = {code: place for place, code in enumerate(REASONS)}

WARNINGS: Final = ("COURT_OFFICE_UNKNOWN", "COURT_CHECK_DIGIT")
"""Said beside a decision, never part of it (rules.md §4)."""

LEGAL_REVIEW: Final = "LEGAL_REVIEW"
"""What communications reads in place of a code it may not know."""

MASKED_PREFIXES: Final = ("LPJ_", "YCJA_", "COURT_", "RIRTF_CHILD")
LEGAL_ONLY: Final = frozenset(
    {
        "ADOPTION_CONFIDENTIAL",
        "FAMILY_PROCEEDINGS",
        "PARENTAL_CONFLICT",
        "PARENTAL_REFUSAL",
        "MINOR_REFUSAL",
        "PERSON_OBJECTS",
        "DECEASED_REVIEW",
        "LATER_INCAPACITY",
        "NO_LEGAL_REPRESENTATIVE",
        "EMANCIPATION_SIMPLE",
        "LEGAL_CHECK",
    }
)
MASKED: Final = frozenset(code for code in REASONS if code.startswith(MASKED_PREFIXES))
"""Codes that only legal may read: they tell of a protection."""
