"""Groups, several channels, other bans and resources (R30, R31, R45, R55, R60, R65)."""

from tests.oracle.sentences.builder import adult, case, child, paper, person, says, teen

SENTENCES = [
    says(
        "In a group of two or more, any person's DENY adds GROUP_MISSING_CONSENT",
        case(adult(), adult(ref="P2", capacity={"wish": "objects"})),
        "DENY",
        "CONSENT_OK PERSON_OBJECTS GROUP_MISSING_CONSENT",
        shown="CONSENT_OK LEGAL_REVIEW GROUP_MISSING_CONSENT",
    ),
    says("... of two", case(person()), "DENY", "NO_CONSENT", without="GROUP_MISSING_CONSENT"),
    says(
        "... any DENY, not a REVIEW",
        case(adult(), adult(ref="P2", role="former_staff")),
        "REVIEW",
        without="GROUP_MISSING_CONSENT",
    ),
    says(
        "visible_count differs from persons given → DENY",
        case(adult(), post={"visible_count": 2}),
        "DENY",
        "GROUP_COUNT_MISMATCH",
        without="GROUP_MISSING_CONSENT",
        shown="CONSENT_OK GROUP_COUNT_MISMATCH",
    ),
    says(
        "visible_count fewer",
        case(adult(), adult(ref="P2"), post={"visible_count": 1}),
        "DENY",
        "GROUP_COUNT_MISMATCH",
    ),
    says("visible_count 0", case(adult(), post={"visible_count": 0}), "DENY", "GROUP_COUNT_MISMATCH"),
    says(
        "the union of codes; persons besides",
        case(adult(), person(ref="P2")),
        "DENY",
        persons=[
            {"ref": "P1", "verdict": "ALLOW", "reasons": ["CONSENT_OK"]},
            {"ref": "P2", "verdict": "DENY", "reasons": ["NO_CONSENT"]},
        ],
    ),
    says(
        "channels[] when it goes to several: the verdict is the worst over them",
        case(adult(), post={"channel": None, "channels": ["facebook", "instagram"]}),
        "DENY",
        "CONSENT_SCOPE_CHANNEL",
        without="CONSENT_OK",
    ),
    says(
        "channels[] ... a paper for each",
        case(
            person(paper(id="A"), paper(id="B", channels=["intranet"])),
            post={"channel": None, "channels": ["facebook", "intranet"]},
        ),
        "ALLOW",
        publisher={"answer": "yes", "cite": ["A", "B"], "conditions": []},
    ),
    says("R65 a repost is a publication", case(person(), post={"repost": True}), "DENY", "NO_CONSENT"),
    says(
        "R45 adoption → DENY",
        case(adult(other_ban="adoption")),
        "DENY",
        "ADOPTION_CONFIDENTIAL",
        shown="LEGAL_REVIEW",
    ),
    says(
        "R45 family proceedings → REVIEW",
        case(adult(other_ban="family_proceedings")),
        "REVIEW",
        "FAMILY_PROCEEDINGS",
    ),
    says(
        "R30 minor in undignified content",
        case(child(), post={"content_flag": "undignified"}),
        "DENY",
        "CHILD_INTEREST",
    ),
    says("R30 an adult", case(adult(), post={"content_flag": "undignified"}), "ALLOW"),
    says("R31 minor under the YCJA", case(teen(ycja=True)), "DENY", "YCJA_BAN", shown="LEGAL_REVIEW"),
    says("R31 ycja on an adult → REVIEW [YCJA_FORMER]", case(adult(ycja=True)), "REVIEW", "YCJA_FORMER"),
    says(
        "R55b rirtf whose resource_clientele is not adults",
        case(adult(role="rirtf")),
        "REVIEW",
        "RIRTF_CHILD_RESOURCE_REVIEW",
        shown="LEGAL_REVIEW",
    ),
    says("R55b ... adults", case(adult(role="rirtf", resource_clientele="adults", kinship=True)), "ALLOW"),
    says(
        "R55a: rirtf for children and kinship",
        case(adult(role="rirtf", resource_clientele="children", kinship=True)),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION RIRTF_CHILD_RESOURCE_REVIEW",
    ),
    says(
        "R55a: ... and kinship",
        case(adult(role="rirtf", resource_clientele="children")),
        "REVIEW",
        without="LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
]
