"""The rules of `rules.md` and the articles of law behind each reason. Laws move: each citation is dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

_FRENCH_NAMES: Final[Mapping[str, str]] = {
    "LPJ": "LPJ",
    "YCJA": "LSJPA",
    "CCQ": "C.c.Q.",
    "CCP": "C.p.c.",
    "A-2.1": "Loi sur l'accès (A-2.1)",
    "R-22.1": "LRSSS (R-22.1)",
    "C-1.1": "LCCJTI (C-1.1)",
    "COPYRIGHT": "Loi sur le droit d'auteur",
    "POLICY": "Politique 10 974",
}
_ENGLISH_NAMES: Final[Mapping[str, str]] = {
    "LPJ": "YPA",
    "YCJA": "YCJA",
    "CCQ": "C.C.Q.",
    "CCP": "C.C.P.",
    "A-2.1": "Access Act (A-2.1)",
    "R-22.1": "Health Information Act (R-22.1)",
    "C-1.1": "IT Framework Act (C-1.1)",
    "COPYRIGHT": "Copyright Act",
    "POLICY": "Policy 10 974",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One article, from when to when it reads so; `former` is the number it had before."""

    law: str
    article: str
    former: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Tell whether the article bears this number on a day; both days included."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)

    def in_words(self, language: str) -> str:
        """Write the citation, e.g. « LPJ, art. 9.3 (ancien art. 11.2.1) »."""
        if language == "fr":
            former = f" (ancien art. {self.former})" if self.former else ""
            return f"{_FRENCH_NAMES[self.law]}, art. {self.article}{former}"
        former = f" (formerly s. {self.former})" if self.former else ""
        return f"{_ENGLISH_NAMES[self.law]}, s. {self.article}{former}"


_REFORM: Final = date(2022, 4, 26)
_BEFORE_REFORM: Final = date(2022, 4, 25)
_LAW_25: Final = date(2023, 9, 22)

LAWS: Final[Mapping[str, Citation]] = {
    "identify_child": Citation("LPJ", "9.3", "11.2.1", _REFORM),
    "identify_child_before": Citation("LPJ", "11.2.1", valid_to=_BEFORE_REFORM),
    "confidential_child": Citation("LPJ", "9.2", "11.2", _REFORM),
    "confidential_child_before": Citation("LPJ", "11.2", valid_to=_BEFORE_REFORM),
    "youth_file": Citation("LPJ", "72.5"),
    "court_copy": Citation("LPJ", "96"),
    "youth_hearing": Citation("LPJ", "82"),
    "young_person": Citation("YCJA", "110"),
    "privacy": Citation("CCQ", "35"),
    "image_and_voice": Citation("CCQ", "36"),
    "interest_of_child": Citation("CCQ", "33"),
    "capacity": Citation("CCQ", "4"),
    "minor_of_14": Citation("CCQ", "14"),
    "one_parent": Citation("CCQ", "603"),
    "parents_disagree": Citation("CCQ", "604"),
    "parental_authority": Citation("CCQ", "600"),
    "simple_emancipation": Citation("CCQ", "167"),
    "tutor_of_adult": Citation("CCQ", "256"),
    "mandate": Citation("CCQ", "2166"),
    "temporary": Citation("CCQ", "297.1", valid_from=date(2022, 11, 1)),
    "heirs": Citation("CCQ", "625"),
    "adoption": Citation("CCQ", "582"),
    "family": Citation("CCP", "15", valid_from=date(2016, 1, 1)),
    "consent": Citation("A-2.1", "53.1", valid_from=_LAW_25),
    "public_information": Citation("A-2.1", "57"),
    "impact_assessment": Citation("A-2.1", "63.5", valid_from=_LAW_25),
    "confidentiality": Citation("A-2.1", "53"),
    "health_record": Citation("R-22.1", "5", "19 LSSSS", date(2024, 7, 1)),
    "integrity": Citation("C-1.1", "6"),
    "transfer": Citation("C-1.1", "17"),
    "signature": Citation("C-1.1", "39"),
    "copyright": Citation("COPYRIGHT", "27"),
    "policy": Citation("POLICY", "7.4"),
}

_CHILD: Final = ("identify_child", "confidential_child")

RULES: Final[Mapping[str, tuple[str, ...]]] = {
    "LPJ_HEARING_IMAGES": ("R44",),
    "SURVEILLANCE_IMAGE": ("R69",),
    "NOT_IDENTIFIABLE": ("R1",),
    "IDENTIFIABLE_INDIRECT": ("R3",),
    "FACTS_INCOMPLETE": ("R4",),
    "LEGAL_CHECK": ("R42",),
    "YCJA_BAN": ("R31",),
    "YCJA_FORMER": ("R31",),
    "CHILD_INTEREST": ("R30",),
    "ADOPTION_CONFIDENTIAL": ("R45",),
    "FAMILY_PROCEEDINGS": ("R45",),
    "LPJ_DECEASED": ("R41",),
    "LPJ_STATUS_UNKNOWN": ("R42",),
    "LPJ_NECESSARY_FOR_ACT": ("R39",),
    "LPJ_COURT_ORDER_REQUIRED": ("R32", "R37"),
    "LPJ_ENDED_MINOR": ("R40",),
    "LPJ_CONSENT_INSUFFICIENT": ("R33",),
    "LPJ_ORDER_OK": ("R36", "R5", "R38"),
    "LPJ_ORDER_EXPIRED": ("R37",),
    "LPJ_ORDER_SCOPE_PERSON": ("R37",),
    "LPJ_ORDER_SCOPE_MEDIUM": ("R37",),
    "LPJ_ORDER_SCOPE_CHANNEL": ("R37",),
    "LPJ_ORDER_SCOPE_PURPOSE": ("R37",),
    "LPJ_ORDER_CONDITION_BREACH": ("R37",),
    "LPJ_ORDER_NOT_VERIFIED": ("R37",),
    "COURT_FILE_NUMBER_INVALID": ("R37",),
    "COURT_JURISDICTION_MISMATCH": ("R37",),
    "LPJ_FORMER_ADULT": ("R40",),
    "LPJ_PARENT": ("R34",),
    "LPJ_PARENT_UNRELATED_CONTEXT": ("R34",),
    "LPJ_IDENTIFIABLE_BY_ASSOCIATION": ("R35", "R40", "R55a"),
    "DECEASED_NO_CONSENT": ("R62",),
    "DECEASED_REVIEW": ("R62",),
    "DECEASED_OK": ("R62",),
    "LEGIT_INFO": ("R58",),
    "STAFF_PUBLIC_INFO": ("R53",),
    "INCIDENTAL_PUBLIC_EVENT": ("R59",),
    "RIGHTS_MISSING": ("R68",),
    "MINOR_REFUSAL": ("R25",),
    "NO_CONSENT": ("R2",),
    "PARENT_CONSENT_REQUIRED": ("R23",),
    "MINOR_CONSENT_REQUIRED": ("R24",),
    "PARENT_COSIGN_REQUIRED": ("R24",),
    "RECONFIRM_AT_14": ("R28",),
    "RECONFIRM_AT_MAJORITY": ("R28",),
    "EMANCIPATION_SIMPLE": ("R29",),
    "PARENTAL_REFUSAL": ("R26",),
    "PARENTAL_CONFLICT": ("R26",),
    "SIGNER_NOT_AUTHORIZED": ("R15", "R23", "R27", "R46", "R47"),
    "PERSON_OBJECTS": ("R47",),
    "MANDATE_NOT_HOMOLOGATED": ("R48",),
    "TEMP_REP_SCOPE": ("R49",),
    "ASSISTANT_CANNOT_CONSENT": ("R50",),
    "NO_LEGAL_REPRESENTATIVE": ("R51",),
    "LATER_INCAPACITY": ("R51",),
    "CONSENT_NOT_WRITTEN": ("R6",),
    "CONSENT_NOT_MANIFEST": ("R7",),
    "CONSENT_NOT_FREE": ("R8",),
    "CONSENT_NOT_INFORMED": ("R9", "R52"),
    "CONSENT_NOT_DISTINCT": ("R14",),
    "CONSENT_WITHDRAWN": ("R13",),
    "CONSENT_NOT_YET_EFFECTIVE": ("R11",),
    "CONSENT_EXPIRED": ("R11",),
    "CONSENT_STALE": ("R12",),
    "CONSENT_NOT_SPECIFIC": ("R10",),
    "CONSENT_SCOPE_CHANNEL": ("R10",),
    "CONSENT_SCOPE_MEDIUM": ("R10",),
    "CONSENT_SCOPE_PURPOSE": ("R10",),
    "CONSENT_SCOPE_ACTIVITY": ("R10",),
    "HEALTH_INFO_NOT_COVERED": ("R20",),
    "CONSENT_ID_NOT_CITED": ("R18",),
    "CONSENT_ID_MISMATCH": ("R18",),
    "CONSENT_ID_INVALID": ("R18",),
    "INTEGRITY_FAILED": ("R16",),
    "INTEGRITY_UNPROVEN": ("R16",),
    "SIGNATURE_UNVERIFIED": ("R17",),
    "CONSENT_LIMITS_BREACHED": ("R19",),
    "CONSENT_LIMITS": ("R19",),
    "PIA_MISSING": ("R67",),
    "STAFF_LEFT": ("R54",),
    "RIRTF_CHILD_RESOURCE_REVIEW": ("R55b",),
    "MEDIA_VIA_DCAI": ("R57",),
    "CONSENT_OK": ("R2", "R10", "R11"),
    "GROUP_MISSING_CONSENT": ("R60",),
    "GROUP_COUNT_MISMATCH": ("R60",),
}
"""Reason → the rules it comes from."""

CITED: Final[Mapping[str, tuple[str, ...]]] = {
    "LPJ_HEARING_IMAGES": ("youth_hearing", *_CHILD),
    "SURVEILLANCE_IMAGE": ("confidentiality",),
    "NOT_IDENTIFIABLE": ("privacy",),
    "IDENTIFIABLE_INDIRECT": ("privacy", "image_and_voice"),
    "LEGAL_CHECK": ("identify_child",),
    "YCJA_BAN": ("young_person",),
    "YCJA_FORMER": ("young_person",),
    "CHILD_INTEREST": ("interest_of_child",),
    "ADOPTION_CONFIDENTIAL": ("adoption",),
    "FAMILY_PROCEEDINGS": ("family",),
    "LPJ_NECESSARY_FOR_ACT": ("identify_child", "youth_file"),
    "LPJ_FORMER_ADULT": ("confidential_child", "youth_file"),
    "LPJ_ORDER_OK": ("identify_child", "court_copy"),
    "DECEASED_NO_CONSENT": ("privacy", "heirs"),
    "DECEASED_REVIEW": ("privacy", "heirs"),
    "DECEASED_OK": ("privacy",),
    "LEGIT_INFO": ("image_and_voice",),
    "STAFF_PUBLIC_INFO": ("public_information",),
    "INCIDENTAL_PUBLIC_EVENT": ("image_and_voice",),
    "RIGHTS_MISSING": ("copyright",),
    "MINOR_REFUSAL": ("minor_of_14", "interest_of_child"),
    "NO_CONSENT": ("privacy", "image_and_voice", "policy"),
    "PARENT_CONSENT_REQUIRED": ("consent", "parental_authority"),
    "MINOR_CONSENT_REQUIRED": ("consent", "minor_of_14"),
    "PARENT_COSIGN_REQUIRED": ("consent",),
    "RECONFIRM_AT_14": ("consent", "minor_of_14"),
    "RECONFIRM_AT_MAJORITY": ("capacity",),
    "EMANCIPATION_SIMPLE": ("simple_emancipation",),
    "PARENTAL_REFUSAL": ("parents_disagree",),
    "PARENTAL_CONFLICT": ("one_parent", "parents_disagree"),
    "SIGNER_NOT_AUTHORIZED": ("capacity", "parental_authority"),
    "PERSON_OBJECTS": ("tutor_of_adult",),
    "MANDATE_NOT_HOMOLOGATED": ("mandate",),
    "TEMP_REP_SCOPE": ("temporary",),
    "ASSISTANT_CANNOT_CONSENT": ("capacity",),
    "NO_LEGAL_REPRESENTATIVE": ("capacity",),
    "LATER_INCAPACITY": ("capacity",),
    "HEALTH_INFO_NOT_COVERED": ("health_record", "consent"),
    "INTEGRITY_FAILED": ("integrity",),
    "INTEGRITY_UNPROVEN": ("transfer",),
    "SIGNATURE_UNVERIFIED": ("signature",),
    "PIA_MISSING": ("impact_assessment",),
    "MEDIA_VIA_DCAI": ("policy",),
    "GROUP_MISSING_CONSENT": ("privacy",),
}
"""Reason → keys of LAWS; others: see `laws_of`."""


def laws_of(code: str) -> tuple[Citation, ...]:
    """Return the articles behind a reason; what is not listed follows from its family."""
    keys = CITED.get(code)
    if keys is None and code.startswith(("LPJ_", "COURT_", "RIRTF_")):
        keys = _CHILD
    elif keys is None and code.startswith("CONSENT_"):
        keys = ("consent",)
    return tuple(LAWS[key] for key in keys or ())
