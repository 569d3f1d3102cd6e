"""« Déclarer une situation »: anyone may, and whatever or whomever is named, the answer is one.

Seen to fail: with a post that is not there refused, and with the limit of sources left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from service.http.limiter import SourceLimit
from service.registry.incident_records import IncidentRecord
from service.registry.incidents import list_incidents
from tests.web.declared import published
from tests.web.establishment import Establishment, establishment, field_of, made_folder, make_app

__all__ = ["establishment", "made_folder"]

PAGE = "/declarer-une-situation"
SAID = {"about": "posts", "what": "Une photo de groupe.", "when": "Hier", "where": "https://exemple.ca/1"}


def kept(establishment: Establishment) -> tuple[IncidentRecord, ...]:
    return list_incidents(establishment.ports, establishment.users["quality"])


def declare(browser: TestClient, **fields: str) -> tuple[int, str, dict[str, str]]:
    once = field_of(browser.get(PAGE).text, "once")
    answer = browser.post(PAGE, data={"once": once, **SAID, **fields})
    return answer.status_code, answer.headers.get("location", answer.text), dict(answer.headers)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_anyone_declares_without_signing_in_and_is_given_a_number(
    establishment: Establishment, language: str
) -> None:
    browser = establishment.browser(language)
    status, path, _ = declare(browser, who="Mon fils", contact="418 555-0123")
    assert status == 303
    newest = kept(establishment)[0]
    assert path == f"{PAGE}/recue/{newest.mark}"
    assert f"{newest.mark[:4]}-{newest.mark[4:]}" in browser.get(path).text
    assert (newest.what, newest.who, newest.made_by) == (SAID["what"], "Mon fils", 0)


def test_opening_its_pages_keeps_nothing(establishment: Establishment) -> None:
    browser, before = establishment.browser(), len(kept(establishment))
    for path in (PAGE, f"{PAGE}?publication=rien", f"{PAGE}/recue/12345678"):
        assert browser.get(path).status_code == 200
    assert len(kept(establishment)) == before


def test_whatever_is_named_the_answer_is_one(establishment: Establishment) -> None:
    post = establishment.ports.references.seal("post", published(establishment, "Nora Connue").number)
    absent = establishment.ports.references.seal("post", 999_999)
    browser = establishment.browser()
    named = [
        {"who": "Nora Connue"},
        {"who": "Personne Inventée"},
        {"post": post},
        {"post": absent},
        {"post": "rien"},
        {"website": "https://exemple.test"},
    ]
    answers = []
    for fields in named:
        status, path, headers = declare(browser, **fields)
        shown = browser.get(path)
        hide = re.compile(r"\d{4}-?\d{4}")
        answers.append((status, hide.sub("…", path), {**headers, "location": ""}, hide.sub("…", shown.text)))
    assert all(answer == answers[0] for answer in answers)


def test_only_the_post_that_is_there_is_linked(establishment: Establishment) -> None:
    number = published(establishment, "Jo Connu").number
    seal = establishment.ports.references.seal
    declare(establishment.browser(), post=seal("post", number))
    assert kept(establishment)[0].posts == (number,)
    declare(establishment.browser(), post=seal("post", 999_999))
    assert kept(establishment)[0].posts == ()


def test_a_program_that_fills_in_every_field_is_answered_and_not_kept(establishment: Establishment) -> None:
    before = len(kept(establishment))
    status, path, _ = declare(establishment.browser(), website="https://exemple.test")
    assert (status, path[: len(PAGE) + 7]) == (303, f"{PAGE}/recue/")
    assert len(kept(establishment)) == before


def test_sent_twice_it_is_kept_once(establishment: Establishment) -> None:
    browser, before = establishment.browser(), len(kept(establishment))
    once = field_of(browser.get(PAGE).text, "once")
    first, second = (browser.post(PAGE, data={"once": once, **SAID}) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert len(kept(establishment)) == before + 1


def test_a_health_insurance_number_is_refused_and_the_rest_stays_typed(establishment: Establishment) -> None:
    before = len(kept(establishment))
    status, page, _ = declare(establishment.browser(), who="ROYC 8403 2715")
    assert status == 422
    assert SAID["what"] in page
    assert 'id="who-error"' in page
    assert len(kept(establishment)) == before


def test_what_lacks_is_said_field_by_field(establishment: Establishment) -> None:
    answer = establishment.browser().post(PAGE, data={})
    assert answer.status_code == 422
    assert all(f'id="{name}-error"' in answer.text for name in ("about", "what", "when"))


def test_one_source_declares_so_often_a_minute_and_no_more(establishment: Establishment) -> None:
    limited = replace(establishment, app=make_app(replace(establishment.site, sources=SourceLimit(3))))
    browser = limited.browser()
    met = [browser.post(PAGE, data=SAID) for _ in range(4)]
    assert [one.status_code for one in met] == [303, 303, 303, 429]


def test_a_number_that_has_not_its_shape_is_no_page(establishment: Establishment) -> None:
    browser = establishment.browser()
    for mark in ("1234567", "12345abc", "1234-5678", "٣٣٣٣٣٣٣٣"):
        assert browser.get(f"{PAGE}/recue/{mark}").status_code == 404


@pytest.mark.parametrize("user", [None, "publisher", "quality"])
def test_every_page_leads_there(establishment: Establishment, user: str | None) -> None:
    browser = establishment.signed_in(user) if user else establishment.browser()
    page = browser.get("/role" if user == "publisher" else "/incidents" if user else "/connexion")
    assert f'href="{PAGE}"' in page.text
