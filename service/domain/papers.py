"""Which papers count, and whether one is good (R6-R20; rules.md §6, several papers)."""

from typing import Final, NamedTuple

from service.domain.ages import is_older
from service.domain.court_orders import misses_name_or_voice
from service.domain.facts import Consent
from service.domain.findings import PUBLISHABLE, SEVERITY, Finding, deny, review, worst
from service.domain.reasons import PLACE
from service.domain.reviews import settle
from service.domain.showing import Showing
from service.domain.vocabulary import ANY, Verdict

NO_HEALTH_LINE: Final = frozenset({"staff", "former_staff", "volunteer", "rirtf", "media", "public_figure"})
"""Roles whom the health line does not concern (R20)."""


class Weighed(NamedTuple):
    """One paper with what is wrong with its signer and with itself."""

    consent: Consent
    objections: tuple[Finding, ...]
    """Why this signer does not count."""
    defects: tuple[Finding, ...]
    verdict: Verdict
    """The worst of both, once legal's reviews are heard."""

    @property
    def passes(self) -> bool:
        """Tell whether this paper alone lets the picture go out."""
        return self.verdict in PUBLISHABLE

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong, and the limits to keep."""
        found = self.objections + self.defects
        if not self.consent.limits:
            return found
        broken = any(code == "CONSENT_LIMITS_BREACHED" for code, _ in self.defects)
        return found if broken else (*found, ("CONSENT_LIMITS", "ALLOW_WITH_CONDITIONS"))


def current_papers(showing: Showing) -> tuple[Consent, ...]:
    """Return the papers that count on the day: an older one of the same signer never comes back to life."""
    if len(showing.person.consents) <= 1:
        return showing.person.consents
    papers = tuple(dict.fromkeys(showing.person.consents))
    dated = [paper for paper in papers if paper.signed is not None and paper.signed <= showing.day]
    return tuple(paper for paper in papers if not any(_replaces(later, paper) for later in dated))


def weigh(consent: Consent, objections: tuple[Finding, ...], showing: Showing) -> Weighed:
    """Weigh one paper for one showing; `objections` say what is wrong with its signer."""
    defects = _defects(consent, showing)
    found = objections + defects
    verdict = worst([settle(finding, showing.reviews) for finding in found]) if found else "ALLOW"
    if verdict == "ALLOW" and consent.limits:
        verdict = "ALLOW_WITH_CONDITIONS"
    return Weighed(consent, objections, defects, verdict)


def nearness(
    weighed: Weighed, showing: Showing
) -> tuple[bool, int, int, int, tuple[int, ...], tuple[str, ...]]:
    """Sort key of the nearest paper: authorized signer, least severe, fewest defects, latest signed.

    Codes, number and limits settle what is left, so that the order of input is nothing.
    """
    open_findings = [
        finding
        for finding in weighed.objections + weighed.defects
        if settle(finding, showing.reviews) not in PUBLISHABLE
    ]
    signed = weighed.consent.signed
    return (
        any(finding in weighed.objections for finding in open_findings),
        SEVERITY[weighed.verdict],
        len(open_findings),
        -signed.toordinal() if signed else 0,
        tuple(PLACE[code] for code, _ in weighed.findings),
        (weighed.consent.id or "", *sorted(weighed.consent.limits)),
    )


def _replaces(later: Consent, paper: Consent) -> bool:
    same_signer = later.signer == paper.signer and (
        later.signer_id is None or paper.signer_id is None or later.signer_id == paper.signer_id
    )
    if not same_signer or later.signed is None or paper.signed is None or later.signed <= paper.signed:
        return False
    return later.activity is None or later.activity == paper.activity


def _defects(consent: Consent, showing: Showing) -> tuple[Finding, ...]:
    codes = _form_defects(consent, showing) + _date_defects(consent, showing)
    codes += _scope_defects(consent, showing) + _number_defects(consent, showing)
    found = [deny(code) for code in codes]
    if consent.integrity != "ok":
        broken = consent.integrity == "hash_mismatch"
        found.append(deny("INTEGRITY_FAILED") if broken else review("INTEGRITY_UNPROVEN"))
    if consent.signature != "verified":
        found.append(review("SIGNATURE_UNVERIFIED"))
    if consent.limits and showing.breaks(consent.limits):
        found.append(deny("CONSENT_LIMITS_BREACHED"))
    return tuple(found)


def _form_defects(consent: Consent, showing: Showing) -> list[str]:
    """R6-R9, R14, R52."""
    codes = []
    if consent.form != "written" and showing.config.written_form_required:
        codes.append("CONSENT_NOT_WRITTEN")
    if not consent.opt_in:
        codes.append("CONSENT_NOT_MANIFEST")
    if not consent.free:
        codes.append("CONSENT_NOT_FREE")
    if not consent.informed:
        codes.append("CONSENT_NOT_INFORMED")
    if not consent.distinct:
        codes.append("CONSENT_NOT_DISTINCT")
    return codes


def _date_defects(consent: Consent, showing: Showing) -> list[str]:
    """R11, R12, R13: both first and last day are good; 24 months to the day are still good."""
    codes, day = [], showing.post.date
    if consent.withdrawn is not None and consent.withdrawn <= day:
        codes.append("CONSENT_WITHDRAWN")
    if consent.signed is None or day < consent.signed:
        codes.append("CONSENT_NOT_YET_EFFECTIVE")
    if consent.expires is not None:
        if day > consent.expires:
            codes.append("CONSENT_EXPIRED")
    elif consent.signed is not None and is_older(consent.signed, showing.config.max_consent_months, day):
        codes.append("CONSENT_STALE")
    return codes


def _scope_defects(consent: Consent, showing: Showing) -> list[str]:
    """R10, R20."""
    codes, post, media = [], showing.post, consent.media
    if ANY in media or ANY in consent.channels or ANY in consent.purposes:
        codes.append("CONSENT_NOT_SPECIFIC")
    if showing.channel not in consent.channels and ANY not in consent.channels:
        codes.append("CONSENT_SCOPE_CHANNEL")
    if ANY not in media and (post.medium not in media or misses_name_or_voice(media, showing)):
        codes.append("CONSENT_SCOPE_MEDIUM")
    if post.purpose not in consent.purposes and ANY not in consent.purposes:
        codes.append("CONSENT_SCOPE_PURPOSE")
    if consent.activity is not None and consent.activity != post.activity:
        codes.append("CONSENT_SCOPE_ACTIVITY")
    if post.discloses_health and not consent.covers_health and showing.person.role not in NO_HEALTH_LINE:
        codes.append("HEALTH_INFO_NOT_COVERED")
    return codes


def _number_defects(consent: Consent, showing: Showing) -> list[str]:
    """R18: the number cited is this paper's, and this paper is this person's."""
    codes = []
    if not consent.cited:
        codes.append("CONSENT_ID_NOT_CITED")
    if consent.belongs_to is not None and consent.belongs_to != showing.person.ref:
        codes.append("CONSENT_ID_MISMATCH")
    if consent.id is None or consent.id_status != "ok":
        codes.append("CONSENT_ID_INVALID")
    return codes
