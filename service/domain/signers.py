"""Who must have signed, and which signatures count for whom (R22-R29, R46-R51)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from service.domain.ages import CONSENTS_ALONE, MAJORITY
from service.domain.facts import Consent
from service.domain.findings import Finding, deny
from service.domain.showing import Showing
from service.domain.vocabulary import IMAGE_PUBLICATION, Verdict

Objections: TypeAlias = tuple[Finding, ...]
NONE: Final[Objections] = ()

TUTOR_EVIDENCE: Final = frozenset({"judgment", "will"})
REPRESENTATIVES: Final = {
    "tutorship": ("tutor_person", frozenset({"judgment"})),
    "mandate_homologated": ("mandatary_person", frozenset({"homologation", "judgment"})),
    "temporary_representation": ("temporary_representative", frozenset({"judgment"})),
}
"""Capacity status → who signs for the adult, and on what evidence."""
LEAVES_NOBODY: Final = frozenset({"MANDATE_NOT_HOMOLOGATED", "NO_LEGAL_REPRESENTATIVE", "TEMP_REP_SCOPE"})
"""What a status says when nobody may sign; who lost capacity later had signed while capable (R51)."""


@dataclass(frozen=True, slots=True)
class Need:
    """One signature that is needed: what to object to a paper, and what to say when there is none."""

    objections: Callable[[Consent, Showing], Objections]
    missing: Objections
    of_parent: bool = False
    of_minor: bool = False
    """The young person's own, from 14 to 17."""


def signatures_needed(showing: Showing) -> tuple[Need, ...]:
    """Return the signatures this showing needs, by age, emancipation and capacity."""
    person = showing.person
    if showing.adult or person.emancipated == "full":
        return (_ADULT,)
    if showing.age is None:
        return (_ANYONE,)
    if person.emancipated == "simple":
        return (_MINOR_ALONE,)
    if showing.age < CONSENTS_ALONE:
        return (_PARENT,)
    return _adolescent(showing)


def capacity_findings(showing: Showing) -> tuple[Finding, ...]:
    """R48, R49, R51: what the status alone says, whoever signed."""
    capacity = showing.person.capacity
    match capacity.status if capacity else None:
        case "mandate_not_homologated":
            return (deny("MANDATE_NOT_HOMOLOGATED"),)
        case "de_facto_incapable":
            return (deny("NO_LEGAL_REPRESENTATIVE"),)
        case "temporary_representation" if capacity and capacity.scope != IMAGE_PUBLICATION:
            return (deny("TEMP_REP_SCOPE"),)
        case "later_incapable":
            return (("LATER_INCAPACITY", showing.config.later_incapacity),)
        case _:
            return ()


def is_parental(consent: Consent) -> bool:
    """Tell whether a parent signed, or a tutor to the minor with judgment or will (rules.md §6, evidence)."""
    tutor = consent.signer == "tutor_minor" and consent.evidence in TUTOR_EVIDENCE
    return consent.signer == "parent" or tutor


def is_minors_own(consent: Consent, showing: Showing) -> bool:
    """Tell whether the person signed; a signature given before 14 never counts."""
    return consent.signer == "self" and not showing.signed_before(consent.signed, CONSENTS_ALONE)


def adult_objections(consent: Consent, showing: Showing) -> Objections:
    """R46, R47, R50, and R28 for what was signed before majority."""
    signer, evidence = _signer_of_adult(showing)
    if signer is None:
        return NONE
    if consent.signer == signer and (evidence is None or consent.evidence in evidence):
        return _own_of_adult(consent, showing) if signer == "self" else NONE
    if showing.adult and consent.signer == "parent":
        return _parents_of_adult(consent, showing, decides_alone=signer == "self")
    return (_stranger(consent),)


def reconfirmation(showing: Showing) -> Objections:
    """R28: a parent signed before the 14th birthday, and the young person has signed nothing since."""
    early = any(
        is_parental(paper) and showing.signed_before(paper.signed, CONSENTS_ALONE)
        for paper in showing.person.consents
    )
    return (deny("RECONFIRM_AT_14"),) if early and not _has_signed(showing) else NONE


def needs_parent(showing: Showing) -> bool:
    """Tell whether, from 14 to 17, a parent must sign too (R24)."""
    policy = showing.config.minor_14_17_policy
    return policy == "both" or (policy == "minor_and_parent_for_public_channels" and showing.public)


def _adolescent(showing: Showing) -> tuple[Need, ...]:
    if showing.config.minor_14_17_policy == "either":
        return (_EITHER,)
    return (_MINOR, _COSIGN) if needs_parent(showing) else (_MINOR,)


def _signer_of_adult(showing: Showing) -> tuple[str | None, frozenset[str] | None]:
    # Where the status itself forbids (R48, R49, R51), nobody's signature is objected to.
    capacity = showing.person.capacity
    if capacity is None or capacity.status is None or capacity.status in {"capable", "assisted"}:
        return "self", None
    if capacity.status == "later_incapable":
        return "self", None
    if capacity.self_decides_personal and capacity.status in {"tutorship", "mandate_homologated"}:
        return "self", None
    if capacity.status == "temporary_representation" and capacity.scope != IMAGE_PUBLICATION:
        return None, None
    return REPRESENTATIVES.get(capacity.status, (None, None))


def _own_of_adult(consent: Consent, showing: Showing) -> Objections:
    if showing.signed_before(consent.signed, CONSENTS_ALONE):
        again = (deny("RECONFIRM_AT_MAJORITY"),) if showing.adult else NONE
        return (*again, deny("SIGNER_NOT_AUTHORIZED"))
    lapses = showing.config.turning_18_self_signed == "lapses"
    if lapses and showing.adult and showing.signed_before(consent.signed, MAJORITY):
        return (deny("RECONFIRM_AT_MAJORITY"),)
    return NONE


def _parents_of_adult(consent: Consent, showing: Showing, *, decides_alone: bool) -> Objections:
    if not showing.signed_before(consent.signed, MAJORITY):
        return (deny("RECONFIRM_AT_MAJORITY"), deny("SIGNER_NOT_AUTHORIZED"))
    reviewed = showing.config.turning_18_parent_consent == "review"
    reviewed = reviewed and decides_alone and not _has_signed(showing)
    verdict: Verdict = "REVIEW" if reviewed else "DENY"
    return (("RECONFIRM_AT_MAJORITY", verdict),)


def _objections_to_anyone(_consent: Consent, _showing: Showing) -> Objections:
    return NONE


def _objections_for_child(consent: Consent, _showing: Showing) -> Objections:
    """R23, R27."""
    if is_parental(consent):
        return NONE
    return (deny("PARENT_CONSENT_REQUIRED" if consent.signer == "self" else "SIGNER_NOT_AUTHORIZED"),)


def _objections_for_minor(consent: Consent, showing: Showing) -> Objections:
    """R24: the young person's own; a parent's early signature goes on where the policy says so (R28)."""
    if is_minors_own(consent, showing) or _goes_on(consent, showing):
        return NONE
    return _instead_of_minor(consent)


def _objections_for_either(consent: Consent, showing: Showing) -> Objections:
    late = is_parental(consent) and not showing.signed_before(consent.signed, CONSENTS_ALONE)
    if late or is_minors_own(consent, showing) or _goes_on(consent, showing):
        return NONE
    return _instead_of_minor(consent)


def _objections_for_emancipated(consent: Consent, showing: Showing) -> Objections:
    return NONE if is_minors_own(consent, showing) else _instead_of_minor(consent)


def _objections_for_cosigner(consent: Consent, _showing: Showing) -> Objections:
    if is_parental(consent):
        return NONE
    missing = (deny("PARENT_COSIGN_REQUIRED"),)
    return missing if consent.signer == "self" else (*missing, _stranger(consent))


def _instead_of_minor(consent: Consent) -> Objections:
    missing = (deny("MINOR_CONSENT_REQUIRED"),)
    known = consent.signer == "self" or is_parental(consent)
    return missing if known else (*missing, _stranger(consent))


def _stranger(consent: Consent) -> Finding:
    """R27, R46, R50: someone who cannot sign for another."""
    assistant = consent.signer == "assistant"
    return deny("ASSISTANT_CANNOT_CONSENT" if assistant else "SIGNER_NOT_AUTHORIZED")


def _goes_on(consent: Consent, showing: Showing) -> bool:
    # Only while the young person has signed nothing: their own paper, even withdrawn, is their word.
    if showing.config.turning_14 != "parent_consent_continues" or not is_parental(consent):
        return False
    return showing.signed_before(consent.signed, CONSENTS_ALONE) and not _has_signed(showing)


def _has_signed(showing: Showing) -> bool:
    """Tell whether the person has signed anything that counts, whatever became of it since."""
    return any(
        is_minors_own(paper, showing) and paper.signed is not None and paper.signed <= showing.day
        for paper in showing.person.consents
    )


_ADULT: Final = Need(adult_objections, NONE)
_ANYONE: Final = Need(_objections_to_anyone, NONE)
_PARENT: Final = Need(_objections_for_child, (deny("PARENT_CONSENT_REQUIRED"),), of_parent=True)
_MINOR: Final = Need(_objections_for_minor, (deny("MINOR_CONSENT_REQUIRED"),), of_minor=True)
_MINOR_ALONE: Final = Need(_objections_for_emancipated, (deny("MINOR_CONSENT_REQUIRED"),), of_minor=True)
_EITHER: Final = Need(_objections_for_either, (deny("MINOR_CONSENT_REQUIRED"),), of_minor=True)
_COSIGN: Final = Need(_objections_for_cosigner, (deny("PARENT_COSIGN_REQUIRED"),), of_parent=True)
