"""Youth protection: rules R32 to R42 and R55a, in the words of section 6."""

from datetime import date

from tests.oracle.orders import nearest_order_codes, valid_orders
from tests.oracle.scene import Facts, Finding, Scene, birthday, day_of


def is_protected(scene: Scene) -> bool:
    """« minor with lpj active, ended or unknown; parent_of_lpj; identifies_lpj_family; minor under YCJA »."""
    unsaid = scene.is_minor() and scene.get("lpj", {}) is None
    child = scene.is_lpj_child() or scene.is_lpj_unknown_minor() or unsaid
    ycja = scene.is_minor() and bool(scene.get("ycja"))
    return child or ycja or scene.is_lpj_parent() or scene.identifies_family()


def r41_deceased_child(scene: Scene, finding: Finding) -> None:
    """« R41 lifted by an order dated after the death; minority at death »."""
    death = scene.death()
    if death is None or not (scene.is_lpj_child() or scene.is_lpj_unknown_minor()):
        return
    if not lifting_orders(scene):
        finding.add("LPJ_DECEASED", "DENY")
        finding.add("LPJ_COURT_ORDER_REQUIRED", "DENY")


def r42_unknown(scene: Scene, finding: Finding) -> None:
    """« R42 minor whose status is unknown → DENY, in any context »."""
    if scene.is_lpj_unknown_minor():
        finding.add("LPJ_STATUS_UNKNOWN", "DENY")


def r39_necessary_for_act(scene: Scene, finding: Finding) -> bool:
    """« replaces R32-R38, R35 and the consent rules for a person concerned by the LPJ »."""
    concerned = scene.is_lpj_child() or scene.is_lpj_unknown_minor() or scene.is_lpj_parent()
    if scene.post.get("requested_by") != "dpj_police" or not concerned:
        return False
    finding.add("LPJ_NECESSARY_FOR_ACT", "REVIEW")
    return True


def lifting_orders(scene: Scene) -> list[Facts]:
    """The valid orders; for a protected child who died, « an order dated after the death »."""
    death, orders = scene.death(), valid_orders(scene)
    if death is None or not (scene.is_lpj_child() or scene.is_lpj_unknown_minor()):
        return orders
    return [order for order in orders if date.fromisoformat(order["order_date"]) > death]


def lift_by_order(scene: Scene, finding: Finding) -> bool:
    """« R36 ... the ban is lifted, ALLOW_WITH_CONDITIONS at best [LPJ_ORDER_OK] »."""
    orders = lifting_orders(scene)
    for order in orders:
        finding.add("LPJ_ORDER_OK", "ALLOW_WITH_CONDITIONS")
        finding.conditions |= set(order.get("conditions") or [])
        finding.order_or_review_has_conditions |= bool(order.get("conditions"))
    return bool(orders)


def r32_protected_child(scene: Scene, finding: Finding) -> None:
    """R32, R33, R36, R37, and « R40 adds [LPJ_ENDED_MINOR] »; an order that dispenses « is cited »."""
    finding.cite |= {order["id"] for order in dispensing_orders(scene) if order.get("id")}
    if not scene.is_lpj_child() or lift_by_order(scene, finding):
        return
    ended = scene.lpj() == "ended"
    verdict = scene.knobs("lpj_ended_minor") if ended else "DENY"
    codes = ["LPJ_COURT_ORDER_REQUIRED", *nearest_order_codes(scene, finding)]
    codes += ["LPJ_ENDED_MINOR"] if ended else []
    codes += ["LPJ_CONSENT_INSUFFICIENT"] if scene.get("consents") else []
    for code in codes:
        finding.add(code, verdict)


def r40_former_child(scene: Scene, finding: Finding) -> None:
    """R40 and « an adult whose status is `unknown` is none only when `since` is after the 18th birthday »."""
    if scene.is_minor() or scene.lpj() == "none" or scene.get("lpj", {}) is None:
        return
    dob, since = scene.dob(), day_of(scene.get("lpj").get("since"))
    if scene.lpj() == "unknown" and dob and since and since > birthday(dob, 18, scene.config):
        return
    finding.add("LPJ_FORMER_ADULT", scene.knobs("former_lpj_child_adult"))


def r34_parent(scene: Scene, finding: Finding) -> None:
    """R34; « On a parent the flag counts as a linked context. An order covering the parent lifts » both."""
    if not scene.is_lpj_parent() or lift_by_order(scene, finding):
        return
    if scene.post.get("context_links_family") or scene.identifies_family():
        for code in ["LPJ_PARENT", "LPJ_COURT_ORDER_REQUIRED", *nearest_order_codes(scene, finding)]:
            finding.add(code, "DENY")
    else:
        finding.add("LPJ_PARENT_UNRELATED_CONTEXT", scene.knobs("lpj_parent_unrelated_context"))


def r35_association(scene: Scene, finding: Finding) -> None:
    """« every person with identifies_lpj_family except a child or parent whose own order is valid »."""
    own = (scene.is_lpj_child() or scene.is_lpj_parent()) and lifting_orders(scene)
    if scene.identifies_family() and not own:
        finding.add("LPJ_IDENTIFIABLE_BY_ASSOCIATION", "DENY")


def r55a_kinship(scene: Scene, finding: Finding) -> None:
    """« R55a: rirtf for children and kinship »."""
    for_children = scene.get("role") == "rirtf" and scene.get("resource_clientele") == "children"
    if for_children and scene.get("kinship"):
        finding.add("LPJ_IDENTIFIABLE_BY_ASSOCIATION", scene.knobs("rirtf_kinship"))


def dispensing_orders(scene: Scene) -> list[Facts]:
    """R38 and « it never dispenses with a parent's own consent »."""
    orders = lifting_orders(scene) if scene.is_lpj_child() and not scene.is_lpj_parent() else []
    all_say_so = all(order.get("dispenses_consent") for order in orders)
    return orders if all_say_so or not scene.config["lpj_order_also_needs_personal_consent"] else []
