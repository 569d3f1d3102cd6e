"""The decision table: for each reason, the verdict it carries, what can change it, and what it asks for.

The walk through the rules is in `person_walk`; this says the same as a table, and tests hold them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.reasons import LEGAL_ONLY, LEGAL_REVIEW, MASKED, REASONS
from service.domain.vocabulary import Verdict

_ALLOWED: Final = ("LEGIT_INFO", "STAFF_PUBLIC_INFO", "CONSENT_OK")
_WITH_CONDITIONS: Final = (
    "LPJ_ORDER_OK",
    "DECEASED_OK",
    "INCIDENTAL_PUBLIC_EVENT",
    "CONSENT_LIMITS",
    "MEDIA_VIA_DCAI",
)
_REVIEWED: Final = (
    "YCJA_FORMER",
    "FAMILY_PROCEEDINGS",
    "LPJ_NECESSARY_FOR_ACT",
    "LPJ_FORMER_ADULT",
    "LPJ_PARENT_UNRELATED_CONTEXT",
    "DECEASED_REVIEW",
    "EMANCIPATION_SIMPLE",
    "PARENTAL_CONFLICT",
    "LATER_INCAPACITY",
    "INTEGRITY_UNPROVEN",
    "SIGNATURE_UNVERIFIED",
    "PIA_MISSING",
    "STAFF_LEFT",
    "RIRTF_CHILD_RESOURCE_REVIEW",
)
_DEFAULT_VERDICTS: Final[Mapping[str, tuple[Verdict, ...]]] = {
    "NOT_IDENTIFIABLE": ("ALLOW", "ALLOW_WITH_CONDITIONS"),
    "LEGAL_CHECK": ("REVIEW", "DENY"),
    **dict.fromkeys(_ALLOWED, ("ALLOW",)),
    **dict.fromkeys(_WITH_CONDITIONS, ("ALLOW_WITH_CONDITIONS",)),
    **dict.fromkeys(_REVIEWED, ("REVIEW",)),
}
_OF_AN_ENDED_MINOR: Final = (
    "LPJ_COURT_ORDER_REQUIRED",
    "LPJ_ENDED_MINOR",
    "LPJ_CONSENT_INSUFFICIENT",
    "LPJ_ORDER_EXPIRED",
    "LPJ_ORDER_SCOPE_PERSON",
    "LPJ_ORDER_SCOPE_MEDIUM",
    "LPJ_ORDER_SCOPE_CHANNEL",
    "LPJ_ORDER_SCOPE_PURPOSE",
    "LPJ_ORDER_CONDITION_BREACH",
    "LPJ_ORDER_NOT_VERIFIED",
    "COURT_FILE_NUMBER_INVALID",
    "COURT_JURISDICTION_MISMATCH",
)
_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_OF_AN_ENDED_MINOR, ("lpj_ended_minor",)),
    "MINOR_REFUSAL": ("minor_u14_refusal",),
    "MINOR_CONSENT_REQUIRED": ("minor_14_17_policy",),
    "PARENT_COSIGN_REQUIRED": ("minor_14_17_policy", "public_channels"),
    "RECONFIRM_AT_14": ("turning_14",),
    "RECONFIRM_AT_MAJORITY": ("turning_18_parent_consent", "turning_18_self_signed"),
    "CONSENT_STALE": ("max_consent_months",),
    "CONSENT_NOT_WRITTEN": ("written_form_required",),
    "COURT_FILE_NUMBER_INVALID": ("court_file_check_digit", "lpj_ended_minor"),
    "STAFF_PUBLIC_INFO": ("staff_name",),
    "PARENTAL_REFUSAL": ("second_parent_refusal",),
    "PARENTAL_CONFLICT": ("known_parental_conflict",),
    "LPJ_FORMER_ADULT": ("former_lpj_child_adult",),
    "LPJ_PARENT_UNRELATED_CONTEXT": ("lpj_parent_unrelated_context",),
    "LPJ_ORDER_OK": ("lpj_order_also_needs_personal_consent",),
    "LPJ_IDENTIFIABLE_BY_ASSOCIATION": ("rirtf_kinship",),
    "DECEASED_NO_CONSENT": ("deceased_no_consent",),
    "DECEASED_REVIEW": ("deceased_living_consent",),
    "LATER_INCAPACITY": ("later_incapacity",),
    "STAFF_LEFT": ("staff_departure",),
    "RIRTF_CHILD_RESOURCE_REVIEW": ("rirtf_child_resource",),
}
_CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "INCIDENTAL_PUBLIC_EVENT": ("no_tag", "no_zoom", "remove_on_request"),
    "MEDIA_VIA_DCAI": ("via_dcai",),
    "DECEASED_OK": ("review_first",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One reason of the table, in the place where its rule is judged."""

    code: str
    verdicts: tuple[Verdict, ...]
    """With the default settings, before legal's reviews."""
    settings: tuple[str, ...]
    """The configuration keys that change when or how it is given."""
    conditions: tuple[str, ...]
    """What the rule itself asks for."""
    communications_reads: str | None
    """The code itself, LEGAL_REVIEW, or nothing where it is dropped from a yes."""


def decision_table() -> tuple[Row, ...]:
    """Return one row a reason, in the order in which the rules are judged."""
    return tuple(
        Row(
            code=code,
            verdicts=_DEFAULT_VERDICTS.get(code, ("DENY",)),
            settings=_SETTINGS.get(code, ()),
            conditions=_CONDITIONS.get(code, ()),
            communications_reads=_reads(code),
        )
        for code in REASONS
    )


def _reads(code: str) -> str | None:
    if code == "LPJ_ORDER_OK":
        return None
    return LEGAL_REVIEW if code in MASKED | LEGAL_ONLY else code
