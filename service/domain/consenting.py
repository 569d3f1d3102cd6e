"""Personal consent: is there a good paper for each signature that is needed? (R2, R3, R6-R29, R46-R51)."""

from datetime import date
from typing import Final, NamedTuple

from service.domain.facts import Consent
from service.domain.findings import Finding, deny
from service.domain.papers import Weighed, current_papers, nearness, weigh
from service.domain.showing import Showing
from service.domain.signers import (
    Need,
    capacity_findings,
    is_parental,
    reconfirmation,
    signatures_needed,
)


class Consenting(NamedTuple):
    """What the consent rules find, and the papers a yes would rest on."""

    findings: tuple[Finding, ...] = ()
    papers: tuple[Consent, ...] = ()
    clean: bool = False
    """A paper passes without limits."""
    conditions: tuple[str, ...] = ()
    """What a rule adds to the limits of the papers."""


class Signatures(NamedTuple):
    """What the signatures needed find, and the nearest paper of each that has one."""

    findings: tuple[Finding, ...]
    relied: tuple[Weighed, ...]
    complete: bool
    """Every signature that is needed has a paper that passes."""


NOT_ASKED: Final = Consenting()
_DAY: Final = date(2026, 1, 1)
_STAND_INS: Final = tuple(
    [
        Consent("", _DAY, "parent", ("photo",), ("facebook",), ("information",), _DAY, signer_id=who)
        for who in ("1", "2")
    ]
)
"""Judged where there is no paper, and not heard: how long a decision takes must not tell who signed."""


def judge_consents(showing: Showing) -> Consenting:
    """Walk through the rules on consent for one showing."""
    papers = current_papers(showing)
    signatures = judge_signatures(papers or _STAND_INS, showing)
    if not papers:
        signatures = judge_signatures((), showing)
    return rest_on(signatures.relied, (*_nothing_written(showing), *signatures.findings))


def judge_signatures(papers: tuple[Consent, ...], showing: Showing) -> Signatures:
    """Judge who signed, and how (R22-R29, R46-R51, R6-R20)."""
    complete = True
    findings: list[Finding] = [*capacity_findings(showing)]
    relied: list[Weighed] = []
    for need in signatures_needed(showing):
        weighed = [weigh(paper, need.objections(paper, showing), showing) for paper in papers]
        best = nearest(weighed, showing)
        if best is not None:
            relied.append(best)
            findings += best.findings
        if best is None or not best.passes:
            complete = False
            findings += _unmet(need, weighed, showing)
    if not showing.adult:
        findings += _parents(papers, relied, showing)
        findings += _emancipated(showing, relied)
    return Signatures(tuple(findings), tuple(relied), complete)


def nearest(weighed: list[Weighed], showing: Showing) -> Weighed | None:
    """Return the paper that passes, or else the nearest one (rules.md §6); None when there is none."""
    if len(weighed) < 2:  # noqa: PLR2004 - nothing to choose from
        return weighed[0] if weighed else None
    return min(weighed, key=lambda one: nearness(one, showing))


def rest_on(relied: tuple[Weighed, ...], findings: tuple[Finding, ...], *conditions: str) -> Consenting:
    """Gather what a decision that rests on these papers finds and cites."""
    return Consenting(
        findings=findings,
        papers=tuple([one.consent for one in relied]),
        clean=any([one.passes and not one.consent.limits for one in relied]),  # noqa: C419 - one or two
        conditions=conditions,
    )


def _nothing_written(showing: Showing) -> tuple[Finding, ...]:
    """R2, R6: verbal only is nothing on file; R3."""
    for paper in showing.person.consents:
        if paper.form == "written" or not showing.config.written_form_required:
            return ()
    indirect = bool(showing.person.identifiable_by) and "face" not in (showing.person.identifiable_by or ())
    return (deny("NO_CONSENT"), deny("IDENTIFIABLE_INDIRECT")) if indirect else (deny("NO_CONSENT"),)


def _unmet(need: Need, weighed: list[Weighed], showing: Showing) -> list[Finding]:
    """Say what is missing, and everyone who signed in place of those who should have."""
    if any(not one.objections for one in weighed):
        return []
    instead = [finding for one in weighed for finding in one.objections] or need.missing
    return [*instead, *(reconfirmation(showing) if need.of_minor else ())]


def _parents(papers: tuple[Consent, ...], relied: list[Weighed], showing: Showing) -> list[Finding]:
    """R26: one parent suffices unless the other is known to refuse, or a conflict is known."""
    parents, config = showing.person.parents, showing.config
    if not parents.conflict and parents.other_parent != "refused":
        return []
    if parents.other_parent == "agrees" or not _rests_on_parent(relied, showing):
        return []
    if any(_is_judgment_of_tutor(paper) and weigh(paper, (), showing).passes for paper in papers):
        return []
    findings: list[Finding] = []
    if parents.other_parent == "refused":
        findings.append(("PARENTAL_REFUSAL", config.second_parent_refusal))
    if parents.conflict:
        findings.append(("PARENTAL_CONFLICT", config.known_parental_conflict))
    return findings


def _is_judgment_of_tutor(paper: Consent) -> bool:
    return paper.signer == "tutor_minor" and paper.evidence == "judgment"


def _rests_on_parent(relied: list[Weighed], showing: Showing) -> bool:
    # A parent's signature that stands for the young person's is needed like one beside it.
    if any(need.of_parent for need in signatures_needed(showing)):
        return True
    return showing.age is not None and any(is_parental(one.consent) and not one.objections for one in relied)


def _emancipated(showing: Showing, relied: list[Weighed]) -> list[Finding]:
    """R29, simple: legal looks once the minor's own consent passes."""
    if showing.age is None or showing.person.emancipated != "simple":
        return []
    return [("EMANCIPATION_SIMPLE", "REVIEW")] if any(one.passes for one in relied) else []
