"""Personal consent: is there a good paper for each signature that is needed? (R2, R3, R6-R29, R46-R51)."""

from dataclasses import dataclass
from typing import Final

from service.domain.facts import Consent
from service.domain.findings import Finding, deny
from service.domain.papers import Weighed, current_papers, nearness, weigh
from service.domain.showing import Showing
from service.domain.signers import (
    Need,
    capacity_findings,
    is_parental,
    is_tutor,
    reconfirmation,
    signatures_needed,
)


@dataclass(frozen=True, slots=True)
class Consenting:
    """What the consent rules find, and the papers a yes would rest on."""

    findings: tuple[Finding, ...] = ()
    papers: tuple[Consent, ...] = ()
    clean: bool = False
    """A paper passes without limits."""
    conditions: tuple[str, ...] = ()
    """What a rule adds to the limits of the papers."""


NOT_ASKED: Final = Consenting()


def judge_consents(showing: Showing) -> Consenting:
    """Walk through the rules on consent for one showing."""
    papers = current_papers(showing)
    findings = [*_nothing_written(showing), *capacity_findings(showing)]
    relied: list[Weighed] = []
    for need in signatures_needed(showing):
        best = nearest_for(need, papers, showing)
        if best is None or not best.passes:
            findings += _unmet(need, papers, showing)
        if best is None:
            findings += need.missing
        else:
            findings += best.findings
            relied.append(best)
    findings += _parents(showing, relied)
    findings += _emancipated(showing, relied)
    return rest_on(relied, findings)


def nearest_for(need: Need, papers: tuple[Consent, ...], showing: Showing) -> Weighed | None:
    """Return the paper that passes for a signature, or else the nearest one; None when there is none."""
    return nearest([weigh(paper, need.objections(paper, showing), showing) for paper in papers], showing)


def nearest(weighed: list[Weighed], showing: Showing) -> Weighed | None:
    """Return the nearest of some papers (rules.md §6, nearest consent)."""
    if len(weighed) < 2:  # noqa: PLR2004 - nothing to choose from
        return weighed[0] if weighed else None
    return min(weighed, key=lambda one: nearness(one, showing))


def rest_on(relied: list[Weighed], findings: list[Finding], *conditions: str) -> Consenting:
    """Gather what a decision that rests on these papers finds and cites."""
    return Consenting(
        findings=tuple(findings),
        papers=tuple(one.consent for one in relied),
        clean=any(one.passes and not one.consent.limits for one in relied),
        conditions=conditions,
    )


def _nothing_written(showing: Showing) -> list[Finding]:
    """R2, R6: verbal only is nothing on file; R3."""
    anything = showing.person.consents
    if any(paper.form == "written" for paper in anything):
        return []
    if anything and not showing.config.written_form_required:
        return []
    indirect = bool(showing.person.identifiable_by) and "face" not in (showing.person.identifiable_by or ())
    return [deny("NO_CONSENT"), deny("IDENTIFIABLE_INDIRECT")] if indirect else [deny("NO_CONSENT")]


def _unmet(need: Need, papers: tuple[Consent, ...], showing: Showing) -> tuple[Finding, ...]:
    if need.of_parent or showing.adult or showing.age is None:
        return ()
    return reconfirmation(papers, showing)


def _parents(showing: Showing, relied: list[Weighed]) -> list[Finding]:
    """R26: one parent suffices unless the other is known to refuse, or a conflict is known."""
    parents, config = showing.person.parents, showing.config
    if parents.other_parent == "agrees" or not _rests_on_parent(showing, relied):
        return []
    if any(one.passes and is_tutor(one.consent) for one in relied):
        return []
    findings: list[Finding] = []
    if parents.other_parent == "refused":
        findings.append(("PARENTAL_REFUSAL", config.second_parent_refusal))
    if parents.conflict:
        findings.append(("PARENTAL_CONFLICT", config.known_parental_conflict))
    return findings


def _rests_on_parent(showing: Showing, relied: list[Weighed]) -> bool:
    # Where either signature would do, a parent's is needed as long as the young person's does not pass.
    needs = signatures_needed(showing)
    if any(need.of_parent for need in needs):
        return True
    if showing.adult or showing.age is None or showing.person.emancipated is not None:
        return False
    if showing.config.minor_14_17_policy == "either":
        return not any(one.passes and not is_parental(one.consent) for one in relied)
    return any(is_parental(one.consent) and not one.objections for one in relied)


def _emancipated(showing: Showing, relied: list[Weighed]) -> list[Finding]:
    """R29, simple: legal looks once the minor's own consent passes."""
    if showing.adult or showing.age is None or showing.person.emancipated != "simple":
        return []
    passes = all(one.passes for one in relied) and bool(relied)
    return [("EMANCIPATION_SIMPLE", "REVIEW")] if passes else []
