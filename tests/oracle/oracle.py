"""`judge(case)`: a second reading of the rules over plain JSON, in the shape of `aval decide --lines`.

It is written to be read beside rules.md, not to be fast: nothing is kept from one question to the next, and
`valid_until` is found by judging day after day. It imports nothing from the product. Warnings are left empty:
the rules say that they exist, not what they are called.
"""

from datetime import date, timedelta

from tests.oracle.person import judge_person
from tests.oracle.scene import CONFIG, Facts, Finding, Scene, birthday, day_of, months_later, words, worst

# « LEGAL_REVIEW replaces masked codes and ... »
LEGAL_ONLY = words(
    "ADOPTION_CONFIDENTIAL FAMILY_PROCEEDINGS PARENTAL_CONFLICT PARENTAL_REFUSAL MINOR_REFUSAL PERSON_OBJECTS"
    " DECEASED_REVIEW LATER_INCAPACITY NO_LEGAL_REPRESENTATIVE EMANCIPATION_SIMPLE LEGAL_CHECK"
)
# What a yes rests on: « CONSENT_OK stands when nothing else is left », so that via_dcai alone tells nothing.
GROUNDS = set(
    words(
        "CONSENT_LIMITS CONSENT_OK DECEASED_OK INCIDENTAL_PUBLIC_EVENT LEGIT_INFO NOT_IDENTIFIABLE"
        " STAFF_PUBLIC_INFO"
    )
)
# « Masked: every code that begins with LPJ_, YCJA_, COURT_, RIRTF_CHILD. »
MASKED = ("LPJ_", "YCJA_", "COURT_", "RIRTF_CHILD")

Lists = tuple[str, list[str]]


def judge(case: Facts) -> Facts:
    """The whole answer for one well-formed case."""
    config = {**CONFIG, **(case.get("config") or {})}
    answer = judge_on(case, config, date.fromisoformat(case["facts"]["post"]["date"]))
    answer["valid_until"] = first_change(case, config, answer["verdict"])
    return {"id": case.get("id"), **answer}


def judge_on(case: Facts, config: Facts, day: date) -> Facts:
    """The answer on that day, without `valid_until`; `tied`: the rules leave open whose codes are given."""
    facts = case["facts"]
    found = judge_people(facts, config, day)
    without = judge_people(erased(facts), config, day)
    own = post_codes(facts)
    verdict = post_verdict(found, own)
    publishable = verdict in {"ALLOW", "ALLOW_WITH_CONDITIONS"}
    conditions = sorted(set().union(*(f.conditions for f in found))) if publishable else []
    people = [(f.verdict(), true_codes(f)) for f in found]
    return {
        "tied": any(f.tied for f in [*found, *without]),
        "verdict": verdict,
        "reasons": post_reasons(people, own),
        "persons": persons_view(facts, people),
        "conditions": conditions,
        "warnings": [],
        "publisher": {
            "answer": ("yes_with_conditions" if conditions else "yes") if publishable else "no",
            "cite": sorted(set().union(*(f.cite for f in found))) if publishable else [],
            "conditions": conditions,
        },
        "communications": communications_view(facts, found, without),
    }


def post_verdict(found: list[Finding], own: list[str]) -> str:
    """« A post's verdict is the worst of its persons' », and of its own codes, which all deny."""
    return worst([f.verdict() for f in found] + ["DENY"] * bool(own))


def judge_people(facts: Facts, config: Facts, day: date) -> list[Finding]:
    """Each person over all channels: « when it goes to several (the verdict is the worst over them) »."""
    post = facts["post"]
    findings = []
    for person in facts["persons"]:
        finding = Finding()
        for channel in channels(post):
            orders = facts.get("court_orders") or []
            finding.join(judge_person(Scene(person, post, channel, orders, config, day)))
        findings.append(finding)
    return findings


def channels(post: Facts) -> list[str]:
    return sorted({*(post.get("channels") or []), *([post["channel"]] if post.get("channel") else [])})


def true_codes(finding: Finding) -> list[str]:
    """« CONSENT_OK is returned whenever a consent passes without limits and the verdict is publishable »."""
    passed = finding.passed_without_limits and finding.publishable()
    return sorted({*finding.codes, *(["CONSENT_OK"] if passed else [])})


def post_codes(facts: Facts) -> list[str]:
    """« R44, R69, R68 and R60 are judged once on the post (R44, R69: photo, video, voice) »; all are DENY."""
    post = facts["post"]
    recorded = post["medium"] in {"photo", "video", "voice"}
    count = len(facts["persons"])
    visible = post.get("visible_count")
    tests = [
        ("LPJ_HEARING_IMAGES", recorded and post.get("capture_place") == "youth_court_hearing"),
        ("SURVEILLANCE_IMAGE", recorded and post.get("source") == "surveillance_device"),
        ("RIGHTS_MISSING", not post.get("copyright_cleared", True)),
        ("GROUP_COUNT_MISMATCH", visible is not None and visible != count),
    ]
    return [code for code, found in tests if found]


def post_reasons(people: list[Lists], own: list[str]) -> list[str]:
    """« In a group of two or more, any person's DENY adds GROUP_MISSING_CONSENT. The union of codes ... »."""
    denied = len(people) > 1 and any(verdict == "DENY" for verdict, _ in people)
    group = ["GROUP_MISSING_CONSENT"] if denied else []
    return sorted({code for _, codes in people for code in codes} | {*own, *group})


def persons_view(facts: Facts, people: list[Lists]) -> list[Facts]:
    refs = [person["ref"] for person in facts["persons"]]
    return [
        {"ref": ref, "verdict": verdict, "reasons": codes}
        for ref, (verdict, codes) in zip(refs, people, strict=True)
    ]


# --- What communications sees (section 5, « Masks ») -------------------------------------------------------


def erased(facts: Facts) -> Facts:
    """« Protection facts (erased for the views above) ... the default, adults, no order, place other »."""
    post = {**facts["post"], "context_links_family": False, "requested_by": None}
    if post.get("capture_place") == "youth_court_hearing":
        post["capture_place"] = "other"
    return {"post": post, "persons": [erased_person(p) for p in facts["persons"]], "court_orders": []}


def erased_person(person: Facts) -> Facts:
    clear = {
        "lpj": {"status": "none"},
        "parent_of_lpj": False,
        "identifies_lpj_family": False,
        "ycja": False,
        "kinship": False,
        "resource_clientele": "adults",
    }
    reviews = [r for r in person.get("reviews") or [] if not r["code"].startswith(MASKED)]
    return {**person, **clear, "reviews": reviews}


def masked(codes: list[str]) -> list[str]:
    """« LEGAL_REVIEW replaces code by code, without repeats. »."""
    return sorted({"LEGAL_REVIEW" if c.startswith(MASKED) or c in LEGAL_ONLY else c for c in codes})


def shown_person(true: Finding, without: Finding) -> Lists:
    """« publishable: its clear codes; else, when ... erased is a DENY, its reasons; else [LEGAL_REVIEW] »."""
    if true.publishable():
        clear = {c for c in true_codes(true) if not c.startswith(MASKED)}
        if not clear & GROUNDS:
            clear.add("CONSENT_OK")
        if true.order_or_review_has_conditions and "CONSENT_OK" in clear:
            clear = clear - {"CONSENT_OK"} | {"CONSENT_LIMITS"}
        return "ALLOW_WITH_CONDITIONS" if true.conditions else "ALLOW", sorted(clear)
    if without.verdict() == "DENY":
        return "DENY", masked(true_codes(without))
    return "REVIEW", ["LEGAL_REVIEW"]


def communications_view(facts: Facts, found: list[Finding], without: list[Finding]) -> Facts:
    """« the union of its persons' shown reasons and the post's own »."""
    people = [shown_person(true, plain) for true, plain in zip(found, without, strict=True)]
    own = post_codes(erased(facts)) or (["LEGAL_REVIEW"] if post_codes(facts) else [])
    return {"reasons": post_reasons(people, own), "persons": persons_view(facts, people)}


# --- valid_until -------------------------------------------------------------------------------------------


def first_change(case: Facts, config: Facts, verdict: str) -> str | None:
    """« the first later date D such that the same facts judged with post.date = D give another verdict »."""
    today = date.fromisoformat(case["facts"]["post"]["date"])
    for day in sorted(turning_days(case["facts"], config)):
        if day > today and verdict_on(case["facts"], config, day) != verdict:
            return day.isoformat()
    return None


def verdict_on(facts: Facts, config: Facts, day: date) -> str:
    return post_verdict(judge_people(facts, config, day), post_codes(facts))


def turning_days(facts: Facts, config: Facts) -> set[date]:
    """Every day around which any fact can begin or end, generously; a test walks all days to check it."""
    found: set[date] = set()
    collect_dates(facts, found)
    for person in facts["persons"]:
        dob = day_of(person.get("dob"))
        found |= {birthday(dob, years, config) for years in (14, 18)} if dob else set()
        for paper in person.get("consents") or []:
            found.add(months_later(date.fromisoformat(paper["signed"]), config["max_consent_months"]))
    return {day + timedelta(days=offset) for day in found for offset in (0, 1)}


def collect_dates(value: object, found: set[date]) -> None:
    """Every date written anywhere in the facts."""
    if isinstance(value, dict):
        for inner in value.values():
            collect_dates(inner, found)
    elif isinstance(value, list):
        for inner in value:
            collect_dates(inner, found)
    elif isinstance(value, str) and len(value) == len("2026-03-10") and value[4] == value[7] == "-":
        found.add(date.fromisoformat(value))
