"""Is that consent good, and which papers count (R6-R20, several papers, the nearest consent)."""

from tests.oracle.sentences.builder import Facts, adult, case, child, paper, person, says

without_end: Facts = {"expires": None}

SENTENCES = [
    says(
        "R6 verbal only: CONSENT_NOT_WRITTEN and NO_CONSENT",
        case(person(paper(form="verbal"))),
        "DENY",
        "CONSENT_NOT_WRITTEN NO_CONSENT",
    ),
    says(
        "written_form_required false",
        case(person(paper(form="verbal")), written_form_required=False),
        "ALLOW",
    ),
    says("R7", case(person(paper(opt_in=False))), "DENY", "CONSENT_NOT_MANIFEST"),
    says("R8", case(person(paper(free=False))), "DENY", "CONSENT_NOT_FREE"),
    says("R9, R52 not informed", case(person(paper(informed=False))), "DENY", "CONSENT_NOT_INFORMED"),
    says("R14", case(person(paper(distinct=False))), "DENY", "CONSENT_NOT_DISTINCT"),
    says(
        "R13 withdrawn on the date", case(person(paper(withdrawn="2026-03-10"))), "DENY", "CONSENT_WITHDRAWN"
    ),
    says(
        "R13 the engine compares dates",
        case(person(paper(withdrawn="2026-03-11"))),
        "ALLOW",
        valid_until="2026-03-11",
    ),
    says(
        "R11 before signature",
        case(person(paper(signed="2026-03-11"))),
        "DENY",
        "CONSENT_NOT_YET_EFFECTIVE",
        without="NO_CONSENT",
        valid_until="2026-03-11",
    ),
    says("last day included", case(person(paper(expires="2026-03-10"))), "ALLOW", valid_until="2026-03-11"),
    says(
        "R11 after the last day",
        case(person(paper(expires="2026-03-09"))),
        "DENY",
        "CONSENT_EXPIRED",
        valid_until=None,
    ),
    says(
        "R12 24 months to the day is still good",
        case(person(paper(signed="2024-03-10", **without_end))),
        "ALLOW",
        valid_until="2026-03-11",
    ),
    says(
        "... the day after not",
        case(person(paper(signed="2024-03-09", **without_end))),
        "DENY",
        "CONSENT_STALE",
    ),
    says("R10 any", case(person(paper(purposes=["any"]))), "DENY", "CONSENT_NOT_SPECIFIC"),
    says("R10 any beside", case(person(paper(channels=["any", "facebook"]))), "DENY", "CONSENT_NOT_SPECIFIC"),
    says("R10 channel", case(person(paper(channels=["intranet"]))), "DENY", "CONSENT_SCOPE_CHANNEL"),
    says("R10 medium", case(person(paper(media=["video"]))), "DENY", "CONSENT_SCOPE_MEDIUM"),
    says("R10 purpose", case(person(paper(purposes=["training"]))), "DENY", "CONSENT_SCOPE_PURPOSE"),
    says("R10 another activity", case(person(paper(activity="gala"))), "DENY", "CONSENT_SCOPE_ACTIVITY"),
    says(
        "R10 the activity it names", case(person(paper(activity="gala")), post={"activity": "gala"}), "ALLOW"
    ),
    says("null, for any activity", case(adult(), post={"activity": "gala"}), "ALLOW"),
    says("R18 cited", case(person(paper(cited=False))), "DENY", "CONSENT_ID_NOT_CITED"),
    says("R18 of another person", case(person(paper(belongs_to="P7"))), "DENY", "CONSENT_ID_MISMATCH"),
    says(
        "R18 CONSENT_ID_INVALID comes from id_status",
        case(person(paper(id_status="bad_check"))),
        "DENY",
        "CONSENT_ID_INVALID",
    ),
    says("... unknown", case(person(paper(id_status="unknown"))), "DENY", "CONSENT_ID_INVALID"),
    says("the form of `id` is not looked at", case(person(paper(id="!!"))), "ALLOW"),
    says("R16 hash differs", case(person(paper(integrity="hash_mismatch"))), "DENY", "INTEGRITY_FAILED"),
    says(
        "R16 paper destroyed without transfer documents → REVIEW",
        case(person(paper(integrity="scan_undocumented"))),
        "REVIEW",
        "INTEGRITY_UNPROVEN",
    ),
    says(
        "R17",
        case(person(paper(signature="unverified"))),
        "REVIEW",
        "SIGNATURE_UNVERIFIED",
        shown="LEGAL_REVIEW",
    ),
    says("back_only by face", case(person(paper(limits=["back_only"]))), "DENY", "CONSENT_LIMITS_BREACHED"),
    says(
        "no_face by face",
        case(person(paper(limits=["no_face"]))),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "no_first_name by first_name",
        case(person(paper(limits=["no_first_name"]), identifiable_by=["face", "first_name"])),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "internal_only by a public channel",
        case(person(paper(limits=["internal_only"]))),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "no_name by first_name",
        case(person(paper(limits=["no_name"]), identifiable_by=["face", "first_name"])),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "no_name by name_on_board",
        case(person(paper(limits=["no_name"]), identifiable_by=["name_on_board"])),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "no_name by medium name",
        case(
            person(paper(limits=["no_name"], media=["name"]), identifiable_by=["tattoo"]),
            post={"medium": "name"},
        ),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "no_place by room_number or home",
        case(person(paper(limits=["no_place"]), identifiable_by=["home"])),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "... a promise otherwise",
        case(person(paper(limits=["no_place"]))),
        "ALLOW_WITH_CONDITIONS",
        "CONSENT_LIMITS",
        conditions=["no_place"],
    ),
    says(
        "audio_only by photo or video",
        case(person(paper(limits=["audio_only"]))),
        "DENY",
        "CONSENT_LIMITS_BREACHED",
    ),
    says(
        "audio_only kept",
        case(
            person(paper(limits=["audio_only"], media=["voice"]), identifiable_by=["voice"]),
            post={"medium": "voice"},
        ),
        "ALLOW_WITH_CONDITIONS",
    ),
    says(
        "An identifiable `name` needs `name`",
        case(adult(identifiable_by=["face", "name"])),
        "DENY",
        "CONSENT_SCOPE_MEDIUM",
    ),
    says(
        "... among the media",
        case(person(paper(media=["photo", "name"]), identifiable_by=["face", "name"])),
        "ALLOW",
    ),
    says(
        "`voice` needs voice or video", case(adult(identifiable_by=["voice"])), "DENY", "CONSENT_SCOPE_MEDIUM"
    ),
    says(
        "... video", case(person(paper(media=["photo", "video"]), identifiable_by=["face", "voice"])), "ALLOW"
    ),
    says(
        "besides the post's own medium",
        case(person(paper(media=["name"]), identifiable_by=["name"])),
        "DENY",
        "CONSENT_SCOPE_MEDIUM",
    ),
    says(
        "only the latest signed counts, even when it is withdrawn",
        case(person(paper(id="A"), paper(id="B", signed="2026-02-01", withdrawn="2026-02-02"))),
        "DENY",
        "CONSENT_WITHDRAWN",
    ),
    says(
        "... expired",
        case(person(paper(), paper(signed="2026-02-01", expires="2026-02-10"))),
        "DENY",
        "CONSENT_EXPIRED",
    ),
    says(
        "A later paper replaces earlier ones for the boxes it leaves unticked too",
        case(person(paper(), paper(signed="2026-02-01", channels=["intranet"]))),
        "DENY",
        "CONSENT_SCOPE_CHANNEL",
    ),
    says(
        "a paper for one activity replaces only papers for that activity",
        case(
            person(paper(id="A"), paper(id="B", signed="2026-02-01", activity="gala", withdrawn="2026-02-02"))
        ),
        "ALLOW",
        publisher={"answer": "yes", "cite": ["A"], "conditions": []},
    ),
    says(
        "Papers signed ... after post.date do not compete",
        case(person(paper(), paper(signed="2026-03-11", withdrawn="2026-03-12"))),
        "ALLOW",
        valid_until="2026-03-12",
    ),
    says(
        "those of one date all count",
        case(person(paper(id="A", withdrawn="2026-02-01"), paper(id="B"))),
        "ALLOW",
        publisher={"answer": "yes", "cite": ["B"], "conditions": []},
    ),
    says(
        "One signer = same `signer` and, where given, same `signer_id`",
        case(
            child(
                paper("parent", signer_id="A", id="A"),
                paper("parent", signer_id="B", id="B", signed="2026-02-01", withdrawn="2026-02-02"),
            )
        ),
        "ALLOW",
        publisher={"answer": "yes", "cite": ["A"], "conditions": []},
    ),
    says(
        "... the same id",
        case(
            child(
                paper("parent", signer_id="A"),
                paper("parent", signer_id="A", signed="2026-02-01", withdrawn="2026-02-02"),
            )
        ),
        "DENY",
    ),
    says(
        "Nearest consent: authorized signer first",
        case(person(paper("spouse", id="A"), paper(id="B", withdrawn="2026-02-01"))),
        "DENY",
        "CONSENT_WITHDRAWN",
        without="SIGNER_NOT_AUTHORIZED",
    ),
    says(
        "... then least severe",
        case(
            child(
                paper("parent", signer_id="A", free=False),
                paper("parent", signer_id="B", signature="unverified", integrity="scan_undocumented"),
            )
        ),
        "REVIEW",
        "SIGNATURE_UNVERIFIED INTEGRITY_UNPROVEN",
        without="CONSENT_NOT_FREE",
    ),
    says(
        "... fewest defects",
        case(
            child(
                paper("parent", signer_id="A", free=False),
                paper("parent", signer_id="B", informed=False, distinct=False),
            )
        ),
        "DENY",
        "CONSENT_NOT_FREE",
        without="CONSENT_NOT_INFORMED",
    ),
    says(
        "... latest signed",
        case(
            child(
                paper("parent", signer_id="A", free=False),
                paper("parent", signer_id="B", informed=False, signed="2026-02-01"),
            )
        ),
        "DENY",
        "CONSENT_NOT_INFORMED",
        without="CONSENT_NOT_FREE",
    ),
]
