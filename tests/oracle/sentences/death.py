"""The deceased: rule R62."""

from tests.oracle.sentences.builder import Facts, adult, case, child, paper, person, says

died: Facts = {"deceased": "2026-02-01"}
survives: Facts = {"survives_death": True, "liquidator": "no_objection"}

SENTENCES = [
    says("R62 no living consent", case(person(**died)), "DENY", "DECEASED_NO_CONSENT"),
    says("silent on death → REVIEW", case(adult(**died)), "REVIEW", "DECEASED_REVIEW", shown="LEGAL_REVIEW"),
    says(
        "express consent and no-objection; DECEASED_OK review_first",
        case(person(paper(**survives), **died)),
        "ALLOW_WITH_CONDITIONS",
        "DECEASED_OK CONSENT_OK",
        conditions=["review_first"],
    ),
    says(
        "... unknown → REVIEW",
        case(person(paper(survives_death=True, liquidator="unknown"), **died)),
        "REVIEW",
        "DECEASED_REVIEW",
    ),
    says("... unsaid", case(person(paper(survives_death=True), **died)), "REVIEW", "DECEASED_REVIEW"),
    says(
        "liquidator objects on any living consent → DENY",
        case(person(paper(liquidator="objects"), **died)),
        "DENY",
        "DECEASED_NO_CONSENT",
    ),
    says(
        "signed on ... the death",
        case(person(paper(signed="2026-02-01", **survives), **died)),
        "ALLOW_WITH_CONDITIONS",
        "DECEASED_OK",
    ),
    says(
        "signed after the death",
        case(person(paper(signed="2026-02-02", **survives), **died)),
        "DENY",
        "DECEASED_NO_CONSENT",
    ),
    says(
        "by a signer allowed at that date",
        case(person(paper("spouse", **survives), **died)),
        "DENY",
        "DECEASED_NO_CONSENT",
    ),
    says(
        "passes R6–R20; failing that DENY with its codes",
        case(person(paper(expires="2026-03-01", **survives), **died)),
        "DENY",
        "CONSENT_EXPIRED DECEASED_NO_CONSENT",
    ),
    says(
        "only signer heir makes heirs only",
        case(person(paper("heir", signed="2026-02-10"), **died)),
        "REVIEW",
        "DECEASED_REVIEW",
    ),
    says(
        "a death after the post",
        case(adult(deceased="2026-03-11")),
        "ALLOW",
        "CONSENT_OK",
        valid_until="2026-03-11",
    ),
    says("on the day", case(adult(deceased="2026-03-10")), "REVIEW", "DECEASED_REVIEW"),
    says(
        "PERSON_OBJECTS ... bind after death",
        case(person(paper(**survives), capacity={"wish": "objects"}, **died)),
        "DENY",
        "PERSON_OBJECTS DECEASED_OK",
    ),
    says(
        "R25 ... bind after death",
        case(child(paper("parent", **survives), minor_wish="refuses", **died)),
        "DENY",
        "MINOR_REFUSAL DECEASED_OK",
    ),
    says(
        "deceased_no_consent REVIEW",
        case(person(**died), deceased_no_consent="REVIEW"),
        "REVIEW",
        "DECEASED_NO_CONSENT",
    ),
    says(
        "deceased_living_consent ALLOW",
        case(person(paper(liquidator="no_objection"), **died), deceased_living_consent="ALLOW"),
        "ALLOW",
        "CONSENT_OK",
    ),
    says(
        "R67 ... apply to every identifiable person",
        case(person(paper(**survives), **died), post={"pia_covered": False}),
        "REVIEW",
        "DECEASED_OK PIA_MISSING",
    ),
    says(
        "R62 ends the walk",
        case(person(role="attendee", **died), post={"incidental": True, "capture_place": "public_outdoor"}),
        "DENY",
        "DECEASED_NO_CONSENT",
        without="INCIDENTAL_PUBLIC_EVENT",
    ),
]
