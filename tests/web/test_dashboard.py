"""« Tableau de bord »: the numbers of communications, and fewer of them for publishers.

Seen to fail: with the small numbers shown to publishers, with an expired paper counted as in force,
and with a takedown done late counted as in time.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from service.i18n.words import words_for
from service.registry.dashboard import count_papers, count_takedowns, read_dashboard
from service.registry.desk_records import Paper
from service.registry.moments import today
from service.registry.post_records import TakedownRecord, TakedownState
from service.registry.protecting import NewProtection, record_protection
from service.registry.takedowns import Removed, finish_takedown, list_takedowns
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.web.dashboard import time_in_words
from tests.web.declared import published
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

PAGE = "/tableau-de-bord"
DAY = date(2026, 10, 13)


def rows(page: str, key: str) -> dict[str, str]:
    """Read a table of the page: names and numbers."""
    table = page[page.index(f'aria-labelledby="{key}"') :].partition("</table>")[0]
    return dict(re.findall(r'<th scope="row">([^<]*)</th><td class="number">([^<]*)</td>', table))


def test_papers_are_counted_by_state_month_and_end() -> None:
    papers = [
        Paper("confirmed", DAY, DAY + timedelta(days=30)),
        Paper("confirmed", DAY, DAY + timedelta(days=31)),
        Paper("confirmed", DAY - timedelta(days=40), DAY),
        Paper("confirmed", DAY, DAY - timedelta(days=1)),
        Paper("withdrawn", DAY, DAY + timedelta(days=5)),
        Paper("draft", None, None),
    ]
    counted = count_papers(papers, DAY, ("2026-09", "2026-10"))
    assert dict(counted.states) == {"confirmed": 3, "expired": 1, "withdrawn": 1, "draft": 1}
    assert dict(counted.signed) == {"2026-09": 1, "2026-10": 4}
    assert dict(counted.ending) == {"0-30": 2, "31-60": 1, "61-90": 0}


def test_takedowns_are_counted_by_what_was_done_in_time() -> None:
    asked = datetime(2026, 10, 1, 12, tzinfo=UTC)

    def one(number: int, hours: int | None) -> TakedownRecord:
        removed = None if hours is None else asked + timedelta(hours=hours)
        state: TakedownState = "open" if hours is None else "done"
        return TakedownRecord(number, number, state, asked, asked + timedelta(hours=24), removed_at=removed)

    takedowns = [one(1, 2), one(2, 4), one(3, 30), one(4, None)]
    counted = count_takedowns(takedowns, asked + timedelta(hours=12))
    assert dict(counted.counts) == {"done": 3, "done_late": 1, "open": 1, "late": 0}
    assert counted.median == timedelta(hours=4)
    assert dict(count_takedowns(takedowns, asked + timedelta(hours=25)).counts)["late"] == 1
    assert count_takedowns(takedowns[3:], asked).median is None


def test_communications_see_each_number_beside_its_bar(establishment: Establishment) -> None:
    e = establishment
    e.confirmed(e.person("Tania Comptée"))
    paper = e.confirmed(e.person("Tania Retirée"))
    received = NewWithdrawal(today(e.ports), "person", "phone")
    withdraw_consent(e.ports, e.users["communications"], paper.id, received)
    page = e.signed_in("communications").get(PAGE).text
    assert rows(page, "states") == {"En vigueur": "1", "Retirée": "1"}
    assert '<rect width="100" height="10"/>' in page
    assert sum(int(n) for n in rows(page, "signed").values()) == 2
    assert len(rows(page, "posts")) == 12


def test_publishers_are_told_no_small_number_and_nothing_of_papers(establishment: Establishment) -> None:
    e = establishment
    page = e.signed_in("publisher").get(PAGE).text
    assert set(rows(page, "posts").values()) == {"moins de 10"}
    assert set(rows(page, "takedowns").values()) == {"moins de 10"}
    assert "states" not in page
    assert "La moitié des retraits" not in page


def test_what_legal_alone_knows_moves_no_number(establishment: Establishment) -> None:
    e = establishment
    child = e.person("Léa Comptée", "2014-05-05")
    e.confirmed(child)
    before = read_dashboard(e.ports, e.users["communications"])
    record_protection(e.ports, e.users["legal"], child.number, NewProtection("active", source="Répondante"))
    e.order(child)
    assert read_dashboard(e.ports, e.users["communications"]) == before


@pytest.mark.parametrize("role", ["admin", "auditor", "quality"])
def test_others_find_no_dashboard(establishment: Establishment, role: str) -> None:
    assert establishment.signed_in(role).get(PAGE).status_code == 404


def test_how_long_takedowns_took_is_said_in_words(establishment: Establishment) -> None:
    e = establishment
    said = {
        "fr": ["1 minute", "1 minute", "119 minutes", "3 heures", "2 jours"],
        "en": ["1 minute", "1 minute", "119 minutes", "3 hours", "2 days"],
    }
    for language, expected in said.items():
        words = words_for("communications", language)
        times = [timedelta(minutes=m) for m in (0, 1, 119, 180, 2 * 24 * 60)]
        assert [time_in_words(words, one) for one in times] == expected
    post = published(e, "Tania Publiée")
    received = NewWithdrawal(today(e.ports), "person", "phone")
    withdraw_consent(e.ports, e.users["communications"], post.people[0].cite[0], received)
    ((takedown, _),) = list_takedowns(e.ports, e.users["publisher"], "open")
    finish_takedown(e.ports, e.users["publisher"], takedown.number, Removed(e.ports.clock()))
    page = e.signed_in("communications").get(PAGE).text
    assert "La moitié des retraits est faite en 1 minute ou moins." in page
