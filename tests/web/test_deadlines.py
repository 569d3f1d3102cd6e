"""« Échéances juridiques »: by urgency, for legal alone; calendars by a secret link that tell days alone.

Seen to fail: with an event for each deadline, with the former link still good, and with a user who lost the
role still served.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.calendars import give_calendar
from service.registry.court_orders import OrderKey, verify_order
from service.registry.moments import today
from tests.support.calendars import read_calendar_text
from tests.web.establishment import Establishment, establishment, made_folder, send

__all__ = ["establishment", "made_folder"]

LINK = re.compile(r"(/calendrier/[^<\"]+\.ics)")


@pytest.fixture(scope="module")
def due(establishment: Establishment) -> tuple[str, ...]:
    """Orders on children whose last day was 3 days ago, is in 5, in 20, and in 80 days (two that day)."""
    names: list[str] = []
    for left in (-3, 5, 20, 80, 80):
        name = f"Enfant Échéance {len(names)}"
        child = establishment.person(name, "2016-05-05")
        ref = establishment.order(child, "legal", valid_to=today(establishment.ports) + timedelta(days=left))
        key = OrderKey(*establishment.ports.references.open("order", ref))
        verify_order(establishment.ports, establishment.users["second"], key, "verified")
        names.append(name)
    return tuple(names)


@pytest.fixture
def legal(establishment: Establishment) -> Iterator[TestClient]:
    """A browser of legal; whatever link it made is ended afterwards."""
    browser = establishment.signed_in("legal")
    yield browser
    send(browser, "/echeances", do="end")


def test_deadlines_are_grouped_by_how_urgent_they_are(legal: TestClient, due: tuple[str, ...]) -> None:
    page = legal.get("/echeances").text
    places = [page.index(words) for words in ("En retard", "D&#39;ici 7 jours", "D&#39;ici 30 jours", due[3])]
    assert places == sorted(places)
    late = page[: page.index("D&#39;ici 7 jours")]
    assert [name in late for name in due] == [True, False, False, False, False]
    link = re.search(r'href="(/ordonnances/[^"]+)"', page)
    assert link
    assert legal.get(link[1]).status_code == 200


@pytest.mark.usefixtures("due")
def test_the_calendar_to_take_home_tells_days_and_nothing_else(legal: TestClient) -> None:
    answer = legal.get("/echeances/calendrier.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="aval.ics"'
    read = read_calendar_text(answer.content)
    orders = [one for one in read.events if one["SUMMARY"] == "Échéance à voir dans Aval"]
    assert orders == read.events
    assert len({one["DTSTART;VALUE=DATE"] for one in read.events}) == len(read.events)
    for word in ("Enfant", "rdonnance", "DPJ", "LPJ"):
        assert word not in answer.text
    again = read_calendar_text(legal.get("/echeances/calendrier.ics").content)
    assert [one["UID"] for one in again.events] == [one["UID"] for one in read.events]


def test_a_link_is_shown_once_and_a_new_one_ends_it(
    establishment: Establishment, legal: TestClient, due: tuple[str, ...]
) -> None:
    link = given(legal)
    assert LINK.search(legal.get("/echeances").text) is None
    stranger = establishment.browser()
    days = read_calendar_text(stranger.get(link).content).events
    assert len(days) >= len(set(due)) - 2
    assert stranger.get(given(legal)).status_code == 200
    assert stranger.get(link).status_code == 404


@pytest.mark.usefixtures("due")
def test_a_day_is_written_once_above_all_that_falls_on_it(legal: TestClient) -> None:
    days = re.findall(r'<td class="nowrap"[^>]*>([^<]+)</td>', legal.get("/echeances").text)
    assert days
    assert len(days) == len(set(days))


def test_an_ended_link_answers_like_one_that_never_was(
    establishment: Establishment, legal: TestClient
) -> None:
    stranger, link = establishment.browser(), given(legal)
    assert send(legal, "/echeances", do="end") == (303, "/echeances?fait=fin")
    gone = stranger.get(link)
    for other in ("/calendrier/rien.ics", f"{link[:-6]}00.ics", f"/calendrier/{'a' * 26}{'0' * 64}.ics"):
        never = stranger.get(other)
        assert (never.status_code, never.text.replace(other, link)) == (gone.status_code, gone.text)
    assert gone.status_code == 404


@pytest.mark.parametrize(
    "left", [{"roles": ("communications",)}, {"disabled": True}], ids=["the role", "the account"]
)
def test_who_lost_the_role_or_the_account_has_no_calendar_any_more(
    establishment: Establishment, left: dict[str, Any]
) -> None:
    ports, operator = establishment.ports, accounts.operator()
    user = accounts.add_user(ports, operator, "Partie", ("legal",))
    link = f"/calendrier/{give_calendar(ports, Caller(user.number, user.name, 'legal', 'page'))}.ics"
    stranger = establishment.browser()
    assert stranger.get(link).status_code == 200
    accounts.change_user(ports, operator, user.number, **left)
    gone, never = stranger.get(link), stranger.get("/calendrier/rien.ics")
    assert (gone.status_code, gone.text.replace(link, "")) == (
        404,
        never.text.replace("/calendrier/rien.ics", ""),
    )


def test_no_other_role_finds_deadlines(establishment: Establishment) -> None:
    for role in ("publisher", "communications", "admin"):
        browser = establishment.signed_in(role)
        for page in ("/echeances", "/echeances/calendrier.ics"):
            assert browser.get(page).status_code == 404
        assert "/echeances" not in browser.get("/").text
    assert establishment.browser().get("/echeances/calendrier.ics").status_code == 303


def given(browser: TestClient) -> str:
    status, page = send(browser, "/echeances", do="give")
    link = LINK.search(page)
    assert (status, link is not None) == (200, True)
    return link[1] if link else ""
