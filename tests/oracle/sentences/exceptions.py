"""Exceptions, health and what comes after (R20, R53, R54, R57-R59)."""

from tests.oracle.sentences.builder import Facts, adult, case, child, paper, person, says, teen

OUTDOORS: Facts = {"incidental": True, "capture_place": "public_outdoor"}
INFORMATION: Facts = {"purpose": "information"}
FIGURE: Facts = {"role": "public_figure", "in_public_function": True}
NAME: Facts = {"medium": "name"}

SENTENCES = [
    says(
        "R58 public figure, purpose information",
        case(person(**FIGURE), post=INFORMATION),
        "ALLOW",
        "LEGIT_INFO",
    ),
    says("R58 ... another purpose", case(person(**FIGURE)), "DENY", "NO_CONSENT", without="LEGIT_INFO"),
    says(
        "R58 ... in public function",
        case(person(role="public_figure"), post=INFORMATION),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "R67 ... apply to every identifiable person, exceptions included",
        case(person(**FIGURE), post={**INFORMATION, "pia_covered": False}),
        "REVIEW",
        "LEGIT_INFO PIA_MISSING",
    ),
    says(
        "R57 ... exceptions included",
        case(person(**FIGURE), post={**INFORMATION, "channel": "press_broadcast"}),
        "ALLOW_WITH_CONDITIONS",
        "LEGIT_INFO MEDIA_VIA_DCAI",
        conditions=["via_dcai"],
    ),
    says(
        "the legal check ... exceptions included",
        case(person(**FIGURE, legal_check={"status": "pending"}), post=INFORMATION),
        "REVIEW",
        "LEGIT_INFO LEGAL_CHECK",
    ),
    says(
        "PERSON_OBJECTS [is] judged before R58",
        case(person(**FIGURE, capacity={"wish": "objects"}), post=INFORMATION),
        "DENY",
        "PERSON_OBJECTS LEGIT_INFO",
    ),
    says(
        "R25 ... judged before R58",
        case(teen(**FIGURE, minor_wish="refuses"), post=INFORMATION),
        "DENY",
        "MINOR_REFUSAL LEGIT_INFO",
    ),
    says(
        "R53 staff, medium name and nothing else identifying: public_info → ALLOW",
        case(person(role="staff", identifiable_by=["name"]), post=NAME, staff_name="public_info"),
        "ALLOW",
        "STAFF_PUBLIC_INFO",
    ),
    says(
        "R53 only when identifiable_by holds nothing but name",
        case(person(role="staff", identifiable_by=["name", "face"]), post=NAME, staff_name="public_info"),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "with needs_consent, the default, judged like anyone",
        case(person(role="staff", identifiable_by=["name"]), post=NAME),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "R53 ... need capacity capable or assisted",
        case(
            person(role="staff", identifiable_by=["name"], capacity={"status": "later_incapable"}),
            post=NAME,
            staff_name="public_info",
        ),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "R53 staff: not a former one",
        case(person(role="former_staff", identifiable_by=["name"]), post=NAME, staff_name="public_info"),
        "DENY",
        "NO_CONSENT STAFF_LEFT",
    ),
    says(
        "R59 adult, incidental, public outdoor place ... gives no_zoom, no_tag, remove_on_request",
        case(person(role="attendee"), post=OUTDOORS),
        "ALLOW_WITH_CONDITIONS",
        "INCIDENTAL_PUBLIC_EVENT",
        conditions=["no_tag", "no_zoom", "remove_on_request"],
        publisher={
            "answer": "yes_with_conditions",
            "cite": [],
            "conditions": ["no_tag", "no_zoom", "remove_on_request"],
        },
    ),
    says(
        "R59 ... public outdoor place", case(person(), post={**OUTDOORS, "capture_place": "outdoor"}), "DENY"
    ),
    says(
        "R59 never minors",
        case(child(paper(withdrawn="2026-02-01")), post=OUTDOORS),
        "DENY",
        without="INCIDENTAL_PUBLIC_EVENT",
    ),
    says(
        "R59 does not apply when health is disclosed",
        case(person(), post={**OUTDOORS, "discloses_health": True}),
        "DENY",
    ),
    says(
        "R59 need[s] capacity capable or assisted",
        case(person(capacity={"status": "tutorship"}), post=OUTDOORS),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "... assisted", case(person(capacity={"status": "assisted"}), post=OUTDOORS), "ALLOW_WITH_CONDITIONS"
    ),
    says(
        "R20 asks every identifiable person",
        case(person(paper(), role="visitor"), post={"discloses_health": True}),
        "DENY",
        "HEALTH_INFO_NOT_COVERED",
    ),
    says(
        "R20 ... except staff", case(person(paper(), role="staff"), post={"discloses_health": True}), "ALLOW"
    ),
    says("R20 ... media", case(person(paper(), role="media"), post={"discloses_health": True}), "ALLOW"),
    says(
        "health ... ticked", case(person(paper(covers_health=True)), post={"discloses_health": True}), "ALLOW"
    ),
    says(
        "R54 former staff → REVIEW [STAFF_LEFT]",
        case(adult(role="former_staff")),
        "REVIEW",
        "STAFF_LEFT",
        without="CONSENT_OK",
        shown="LEGAL_REVIEW",
    ),
    says(
        "verdict-valued keys ... ALLOW: the rule is silent",
        case(adult(role="former_staff"), staff_departure="ALLOW"),
        "ALLOW",
        "CONSENT_OK",
        without="STAFF_LEFT",
    ),
    says(
        "CONSENT_OK is returned ... beside MEDIA_VIA_DCAI",
        case(person(paper(channels=["press_broadcast"])), post={"channel": "press_broadcast"}),
        "ALLOW_WITH_CONDITIONS",
        "MEDIA_VIA_DCAI CONSENT_OK",
        conditions=["via_dcai"],
        shown="CONSENT_OK MEDIA_VIA_DCAI",
    ),
    says(
        "R57 channel press_broadcast, not the role media",
        case(adult(role="media")),
        "ALLOW",
        without="MEDIA_VIA_DCAI",
    ),
]
