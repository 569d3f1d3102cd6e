"""The walk of one person through the rules of section 3, in their order, with section 6's « Walking »."""

from collections.abc import Callable

from tests.oracle.consents import judge_consents
from tests.oracle.death import r62_deceased
from tests.oracle.protection import (
    dispensing_orders,
    is_protected,
    r32_protected_child,
    r34_parent,
    r35_association,
    r39_necessary_for_act,
    r40_former_child,
    r41_deceased_child,
    r42_unknown,
    r55a_kinship,
)
from tests.oracle.reviews import apply_reviews
from tests.oracle.scene import Finding, Scene


def judge_person(scene: Scene) -> Finding:
    """All the codes that apply to this person on this channel, with the recorded reviews applied."""
    finding = Finding()
    walk(scene, finding)
    apply_reviews(scene, finding)
    return finding


def walk(scene: Scene, finding: Finding) -> None:
    """« Six rules end the walk for a person: R1, R39, R62, R58, R53, R59. All others accumulate »."""
    if not r1_not_identifiable(scene, finding):
        # « R67, R54, R55b, R57 and the legal check apply to every identifiable person, exceptions included »
        for always in (r67_platform, r54_staff_left, r55b_resource, r57_press, legal_check):
            always(scene, finding)
        any(rule(scene, finding) for rule in RULES)


def r1_not_identifiable(scene: Scene, finding: Finding) -> bool:
    """« R1 not identifiable and not identifying a protected family → ALLOW; protected: with conditions »."""
    if scene.get("identifiable_by") != [] or scene.identifies_family():
        return False
    finding.add("NOT_IDENTIFIABLE", "ALLOW_WITH_CONDITIONS" if is_protected(scene) else "ALLOW")
    return True


def is_public_figure(scene: Scene) -> bool:
    in_function = scene.get("role") == "public_figure" and bool(scene.get("in_public_function"))
    return in_function and scene.post["purpose"] == "information"


def r4_base_facts(scene: Scene, finding: Finding) -> None:
    """R4 « does not ask age or capacity where R58 applies; identifiable_by absent, lpj null » deny."""
    age_known = scene.dob() is not None or bool(scene.get("adult_attested"))
    in_function = is_public_figure(scene)
    no_capacity = not in_function and scene.capacity_status() is None
    # What youth protection allows depends on the age: there R58 does not do without it.
    no_age = not age_known and not (in_function and scene.lpj() == "none")
    if no_age or no_capacity or scene.get("identifiable_by") is None or scene.get("lpj", {}) is None:
        finding.add("FACTS_INCOMPLETE", "DENY")


def legal_check(scene: Scene, finding: Finding) -> None:
    """« pending, or past its `until` → REVIEW [LEGAL_CHECK]; rejected → DENY »."""
    if scene.check_is_open():
        finding.add("LEGAL_CHECK", "REVIEW")
    if (scene.get("legal_check") or {}).get("status") == "rejected":
        finding.add("LEGAL_CHECK", "DENY")


def r31_ycja(scene: Scene, finding: Finding) -> None:
    """R31 and « ycja on an adult → REVIEW [YCJA_FORMER] »."""
    if scene.get("ycja"):
        finding.add(*(("YCJA_BAN", "DENY") if scene.is_minor() else ("YCJA_FORMER", "REVIEW")))


def r30_child_interest(scene: Scene, finding: Finding) -> None:
    """« R30 minor in undignified content → DENY despite consent »."""
    if scene.is_minor() and scene.post.get("content_flag") == "undignified":
        finding.add("CHILD_INTEREST", "DENY")


def r45_other_ban(scene: Scene, finding: Finding) -> None:
    """« R45 adoption and family proceedings are `other_ban` »."""
    bans = {
        "adoption": ("ADOPTION_CONFIDENTIAL", "DENY"),
        "family_proceedings": ("FAMILY_PROCEEDINGS", "REVIEW"),
    }
    if scene.get("other_ban"):
        finding.add(*bans[scene.get("other_ban")])


def r25_minor_refuses(scene: Scene, finding: Finding) -> None:
    """R25: 14 and over by law, under 14 by policy (`minor_u14_refusal`)."""
    under_14 = scene.dob() is not None and not scene.has_age(14)
    ignored = under_14 and scene.config["minor_u14_refusal"] == "ignored"
    if scene.is_minor() and scene.get("minor_wish") == "refuses" and not ignored:
        finding.add("MINOR_REFUSAL", "DENY")


def r47_person_objects(scene: Scene, finding: Finding) -> None:
    """« `wish: objects` denies whatever the status, unknown blocks nothing »."""
    if scene.capacity().get("wish") == "objects":
        finding.add("PERSON_OBJECTS", "DENY")


def can_decide(scene: Scene) -> bool:
    """« R53 and R59 need capacity capable or assisted »."""
    return scene.capacity_status() in {"capable", "assisted"}


def r58_public_figure(scene: Scene, finding: Finding) -> bool:
    """« R58 public figure in public function, purpose information → ALLOW [LEGIT_INFO] »."""
    if is_public_figure(scene):
        finding.add("LEGIT_INFO", "ALLOW")
    return is_public_figure(scene)


def r53_staff_name(scene: Scene, finding: Finding) -> bool:
    """« R53 staff, medium name ...: with `staff_name: public_info` → ALLOW »; « nothing but name »."""
    public = scene.config["staff_name"] == "public_info" and scene.get("role") == "staff"
    only_name = scene.post["medium"] == "name" and set(scene.marks()) == {"name"}
    if public and only_name and can_decide(scene):
        finding.add("STAFF_PUBLIC_INFO", "ALLOW")
        return True
    return False


def r59_incidental(scene: Scene, finding: Finding) -> bool:
    """« R59 adult, incidental, public outdoor place »; not « when health is disclosed »."""
    post = scene.post
    in_public = bool(post.get("incidental")) and post.get("capture_place") == "public_outdoor"
    if not (in_public and scene.is_adult() and can_decide(scene)) or post.get("discloses_health"):
        return False
    finding.add("INCIDENTAL_PUBLIC_EVENT", "ALLOW_WITH_CONDITIONS")
    finding.conditions |= {"no_zoom", "no_tag", "remove_on_request"}
    return True


def r67_platform(scene: Scene, finding: Finding) -> None:
    if not scene.post.get("pia_covered", True):
        finding.add("PIA_MISSING", "REVIEW")


def r54_staff_left(scene: Scene, finding: Finding) -> None:
    if scene.get("role") == "former_staff":
        finding.add("STAFF_LEFT", scene.knobs("staff_departure"))


def r55b_resource(scene: Scene, finding: Finding) -> None:
    """« R55b: rirtf whose resource_clientele is not adults »."""
    if scene.get("role") == "rirtf" and scene.get("resource_clientele") != "adults":
        finding.add("RIRTF_CHILD_RESOURCE_REVIEW", scene.knobs("rirtf_child_resource"))


def r57_press(scene: Scene, finding: Finding) -> None:
    """« R57 (channel press_broadcast) »; « MEDIA_VIA_DCAI via_dcai »."""
    if scene.channel == "press_broadcast":
        finding.add("MEDIA_VIA_DCAI", "ALLOW_WITH_CONDITIONS")
        finding.conditions.add("via_dcai")


def consent_rules(scene: Scene, finding: Finding) -> None:
    """R2, R22-R29, R46-R51, R6-R20; « `dispenses_consent` silences all » of them."""
    if not dispensing_orders(scene):
        judge_consents(scene, finding)


# In the order of section 3; a rule that answers True ends the walk.
RULES: tuple[Callable[[Scene, Finding], bool | None], ...] = (
    r4_base_facts,
    r31_ycja,
    r30_child_interest,
    r45_other_ban,
    r41_deceased_child,
    r42_unknown,
    r39_necessary_for_act,
    r32_protected_child,
    r40_former_child,
    r34_parent,
    r35_association,
    r55a_kinship,
    r25_minor_refuses,
    r47_person_objects,
    r62_deceased,
    r58_public_figure,
    r53_staff_name,
    r59_incidental,
    consent_rules,
)
