"""How often one source may verify: one limit and one refusal, whatever number or list is asked for.

Seen to fail: with the number read before it is counted, so that one with a slip was never refused.
"""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from service.http.limiter import SourceLimit
from service.registry.consents import suspend_consent
from service.registry.status_publishing import publish_status
from service.registry.tokens import issue_token
from tests.web.establishment import URL, Establishment, establishment, made_folder, make_app

__all__ = ["establishment", "made_folder"]

MOST = 3
PEOPLE = {"Accept": "text/html"}
PROGRAMS = {"Accept": "application/json"}


def reader(establishment: Establishment, language: str = "fr") -> TestClient:
    """Open a browser at a door that lets a few questions through."""
    app = make_app(replace(establishment.site, readers=SourceLimit(MOST)))
    browser = TestClient(app, base_url=URL, follow_redirects=False)
    browser.cookies.set("aval_langue", language)
    return browser


@pytest.fixture(scope="module")
def asked(establishment: Establishment) -> tuple[str, ...]:
    """Numbers in force, suspended, of nobody and with a slip; a list that is there and one that is not."""
    good = establishment.confirmed(establishment.person("Rose Limitée"))
    ended = establishment.confirmed(establishment.person("Paul Limité"))
    suspend_consent(establishment.ports, establishment.users["communications"], ended.id)
    issue_token(establishment.ports, establishment.users["communications"], good.id)
    publish_status(establishment.ports)
    numbers = (good.id, ended.id, "1K7F3M9X4T8B2QDY", "1K7F3M9X4T8B2QDZ")
    return (*(f"/v/{number}" for number in numbers), "/status/0", "/status/7")


@pytest.mark.parametrize("accept", [PEOPLE, PROGRAMS], ids=["page", "program"])
def test_past_the_limit_every_number_gets_the_same_refusal(
    establishment: Establishment, asked: tuple[str, ...], accept: dict[str, str]
) -> None:
    told = set()
    for path in asked:
        browser = reader(establishment)
        statuses = [browser.get(path, headers=accept).status_code for _ in range(MOST)]
        assert 429 not in statuses
        refused = browser.get(path, headers=accept)
        headers = [(name, value) for name, value in refused.headers.items() if name != "retry-after"]
        page = path.startswith("/v/") and accept is PEOPLE
        content = refused.content.replace(path.encode(), b"")  # echoed by a link
        told.add((page, refused.status_code, content, tuple(headers)))
    assert {status for _, status, _, _ in told} == {429}
    assert len({name for name, *_ in told}) == len(told)  # a list is no page


def test_numbers_pages_and_lists_are_counted_together(
    establishment: Establishment, asked: tuple[str, ...]
) -> None:
    browser = reader(establishment)
    statuses = [
        browser.get(path, headers=PEOPLE).status_code for path in ("/v", asked[0], asked[4], asked[1])
    ]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize(("language", "words"), [("fr", "Trop de demandes"), ("en", "Too many requests")])
def test_the_refusal_is_in_words(establishment: Establishment, language: str, words: str) -> None:
    browser = reader(establishment, language)
    pages = [browser.get("/v") for _ in range(MOST + 1)]
    assert pages[-1].status_code == 429
    assert words in pages[-1].text


def test_a_program_is_told_when_to_come_back(establishment: Establishment, asked: tuple[str, ...]) -> None:
    browser = reader(establishment)
    for _ in range(MOST):
        browser.get(asked[0], headers=PROGRAMS)
    refused = browser.get(asked[0], headers=PROGRAMS)
    assert refused.json()["code"] == "RATE_LIMITED"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
