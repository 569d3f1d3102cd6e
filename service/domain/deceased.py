"""After a death: what the person agreed to while living (R62)."""

from service.domain.ages import CONSENTS_ALONE, MAJORITY
from service.domain.consenting import Consenting, nearest, rest_on
from service.domain.facts import Consent
from service.domain.findings import SEVERITY, Finding, deny, worst
from service.domain.papers import Weighed, current_papers, weigh
from service.domain.reviews import settle
from service.domain.showing import Showing
from service.domain.signers import (
    NONE,
    Objections,
    adult_objections,
    is_minors_own,
    is_parental,
    needs_parent,
)
from service.domain.vocabulary import Verdict

_OK: Finding = ("DECEASED_OK", "ALLOW_WITH_CONDITIONS")


def judge_deceased(showing: Showing) -> Consenting:
    """Walk through R62: the living consent, its own quality, and the liquidator's word."""
    papers = current_papers(showing)
    living = tuple(paper for paper in papers if _is_living(paper, showing))
    weighed = [weigh(paper, _objections(paper, living, showing), showing) for paper in living]
    passing = [one for one in weighed if one.passes]
    if _liquidator_objects(showing):
        return _refused("DENY", weighed, showing)
    if passing:
        return _rest_on_living(passing, showing)
    heirs = [weigh(paper, NONE, showing) for paper in papers if paper.signer == "heir"]
    if heirs and len(heirs) == len(papers) and any(one.passes for one in heirs):
        return _rest_on_heirs(heirs, showing)
    return _refused(showing.config.deceased_no_consent, weighed or heirs, showing)


def _is_living(paper: Consent, showing: Showing) -> bool:
    died = showing.person.deceased
    return paper.signer != "heir" and paper.signed is not None and died is not None and paper.signed <= died


def _liquidator_objects(showing: Showing) -> bool:
    return any(
        paper.liquidator == "objects" and (paper.signed is None or paper.signed <= showing.day)
        for paper in showing.person.consents
    )


def _objections(paper: Consent, living: tuple[Consent, ...], showing: Showing) -> Objections:
    """Say whether the signer was allowed on the day of signing."""
    if showing.person.emancipated is not None or not showing.signed_before(paper.signed, MAJORITY):
        return adult_objections(paper, showing)
    if showing.signed_before(paper.signed, CONSENTS_ALONE):
        return NONE if is_parental(paper) else (deny("SIGNER_NOT_AUTHORIZED"),)
    if is_parental(paper):
        either = showing.config.minor_14_17_policy == "either"
        return NONE if either else (deny("MINOR_CONSENT_REQUIRED"),)
    if not is_minors_own(paper, showing):
        return (deny("SIGNER_NOT_AUTHORIZED"),)
    cosigned = any(is_parental(other) and weigh(other, NONE, showing).passes for other in living)
    return NONE if cosigned or not needs_parent(showing) else (deny("PARENT_COSIGN_REQUIRED"),)


def _refused(verdict: Verdict, weighed: list[Weighed], showing: Showing) -> Consenting:
    best = nearest(weighed, showing)
    return rest_on([], [("DECEASED_NO_CONSENT", verdict), *(best.findings if best else ())])


def _rest_on_living(passing: list[Weighed], showing: Showing) -> Consenting:
    leading = min(_distance(one, showing) for one in passing)
    best = nearest([one for one in passing if _distance(one, showing) == leading], showing)
    relied = [best] if best else []
    findings = [finding for one in relied for finding in (*one.findings, *_on_death(one.consent, showing))]
    return rest_on(relied, findings, *(("review_first",) if _OK in findings else ()))


def _rest_on_heirs(heirs: list[Weighed], showing: Showing) -> Consenting:
    best = nearest(heirs, showing)
    verdict = worst(("REVIEW", showing.config.deceased_living_consent))
    findings: list[Finding] = [("DECEASED_REVIEW", verdict), *(best.findings if best else ())]
    return rest_on([best] if best else [], findings)


def _on_death(paper: Consent, showing: Showing) -> list[Finding]:
    """Say what a living consent means now: express, silent, or not yet heard of by the liquidator."""
    silent: Verdict = "ALLOW" if paper.survives_death else showing.config.deceased_living_consent
    unheard: Verdict = "ALLOW" if paper.liquidator == "no_objection" else "REVIEW"
    verdict = worst((silent, unheard))
    if verdict != "ALLOW":
        return [("DECEASED_REVIEW", verdict)]
    return [_OK] if paper.survives_death else []


def _distance(one: Weighed, showing: Showing) -> int:
    # An express consent comes first, then whatever is least severe.
    found = _on_death(one.consent, showing)
    if _OK in found:
        return -1
    return SEVERITY[worst([settle(finding, showing.reviews) for finding in found])]
