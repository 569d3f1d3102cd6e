"""The deceased: rule R62 and what section 6 settles on living consents."""

from tests.oracle.papers import Codes, papers_that_count, quality, signed_on
from tests.oracle.reviews import accepted_reviews
from tests.oracle.scene import Facts, Finding, Scene
from tests.oracle.signers import judge_signatures, needed_slots, use_papers


def passes(scene: Scene, codes: Codes) -> bool:
    """No defect left, once those that legal accepted are taken away."""
    return all(verdict == "REVIEW" and accepted_reviews(scene, code) for code, verdict in codes.items())


def r62_deceased(scene: Scene, finding: Finding) -> bool:
    """R62: « a living consent is signed on or before the death by a signer allowed at that date »."""
    death = scene.death()
    if death is None:
        return False
    papers = [p for p in papers_that_count(scene) if signed_on(p) <= scene.day]
    living = [p for p in papers if signed_on(p) <= death and p["signer"] != "heir"]
    if living:
        judge_living_consents(scene, living, finding)
    elif papers and all(p["signer"] == "heir" for p in papers):
        judge_heirs(scene, papers, finding)
    else:
        finding.add("DECEASED_NO_CONSENT", scene.knobs("deceased_no_consent"))
    return True


def judge_living_consents(scene: Scene, living: list[Facts], finding: Finding) -> None:
    """« failing that DENY with its codes and DECEASED_NO_CONSENT »."""
    found, chosen = judge_signatures(scene, living)
    finding.join(found)
    codes = {c: v for c, v in found.codes.items() if c != "CONSENT_LIMITS"}
    signers = {id(p) for p in living for slot in needed_slots(scene) if not slot.signer(p, scene)}
    valid = [p for p in living if id(p) in signers and passes(scene, quality(p, scene))]
    if not passes(scene, codes) or any(p.get("liquidator") == "objects" for p in valid):
        finding.add("DECEASED_NO_CONSENT", "DENY")
    elif all(p.get("survives_death") and p.get("liquidator") == "no_objection" for p in chosen):
        finding.add("DECEASED_OK", "ALLOW_WITH_CONDITIONS")
        finding.conditions.add("review_first")
    else:
        finding.add("DECEASED_REVIEW", scene.knobs("deceased_living_consent"))


def judge_heirs(scene: Scene, papers: list[Facts], finding: Finding) -> None:
    """« only signer heir makes "heirs only" »; silent where the policy is, and then nobody consented."""
    good = [p for p in papers if passes(scene, quality(p, scene))]
    review = scene.knobs("deceased_living_consent")
    for paper in good or papers:
        for code, verdict in quality(paper, scene).items():
            finding.add(code, verdict)
    finding.add(*(("DECEASED_REVIEW", review) if good and review else ("DECEASED_NO_CONSENT", "DENY")))
    use_papers(good, finding)
