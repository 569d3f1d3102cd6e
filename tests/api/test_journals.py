"""Decisions made again, the journal, and requests: each role sees its part."""

from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, child_protected, withdraw
from tests.support.ports import MovableClock

WHO = named(NAME, CHILD)


def test_a_decision_is_made_again_as_known_then_and_as_known_now(office: Office, clock: MovableClock) -> None:
    number = office.consent(office.person())
    asked = office.ask(named())
    clock.pass_by(hours=1)
    withdraw(office, number)
    shown = office.call("GET", f"decisions/{asked['id']}", "legal").json
    assert (shown["reproduced"], shown["same_rules"], shown["action"]) == (True, True, "check")
    assert (shown["as_known_then"]["answer"], shown["as_known_then"]["cite"]) == ("yes", [number])
    assert (shown["as_known_now"]["answer"], shown["as_known_now"]["reasons"]) == (
        "no",
        ["CONSENT_WITHDRAWN"],
    )
    assert shown["as_known_then"]["facts"]["post"]["medium"] == "photo"


def test_the_auditor_reads_a_decision_as_communications_would(office: Office) -> None:
    child_protected(office)
    asked = office.ask(WHO)
    shown = office.call("GET", f"decisions/{asked['id']}", "auditor")
    made = shown.json["as_known_then"]
    assert (made["answer"], made["reasons"]) == ("no", ["LEGAL_REVIEW"])
    assert {"verdict", "persons", "facts"} & set(made) == set()
    assert b"LPJ" not in shown.content
    assert "LPJ_COURT_ORDER_REQUIRED" in str(office.call("GET", f"decisions/{asked['id']}", "legal").json)


def test_a_decision_not_made_is_not_found(office: Office) -> None:
    asked = office.ask(named())
    for reference in (asked["receipt"], office.person(), "x"):
        assert office.call("GET", f"decisions/{reference}", "auditor").status == 404


def test_the_journal_tells_who_looked_at_whom_and_nothing_of_legal_files(
    office: Office, clock: MovableClock
) -> None:
    child_protected(office)
    person = office.call("GET", "people?q=roy", "communications").json["items"][0]["id"]
    clock.pass_by(minutes=1)
    office.ask(WHO)
    page = office.call("GET", "access-log", "auditor")
    checks = [one for one in page.json["items"] if one["action"] == "check"]
    assert (checks[0]["role"], checks[0]["persons"], checks[0]["answer"]) == ("publisher", [person], "no")
    legal = [one for one in page.json["items"] if one["action"] == "legal_file"]
    assert {(one["role"], tuple(one["persons"])) for one in legal} == {("legal", ())}
    assert b"LPJ" not in page.content


def test_a_sign_leaves_no_trace_the_auditor_could_read(office: Office) -> None:
    person = office.person()
    office.post(f"people/{person}/protection-signals", "communications", {"note": "Voir."})
    items = office.call("GET", "access-log", "auditor").json["items"]
    assert [one["action"] for one in items if one["persons"]] == ["person_registered"]


def test_the_journal_goes_through_pages_without_losing_a_record(office: Office, clock: MovableClock) -> None:
    for name in ("Ana", "Éva", "Luc"):
        office.person(name)
        office.call("GET", f"people?q={name}", "communications")
        clock.pass_by(seconds=1)
    actions, address = [], "/api/v1/access-log?limit=2"
    while address:
        page = office.call("GET", address, "auditor")
        actions += [one["action"] for one in page.json["items"]]
        address = page.headers.get("link", "").partition(";")[0].strip("<>")
    assert actions.count("person_registered") == actions.count("people_searched") == 3


def test_a_page_of_the_journal_begins_at_a_moment(refusing: Office) -> None:
    for cursor in ("yesterday", "2026-10-13T14:00:00"):
        reply = refusing.call("GET", f"access-log?cursor={cursor}", "auditor")
        assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/cursor")


def test_a_request_is_asked_by_publishers_and_dealt_with_by_communications(office: Office) -> None:
    post = {"medium": "photo", "channels": ["facebook"], "purpose": "information", "on": "2026-10-20"}
    body = {"person_name": "Luc Savard", "note": "Portes ouvertes.", "post": post}
    made = office.post("requests", "publisher", body)
    assert office.call("GET", "requests", "publisher").status == 403
    (listed,) = office.call("GET", "requests?status=open", "communications").json["items"]
    assert (listed["id"], listed["person_name"]) == (made["id"], "Luc Savard")
    assert office.post(f"requests/{made['id']}/done", "communications")["status"] == "done"
    assert office.call("GET", "requests?status=open", "communications").json["items"] == []


def test_requests_go_through_pages_newest_first(office: Office) -> None:
    made = [
        office.post("requests", "publisher", {"person_name": name})["id"] for name in ("Ana", "Éva", "Luc")
    ]
    first = office.call("GET", "requests?limit=2", "communications").json
    rest = office.call("GET", f"requests?limit=2&cursor={first['next']}", "communications").json
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]


def test_a_request_goes_to_legal_and_its_answer_comes_back(office: Office) -> None:
    made = office.post("requests", "publisher", {"person_name": "Luc Savard", "note": "Portes ouvertes."})
    path = f"requests/{made['id']}"
    assert office.call("POST", f"{path}/answer", "legal", {"answer": "Vu."}).status == 409
    handed = office.post(f"{path}/forward", "communications", {"note": "Pour jeudi."})
    assert (handed["forward_note"], handed["answer"], handed["status"]) == ("Pour jeudi.", None, "open")
    assert office.call("POST", f"{path}/forward", "communications").status == 409
    assert office.call("POST", f"{path}/answer", "legal", {"answer": " "}).status == 422
    answered = office.post(f"{path}/answer", "legal", {"answer": "Vu.", "close": True})
    assert (answered["answer"], answered["status"]) == ("Vu.", "done")
    (listed,) = office.call("GET", "requests", "communications").json["items"]
    assert (listed["answer"], listed["answered_at"] is not None) == ("Vu.", True)


def test_whoever_asked_is_shown_nothing_of_where_their_request_went(office: Office) -> None:
    body = {"person_name": "Luc Savard", "note": "Portes ouvertes."}
    before = office.post("requests", "publisher", body, Idempotency_Key="1")
    office.post(f"requests/{before['id']}/forward", "communications")
    office.post(f"requests/{before['id']}/answer", "legal", {"answer": "Vu."})
    assert office.post("requests", "publisher", body, Idempotency_Key="1") == before


def test_communications_ask_legal_about_someone_of_theirs(office: Office) -> None:
    person = office.person("Luc Savard")
    asked = office.post(f"people/{person}/requests", "communications", {"note": "Hommage?"})
    assert (asked["person_id"], asked["person_name"], asked["forwarded_at"] is not None) == (
        person,
        "Luc Savard",
        True,
    )
    assert office.call("POST", f"people/{person}/requests", "communications", {"note": ""}).status == 422


def test_legal_decides_from_a_file_what_a_post_alone_raises(office: Office) -> None:
    person = office.person()
    office.consent(person)
    facts = {"person_id": person}
    body = {**office.post_of(facts), "visible_count": 1, "pia_covered": False}
    assert office.post("posts/check", "legal", body)["answer"] == "no"
    sent = {"code": "PIA_MISSING", "outcome": "accepted", "from": "2026-10-01", "until": "2026-12-31"}
    assert office.post(f"people/{person}/reviews", "legal", sent)["code"] == "PIA_MISSING"
    assert office.post("posts/check", "legal", body)["answer"] == "yes"
    assert office.call("POST", f"people/{person}/reviews", "legal", {**sent, "code": "X"}).status == 422
