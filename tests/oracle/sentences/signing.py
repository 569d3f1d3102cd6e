"""Who must have signed: minors, parents, represented adults (R22-R29, R46-R51)."""

from tests.oracle.sentences.builder import Facts, adult, case, child, paper, person, says, teen

INTRANET: Facts = {"channel": "intranet"}
on_intranet: Facts = {"channels": ["intranet"]}
tutored: Facts = {"capacity": {"status": "tutorship"}}
decides: Facts = {"capacity": {"status": "tutorship", "self_decides_personal": True}}
before_14 = "2023-08-07"  # the teen's 14th birthday is 2023-08-08
refused: Facts = {"parents": {"conflict": False, "other_parent": "refused"}}
conflict: Facts = {"parents": {"conflict": True}}


def capacity(status: str, **more: object) -> dict[str, object]:
    return {"capacity": {"status": status, **more}}


SENTENCES = [
    says("R23 under 14: parent", case(child()), "ALLOW", "CONSENT_OK"),
    says(
        "child's own signature alone → PARENT_CONSENT_REQUIRED",
        case(child(paper())),
        "DENY",
        "PARENT_CONSENT_REQUIRED",
    ),
    says(
        "others → SIGNER_NOT_AUTHORIZED", case(child(paper("grandparent"))), "DENY", "SIGNER_NOT_AUTHORIZED"
    ),
    says("R27 deprived parent", case(child(paper("parent_deprived"))), "DENY", "SIGNER_NOT_AUTHORIZED"),
    says("Evidence: tutor_minor judgment", case(child(paper("tutor_minor", evidence="judgment"))), "ALLOW"),
    says("Evidence: tutor_minor will", case(child(paper("tutor_minor", evidence="will"))), "ALLOW"),
    says(
        "Evidence: tutor_minor letter",
        case(child(paper("tutor_minor", evidence="letter"))),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says("Evidence: parent any", case(child(paper("parent", evidence="none"))), "ALLOW"),
    says("R24 the minor's own, else DENY", case(teen(paper("parent"))), "DENY", "MINOR_CONSENT_REQUIRED"),
    says("R24 on public channels a parent too", case(teen(paper())), "DENY", "PARENT_COSIGN_REQUIRED"),
    says("... public channels", case(teen(paper(**on_intranet)), post=INTRANET), "ALLOW"),
    says("minor_alone", case(teen(paper()), minor_14_17_policy="minor_alone"), "ALLOW"),
    says("either", case(teen(paper("parent")), minor_14_17_policy="either"), "ALLOW"),
    says("either: the minor", case(teen(paper()), minor_14_17_policy="either"), "ALLOW"),
    says(
        "both",
        case(teen(paper(**on_intranet)), post=INTRANET, minor_14_17_policy="both"),
        "DENY",
        "PARENT_COSIGN_REQUIRED",
    ),
    says(
        "parent signed before the 14th birthday, now 14+ without own signature → also RECONFIRM_AT_14",
        case(teen(paper("parent", signed=before_14)), post={}),
        "DENY",
        "MINOR_CONSENT_REQUIRED RECONFIRM_AT_14",
    ),
    says(
        "parent_consent_continues",
        case(teen(paper("parent", signed=before_14)), turning_14="parent_consent_continues"),
        "ALLOW",
    ),
    says(
        "A signature given by the child before 14 never counts",
        case(teen(paper(signed=before_14), paper("parent"))),
        "DENY",
        "MINOR_CONSENT_REQUIRED",
    ),
    says(
        "... never", case(person(paper(signed="2019-01-01", expires="2027-01-01"), dob="2008-03-09")), "DENY"
    ),
    says(
        "... on the birthday it does",
        case(teen(paper(signed="2023-08-08"), paper("parent", id="C2"))),
        "ALLOW",
    ),
    says(
        "adult with only a parent's consent → RECONFIRM_AT_MAJORITY",
        case(person(paper("parent"), dob="2008-03-10")),
        "DENY",
        "RECONFIRM_AT_MAJORITY",
    ),
    says(
        "turning_18_parent_consent: review",
        case(person(paper("parent"), dob="2008-03-10"), turning_18_parent_consent="review"),
        "REVIEW",
        "RECONFIRM_AT_MAJORITY",
    ),
    says(
        "a parent's given after majority never counts",
        case(
            person(paper("parent", signed="2026-03-10"), dob="2008-03-10"), turning_18_parent_consent="review"
        ),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says(
        "own signature at 14–17 goes on to its end date",
        case(person(paper(), dob="2008-03-09")),
        "ALLOW",
        valid_until="2027-01-15",
    ),
    says(
        "turning_18_self_signed: lapses",
        case(person(paper(), dob="2008-03-09"), turning_18_self_signed="lapses"),
        "DENY",
        "RECONFIRM_AT_MAJORITY",
    ),
    says("still 17", case(teen(dob="2008-03-11")), "ALLOW", valid_until="2027-01-15"),
    says("13 the day before", case(child(dob="2012-03-11")), "ALLOW", valid_until="2026-03-11"),
    says(
        "born Feb 29: Mar 1 in common years",
        case(teen(dob="2008-02-29"), post={"date": "2026-02-28"}),
        "ALLOW",
        valid_until="2027-01-15",
    ),
    says(
        "... the parent's alone, on the 28th",
        case(child(dob="2012-02-29"), post={"date": "2026-02-28"}),
        "ALLOW",
        valid_until="2026-03-01",
    ),
    says(
        "feb_28",
        case(child(dob="2012-02-29"), post={"date": "2026-02-28"}, feb29_rule="feb_28"),
        "DENY",
        "MINOR_CONSENT_REQUIRED",
    ),
    says(
        "R25 a minor refuses", case(teen(minor_wish="refuses")), "DENY", "MINOR_REFUSAL", shown="LEGAL_REVIEW"
    ),
    says(
        "minor_u14_refusal ignored", case(child(minor_wish="refuses"), minor_u14_refusal="ignored"), "ALLOW"
    ),
    says(
        "... 14+ by law",
        case(teen(minor_wish="refuses"), minor_u14_refusal="ignored"),
        "DENY",
        "MINOR_REFUSAL",
    ),
    says(
        "R25 whoever the minor is",
        case(teen(minor_wish="refuses", emancipated="full")),
        "DENY",
        "MINOR_REFUSAL",
    ),
    says("an adult has none", case(adult(minor_wish="refuses")), "ALLOW"),
    says(
        "R26 known refusal of the other",
        case(child(**refused)),
        "DENY",
        "PARENTAL_REFUSAL",
        shown="LEGAL_REVIEW",
    ),
    says("R26 known conflict", case(child(**conflict)), "REVIEW", "PARENTAL_CONFLICT", shown="LEGAL_REVIEW"),
    says("R26 whenever a parent's consent is needed", case(teen(**conflict)), "REVIEW", "PARENTAL_CONFLICT"),
    says("... needed", case(teen(paper(**on_intranet), **conflict), post=INTRANET), "ALLOW"),
    says(
        "unless ... `other_parent: agrees`",
        case(child(parents={"conflict": True, "other_parent": "agrees"})),
        "ALLOW",
    ),
    says(
        "unless a tutor with judgment signed",
        case(child(paper("tutor_minor", evidence="judgment"), **refused)),
        "ALLOW",
    ),
    says(
        "second_parent_refusal REVIEW",
        case(child(**refused), second_parent_refusal="REVIEW"),
        "REVIEW",
        "PARENTAL_REFUSAL",
    ),
    says("known_parental_conflict ALLOW", case(child(**conflict), known_parental_conflict="ALLOW"), "ALLOW"),
    says(
        "R29 simple emancipation → REVIEW once the minor's own consent passes, no co-signature",
        case(teen(paper(), emancipated="simple")),
        "REVIEW",
        "EMANCIPATION_SIMPLE",
        without="PARENT_COSIGN_REQUIRED",
    ),
    says(
        "... once it passes",
        case(teen(paper(withdrawn="2026-02-01"), emancipated="simple")),
        "DENY",
        "CONSENT_WITHDRAWN",
        without="EMANCIPATION_SIMPLE",
    ),
    says("R29 fully emancipated = adult", case(teen(paper(), emancipated="full")), "ALLOW", "CONSENT_OK"),
    says(
        "emancipation changes R22–R28 only",
        case(teen(emancipated="full", lpj={"status": "active"})),
        "DENY",
        "LPJ_COURT_ORDER_REQUIRED",
    ),
    says(
        "R46 someone else's → SIGNER_NOT_AUTHORIZED",
        case(person(paper("spouse"))),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says("R47 else only the tutor's", case(adult(**tutored)), "DENY", "SIGNER_NOT_AUTHORIZED"),
    says(
        "tutor_person judgment", case(person(paper("tutor_person", evidence="judgment"), **tutored)), "ALLOW"
    ),
    says(
        "tutor_person homologation",
        case(person(paper("tutor_person", evidence="homologation"), **tutored)),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says("with self_decides_personal only the adult's own signature counts", case(adult(**decides)), "ALLOW"),
    says(
        "... only",
        case(person(paper("tutor_person", evidence="judgment"), **decides)),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says(
        "wish: objects denies whatever the status",
        case(adult(capacity={"wish": "objects"})),
        "DENY",
        "PERSON_OBJECTS",
        shown="LEGAL_REVIEW",
    ),
    says("unknown blocks nothing", case(adult(capacity={"wish": "unknown"})), "ALLOW"),
    says(
        "mandatary_person homologation",
        case(person(paper("mandatary_person", evidence="homologation"), **capacity("mandate_homologated"))),
        "ALLOW",
    ),
    says(
        "mandatary_person judgment",
        case(person(paper("mandatary_person", evidence="judgment"), **capacity("mandate_homologated"))),
        "ALLOW",
    ),
    says(
        "mandatary_person mandate_copy",
        case(person(paper("mandatary_person", evidence="mandate_copy"), **capacity("mandate_homologated"))),
        "DENY",
        "SIGNER_NOT_AUTHORIZED",
    ),
    says(
        "R48 ... whoever signed",
        case(adult(**capacity("mandate_not_homologated"))),
        "DENY",
        "MANDATE_NOT_HOMOLOGATED",
    ),
    says(
        "R49 another act",
        case(
            person(
                paper("temporary_representative"),
                **capacity("temporary_representation", scope="sale_of_house"),
            )
        ),
        "DENY",
        "TEMP_REP_SCOPE",
    ),
    says(
        "R49 unknown scope",
        case(person(paper("temporary_representative"), **capacity("temporary_representation"))),
        "DENY",
        "TEMP_REP_SCOPE",
    ),
    says(
        "R49's `scope` is `image_publication`",
        case(
            person(
                paper("temporary_representative", evidence="judgment"),
                **capacity("temporary_representation", scope="image_publication"),
            )
        ),
        "ALLOW",
    ),
    says(
        "R50 assistant",
        case(person(paper("assistant"), **capacity("assisted"))),
        "DENY",
        "ASSISTANT_CANNOT_CONSENT",
    ),
    says("assisted: the adult signs", case(adult(**capacity("assisted"))), "ALLOW"),
    says(
        "R51 incapable in fact",
        case(adult(**capacity("de_facto_incapable"))),
        "DENY",
        "NO_LEGAL_REPRESENTATIVE",
        shown="LEGAL_REVIEW",
    ),
    says(
        "R51 later incapable",
        case(adult(**capacity("later_incapable"))),
        "REVIEW",
        "LATER_INCAPACITY",
        shown="LEGAL_REVIEW",
    ),
]
