"""Situations by the API: any role declares; a post that is not theirs to know is not there; few read.

Seen to fail: with the list open to communications.
"""

from __future__ import annotations

from tests.api.office import ROLES, Office, named

GIVEN = {"what": "La légende ne cite aucun numéro.", "when": "2026-10-13", "kind": "quality"}


def count(office: Office) -> int:
    return len(office.call("GET", "incidents", "quality").json["items"])


def test_any_role_declares_and_reads_no_more_than_its_number(office: Office) -> None:
    for role in ROLES:
        reply = office.call("POST", "incidents", role, GIVEN)
        assert (reply.status, sorted(reply.json)) == (201, ["declared_at", "id", "kind", "number"])
        read = office.call("GET", f"incidents/{reply.json['id']}", role)
        assert read.status == (200 if role in {"quality", "auditor"} else 403)


def test_quality_reads_what_was_declared(office: Office) -> None:
    office.consent(office.person())
    post = office.post("posts", "communications", office.post_of(named(), text="Merci!"))["id"]
    body = {**GIVEN, "post_id": post, "about": "comments", "where": "https://exemple.ca"}
    made = office.post("incidents", "publisher", body)
    shown = office.call("GET", f"incidents/{made['id']}", "quality").json
    assert (shown["status"], shown["sorted"], shown["post_ids"]) == ("open", False, [post])
    assert (shown["what"], shown["when"], shown["about"]) == (GIVEN["what"], GIVEN["when"], "comments")
    assert office.call("GET", "incidents?status=open", "auditor").json["items"][0] == shown


def test_a_post_that_is_not_there_is_not_found_whatever_it_is(office: Office) -> None:
    person = office.person()
    before = count(office)
    absent = [person, "rien", office.ports.references.seal("post", 999)]
    replies = [office.call("POST", "incidents", "publisher", {**GIVEN, "post_id": one}) for one in absent]
    assert {(reply.status, reply.content) for reply in replies} == {(404, replies[0].content)}
    assert replies[0].content == office.call("GET", "incidents/rien", "quality").content
    assert count(office) == before


TO_MEND = [
    ({"what": " "}, "/what", "MISSING"),
    ({"what": "ROYC 8403 2715"}, "/what", "FORBIDDEN_NUMBER"),
    ({"when": "hier"}, "/when", "BAD_DATE"),
    ({"kind": "grave"}, "/kind", "NOT_IN_LIST"),
    ({"about": "rien"}, "/about", "NOT_IN_LIST"),
    ({"who": "Camille"}, "/who", "UNKNOWN_FIELD"),
]


def test_what_is_to_mend_is_named(office: Office) -> None:
    for change, pointer, code in TO_MEND:
        reply = office.call("POST", "incidents", "publisher", {**GIVEN, **change})
        assert reply.status == 422
        assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]


def test_asked_again_under_one_key_it_is_declared_once(office: Office) -> None:
    made = [office.post("incidents", "publisher", GIVEN, **{"Idempotency-Key": "a"}) for _ in range(2)]
    assert made[0] == made[1]
    assert count(office) == 1


def test_a_moment_is_taken_for_a_day(office: Office) -> None:
    when = "2026-10-13T14:05:00-04:00"
    made = office.post("incidents", "communications", {**GIVEN, "when": when})
    assert office.call("GET", f"incidents/{made['id']}", "quality").json["when"] == when
