"""Before any use case: who asks, how often, and whether what was sent can be read at all."""

import json
from itertools import pairwise

import pytest

from service.api.checks import in_threads
from tests.api.office import QUESTION, Office, named, open_office

PATHS = [("people", "communications"), ("checks", "publisher"), ("posts/check", "publisher")]
ASKED = {**QUESTION, "who": named()}


def send(office: Office, path: str, role: str, content: bytes, kind: str | None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {office.token(role)}"} | ({"Content-Type": kind} if kind else {})
    reply = office.client.post(f"/api/v1/{path}", content=content, headers=headers)
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.status_code, reply.json()["code"]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer aval_00", "Basic YTpi", "aval_00"])
@pytest.mark.parametrize("path", ["people?q=a", "takedowns", "openapi.json"])
def test_without_a_token_that_stands_for_someone_nothing_is_read(
    refusing: Office, path: str, header: str | None
) -> None:
    if path == "openapi.json" and not header:
        return
    headers = {} if header is None else {"Authorization": header}
    reply = refusing.client.get(f"/api/v1/{path}", headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (401, "NOT_AUTHENTICATED")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_the_api_takes_no_cookie(refusing: Office) -> None:
    reply = refusing.client.get("/api/v1/takedowns", headers={"Cookie": f"aval={refusing.token('legal')}"})
    assert reply.status_code == 401


@pytest.mark.parametrize(("path", "role"), PATHS)
@pytest.mark.parametrize("content", [b"{", b"{]", b"\xff\xfe", b'{"a":\xff}', b"nul", b'"\\ud800"x'])
def test_what_is_no_json_is_a_bad_request(refusing: Office, path: str, role: str, content: bytes) -> None:
    assert send(refusing, path, role, content, "application/json") == (400, "MALFORMED_JSON")


@pytest.mark.parametrize(("path", "role"), PATHS)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_only_json_is_read(refusing: Office, path: str, role: str, kind: str | None) -> None:
    assert send(refusing, path, role, b"{}", kind) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(("path", "role"), PATHS)
def test_a_body_too_large_is_not_read(refusing: Office, path: str, role: str) -> None:
    content = json.dumps({"text": "a" * 1024 * 1024}).encode()
    assert send(refusing, path, role, content, "application/json") == (413, "TOO_LARGE")


@pytest.mark.parametrize(("path", "role"), PATHS)
def test_a_body_that_is_missing_is_pointed_at(refusing: Office, path: str, role: str) -> None:
    reply = refusing.call("POST", path, role)
    assert reply.status in {400, 415, 422}


def test_deep_and_odd_json_breaks_nothing(refusing: Office) -> None:
    for content in (b"[" * 10_000, b'{"who":' * 5_000, b'{"who":{"name":"\\u0000"}}', b"1e999", b"NaN"):
        for path, role in PATHS:
            status, _ = send(refusing, path, role, content, "application/json")
            assert 400 <= status < 500


def test_no_such_place_is_one_answer(refusing: Office) -> None:
    replies = [refusing.call("GET", path, "legal") for path in ("nothing", "people/x/nothing", "people/")]
    assert {one.status for one in replies} == {404}
    assert all(one.content == other.content for one, other in pairwise(replies))


@pytest.mark.parametrize(("method", "path"), [("PUT", "people"), ("GET", "checks"), ("DELETE", "posts")])
def test_no_such_method_is_said(refusing: Office, method: str, path: str) -> None:
    reply = refusing.call(method, path, "legal")
    assert (reply.status, reply.json["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert reply.headers["allow"]


def test_publishers_ask_so_often_and_no_more(refusing: Office) -> None:
    refusing.token("publisher")
    with open_office(refusing.ports, a_minute=4) as office:
        office.tokens = refusing.tokens
        asked = [office.call("POST", "checks", "publisher", ASKED).status for _ in range(2)]
        asked += [office.call("POST", "checks", "publisher", {}).status]
        asked += [office.call("POST", "posts/check", "publisher", office.post_of(named())).status]
        refused = [
            office.call("POST", path, "publisher", body)
            for path, body in (("checks", ASKED), ("posts/check", office.post_of(named())), ("posts", {}))
        ]
        spared = [office.call("POST", "checks", "communications", ASKED).status for _ in range(6)]
    assert asked == [200, 200, 422, 200]
    assert {(one.status, one.json["code"]) for one in refused} == {(429, "RATE_LIMITED")}
    assert all(0 < int(one.headers["retry-after"]) <= 60 for one in refused)
    assert spared == [200] * 6


def test_answers_are_never_compressed_kept_or_tagged(refusing: Office) -> None:
    reply = refusing.call("POST", "checks", "publisher", ASKED, Accept_Encoding="gzip, br")
    assert reply.headers["cache-control"] == "no-store"
    assert not {"content-encoding", "etag", "vary", "last-modified", "set-cookie"} & set(reply.headers)


def test_questions_may_be_answered_in_threads(refusing: Office) -> None:
    refusing.token("publisher")
    with open_office(refusing.ports, running=in_threads(2)) as office:
        office.tokens = refusing.tokens
        assert office.call("POST", "checks", "publisher", ASKED).status == 200
        assert office.call("POST", "checks", "publisher", {}).status == 422
