"""Children under youth protection, their parents and family, legal checks (R32 to R42)."""

from tests.oracle.sentences.builder import (
    Facts,
    adult,
    case,
    child,
    order,
    paper,
    person,
    protected,
    review,
    says,
    teen,
)

LINKED = {"context_links_family": True}
ASKED = {"requested_by": "dpj_police"}
UNKNOWN: Facts = {"lpj": {"status": "unknown"}}
died: Facts = {"deceased": "2026-02-01"}
survives: Facts = {"survives_death": True, "liquidator": "no_objection"}
OK_ORDER = ("ALLOW_WITH_CONDITIONS", "LPJ_ORDER_OK CONSENT_OK")

SENTENCES = [
    says(
        "R32, R33",
        case(protected()),
        "DENY",
        "LPJ_COURT_ORDER_REQUIRED LPJ_CONSENT_INSUFFICIENT",
        shown="LEGAL_REVIEW",
    ),
    says(
        "R40 adds LPJ_ENDED_MINOR",
        case(child(lpj={"status": "ended", "ended": "2026-03-10"})),
        "DENY",
        "LPJ_ENDED_MINOR LPJ_COURT_ORDER_REQUIRED",
    ),
    says(
        "an `ended` in the future is active",
        case(child(lpj={"status": "ended", "ended": "2026-03-11"})),
        "DENY",
        "LPJ_COURT_ORDER_REQUIRED",
        without="LPJ_ENDED_MINOR",
    ),
    says(
        "R42 unknown → DENY everywhere",
        case(child(**UNKNOWN), orders=[order(dispenses_consent=True)]),
        "DENY",
        "LPJ_STATUS_UNKNOWN",
    ),
    says(
        "an open check gives LPJ_STATUS_UNKNOWN besides LEGAL_CHECK",
        case(child(legal_check={"status": "pending"})),
        "DENY",
        "LPJ_STATUS_UNKNOWN LEGAL_CHECK",
        shown="LEGAL_REVIEW",
    ),
    says(
        "... run out",
        case(child(legal_check={"status": "accepted", "until": "2026-03-09"})),
        "DENY",
        "LPJ_STATUS_UNKNOWN LEGAL_CHECK",
    ),
    says(
        "... its last day",
        case(child(legal_check={"status": "accepted", "until": "2026-03-10"})),
        "ALLOW",
        valid_until="2026-03-11",
    ),
    says(
        "and the codes of the recorded status too",
        case(protected(legal_check={"status": "pending"})),
        "DENY",
        "LPJ_STATUS_UNKNOWN LEGAL_CHECK LPJ_COURT_ORDER_REQUIRED",
    ),
    says(
        "a rejected check is done",
        case(child(legal_check={"status": "rejected"})),
        "DENY",
        "LEGAL_CHECK",
        without="LPJ_STATUS_UNKNOWN",
    ),
    says(
        "an adult's open check",
        case(adult(legal_check={"status": "pending"})),
        "REVIEW",
        "LEGAL_CHECK",
        without="LPJ_STATUS_UNKNOWN",
        shown="LEGAL_REVIEW",
    ),
    says("an adult whose status is unknown → R40", case(adult(**UNKNOWN)), "REVIEW", "LPJ_FORMER_ADULT"),
    says(
        "... `since` after the 18th birthday",
        case(adult(lpj={"status": "unknown", "since": "2003-04-03"})),
        "ALLOW",
    ),
    says(
        "... on it",
        case(adult(lpj={"status": "unknown", "since": "2003-04-02"})),
        "REVIEW",
        "LPJ_FORMER_ADULT",
    ),
    says(
        "... birth date known or not",
        case(adult(dob=None, adult_attested=True, lpj={"status": "unknown", "since": "2020-01-01"})),
        "REVIEW",
        "LPJ_FORMER_ADULT",
    ),
    says("active on an adult is R40", case(adult(lpj={"status": "active"})), "REVIEW", "LPJ_FORMER_ADULT"),
    says(
        "... whatever `since`",
        case(adult(lpj={"status": "active", "since": "2020-01-01"})),
        "REVIEW",
        "LPJ_FORMER_ADULT",
    ),
    says(
        "R40 ended, person now adult",
        case(adult(lpj={"status": "ended", "ended": "2000-01-01"})),
        "REVIEW",
        "LPJ_FORMER_ADULT",
        shown="LEGAL_REVIEW",
    ),
    says(
        "former_lpj_child_adult DENY",
        case(adult(lpj={"status": "ended"}), former_lpj_child_adult="DENY"),
        "DENY",
        "LPJ_FORMER_ADULT",
    ),
    says(
        "R40 reviewed",
        case(adult(lpj={"status": "ended"}, reviews=[review("LPJ_FORMER_ADULT")])),
        "ALLOW",
        "CONSENT_OK",
        shown="CONSENT_OK",
    ),
    says(
        "R34 context links",
        case(adult(parent_of_lpj=True), post=LINKED),
        "DENY",
        "LPJ_PARENT LPJ_COURT_ORDER_REQUIRED",
    ),
    says("R34 unrelated context", case(adult(parent_of_lpj=True)), "REVIEW", "LPJ_PARENT_UNRELATED_CONTEXT"),
    says(
        "An order covering the parent lifts LPJ_PARENT",
        case(adult(parent_of_lpj=True), post=LINKED, orders=[order()]),
        *OK_ORDER,
    ),
    says(
        "... and LPJ_PARENT_UNRELATED_CONTEXT", case(adult(parent_of_lpj=True), orders=[order()]), *OK_ORDER
    ),
    says(
        "personal consent is still needed",
        case(person(parent_of_lpj=True), post=LINKED, orders=[order(dispenses_consent=True)]),
        "DENY",
        "NO_CONSENT LPJ_ORDER_OK",
    ),
    says(
        "On a parent the flag counts as a linked context",
        case(adult(parent_of_lpj=True, identifies_lpj_family=True)),
        "DENY",
        "LPJ_PARENT LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
    says(
        "R35 ... except a parent whose own order is valid",
        case(adult(parent_of_lpj=True, identifies_lpj_family=True), orders=[order()]),
        *OK_ORDER,
    ),
    says("R35 ... except a child", case(protected(identifies_lpj_family=True), orders=[order()]), *OK_ORDER),
    says(
        "no order lifts it for anyone else",
        case(adult(identifies_lpj_family=True), orders=[order(dispenses_consent=True)]),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
    says(
        "R40 DENY when a still protected child is identified",
        case(adult(lpj={"status": "ended"}, identifies_lpj_family=True), orders=[order()]),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION LPJ_FORMER_ADULT",
    ),
    says(
        "R39 replaces R32–R38 and the consent rules",
        case(person(dob="2017-06-01", lpj={"status": "active"}, identifies_lpj_family=True), post=ASKED),
        "REVIEW",
        "LPJ_NECESSARY_FOR_ACT",
        without="NO_CONSENT LPJ_COURT_ORDER_REQUIRED LPJ_IDENTIFIABLE_BY_ASSOCIATION",
        shown="NO_CONSENT PARENT_CONSENT_REQUIRED",
    ),
    says(
        "R39 nothing for others",
        case(person(), post=ASKED),
        "DENY",
        "NO_CONSENT",
        without="LPJ_NECESSARY_FOR_ACT",
    ),
    says(
        "R39 nothing for others: a third person",
        case(adult(identifies_lpj_family=True), post=ASKED),
        "DENY",
        "LPJ_IDENTIFIABLE_BY_ASSOCIATION",
    ),
    says("R42 still den[ies]", case(child(**UNKNOWN), post=ASKED), "DENY", "LPJ_STATUS_UNKNOWN"),
    says(
        "R41 still den[ies]",
        case(protected(**died), post=ASKED),
        "DENY",
        "LPJ_DECEASED LPJ_NECESSARY_FOR_ACT",
    ),
    says(
        "R67 ... every identifiable person",
        case(protected(), post={**ASKED, "channel": "press_broadcast"}),
        "REVIEW",
        "LPJ_NECESSARY_FOR_ACT MEDIA_VIA_DCAI",
    ),
    says(
        "LPJ_NECESSARY_FOR_ACT accepted; CONSENT_OK stands when nothing else is left",
        case(protected(reviews=[review("LPJ_NECESSARY_FOR_ACT")]), post=ASKED),
        "ALLOW",
        shown="CONSENT_OK",
    ),
    says(
        "R41 protected child deceased",
        case(protected(**died), orders=[order()]),
        "DENY",
        "LPJ_DECEASED LPJ_COURT_ORDER_REQUIRED",
    ),
    says(
        "R41 lifted by an order dated after the death",
        case(protected(paper("parent", **survives), **died), orders=[order(order_date="2026-02-02")]),
        "ALLOW_WITH_CONDITIONS",
        "LPJ_ORDER_OK DECEASED_OK",
        without="LPJ_DECEASED",
    ),
    says(
        "... after",
        case(protected(paper("parent", **survives), **died), orders=[order(order_date="2026-02-01")]),
        "DENY",
        "LPJ_DECEASED",
    ),
    says(
        "minority at death",
        case(teen(paper(**survives), dob="2008-02-02", lpj={"status": "active"}, **died)),
        "DENY",
        "LPJ_DECEASED LPJ_COURT_ORDER_REQUIRED",
        without="LPJ_FORMER_ADULT",
    ),
]
