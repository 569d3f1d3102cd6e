"""Legal's recorded decisions on a REVIEW (sections 1 and 6, « Reviews »)."""

from tests.oracle.scene import Facts, Finding, Scene


def reviews_in_force(scene: Scene, code: str, outcome: str) -> list[Facts]:
    """« `from` and `until` are included »."""
    today, activity = scene.day.isoformat(), scene.post.get("activity")
    return [
        r
        for r in scene.get("reviews") or []
        if (r["code"], r["outcome"]) == (code, outcome)
        and r["from"] <= today <= r["until"]
        and (not r.get("activity") or r["activity"] == activity)
    ]


def accepted_reviews(scene: Scene, code: str) -> list[Facts]:
    """« refused beats accepted »; « a review whose checkable conditions are broken does not count »."""
    if code == "LEGAL_CHECK" or reviews_in_force(scene, code, "refused"):
        return []
    return [
        r for r in reviews_in_force(scene, code, "accepted") if not scene.breaks(r.get("conditions") or [])
    ]


def settled(scene: Scene, code: str, verdict: str) -> str:
    """The verdict of a code once legal has decided: only a REVIEW can change."""
    if verdict != "REVIEW" or code == "LEGAL_CHECK":
        return verdict
    if reviews_in_force(scene, code, "refused"):
        return "DENY"
    return "ALLOW" if accepted_reviews(scene, code) else verdict


def apply_reviews(scene: Scene, finding: Finding) -> None:
    """« An accepted one in force removes that REVIEW ...; a refused one makes it DENY »."""
    for code, verdict in list(finding.codes.items()):
        outcome = settled(scene, code, verdict)
        if outcome == "ALLOW" != verdict:
            del finding.codes[code]
            for review in accepted_reviews(scene, code):
                finding.conditions |= set(review.get("conditions") or [])
                finding.order_or_review_has_conditions |= bool(review.get("conditions"))
        else:
            finding.codes[code] = outcome
