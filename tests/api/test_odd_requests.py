"""Requests nobody in their right mind sends: each is refused in the one way, and none harms the next."""

import pytest

from tests.api.office import QUESTION, Office, named

LAST_DAY = "9999-12-31"
NO_MOMENTS = ("9999-12-31T23:59:59-04:00", "9999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00")
"""Moments that have no date in some time zone."""


@pytest.mark.parametrize("role", ["publisher", "legal"])
def test_the_last_of_all_days_can_be_asked_about(office: Office, role: str) -> None:
    office.consent(office.person())
    answer = office.ask(named(), role, on=LAST_DAY)
    assert (answer["answer"], answer["valid_until"]) == ("no", LAST_DAY)
    body = office.post_of(named(), on=LAST_DAY)
    assert office.post("posts/check", role, body)["valid_until"] == LAST_DAY
    assert office.call("POST", "posts", role, body).status == 409


@pytest.mark.parametrize("moment", NO_MOMENTS)
def test_a_moment_without_a_date_everywhere_is_refused_and_the_list_of_posts_stays_whole(
    office: Office, moment: str
) -> None:
    office.consent(office.person())
    reply = office.call("POST", "posts", "publisher", office.post_of(named(), planned_at=moment))
    assert (reply.status, reply.json["code"]) == (422, "BAD_TIME")
    post = office.post("posts", "publisher", office.post_of(named()))
    out = {"url": "https://example.ca/1", "published_at": moment}
    assert office.call("POST", f"posts/{post['id']}/published", "publisher", out).status == 422
    assert len(office.call("GET", "posts", "publisher").json["items"]) == 1


@pytest.mark.parametrize("cursor", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00%2B23:59"])
def test_the_journal_begins_at_no_moment_that_is_none(refusing: Office, cursor: str) -> None:
    reply = refusing.call("GET", f"access-log?cursor={cursor}", "auditor")
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/cursor")


def test_a_key_with_a_body_nested_too_deep_is_answered_as_without(refusing: Office) -> None:
    body: dict[str, object] = {}
    for _ in range(300):
        body = {"names": body}
    replies = [
        refusing.call("POST", "people", "communications", body),
        refusing.call("POST", "people", "communications", body, Idempotency_Key="deep"),
    ]
    assert [one.status for one in replies] == [422, 422]
    assert replies[0].content == replies[1].content


@pytest.mark.parametrize(
    ("move", "role"),
    [
        ("suspension", "communications"),
        ("resumption", "communications"),
        ("invalidation", "legal"),
        ("entered-in-error", "communications"),
    ],
)
def test_what_takes_no_fields_refuses_any(office: Office, move: str, role: str) -> None:
    path = f"consents/{office.consent(office.person())}/{move}"
    if move == "resumption":
        office.post(path.replace(move, "suspension"), role)
    unknown = office.call("POST", path, role, {"note": "ROYC 9003 0412"})
    assert (unknown.status, unknown.json["code"]) == (422, "UNKNOWN_FIELD")
    sent = {"Authorization": f"Bearer {office.token(role)}", "Content-Type": "application/json"}
    assert office.client.post(f"/api/v1/{path}", content=b"{no", headers=sent).status_code == 400
    late = office.call("POST", path, role, {}, If_Match='"99"')
    assert (late.status, late.json["code"]) == (412, "STALE")
    done = office.call("POST", path, role, {})
    assert done.status == 200
    assert done.headers["etag"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("capacity", {"status": "tutorship"}),
        ("minority", {"minor_wish": "refuses"}),
        ("deceased", {"on": "2026-10-01"}),
    ],
)
def test_nothing_declared_of_a_person_overwrites_what_was_not_seen(
    office: Office, path: str, body: dict[str, object]
) -> None:
    place = f"people/{office.person()}"
    seen = office.call("GET", place, "communications").headers["etag"]
    done = office.call("PUT", f"{place}/{path}", "communications", body, If_Match=seen)
    assert (done.status, done.headers["etag"] != seen) == (200, True)
    late = office.call("PUT", f"{place}/{path}", "communications", body, If_Match=seen)
    assert (late.status, late.json["code"]) == (412, "STALE")
    assert office.call("GET", place, "communications").headers["etag"] == done.headers["etag"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"medium": "ROYC 9003 0412"}, "/post/medium"),
        ({"channels": ["facebook", "zz"]}, "/post/channels/1"),
        ({"purpose": "fun"}, "/post/purpose"),
    ],
)
def test_a_request_is_for_a_post_of_the_lists(
    refusing: Office, change: dict[str, object], pointer: str
) -> None:
    post = {"medium": "photo", "channels": ["facebook"], "purpose": "information", "on": "2026-10-20"}
    reply = refusing.call("POST", "requests", "publisher", {"person_name": "Luc", "post": post | change})
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, "NOT_IN_LIST")]


@pytest.mark.parametrize(
    ("more", "who", "pointer"),
    [
        ({"appears_as": "zorro"}, named(), "/appears_as"),
        ({}, {**named(), "appears_as": "zorro"}, "/who/appears_as"),
    ],
)
def test_a_role_someone_appears_in_is_one_of_the_list(
    refusing: Office, more: dict[str, object], who: dict[str, object], pointer: str
) -> None:
    reply = refusing.call("POST", "checks", "publisher", {**QUESTION, "who": who, **more})
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, "NOT_IN_LIST")]


@pytest.mark.parametrize(
    ("method", "path", "role", "body", "pointer"),
    [
        ("POST", "protection-signals", "communications", {"note": "  "}, "/note"),
        ("PUT", "protection", "legal", {"status": "none", "source": ""}, "/source"),
        (
            "POST",
            "legal-check",
            "legal",
            {"outcome": "accepted", "protection": "none", "asked_on": "2026-10-01", "answered_by": ""},
            "/answered_by",
        ),
    ],
)
def test_what_must_be_said_is_not_left_blank(
    refusing: Office, method: str, path: str, role: str, body: dict[str, object], pointer: str
) -> None:
    reply = refusing.call(method, f"people/{refusing.person()}/{path}", role, body)
    assert reply.status == 422
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, "MISSING")]


@pytest.mark.parametrize("name", ["\u0000", "\u200b\u2060", "…", "'"])
def test_a_name_nobody_could_be_found_by_is_none(refusing: Office, name: str) -> None:
    body = {"names": {"display": name}, "roles": ["user"], "adult_attested": True}
    reply = refusing.call("POST", "people", "communications", body)
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [("/names/display", "MISSING")]
