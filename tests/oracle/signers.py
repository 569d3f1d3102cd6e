"""Who must have signed (R22-R29, R46-R51)."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracle.papers import Codes, signed_on
from tests.oracle.scene import Facts, Scene, birthday


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


def stranger(paper: Facts) -> Codes:
    """R27, R46, R50: someone who cannot sign for another."""
    return {"ASSISTANT_CANNOT_CONSENT" if paper["signer"] == "assistant" else "SIGNER_NOT_AUTHORIZED": "DENY"}


def has_signed(scene: Scene) -> bool:
    """Whether the person signed anything that counts, whatever became of it since."""
    papers = scene.get("consents") or []
    return any(is_own(p, scene) and signed_on(p) <= scene.day for p in papers)


def anyone(_paper: Facts, _scene: Scene) -> Codes:
    """Where the age is not known nobody can say who must sign: R4 denies already."""
    return {}


def child_signer(paper: Facts, _scene: Scene) -> Codes:
    """R23, R27: « child's own signature alone → PARENT_CONSENT_REQUIRED; others → SIGNER_NOT_AUTHORIZED »."""
    if is_parental(paper):
        return {}
    return {"PARENT_CONSENT_REQUIRED" if paper["signer"] == "self" else "SIGNER_NOT_AUTHORIZED": "DENY"}


def goes_on(paper: Facts, scene: Scene) -> bool:
    """R28 `parent_consent_continues`: « now 14+ without own signature »."""
    continues = scene.config["turning_14"] == "parent_consent_continues" and not has_signed(scene)
    return continues and is_parental(paper) and signed_before(paper, 14, scene)


def instead_of_minor(paper: Facts) -> Codes:
    """R24 « the minor's own, else DENY », and R27 on who signed instead."""
    missing: Codes = {"MINOR_CONSENT_REQUIRED": "DENY"}
    known = paper["signer"] == "self" or is_parental(paper)
    return missing if known else {**missing, **stranger(paper)}


def own_signer(paper: Facts, scene: Scene) -> Codes:
    """R24, R28: the minor's own; a parent's from before 14 where `parent_consent_continues`."""
    return {} if is_own(paper, scene) or goes_on(paper, scene) else instead_of_minor(paper)


def emancipated_signer(paper: Facts, scene: Scene) -> Codes:
    """R29: « the minor's own consent », nobody else's."""
    return {} if is_own(paper, scene) else instead_of_minor(paper)


def either_signer(paper: Facts, scene: Scene) -> Codes:
    """R24 `either`: the minor's own, or a parent's that R28 does not ask to confirm again."""
    parental = is_parental(paper) and not signed_before(paper, 14, scene)
    return {} if parental else own_signer(paper, scene)


def cosigner(paper: Facts, _scene: Scene) -> Codes:
    """R24 « on public channels a parent too », and R27 on who signed instead."""
    if is_parental(paper):
        return {}
    wrong: Codes = {} if paper["signer"] == "self" else stranger(paper)
    return {"PARENT_COSIGN_REQUIRED": "DENY", **wrong}


def adult_signer(paper: Facts, scene: Scene) -> Codes:
    """R46-R51 by the adult's capacity; « R48, R49, R51 depend on the status, whoever signed »."""
    status = scene.capacity_status()
    other_act = scene.capacity().get("scope") != "image_publication"
    if status in {"mandate_not_homologated", "de_facto_incapable"}:
        return {}
    if status == "temporary_representation" and other_act:
        return {}
    decides = status != "temporary_representation" and scene.capacity().get("self_decides_personal")
    if status in REPRESENTATIVES and not decides:
        return represented_signer(paper, scene)
    return own_adult_signer(paper, scene)


# « Evidence »; a temporary representation is the court's too.
REPRESENTATIVES: dict[str | None, tuple[str, set[str]]] = {
    "tutorship": ("tutor_person", {"judgment"}),
    "mandate_homologated": ("mandatary_person", {"homologation", "judgment"}),
    "temporary_representation": ("temporary_representative", {"judgment"}),
}


def represented_signer(paper: Facts, scene: Scene) -> Codes:
    """R47: « with self_decides_personal only the adult's own signature counts, else only the tutor's »."""
    signer, evidence = REPRESENTATIVES[scene.capacity_status()]
    if paper["signer"] == signer and paper.get("evidence") in evidence:
        return {}
    return foreign_signer(paper, scene, "DENY")


def own_adult_signer(paper: Facts, scene: Scene) -> Codes:
    """R46 own signature; R28 at majority."""
    if paper["signer"] != "self":
        continues = scene.config["turning_18_parent_consent"] == "review" and not has_signed(scene)
        return foreign_signer(paper, scene, "REVIEW" if continues else "DENY")
    if not is_own(paper, scene):
        again: Codes = {"RECONFIRM_AT_MAJORITY": "DENY"} if scene.is_adult() else {}
        return {**again, "SIGNER_NOT_AUTHORIZED": "DENY"}
    lapses = scene.config["turning_18_self_signed"] == "lapses"
    lapsed = lapses and scene.is_adult() and signed_before(paper, 18, scene)
    return {"RECONFIRM_AT_MAJORITY": "DENY"} if lapsed else {}


def foreign_signer(paper: Facts, scene: Scene, of_parent: str) -> Codes:
    """R28 a parent's signature lapses at majority; R46 anyone else's never counted."""
    if not (paper["signer"] == "parent" and scene.is_adult()):
        return stranger(paper)
    if signed_before(paper, 18, scene):
        return {"RECONFIRM_AT_MAJORITY": of_parent}
    return {"RECONFIRM_AT_MAJORITY": "DENY", "SIGNER_NOT_AUTHORIZED": "DENY"}


@dataclass
class Slot:
    """One signer that is needed: what is wrong with another, and the code when nothing was signed."""

    signer: Callable[[Facts, Scene], Codes]
    missing: str = ""
    of_parent: bool = False
    """Of the others, those with a `missing` code are the young person's own."""


def needed_slots(scene: Scene) -> list[Slot]:
    """R23, R24, R29, R46: whose consent is needed."""
    emancipated = scene.get("emancipated")
    if scene.is_adult() or emancipated == "full":
        return [Slot(adult_signer)]
    if scene.dob() is None:
        return [Slot(anyone)]
    if emancipated == "simple":
        return [Slot(emancipated_signer, "MINOR_CONSENT_REQUIRED")]
    if not scene.has_age(14):
        return [Slot(child_signer, "PARENT_CONSENT_REQUIRED", of_parent=True)]
    own = Slot(own_signer, "MINOR_CONSENT_REQUIRED")
    parent = Slot(cosigner, "PARENT_COSIGN_REQUIRED", of_parent=True)
    return {
        "minor_alone": [own],
        "either": [Slot(either_signer, "MINOR_CONSENT_REQUIRED")],
        "both": [own, parent],
        "minor_and_parent_for_public_channels": [own, parent] if scene.is_public() else [own],
    }[scene.config["minor_14_17_policy"]]
