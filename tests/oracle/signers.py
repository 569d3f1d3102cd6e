"""Who must have signed (R22-R29, R46-R51), and the nearest paper of each signer that is needed."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracle.papers import Codes, papers_that_count, quality, signed_on
from tests.oracle.scene import RANK, Facts, Finding, Scene, birthday, worst


def signed_before(paper: Facts, years: int, scene: Scene) -> bool:
    dob = scene.dob()
    return dob is not None and signed_on(paper) < birthday(dob, years, scene.config)


def is_own(paper: Facts, scene: Scene) -> bool:
    """« A signature given by the child before 14 never counts »."""
    return paper["signer"] == "self" and not signed_before(paper, 14, scene)


def is_parental(paper: Facts) -> bool:
    """A parent, whatever the evidence, or a « tutor_minor judgment|will »."""
    tutor = paper["signer"] == "tutor_minor" and paper.get("evidence") in {"judgment", "will"}
    return paper["signer"] == "parent" or tutor


def child_signer(paper: Facts, _scene: Scene) -> Codes:
    """R23, R27: « child's own signature alone → PARENT_CONSENT_REQUIRED; others → SIGNER_NOT_AUTHORIZED »."""
    if is_parental(paper):
        return {}
    return {"PARENT_CONSENT_REQUIRED" if paper["signer"] == "self" else "SIGNER_NOT_AUTHORIZED": "DENY"}


def own_signer(paper: Facts, scene: Scene) -> Codes:
    """R24, R28: the minor's own; a parent's from before 14 where `parent_consent_continues`."""
    continues = scene.config["turning_14"] == "parent_consent_continues"
    if is_own(paper, scene) or (continues and is_parental(paper) and signed_before(paper, 14, scene)):
        return {}
    return {"MINOR_CONSENT_REQUIRED": "DENY"}


def cosigner(paper: Facts, _scene: Scene) -> Codes:
    """R24: « on public channels a parent too »."""
    return {} if is_parental(paper) else {"PARENT_COSIGN_REQUIRED": "DENY"}


def either_signer(paper: Facts, scene: Scene) -> Codes:
    """R24 `either`: the minor's own, or a parent's that R28 does not ask to confirm again."""
    parental = is_parental(paper) and not signed_before(paper, 14, scene)
    return {} if parental else own_signer(paper, scene)


def own_adult_signer(paper: Facts, scene: Scene) -> Codes:
    """R46, R28, R50: own signature; « a parent's given after majority never counts »."""
    before_majority = signed_before(paper, 18, scene)
    if is_own(paper, scene):
        lapsed = before_majority and scene.config["turning_18_self_signed"] == "lapses"
        return {"RECONFIRM_AT_MAJORITY": "DENY"} if lapsed else {}
    if paper["signer"] == "parent" and before_majority and scene.is_adult():
        continues = scene.config["turning_18_parent_consent"] == "review"
        return {"RECONFIRM_AT_MAJORITY": "REVIEW" if continues else "DENY"}
    return foreign_signer(paper)


def foreign_signer(paper: Facts) -> Codes:
    """R50 an assistant cannot consent; anyone else is not authorized."""
    return {"ASSISTANT_CANNOT_CONSENT" if paper["signer"] == "assistant" else "SIGNER_NOT_AUTHORIZED": "DENY"}


def represented_signer(paper: Facts, scene: Scene) -> Codes:
    """R47, R49: the tutor or mandatary to the person, with the proof « Evidence » asks for."""
    accepted: dict[str, tuple[str, set[str | None]]] = {
        "tutorship": ("tutor_person", {"judgment"}),
        "mandate_homologated": ("mandatary_person", {"homologation", "judgment"}),
        "temporary_representation": ("temporary_representative", {paper.get("evidence")}),
    }
    signer, evidence = accepted[scene.capacity_status() or ""]
    good = paper["signer"] == signer and paper.get("evidence") in evidence
    return {} if good else foreign_signer(paper)


def adult_signer(paper: Facts, scene: Scene) -> Codes:
    """R47: « with self_decides_personal only the adult's own signature counts, else only the tutor's »."""
    status = scene.capacity_status()
    decides = bool(scene.capacity().get("self_decides_personal"))
    represented = status in {"tutorship", "mandate_homologated"} and not decides
    if represented or status == "temporary_representation":
        return represented_signer(paper, scene)
    return own_adult_signer(paper, scene)


@dataclass
class Slot:
    """One signer that is needed: who may sign, and the code when no such paper is on file.

    Without `missing` any paper stands for the slot, with the code of its wrong signer.
    """

    signer: Callable[[Facts, Scene], Codes]
    missing: str = ""


def needed_slots(scene: Scene) -> list[Slot]:
    """R23, R24, R29, R46: whose consent is needed."""
    emancipated = scene.get("emancipated")
    if scene.is_adult() or emancipated == "full":
        return [Slot(adult_signer)]
    own = Slot(own_signer, "MINOR_CONSENT_REQUIRED")
    if emancipated == "simple":
        return [own]
    if not scene.has_age(14):
        return [Slot(child_signer)]
    parent = Slot(cosigner, "PARENT_COSIGN_REQUIRED")
    return {
        "minor_alone": [own],
        "either": [Slot(either_signer, "MINOR_CONSENT_REQUIRED")],
        "both": [own, parent],
        "minor_and_parent_for_public_channels": [own, parent] if scene.is_public() else [own],
    }[scene.config["minor_14_17_policy"]]


# --- The nearest paper of each slot ------------------------------------------------------------------------


def nearness(paper: Facts, slot: Slot, scene: Scene) -> tuple[object, ...]:
    """« Nearest consent: authorized signer first, then least severe, fewest defects, latest signed. »."""
    wrong, defects = slot.signer(paper, scene), quality(paper, scene)
    limited = "ALLOW_WITH_CONDITIONS" if paper.get("limits") else "ALLOW"
    severity = RANK[worst([limited, *wrong.values(), *defects.values()])]
    count = len(wrong) + len(defects)
    return bool(wrong), severity, count, -signed_on(paper).toordinal(), str(paper.get("id"))


def nearest(slot: Slot, papers: list[Facts], scene: Scene) -> Facts | None:
    """The paper whose reasons are given for this signer; none where nobody who may sign did."""
    fitting = [p for p in papers if not slot.missing or not slot.signer(p, scene)]
    return min(fitting, key=lambda p: nearness(p, slot, scene), default=None)


def missing_codes(slot: Slot, papers: list[Facts], scene: Scene) -> Codes:
    """R24, R28, R27: nobody who may sign did, and what was signed instead."""
    codes = {slot.missing: "DENY"}
    before_14 = any(is_parental(p) and signed_before(p, 14, scene) for p in papers)
    if slot.missing == "MINOR_CONSENT_REQUIRED" and before_14:
        codes["RECONFIRM_AT_14"] = "DENY"
    for paper in papers:
        if paper["signer"] != "self" and not is_parental(paper):
            codes.update(foreign_signer(paper))
    return codes


def fill_slots(scene: Scene, papers: list[Facts], finding: Finding) -> list[Facts]:
    """Adds the reasons of each needed signer's nearest paper; gives these papers."""
    chosen = []
    for slot in needed_slots(scene):
        paper = nearest(slot, papers, scene)
        if paper is None:
            codes = missing_codes(slot, papers, scene)
        else:
            codes = {**slot.signer(paper, scene), **quality(paper, scene)}
            chosen.append(paper)
        for code, verdict in codes.items():
            finding.add(code, verdict)
    return chosen


def use_papers(papers: list[Facts], finding: Finding) -> None:
    """R19 and the citation: what a yes that rests on these papers carries."""
    for paper in papers:
        limits = paper.get("limits") or []
        finding.conditions |= set(limits)
        finding.cite |= {paper["id"]} if paper.get("id") else set()
        if limits and "CONSENT_LIMITS_BREACHED" not in finding.codes:
            finding.add("CONSENT_LIMITS", "ALLOW_WITH_CONDITIONS")
        if not limits:
            finding.passed_without_limits = True


def needs_parent(scene: Scene, chosen: list[Facts]) -> bool:
    """« R26 whenever a parent's consent is needed »."""
    needed = any(slot.signer in {child_signer, cosigner} for slot in needed_slots(scene))
    relied_on = not scene.is_adult() and any(is_parental(p) for p in chosen)
    return needed or relied_on


def judge_parents(scene: Scene, chosen: list[Facts], papers: list[Facts], finding: Finding) -> None:
    """R26: « unless a tutor with judgment signed or `other_parent: agrees` »."""
    parents = scene.get("parents") or {}
    tutor_signed = any(
        p["signer"] == "tutor_minor" and p.get("evidence") == "judgment" and not quality(p, scene)
        for p in papers
    )
    other = parents.get("other_parent")
    if tutor_signed or other == "agrees" or not needs_parent(scene, chosen):
        return
    if other == "refused":
        finding.add("PARENTAL_REFUSAL", scene.knobs("second_parent_refusal"))
    if parents.get("conflict"):
        finding.add("PARENTAL_CONFLICT", scene.knobs("known_parental_conflict"))


def judge_capacity(scene: Scene, finding: Finding) -> None:
    """« R48, R49, R51 depend on the status, whoever signed »."""
    if not scene.is_adult() and scene.get("emancipated") != "full":
        return
    status = scene.capacity_status()
    if status == "mandate_not_homologated":
        finding.add("MANDATE_NOT_HOMOLOGATED", "DENY")
    if status == "temporary_representation" and scene.capacity().get("scope") != "image_publication":
        finding.add("TEMP_REP_SCOPE", "DENY")
    if status == "de_facto_incapable":
        finding.add("NO_LEGAL_REPRESENTATIVE", "DENY")
    if status == "later_incapable":
        finding.add("LATER_INCAPACITY", scene.knobs("later_incapacity"))


def judge_emancipation(scene: Scene, finding: Finding) -> None:
    """R29: « simple emancipation → REVIEW [EMANCIPATION_SIMPLE] once the minor's own consent passes »."""
    if scene.is_minor() and scene.get("emancipated") == "simple" and "DENY" not in finding.codes.values():
        finding.add("EMANCIPATION_SIMPLE", "REVIEW")


def judge_signatures(scene: Scene, papers: list[Facts]) -> tuple[Finding, list[Facts]]:
    """R22-R29, R46-R51 and R6-R20 over these papers, and the papers a yes would rest on."""
    finding = Finding()
    chosen = fill_slots(scene, papers, finding) if papers else []
    if papers:
        judge_emancipation(scene, finding)
    judge_parents(scene, chosen, papers, finding)
    judge_capacity(scene, finding)
    use_papers(chosen, finding)
    return finding, chosen


def judge_consents(scene: Scene) -> Finding:
    """R2, then who signed and how: « R6 verbal only: CONSENT_NOT_WRITTEN and NO_CONSENT »."""
    finding, _ = judge_signatures(scene, papers_that_count(scene))
    papers = scene.get("consents") or []
    verbal_counts = not scene.config["written_form_required"]
    if not any(verbal_counts or p.get("form", "written") == "written" for p in papers):
        finding.add("NO_CONSENT", "DENY")
        if scene.get("identifiable_by") is not None and "face" not in scene.marks():
            finding.add("IDENTIFIABLE_INDIRECT", "DENY")
    return finding
