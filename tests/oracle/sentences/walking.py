"""Walking, protected persons and base facts (R1, R3, R4, R44, R68, R69)."""

from tests.oracle.sentences.builder import Facts, adult, case, child, order, paper, person, protected, says

HEARING: Facts = {"capture_place": "youth_court_hearing"}
INFORMATION: Facts = {"purpose": "information"}
FIGURE: Facts = {"role": "public_figure", "in_public_function": True}
NAME: Facts = {"medium": "name"}
hidden: Facts = {"identifiable_by": []}

SENTENCES = [
    says(
        "R44 image or sound of a youth-court hearing → DENY, even with an order",
        case(protected(), post=HEARING, orders=[order(dispenses_consent=True)]),
        "DENY",
        "LPJ_HEARING_IMAGES",
        shown="CONSENT_OK LEGAL_REVIEW",
    ),
    says(
        "R44, R69 ... are judged once on the post, whatever the persons' verdicts",
        case(person(**hidden), post={**HEARING, "source": "surveillance_device"}),
        "DENY",
        "LPJ_HEARING_IMAGES SURVEILLANCE_IMAGE NOT_IDENTIFIABLE",
        shown="NOT_IDENTIFIABLE SURVEILLANCE_IMAGE",
    ),
    says(
        "R44, R69: photo, video, voice",
        case(
            person(paper(media=["name"]), identifiable_by=["name"]),
            post={**NAME, **HEARING, "source": "surveillance_device"},
        ),
        "ALLOW",
        "CONSENT_OK",
    ),
    says(
        "R68 no copyright licence → DENY",
        case(person(**hidden), post={"copyright_cleared": False}),
        "DENY",
        "RIGHTS_MISSING",
    ),
    says(
        "R1 not identifiable → ALLOW",
        case(person(**hidden)),
        "ALLOW",
        "NOT_IDENTIFIABLE",
        without="NO_CONSENT",
    ),
    says(
        "R1 ends the walk: neither R67 nor the legal check",
        case(person(**hidden, legal_check={"status": "rejected"}), post={"pia_covered": False}),
        "ALLOW",
        "NOT_IDENTIFIABLE",
    ),
    says(
        "protected person: ALLOW_WITH_CONDITIONS ... add none of their own; reads like anyone's yes",
        case(protected(**hidden)),
        "ALLOW_WITH_CONDITIONS",
        "NOT_IDENTIFIABLE",
        conditions=[],
        publisher={"answer": "yes", "cite": [], "conditions": []},
        shown="NOT_IDENTIFIABLE",
    ),
    says(
        "Protected person = ... parent_of_lpj",
        case(adult(parent_of_lpj=True, **hidden)),
        "ALLOW_WITH_CONDITIONS",
    ),
    says(
        "Protected person = ... minor under the YCJA",
        case(child(ycja=True, **hidden)),
        "ALLOW_WITH_CONDITIONS",
    ),
    says("an adult under the YCJA is not one", case(adult(ycja=True, **hidden)), "ALLOW"),
    says(
        "minor with lpj ... unknown",
        case(child(lpj={"status": "unknown"}, **hidden)),
        "ALLOW_WITH_CONDITIONS",
    ),
    says(
        "a minor whose legal check is not done or has run out is `unknown`",
        case(child(legal_check={"status": "accepted", "until": "2026-03-09"}, **hidden)),
        "ALLOW_WITH_CONDITIONS",
    ),
    says("an adult is none once an adult", case(adult(lpj={"status": "ended"}, **hidden)), "ALLOW"),
    says(
        "R1 ... not identifying a protected family",
        case(adult(identifies_lpj_family=True, **hidden)),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
        without="NOT_IDENTIFIABLE",
    ),
    says(
        "IDENTIFIABLE_INDIRECT stands only beside NO_CONSENT, when `face` is not among the identifiers",
        case(person(identifiable_by=["tattoo"])),
        "DENY",
        "NO_CONSENT IDENTIFIABLE_INDIRECT",
    ),
    says("... when `face` is", case(person()), "DENY", "NO_CONSENT", without="IDENTIFIABLE_INDIRECT"),
    says(
        "... beside another code",
        case(person(paper(withdrawn="2026-03-01"), identifiable_by=["tattoo"])),
        "DENY",
        "CONSENT_WITHDRAWN",
        without="IDENTIFIABLE_INDIRECT NO_CONSENT",
    ),
    says("R4 age", case(adult(dob=None)), "DENY", "FACTS_INCOMPLETE"),
    says(
        "attested adult replaces an unknown birth date", case(adult(dob=None, adult_attested=True)), "ALLOW"
    ),
    says(
        "... an unknown one only",
        case(child(paper(), adult_attested=True)),
        "DENY",
        "PARENT_CONSENT_REQUIRED",
    ),
    says(
        "identifiable_by absent → FACTS_INCOMPLETE",
        case({k: v for k, v in adult().items() if k != "identifiable_by"}),
        "DENY",
        "FACTS_INCOMPLETE",
    ),
    says("capacity ... null → FACTS_INCOMPLETE", case(adult(capacity=None)), "DENY", "FACTS_INCOMPLETE"),
    says(
        "lpj null → FACTS_INCOMPLETE", case(adult(lpj=None)), "DENY", "FACTS_INCOMPLETE", shown="LEGAL_REVIEW"
    ),
    says("`{}` takes the default", case(adult(capacity={}, lpj={}, parents={}, legal_check={})), "ALLOW"),
    says(
        "R4 does not ask age or capacity where R58 applies",
        case(person(**FIGURE, dob=None, capacity=None), post=INFORMATION),
        "ALLOW",
        "LEGIT_INFO",
        without="FACTS_INCOMPLETE",
    ),
    says(
        "... lpj it does ask",
        case(person(**FIGURE, dob=None, lpj=None), post=INFORMATION),
        "DENY",
        "FACTS_INCOMPLETE LEGIT_INFO",
    ),
]
