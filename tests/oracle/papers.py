"""Consents: which papers count, and is that consent good (R6-R20, « Several papers »)."""

from datetime import date

from tests.oracle.scene import Facts, Scene, day_of, months_later

Codes = dict[str, str]

HEALTH_EXEMPT = {"staff", "former_staff", "volunteer", "rirtf", "media", "public_figure"}


def signed_on(paper: Facts) -> date:
    return date.fromisoformat(paper["signed"])


def same_signer(one: Facts, other: Facts) -> bool:
    """« One signer = same `signer` and, where given, same `signer_id`. »."""
    one_id, other_id = one.get("signer_id"), other.get("signer_id")
    return one["signer"] == other["signer"] and (not one_id or not other_id or one_id == other_id)


def replaces(later: Facts, earlier: Facts, day: date) -> bool:
    """« only the latest signed counts »; one « for one activity replaces only papers for that activity »."""
    competes = signed_on(earlier) < signed_on(later) <= day and same_signer(later, earlier)
    return competes and (not later.get("activity") or later.get("activity") == earlier.get("activity"))


def papers_that_count(scene: Scene) -> list[Facts]:
    """« an older paper never comes back to life ... Papers signed after post.date do not compete »."""
    papers = scene.get("consents") or []
    return [p for p in papers if not any(replaces(other, p, scene.day) for other in papers)]


def form_codes(paper: Facts, scene: Scene) -> Codes:
    """R6, R7, R8, R9, R14: how the consent was given."""
    not_written = paper.get("form", "written") != "written" and scene.config["written_form_required"]
    tests = [
        ("CONSENT_NOT_WRITTEN", not_written),
        ("CONSENT_NOT_MANIFEST", not paper.get("opt_in", True)),
        ("CONSENT_NOT_FREE", not paper.get("free", True)),
        ("CONSENT_NOT_INFORMED", not paper.get("informed", True)),
        ("CONSENT_NOT_DISTINCT", not paper.get("distinct", True)),
    ]
    return {code: "DENY" for code, found in tests if found}


def date_codes(paper: Facts, scene: Scene) -> Codes:
    """R13, R11, R12: « 24 months to the day is still good, from `signed` »."""
    withdrawn, expires = day_of(paper.get("withdrawn")), day_of(paper.get("expires"))
    stale_after = months_later(signed_on(paper), scene.config["max_consent_months"])
    tests = [
        ("CONSENT_WITHDRAWN", withdrawn is not None and withdrawn <= scene.day),
        ("CONSENT_NOT_YET_EFFECTIVE", scene.day < signed_on(paper)),
        ("CONSENT_EXPIRED", expires is not None and expires < scene.day),
        ("CONSENT_STALE", expires is None and stale_after < scene.day),
    ]
    return {code: "DENY" for code, found in tests if found}


def scope_codes(paper: Facts, scene: Scene) -> Codes:
    """R10, R20: « `any` → not specific; not ticked; another activity than the one it names »."""
    media, channels = paper.get("media") or [], paper.get("channels") or []
    purposes, post = paper.get("purposes") or [], scene.post
    health = post.get("discloses_health") and scene.get("role") not in HEALTH_EXEMPT
    tests = [
        ("CONSENT_NOT_SPECIFIC", "any" in [*media, *channels, *purposes]),
        ("CONSENT_SCOPE_MEDIUM", "any" not in media and scene.lacks_medium(media)),
        ("CONSENT_SCOPE_CHANNEL", "any" not in channels and scene.channel not in channels),
        ("CONSENT_SCOPE_PURPOSE", "any" not in purposes and post["purpose"] not in purposes),
        ("CONSENT_SCOPE_ACTIVITY", bool(paper.get("activity")) and paper["activity"] != post.get("activity")),
        ("HEALTH_INFO_NOT_COVERED", bool(health) and not paper.get("covers_health", False)),
    ]
    return {code: "DENY" for code, found in tests if found}


def proof_codes(paper: Facts, scene: Scene) -> Codes:
    """R18, R16, R17, R19: citation, integrity, signature, broken limits."""
    integrity = paper.get("integrity", "ok")
    tests = [
        ("CONSENT_ID_NOT_CITED", not paper.get("cited", True), "DENY"),
        ("CONSENT_ID_MISMATCH", (paper.get("belongs_to") or scene.get("ref")) != scene.get("ref"), "DENY"),
        ("CONSENT_ID_INVALID", paper.get("id_status", "ok") != "ok", "DENY"),
        ("INTEGRITY_FAILED", integrity == "hash_mismatch", "DENY"),
        ("INTEGRITY_UNPROVEN", integrity == "scan_undocumented", "REVIEW"),
        ("SIGNATURE_UNVERIFIED", paper.get("signature", "verified") == "unverified", "REVIEW"),
        ("CONSENT_LIMITS_BREACHED", scene.breaks(paper.get("limits") or []), "DENY"),
    ]
    return {code: verdict for code, found, verdict in tests if found}


def quality(paper: Facts, scene: Scene) -> Codes:
    """R6-R20 on one paper: its defects."""
    checks = (form_codes, date_codes, scope_codes, proof_codes)
    return {code: verdict for check in checks for code, verdict in check(paper, scene).items()}
