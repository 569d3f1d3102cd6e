"""Is there a good paper for each signature that is needed? (R2, R26, R28, R29 and the nearest consent)."""

from dataclasses import dataclass

from tests.oracle.papers import Codes, papers_that_count, quality, signed_on
from tests.oracle.reviews import settled
from tests.oracle.scene import RANK, Facts, Finding, Scene, worst
from tests.oracle.signers import Slot, has_signed, is_parental, needed_slots, signed_before


@dataclass
class Weighed:
    """One paper for one needed signer: what is wrong with its signer, and with itself."""

    paper: Facts
    wrong: Codes
    defects: Codes
    scene: Scene

    def codes(self) -> Codes:
        return {**self.wrong, **self.defects}

    def open_codes(self) -> Codes:
        """The codes left once legal's reviews are heard."""
        heard = {code: settled(self.scene, code, verdict) for code, verdict in self.codes().items()}
        return {code: verdict for code, verdict in heard.items() if verdict in {"REVIEW", "DENY"}}

    def passes(self) -> bool:
        return not self.open_codes()

    def nearness(self) -> tuple[bool, int, int, int]:
        """« authorized signer first, then least severe, fewest defects, latest signed »."""
        codes = self.open_codes()
        limited = "ALLOW_WITH_CONDITIONS" if self.paper.get("limits") else "ALLOW"
        severity = RANK[worst([limited, *codes.values()])]
        return bool(set(codes) & set(self.wrong)), severity, len(codes), -signed_on(self.paper).toordinal()


def weigh(paper: Facts, slot: Slot, scene: Scene) -> Weighed:
    return Weighed(paper, slot.signer(paper, scene), quality(paper, scene), scene)


def nearest(weighed: list[Weighed], finding: Finding) -> Weighed | None:
    """The nearest; where two are as near the rules do not say which, and the finding is marked as open."""
    ordered = sorted(weighed, key=lambda one: (one.nearness(), str(one.paper.get("id"))))
    finding.tied |= len(ordered) > 1 and ordered[0].nearness() == ordered[1].nearness()
    return ordered[0] if ordered else None


def judge_signatures(scene: Scene, papers: list[Facts], finding: Finding) -> list[Weighed]:
    """Adds the reasons of each needed signer's nearest paper, R26, R29 and R48-R51; gives these papers."""
    chosen = []
    for slot in needed_slots(scene):
        weighed = [weigh(paper, slot, scene) for paper in papers]
        best = nearest(weighed, finding)
        if best is not None:
            finding.add_all(best.codes())
            chosen.append(best)
        if (best is None or not best.passes()) and all(one.wrong for one in weighed):
            add_missing(slot, weighed, scene, finding)
    judge_parents(scene, chosen, papers, finding)
    judge_capacity(scene, finding)
    judge_emancipation(scene, chosen, finding)
    use_papers([one.paper for one in chosen], scene, finding)
    return chosen


def add_missing(slot: Slot, weighed: list[Weighed], scene: Scene, finding: Finding) -> None:
    """Nobody who may sign did: what is missing, and all who signed instead."""
    finding.add_all({slot.missing: "DENY"} if slot.missing and not weighed else {})
    for one in weighed:
        finding.add_all(one.wrong)
    if slot.missing and not slot.of_parent:
        finding.add_all(reconfirm_at_14(scene))


def reconfirm_at_14(scene: Scene) -> Codes:
    """R28: « parent signed before the 14th birthday, now 14+ without own signature → also »."""
    early = any(is_parental(p) and signed_before(p, 14, scene) for p in scene.get("consents") or [])
    return {"RECONFIRM_AT_14": "DENY"} if early and not has_signed(scene) else {}


def use_papers(papers: list[Facts], scene: Scene, finding: Finding) -> None:
    """R19 and the citation: what a yes that rests on these papers carries."""
    for paper in papers:
        limits = paper.get("limits") or []
        finding.conditions |= set(limits)
        finding.cite |= {paper["id"]} if paper.get("id") else set()
        if limits and not scene.breaks(limits):
            finding.add("CONSENT_LIMITS", "ALLOW_WITH_CONDITIONS")
        if not limits:
            finding.passed_without_limits = True


def needs_parent(scene: Scene, chosen: list[Weighed]) -> bool:
    """« R26 whenever a parent's consent is needed »: asked for, or relied on instead of the minor's own."""
    if any(slot.of_parent for slot in needed_slots(scene)):
        return True
    if scene.is_adult() or scene.dob() is None:
        return False
    return any(is_parental(one.paper) and not one.wrong for one in chosen)


def tutor_signed(scene: Scene, papers: list[Facts]) -> bool:
    """« unless a tutor with judgment signed »."""
    tutors = [p for p in papers if p["signer"] == "tutor_minor" and p.get("evidence") == "judgment"]
    return any(Weighed(p, {}, quality(p, scene), scene).passes() for p in tutors)


def judge_parents(scene: Scene, chosen: list[Weighed], papers: list[Facts], finding: Finding) -> None:
    """R26: « known refusal of the other → PARENTAL_REFUSAL; known conflict → PARENTAL_CONFLICT »."""
    parents = scene.get("parents") or {}
    other = parents.get("other_parent")
    if other == "agrees" or not needs_parent(scene, chosen) or tutor_signed(scene, papers):
        return
    if other == "refused":
        finding.add("PARENTAL_REFUSAL", scene.knobs("second_parent_refusal"))
    if parents.get("conflict"):
        finding.add("PARENTAL_CONFLICT", scene.knobs("known_parental_conflict"))


def judge_capacity(scene: Scene, finding: Finding) -> None:
    """« R48, R49, R51 depend on the status, whoever signed »."""
    status = scene.capacity_status()
    if status == "mandate_not_homologated":
        finding.add("MANDATE_NOT_HOMOLOGATED", "DENY")
    if status == "temporary_representation" and scene.capacity().get("scope") != "image_publication":
        finding.add("TEMP_REP_SCOPE", "DENY")
    if status == "de_facto_incapable":
        finding.add("NO_LEGAL_REPRESENTATIVE", "DENY")
    if status == "later_incapable":
        finding.add("LATER_INCAPACITY", scene.knobs("later_incapacity"))


def judge_emancipation(scene: Scene, chosen: list[Weighed], finding: Finding) -> None:
    """R29: « simple emancipation → REVIEW [EMANCIPATION_SIMPLE] once the minor's own consent passes »."""
    simple = scene.is_minor() and scene.dob() is not None and scene.get("emancipated") == "simple"
    if simple and chosen and all(one.passes() for one in chosen):
        finding.add("EMANCIPATION_SIMPLE", "REVIEW")


def judge_consents(scene: Scene, finding: Finding) -> None:
    """R2, then who signed and how: « R6 verbal only: CONSENT_NOT_WRITTEN and NO_CONSENT »."""
    judge_signatures(scene, papers_that_count(scene), finding)
    papers = scene.get("consents") or []
    verbal_counts = not scene.config["written_form_required"]
    if not any(verbal_counts or p.get("form", "written") == "written" for p in papers):
        finding.add("NO_CONSENT", "DENY")
        if scene.marks() and "face" not in scene.marks():
            finding.add("IDENTIFIABLE_INDIRECT", "DENY")
