"""Authorizations: signed, confirmed, changed, withdrawn; the original byte for byte."""

from hashlib import sha256

import pytest

from tests.api.office import Office, named, signed
from tests.api.worlds import withdraw

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
CELL = {"medium": "photo", "channel": "facebook", "purpose": "information"}


def upload(office: Office, number: str, content: bytes) -> tuple[int, dict[str, object]]:
    reply = office.client.put(
        f"/api/v1/consents/{number}/document",
        files={"file": ("whatever.exe", content, "text/plain")},
        headers={"Authorization": f"Bearer {office.token('communications')}"},
    )
    return reply.status_code, reply.json()


def test_new_paper_counts_once_confirmed(office: Office) -> None:
    person = office.person()
    made = office.call("POST", "consents", "communications", signed(person))
    number = made.json["id"]
    assert (made.status, made.json["status"]) == (201, "signed")
    assert made.headers["location"] == f"/api/v1/consents/{number}"
    assert office.ask(named())["answer"] == "no"
    confirmed = office.post(f"consents/{number}/confirmation", "communications")
    assert confirmed["status"] == "confirmed"
    assert office.ask(named())["answer"] == "yes"
    again = office.call("POST", f"consents/{number}/confirmation", "communications")
    assert (again.status, again.json["code"]) == (409, "ALREADY_CONFIRMED")


def test_a_signature_is_verified_at_confirmation_when_a_human_says_so(office: Office) -> None:
    signature = signed("")["signatures"][0] | {"verified": False}  # type: ignore[index] # a list of one
    number = office.consent(office.person(), confirmed=False, signatures=[signature])
    reply = office.post(f"consents/{number}/confirmation", "communications", {"verified": True})
    assert reply["signatures"][0]["verified"] is True


def test_confirming_what_has_changed_is_refused(office: Office) -> None:
    number = office.consent(office.person(), confirmed=False)
    seen = office.call("GET", f"consents/{number}", "communications").headers["etag"]
    assert upload(office, number, PDF)[0] == 200
    late = office.call("POST", f"consents/{number}/confirmation", "communications", If_Match=seen)
    assert (late.status, late.json["code"]) == (412, "STALE")


def test_a_number_is_read_in_any_case_with_or_without_hyphens(office: Office) -> None:
    number = office.consent(office.person())
    forms = [number, number.replace("-", ""), number.lower(), number.replace("1", "l", 1)]
    read = [office.call("GET", f"consents/{form}", "legal").json["id"] for form in forms]
    assert read == [number] * len(forms)


@pytest.mark.parametrize("number", ["1K7F-3M9X-4T8B-2QDZ", "1K7F-3M9X-4T8B-2QDY", "x", "1"])
def test_a_number_nobody_has_is_not_there(refusing: Office, number: str) -> None:
    reply = refusing.call("GET", f"consents/{number}", "communications")
    assert (reply.status, reply.json["code"]) == (404, "NOT_FOUND")


def test_each_choice_may_be_answered(office: Office) -> None:
    choices = [CELL | {"answer": "yes"}, CELL | {"channel": "x", "answer": "no"}]
    number = office.consent(office.person(), media=[], channels=[], purposes=[], choices=choices)
    shown = office.call("GET", f"consents/{number}", "communications").json
    assert [(one["channels"], one["answer"]) for one in shown["outcomes"]] == [
        (["facebook"], "yes"),
        (["x"], "no"),
    ]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"media": []}, "/media", "MISSING"),
        ({"media": ["any"]}, "/media/0", "NOT_IN_LIST"),
        ({"choices": [CELL | {"answer": "yes"}]}, "/choices", "CHOICES_OR_LISTS"),
        ({"form": "none"}, "/form", "UNKNOWN_FORM"),
        ({"form": "withdrawal"}, "/form", "NOT_A_CONSENT"),
        ({"form": "refusal"}, "/choices", "REFUSAL_GRANTS_NOTHING"),
        ({"language": "de"}, "/language", "NOT_IN_LIST"),
        ({"limits": ["in_colour"]}, "/limits/0", "NOT_IN_LIST"),
        ({"signatures": []}, "/signatures", "MISSING"),
        ({"valid_from": "2026-10-02", "valid_until": "2026-10-01"}, "/valid_until", "BEFORE_START"),
        ({"activity": "ABCD 1234 5678"}, "/activity", "FORBIDDEN_NUMBER"),
        ({"form": "earlier-form"}, "/opt_in", "MISSING"),
    ],
)
def test_a_form_copied_wrongly_is_pointed_at(
    refusing: Office, change: dict[str, object], pointer: str, code: str
) -> None:
    reply = refusing.call("POST", "consents", "communications", signed(refusing.person(), **change))
    assert reply.status == 422
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in reply.json["errors"]]


def test_two_answers_to_one_choice_are_refused(refusing: Office) -> None:
    choices = [CELL | {"answer": "yes"}, CELL | {"answer": "no"}]
    body = signed(refusing.person(), media=[], channels=[], purposes=[], choices=choices)
    assert refusing.call("POST", "consents", "communications", body).json["code"] == "ANSWERED_TWICE"


def test_a_choice_of_no_list_is_pointed_at(refusing: Office) -> None:
    choices = [CELL | {"channel": "myspace", "answer": "yes"}]
    body = signed(refusing.person(), media=[], channels=[], purposes=[], choices=choices)
    reply = refusing.call("POST", "consents", "communications", body)
    assert [one["pointer"] for one in reply.json["errors"]] == ["/choices/0/channel"]


def test_an_original_comes_back_byte_for_byte(office: Office) -> None:
    number = office.consent(office.person())
    assert upload(office, number, PDF)[1]["sha256"] == sha256(PDF).hexdigest()
    reply = office.call("GET", f"consents/{number}/document", "legal")
    assert reply.content == PDF
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == 'attachment; filename="document.pdf"'


def test_the_same_original_again_changes_nothing(office: Office) -> None:
    number = office.consent(office.person())
    assert upload(office, number, PDF) == upload(office, number, PDF)
    assert len(office.call("GET", f"consents/{number}", "legal").json["documents"]) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"MZ program", "NOT_IN_LIST"), (b"", "EMPTY"), (b"<svg/>", "NOT_IN_LIST")]
)
def test_only_papers_and_pictures_are_taken(refusing: Office, content: bytes, code: str) -> None:
    status, problem = upload(refusing, refusing.consent(refusing.person()), content)
    assert (status, problem["code"]) == (422, code)


def test_a_document_not_there_is_not_found(office: Office) -> None:
    number = office.consent(office.person())
    assert office.call("GET", f"consents/{number}/document", "legal").status == 404


def test_a_part_may_be_withdrawn(office: Office) -> None:
    number = office.consent(office.person())
    done = withdraw(office, number, scope={"channels": ["facebook"]})
    assert done["status"] == "confirmed"
    assert office.ask(named())["answer"] == "no"
    assert office.ask(named(), channel="intranet")["answer"] == "yes"


def test_a_withdrawal_is_not_from_tomorrow(office: Office) -> None:
    number = office.consent(office.person())
    body = {"received_on": "2026-10-14", "by": "person", "how": "phone"}
    reply = office.call("POST", f"consents/{number}/withdrawal", "communications", body)
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/received_on")


def test_suspended_and_resumed(office: Office) -> None:
    number = office.consent(office.person())
    assert office.post(f"consents/{number}/suspension", "communications")["status"] == "suspended"
    assert office.ask(named())["answer"] == "no"
    assert office.post(f"consents/{number}/resumption", "communications")["status"] == "confirmed"
    assert office.ask(named())["answer"] == "yes"


def test_history_tells_what_was_done_and_by_whom(office: Office) -> None:
    number = office.consent(office.person())
    office.consent(office.person("Luc Savard"))
    office.post(f"consents/{number}/invalidation", "legal")
    acts = office.call("GET", f"consents/{number}/history", "communications").json["items"]
    assert [(one["kind"], one["role"]) for one in acts] == [
        ("consent_registered", "communications"),
        ("consent_confirmed", "communications"),
        ("consent_invalidated", "legal"),
    ]
    assert len({one["by"] for one in acts}) == 2
