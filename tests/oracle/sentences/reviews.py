"""Legal's recorded decisions on a REVIEW."""

from tests.oracle.sentences.builder import adult, case, child, paper, person, review, says

SENTENCES = [
    says(
        "REVIEW and DENY carry none",
        case(person(paper(limits=["no_tag"]), role="former_staff")),
        "REVIEW",
        "CONSENT_LIMITS",
        conditions=[],
        publisher={"answer": "no", "cite": [], "conditions": []},
    ),
    says(
        "Reviews: from and until are included (first)",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", **{"from": "2026-03-10"})])),
        "ALLOW",
        "CONSENT_OK",
    ),
    says(
        "... (last)",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", until="2026-03-10")])),
        "ALLOW",
        without="STAFF_LEFT",
        valid_until="2026-03-11",
    ),
    says(
        "... past",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", until="2026-03-09")])),
        "REVIEW",
        "STAFF_LEFT",
    ),
    says(
        "An accepted one in force removes that REVIEW (its conditions are added)",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", conditions=["no_tag"])])),
        "ALLOW_WITH_CONDITIONS",
        "CONSENT_OK",
        conditions=["no_tag"],
        shown="CONSENT_LIMITS",
    ),
    says(
        "a review whose checkable conditions are broken does not count",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", conditions=["no_face"])])),
        "REVIEW",
        "STAFF_LEFT",
    ),
    says(
        "... internal_only by a public channel",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", conditions=["internal_only"])])),
        "REVIEW",
    ),
    says(
        "refused beats accepted",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT"), review("STAFF_LEFT", "refused")])),
        "DENY",
        "STAFF_LEFT",
    ),
    says(
        "the conditions of all accepted ones add up",
        case(
            adult(
                role="former_staff",
                reviews=[
                    review("STAFF_LEFT", conditions=["no_tag"]),
                    review("STAFF_LEFT", conditions=["no_zoom"]),
                ],
            )
        ),
        "ALLOW_WITH_CONDITIONS",
        conditions=["no_tag", "no_zoom"],
    ),
    says(
        "LEGAL_CHECK cannot be reviewed, only done",
        case(adult(legal_check={"status": "pending"}, reviews=[review("LEGAL_CHECK")])),
        "REVIEW",
        "LEGAL_CHECK",
    ),
    says(
        "... refused neither",
        case(adult(legal_check={"status": "pending"}, reviews=[review("LEGAL_CHECK", "refused")])),
        "REVIEW",
        "LEGAL_CHECK",
    ),
    says(
        "a review's activity",
        case(adult(role="former_staff", reviews=[review("STAFF_LEFT", activity="gala")])),
        "REVIEW",
    ),
    says(
        "... the same",
        case(
            adult(role="former_staff", reviews=[review("STAFF_LEFT", activity="gala")]),
            post={"activity": "gala"},
        ),
        "ALLOW",
    ),
    says(
        "it never removes a DENY",
        case(person(reviews=[review("NO_CONSENT")])),
        "DENY",
        "NO_CONSENT",
    ),
    says(
        "a code that another cause raises to DENY stays",
        case(
            child(
                identifies_lpj_family=True,
                role="rirtf",
                resource_clientele="children",
                kinship=True,
                reviews=[review("LPJ_IDENTIFIABLE_BY_ASSOCIATION")],
            ),
            rirtf_kinship="REVIEW",
        ),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
]
