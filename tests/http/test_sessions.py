"""The cookie is bound to our host, and what changes something comes from our own pages."""

from datetime import UTC, datetime

import pytest
from starlette.requests import Request
from starlette.responses import Response

from service.http.refusals import Forged
from service.http.sessions import Sessions, check_form
from service.registry.account_records import SessionRecord
from tests.support.asgi import scope_of

HTTPS = Sessions("https://aval.example.ca")
HTTP = Sessions("http://127.0.0.1:8000")
NOW = datetime(2026, 10, 13, tzinfo=UTC)


def request(**headers: str) -> Request:
    return Request(
        scope_of("POST", "/", [(name.encode(), value.encode()) for name, value in headers.items()])
    )


def cookie_of(sessions: Sessions) -> str:
    answer = Response()
    sessions.begin(answer, "abc")
    return answer.headers["set-cookie"]


def test_under_https_the_cookie_is_bound_to_our_very_host() -> None:
    cookie = cookie_of(HTTPS)
    assert cookie.startswith("__Host-aval=abc;")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_without_https_it_is_kept_from_scripts_all_the_same() -> None:
    cookie = cookie_of(HTTP)
    assert cookie.startswith("aval=abc;")
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://127.0.0.1:8000"}, {"origin": "http://localhost:8000", "host": "localhost:8000"}],
)
def test_our_own_pages_may_change_things(headers: dict[str, str]) -> None:
    HTTP.check_origin("POST", request(**headers))


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "http://evil.example", "host": "127.0.0.1:8000"}, {"host": ""}],
)
def test_other_pages_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(Forged):
        HTTP.check_origin("POST", request(**headers))


def test_reading_needs_no_origin() -> None:
    HTTP.check_origin("GET", request())


def test_a_form_carries_its_session_s_token() -> None:
    session = SessionRecord(b"", 1, "legal", "secret", NOW, NOW)
    check_form("POST", session, "secret")
    check_form("GET", session, "")
    with pytest.raises(Forged):
        check_form("POST", session, "sécret")
