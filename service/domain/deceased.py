"""After a death: what the person agreed to while living (R62)."""

from typing import Final

from service.domain.consenting import Consenting, Signatures, judge_signatures, nearest, rest_on
from service.domain.facts import Consent
from service.domain.findings import Finding, worst
from service.domain.papers import current_papers, weigh
from service.domain.showing import Showing
from service.domain.signers import LEAVES_NOBODY
from service.domain.vocabulary import Verdict

_OK: Final[Finding] = ("DECEASED_OK", "ALLOW_WITH_CONDITIONS")


def judge_deceased(showing: Showing) -> Consenting:
    """Walk through R62: the living consent, its own quality, and the liquidator's word.

    Who was allowed to sign is judged as on the day of the death.
    """
    papers = current_papers(showing)
    living = tuple(paper for paper in papers if _is_living(paper, showing))
    if any(_is_living(paper, showing) and paper.liquidator == "objects" for paper in showing.person.consents):
        return _refused("DENY", judge_signatures(living, showing))
    if not living:
        return _judge_heirs(papers, showing)
    express = judge_signatures(tuple(paper for paper in living if not _doubts(paper, showing)), showing)
    signatures = express if _are_complete(express) else judge_signatures(living, showing)
    if not _are_complete(signatures):
        return _refused("DENY", signatures)
    doubts = [doubt for one in signatures.relied for doubt in _doubts(one.consent, showing)]
    if not doubts and all(one.consent.survives_death for one in signatures.relied):
        return rest_on(signatures.relied, (*signatures.findings, _OK), "review_first")
    return rest_on(signatures.relied, (*signatures.findings, *doubts))


def _are_complete(signatures: Signatures) -> bool:
    """Tell whether every signature needed was given, by someone the status left free to give it."""
    return signatures.complete and LEAVES_NOBODY.isdisjoint(code for code, _ in signatures.findings)


def _is_living(paper: Consent, showing: Showing) -> bool:
    died = showing.person.deceased
    return paper.signer != "heir" and paper.signed is not None and died is not None and paper.signed <= died


def _doubts(paper: Consent, showing: Showing) -> list[Finding]:
    """Say what a living consent leaves open: silent on death, or the liquidator not heard."""
    policy = showing.config.deceased_living_consent
    verdicts: list[Verdict] = []
    if not paper.survives_death:
        verdicts.append(policy)
    if paper.liquidator != "no_objection":
        verdicts += ["REVIEW", policy]
    verdict = worst(verdicts)
    return [("DECEASED_REVIEW", verdict)] if verdict != "ALLOW" else []


def _judge_heirs(papers: tuple[Consent, ...], showing: Showing) -> Consenting:
    weighed = [weigh(paper, (), showing) for paper in papers if paper.signer == "heir"]
    best, policy = nearest(weighed, showing), showing.config.deceased_living_consent
    only_heirs = best is not None and len(weighed) == len(papers)
    if best is not None and only_heirs and best.passes and policy != "ALLOW":
        return rest_on((best,), (("DECEASED_REVIEW", policy), *best.findings))
    signatures = Signatures(best.findings if best else (), (), complete=False)
    return _refused(showing.config.deceased_no_consent if best is None else "DENY", signatures)


def _refused(verdict: Verdict, signatures: Signatures) -> Consenting:
    return rest_on((), (("DECEASED_NO_CONSENT", verdict), *signatures.findings))
