"""Versions of policies by the API: two people make one count, every role reads and acknowledges.

Seen to fail: with the token's user left out of the four eyes, and with a draft listed to a publisher.
"""

from tests.api.office import Office

LIST = {
    "name": "moderation",
    "title": "Liste de modération",
    "starts_on": "2026-01-01",
    "concerns": ["staff"],
    "lines": [{"action": "hide", "words": "Injure"}, {"action": "pass_on", "words": "Menace"}],
}


def drafted(office: Office, **more: object) -> str:
    made = office.post("policies", "communications", {**LIST, "changed": "Les menaces.", **more})
    return str(made["id"])


def approved(office: Office, **more: object) -> str:
    policy = drafted(office, **more)
    office.post(f"policies/{policy}/approval", "legal")
    return policy


def test_a_version_counts_once_somebody_else_approved_it(office: Office) -> None:
    policy = drafted(office)
    assert office.call("GET", f"policies/{policy}", "publisher").status == 404
    assert office.call("GET", "policies", "publisher").json == {"items": []}
    refused = office.call("POST", f"policies/{policy}/approval", "communications")
    assert (refused.status, refused.json["code"]) == (403, "FOUR_EYES")
    said = office.call("POST", f"policies/{policy}/approval", "legal", Idempotency_Key="k")
    assert office.call("POST", f"policies/{policy}/approval", "legal").status == 409
    again = office.call("POST", f"policies/{policy}/approval", "legal", Idempotency_Key="k")
    assert (said.status, again.status, again.json) == (200, 200, said.json)
    read = office.call("GET", f"policies/{policy}", "publisher").json
    assert (read["status"], read["lines"]) == ("in_force", LIST["lines"])
    kept = office.call("GET", f"policies/{policy}/document", "quality")
    assert kept.json == {"hide": ["Injure"], "remove": [], "pass_on": ["Menace"]}


def test_acknowledging_counts_once_and_is_listed_to_those_who_follow(office: Office) -> None:
    policy = approved(office)
    first = office.call("POST", f"policies/{policy}/acknowledgement", "publisher").json
    assert office.call("POST", f"policies/{policy}/acknowledgement", "publisher").json == first
    assert (
        office.call("GET", f"policies/{policy}", "publisher").json["acknowledged_at"]
        == first["acknowledged_at"]
    )
    assert office.call("GET", f"policies/{policy}", "admin").json["acknowledged_at"] is None
    followed = office.call("GET", f"policies/{policy}/acknowledgements", "communications")
    assert (followed.status, followed.json["people"]) == (200, [])
    assert office.call("GET", f"policies/{policy}/acknowledgements", "publisher").status == 403
    draft = drafted(office)
    assert office.call("POST", f"policies/{draft}/acknowledgement", "publisher").status == 409


def test_what_a_version_lacks_is_named(office: Office) -> None:
    approved(office)
    for more, pointer in (
        ({"lines": []}, "/hide"),
        ({"name": "rien"}, "/name"),
        ({"changed": " "}, "/changed"),
        ({"name": "netiquette", "lines": []}, "/content"),
        ({"concerns": ["tous"]}, "/concerns/0"),
    ):
        reply = office.call("POST", "policies", "communications", {**LIST, "changed": "x", **more})
        assert reply.status == 422
        assert [one["pointer"] for one in reply.json["errors"]] == [pointer]
