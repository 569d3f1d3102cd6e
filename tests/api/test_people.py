"""People: registered, found, changed, and never shown to who may not know."""

from itertools import pairwise

import pytest

from tests.api.office import BORN, Office, signed

ANA = {"names": {"display": "Ana"}, "roles": ["user"]}
CHANGED = {"names": {"display": "Camille Roy-Côté"}}


def test_someone_is_registered_and_read_again(office: Office) -> None:
    made = office.call(
        "POST",
        "people",
        "communications",
        {
            "names": {"display": "Camille Roy", "given": "Camille", "family": "Roy"},
            "birth_date": BORN,
            "roles": ["user", {"role": "volunteer", "since": "2026-01-01"}],
            "contact": {"email": "camille@example.ca"},
            "staff_number": "A-77",
        },
    )
    assert made.status == 201
    read = office.call("GET", f"people/{made.json['id']}", "communications")
    assert made.headers["location"] == f"/api/v1/people/{made.json['id']}"
    assert made.headers["etag"] == read.headers["etag"]
    assert read.json == made.json | {"consents": []}
    assert read.json["roles"] == ["user", "volunteer"]
    assert read.json["contact"] == {"email": "camille@example.ca", "phone": None}


def test_a_person_shows_the_authorizations_on_file(office: Office) -> None:
    person = office.person()
    number = office.consent(person, valid_until="2026-10-12")
    read = office.call("GET", f"people/{person}", "legal")
    assert read.json["consents"] == [{"id": number, "status": "expired"}]


def test_search_goes_through_pages_that_link_to_the_next(office: Office) -> None:
    for name in ("Zoé Roy", "Ana Roy", "Éva Roy", "Luc Lévesque"):
        office.person(name)
    found, address = [], "/api/v1/people?q=roy&limit=2"
    while address:
        page = office.call("GET", address, "communications")
        found += [one["names"]["display"] for one in page.json["items"]]
        link = page.headers.get("link", "")
        assert bool(link) == (page.json["next"] is not None)
        address = link.partition(";")[0].strip("<>")
    assert found == ["Ana Roy", "Éva Roy", "Zoé Roy"]


def test_a_cursor_not_given_here_is_refused(refusing: Office) -> None:
    assert refusing.call("GET", "people?q=a&cursor=zz", "communications").json["code"] == "BAD_VALUE"


def test_changes_touch_the_fields_sent_alone(office: Office) -> None:
    person = office.person(contact={"email": "a@example.ca", "phone": "418 555-0100"})
    reply = office.call("PATCH", f"people/{person}", "communications", {"contact": {"phone": None}})
    assert reply.json["contact"] == {"email": "a@example.ca", "phone": None}
    assert reply.json["birth_date"] == BORN
    emptied = office.call("PATCH", f"people/{person}", "communications", {"birth_date": None})
    assert emptied.json["birth_date"] is None


def test_what_must_be_there_cannot_be_emptied(office: Office) -> None:
    reply = office.call("PATCH", f"people/{office.person()}", "communications", {"names": None})
    assert reply.json["errors"] == [{"pointer": "/names", "code": "MISSING", "detail": ""}]


def test_nobody_overwrites_what_they_have_not_seen(office: Office) -> None:
    person = office.person()
    seen = office.call("GET", f"people/{person}", "communications").headers["etag"]
    first = office.call("PATCH", f"people/{person}", "communications", CHANGED, If_Match=seen)
    assert first.status == 200
    late = office.call("PATCH", f"people/{person}", "communications", CHANGED, If_Match=seen)
    assert (late.status, late.json["code"]) == (412, "STALE")
    tags = [(first.headers["etag"], 200), ("*", 200), ('W/"1"', 412), ("3", 412), ('"a", "b"', 412)]
    for tag, status in tags:
        reply = office.call("PATCH", f"people/{person}", "communications", CHANGED, If_Match=tag)
        assert (tag, reply.status) == (tag, status)


def test_what_is_declared_of_a_person_is_shown(office: Office) -> None:
    child, parent = office.person("Noé Roy", birth_date="2015-05-05"), office.person("Ana Roy")
    office.post(f"people/{parent}/relations", "communications", {"kind": "parent", "to": child})
    calls = [
        ("capacity", {"status": "tutorship", "wish": "agrees"}),
        ("minority", {"minor_wish": "refuses", "parents": {"conflict": True}, "emancipated": None}),
        ("deceased", {"on": "2026-10-01"}),
    ]
    for path, body in calls:
        assert office.call("PUT", f"people/{child}/{path}", "communications", body).status == 200
    shown = office.call("GET", f"people/{child}", "communications").json
    assert shown["capacity"]["status"] == "tutorship"
    assert shown["minority"]["parents"] == {"conflict": True, "other_parent": None}
    assert shown["deceased"] == "2026-10-01"
    assert shown["relations"] == [{"kind": "parent_of", "to": parent}]


def test_a_sign_is_taken_and_never_read_back(office: Office) -> None:
    person = office.person()
    before = office.call("GET", f"people/{person}", "communications")
    reply = office.call(
        "POST", f"people/{person}/protection-signals", "communications", {"note": "À vérifier."}
    )
    assert (reply.status, reply.json) == (202, {"status": "received"})
    after = office.call("GET", f"people/{person}", "communications")
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    file = office.call("GET", f"people/{person}/legal-file", "legal").json
    assert [one["note"] for one in file["signals"]] == ["À vérifier."]


def test_absent_and_malformed_references_are_one_answer(office: Office) -> None:
    person = office.person()
    absent = person[:-2] + ("aa" if not person.endswith("aa") else "bb")
    replies = [
        office.call("GET", f"people/{one}", "communications") for one in (absent, "abc", "0", "%00", "é")
    ]
    assert {one.status for one in replies} == {404}
    assert all(one.content == other.content for one, other in pairwise(replies))
    assert all(list(one.headers) == list(other.headers) for one, other in pairwise(replies))


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({**ANA, "nam": "x"}, "/nam", "UNKNOWN_FIELD"),
        ({"names": {"display": "A", "a/b~c": 1}, "roles": ["user"]}, "/names/a~1b~0c", "UNKNOWN_FIELD"),
        ({"roles": ["user"]}, "/names", "MISSING"),
        ({"names": {"display": " "}, "roles": ["user"]}, "/names/display", "MISSING"),
        ({"names": {"display": "A"}, "roles": []}, "/roles", "MISSING"),
        ({"names": {"display": "A"}, "roles": ["king"]}, "/roles/0", "NOT_IN_LIST"),
        ({**ANA, "birth_date": "27/03/1984"}, "/birth_date", "BAD_DATE"),
        ({**ANA, "birth_date": "2026-02-30"}, "/birth_date", "BAD_DATE"),
        ({**ANA, "birth_date": 0}, "/birth_date", "BAD_DATE"),
        ({**ANA, "birth_date": "2027-01-01"}, "/birth_date", "IN_THE_FUTURE"),
        ({**ANA, "adult_attested": "yes"}, "/adult_attested", "BAD_VALUE"),
        ({"names": {"display": "A" * 301}, "roles": ["user"]}, "/names/display", "TOO_LONG"),
        ({"names": {"display": 5}, "roles": ["user"]}, "/names/display", "BAD_VALUE"),
        ({"names": "A", "roles": ["user"]}, "/names", "BAD_VALUE"),
        ([], "", "BAD_VALUE"),
        ("text", "", "BAD_VALUE"),
    ],
)  # fmt: skip
def test_what_is_to_mend_is_named_where_it_stands(
    refusing: Office, body: object, pointer: str, code: str
) -> None:
    reply = refusing.call("POST", "people", "communications", body)
    assert reply.status == 422
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]


def test_what_was_typed_is_never_echoed(refusing: Office) -> None:
    body = signed(refusing.person(), signatures=[{"signer": "Zorglub", "name": 3, "signed_on": "Zorglub"}])
    reply = refusing.call("POST", "consents", "communications", body)
    assert reply.status == 422
    assert b"Zorglub" not in reply.content
