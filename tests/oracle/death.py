"""The deceased: rule R62 and what section 6 settles on living consents."""

from datetime import date

from tests.oracle.consents import Weighed, judge_signatures, nearest, use_papers
from tests.oracle.papers import papers_that_count, quality, signed_on
from tests.oracle.scene import Facts, Finding, Scene, worst

FORBIDDING_STATUS = ("MANDATE_NOT_HOMOLOGATED", "TEMP_REP_SCOPE", "NO_LEGAL_REPRESENTATIVE")


def r62_deceased(scene: Scene, finding: Finding) -> bool:
    """R62: « a living consent is signed on or before the death by a signer allowed at that date ».

    Who was allowed is judged as on the day of the death, like « minority at death ».
    """
    death = scene.death()
    if death is None:
        return False
    papers = papers_that_count(scene)
    living = [p for p in papers if is_living(p, death)]
    if living or objection(scene, death):
        judge_living_consents(scene, living, death, finding)
    elif any(p["signer"] == "heir" for p in papers):
        judge_heirs(scene, papers, finding)
    else:
        finding.add("DECEASED_NO_CONSENT", scene.knobs("deceased_no_consent"))
    return True


def is_living(paper: Facts, death: date) -> bool:
    return signed_on(paper) <= death and paper["signer"] != "heir"


def objection(scene: Scene, death: date) -> bool:
    """« liquidator objects on any living consent → DENY », on one that a later paper replaced too."""
    papers = scene.get("consents") or []
    return any(p.get("liquidator") == "objects" and is_living(p, death) for p in papers)


def judge_living_consents(scene: Scene, living: list[Facts], death: date, finding: Finding) -> None:
    """« failing that DENY with its codes and DECEASED_NO_CONSENT »; an express consent comes first."""
    express = [p for p in living if after_death(scene, p) == "ALLOW"]
    found, chosen = signatures_of(scene, express)
    objects = objection(scene, death)
    if objects or not found.all_pass:
        found, chosen = signatures_of(scene, living)
    finding.join(found)
    if objects or not found.all_pass:
        finding.add("DECEASED_NO_CONSENT", "DENY")
        return
    verdict = worst([after_death(scene, one.paper) for one in chosen])
    if verdict != "ALLOW":
        finding.add("DECEASED_REVIEW", verdict)
    elif all(one.paper.get("survives_death") for one in chosen):
        finding.add("DECEASED_OK", "ALLOW_WITH_CONDITIONS")
        finding.conditions.add("review_first")


def signatures_of(scene: Scene, papers: list[Facts]) -> tuple[Finding, list[Weighed]]:
    """What these papers alone would find, and whether they give every signature that is needed."""
    found = Finding()
    chosen = judge_signatures(scene, papers, found)
    forbidden = any(code in found.codes for code in FORBIDDING_STATUS)
    found.all_pass = bool(chosen) and all(one.passes() for one in chosen) and not forbidden
    return found, chosen


def after_death(scene: Scene, paper: Facts) -> str:
    """« silent on death → REVIEW », as configured; liquidator « unknown → REVIEW », at least."""
    policy = str(scene.config["deceased_living_consent"])
    silent = "ALLOW" if paper.get("survives_death") else policy
    return worst([silent, *([] if paper.get("liquidator") == "no_objection" else ["REVIEW", policy])])


def judge_heirs(scene: Scene, papers: list[Facts], finding: Finding) -> None:
    """« only signer heir makes "heirs only" » → REVIEW; their papers too must be good."""
    heirs = [p for p in papers if p["signer"] == "heir"]
    best = nearest([Weighed(p, {}, quality(p, scene), scene) for p in heirs], finding)
    policy = scene.knobs("deceased_living_consent")
    if best and best.passes() and policy and len(heirs) == len(papers):
        finding.add("DECEASED_REVIEW", policy)
    else:
        finding.add("DECEASED_NO_CONSENT", "DENY")
    if best:
        finding.add_all(best.defects)
        use_papers([best.paper], scene, finding)
