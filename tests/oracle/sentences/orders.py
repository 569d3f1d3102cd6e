"""Court orders: rules R36 to R38, section 4, and what section 6 settles on them."""

from tests.oracle.sentences.builder import Sentence, case, order, paper, person, protected, says

OK_ORDER = ("ALLOW_WITH_CONDITIONS", "LPJ_ORDER_OK CONSENT_OK")


def failing(words: str, reasons: str, **changes: object) -> Sentence:
    """R37 on the 8-year-old: DENY, LPJ_COURT_ORDER_REQUIRED plus the precise code."""
    found = case(protected(), orders=[order(**changes)])
    return says(words, found, "DENY", "LPJ_COURT_ORDER_REQUIRED " + reasons, shown="LEGAL_REVIEW")


def passing(words: str, **changes: object) -> Sentence:
    found = case(protected(), orders=[order(**changes)])
    return says(words, found, *OK_ORDER, conditions=[], shown="CONSENT_OK")


SENTENCES = [
    passing("LPJ_ORDER_OK adds none of its own"),
    passing("CS_appeal ↔ 24", court="CS_appeal", file_number="110-24-900123-255"),
    passing("CA_appeal ↔ 08", court="CA_appeal", file_number="110-08-900123-258"),
    failing("anything else", "COURT_JURISDICTION_MISMATCH", court="CS_appeal"),
    failing("anything else", "COURT_JURISDICTION_MISMATCH", file_number="110-01-900123-253"),
    failing("an unknown court", "COURT_JURISDICTION_MISMATCH", court="CQ_civil"),
    passing("unknown office: warn, never block", file_number="999-41-900123-255"),
    failing("a Luhn check digit", "COURT_FILE_NUMBER_INVALID", file_number="110-41-900123-250"),
    failing("^...$ is the whole of it", "COURT_FILE_NUMBER_INVALID", file_number="110-41-900123-259\n"),
    failing("six digits", "COURT_FILE_NUMBER_INVALID", file_number="500-41-12345-261"),
    failing(
        "ASCII digits", "COURT_FILE_NUMBER_INVALID", file_number="\N{ARABIC-INDIC DIGIT ONE}10-41-900123-259"
    ),
    failing("no number", "COURT_FILE_NUMBER_INVALID", file_number=None),
    failing("AA not after the order's year", "COURT_FILE_NUMBER_INVALID", file_number="110-41-900123-275"),
    passing("AA of the order's year", file_number="110-41-900123-267"),
    passing("Year AA: 79–99 are 19AA", file_number="110-41-900123-796"),
    failing("... 78 is 2078", "COURT_FILE_NUMBER_INVALID", file_number="110-41-900123-788"),
    failing("verified by legal", "LPJ_ORDER_NOT_VERIFIED", verified_by_legal=False),
    failing("A stayed order is LPJ_ORDER_NOT_VERIFIED", "LPJ_ORDER_NOT_VERIFIED", stayed=True),
    passing("First day included", valid_from="2026-03-10"),
    passing("last day included", valid_to="2026-03-10"),
    failing("before", "LPJ_ORDER_EXPIRED", valid_from="2026-03-11"),
    failing("after", "LPJ_ORDER_EXPIRED", valid_to="2026-03-09"),
    passing(
        "valid_from null = order_date, valid_to null = until further order", valid_from=None, valid_to=None
    ),
    failing(
        "Never in force before order_date",
        "LPJ_ORDER_EXPIRED",
        order_date="2026-03-11",
        valid_from="2026-01-01",
    ),
    failing("covers the person", "LPJ_ORDER_SCOPE_PERSON", persons=["P2"]),
    failing("medium", "LPJ_ORDER_SCOPE_MEDIUM", media=["video"]),
    failing("channel", "LPJ_ORDER_SCOPE_CHANNEL", channels=["intranet"]),
    failing("purpose", "LPJ_ORDER_SCOPE_PURPOSE", purposes=["training"]),
    failing("`any` covers nothing", "LPJ_ORDER_SCOPE_CHANNEL", channels=["any"]),
    failing(
        "`any` covers nothing",
        "LPJ_ORDER_SCOPE_MEDIUM LPJ_ORDER_SCOPE_PURPOSE",
        media=["any"],
        purposes=["any"],
    ),
    failing("unknown words cover nothing", "LPJ_ORDER_SCOPE_MEDIUM", media=["painting"]),
    passing(
        "lists inside an order are open", media=["photo", "painting"], channels=["facebook", "billboard"]
    ),
    failing(
        "with `works` the post's activity must be one of them", "LPJ_ORDER_SCOPE_PURPOSE", works=["film"]
    ),
    failing("no_face and a face shown", "LPJ_ORDER_CONDITION_BREACH", conditions=["no_face"]),
    failing("internal_only by a public channel", "LPJ_ORDER_CONDITION_BREACH", conditions=["internal_only"]),
    passing("R5 an order that cites 11.2.1 remains usable", statute_cited="LPJ 11.2.1"),
    says(
        "court_file_check_digit warn",
        case(protected(), orders=[order(file_number="110-41-900123-250")], court_file_check_digit="warn"),
        *OK_ORDER,
    ),
    says(
        "works, one of them",
        case(protected(), post={"activity": "film"}, orders=[order(works=["film"])]),
        *OK_ORDER,
    ),
    says(
        "An identifiable `name` needs `name` ... of the order",
        case(
            protected(paper("parent", media=["photo", "name"]), identifiable_by=["face", "name"]),
            orders=[order()],
        ),
        "DENY",
        "LPJ_ORDER_SCOPE_MEDIUM",
    ),
    says(
        "an order's conditions are returned as such; CONSENT_LIMITS takes CONSENT_OK's place",
        case(protected(), orders=[order(conditions=["no_tag"])]),
        *OK_ORDER,
        conditions=["no_tag"],
        shown="CONSENT_LIMITS",
    ),
    says(
        "R38 it does not replace personal consent",
        case(person(dob="2017-06-01", lpj={"status": "active"}), orders=[order()]),
        "DENY",
        "NO_CONSENT LPJ_ORDER_OK",
        shown="NO_CONSENT PARENT_CONSENT_REQUIRED",
    ),
    says(
        "An order that dispenses with consent ... is cited like one",
        case(protected(), orders=[order(dispenses_consent=True, id="1K7F")]),
        "ALLOW_WITH_CONDITIONS",
        "LPJ_ORDER_OK",
        without="CONSENT_OK",
        publisher={"answer": "yes", "cite": ["1K7F"], "conditions": []},
        shown="CONSENT_OK",
    ),
    says(
        "... with conditions",
        case(protected(), orders=[order(dispenses_consent=True, conditions=["no_zoom"])]),
        "ALLOW_WITH_CONDITIONS",
        shown="CONSENT_LIMITS",
    ),
    says(
        "`dispenses_consent` silences all consent rules but R25",
        case(protected(minor_wish="refuses"), orders=[order(dispenses_consent=True)]),
        "DENY",
        "MINOR_REFUSAL",
    ),
    says(
        "... and PERSON_OBJECTS",
        case(protected(capacity={"wish": "objects"}), orders=[order(dispenses_consent=True)]),
        "DENY",
        "PERSON_OBJECTS",
    ),
    says(
        "... R26 too is silent",
        case(protected(parents={"conflict": True}), orders=[order(dispenses_consent=True)]),
        "ALLOW_WITH_CONDITIONS",
    ),
    says(
        "lpj_order_also_needs_personal_consent false",
        case(protected(paper("self")), orders=[order()], lpj_order_also_needs_personal_consent=False),
        "ALLOW_WITH_CONDITIONS",
        "LPJ_ORDER_OK",
    ),
    says(
        "only the latest dated decides",
        case(protected(), orders=[order(), order(order_date="2026-02-01", stayed=True)]),
        "DENY",
        "LPJ_ORDER_NOT_VERIFIED",
    ),
    says(
        "the nearest one's codes are given: fewest defects",
        case(protected(), orders=[order(stayed=True), order(channels=[], media=[])]),
        "DENY",
        "LPJ_ORDER_NOT_VERIFIED",
        without="LPJ_ORDER_SCOPE_CHANNEL LPJ_ORDER_SCOPE_MEDIUM",
    ),
    says(
        "... then latest",
        case(
            protected(),
            orders=[
                order(persons=["P7"], stayed=True),
                order(persons=["P7"], channels=[], order_date="2026-02-01"),
            ],
        ),
        "DENY",
        "LPJ_ORDER_SCOPE_PERSON LPJ_ORDER_SCOPE_CHANNEL",
        without="LPJ_ORDER_NOT_VERIFIED",
    ),
    says(
        "orders dated after post.date do not compete",
        case(protected(), orders=[order(), order(order_date="2026-03-11", stayed=True)]),
        *OK_ORDER,
        valid_until="2026-03-11",
    ),
    says("those of one date all count", case(protected(), orders=[order(), order(stayed=True)]), *OK_ORDER),
    says(
        "Of the orders that name a person",
        case(protected(), orders=[order(), order(order_date="2026-02-01", persons=["P7"])]),
        *OK_ORDER,
    ),
]
