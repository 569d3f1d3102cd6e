"""« Messages » : what waits is taken up again, what fails and fails is given up, and an act says so.

Seen to fail: with stuck work left there, with work ended that did not fail, and without the act.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from service.registry.accounts import operator
from service.registry.errors import NotAllowed
from service.registry.job_records import JobRecord
from service.registry.jobs import DELAYS
from service.registry.mail_state import give_up, retry_all
from service.registry.recording import changing
from tests.web.establishment import Establishment, establishment, field_of, made_folder

__all__ = ["establishment", "made_folder"]

FAR = timedelta(hours=12)


@pytest.fixture
def waiting(establishment: Establishment) -> Iterator[dict[str, int]]:
    """Three courriels: one that waits, one that was put off, one that fails and fails."""
    made = {}
    with changing(establishment.ports, operator()) as change:
        for name, tries in (("fresh", 0), ("failed", 1), ("stuck", len(DELAYS))):
            number = change.writer.next_number("job")
            due = establishment.ports.clock() + FAR
            change.writer.put_job(JobRecord(number, "courriel", due, None, {"to": ""}, tries))
            made[name] = number
    yield made
    with changing(establishment.ports, operator()) as change:
        for number in made.values():
            change.writer.end_job(number)


def jobs(establishment: Establishment) -> dict[int, JobRecord]:
    with establishment.ports.store.reading() as reader:
        return {job.number: job for job in reader.list_jobs()}


def press(establishment: Establishment, path: str) -> str:
    browser = establishment.signed_in("admin")
    token = field_of(browser.get("/messages").text, "form_token")
    answer = browser.post(path, data={"form_token": token})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text.replace("&#39;", "'")


def test_trying_again_takes_up_all_that_was_put_off(
    establishment: Establishment, waiting: dict[str, int]
) -> None:
    assert "Tout ce qui attend est repris maintenant." in press(establishment, "/messages")
    soon = {name: jobs(establishment)[number].due_at for name, number in waiting.items()}
    now = establishment.ports.clock()
    assert {name: due <= now for name, due in soon.items()} == {
        "fresh": False,
        "failed": True,
        "stuck": True,
    }


def test_giving_up_ends_what_fails_and_fails_and_nothing_else(
    establishment: Establishment, waiting: dict[str, int]
) -> None:
    page = press(establishment, "/messages/abandonner")
    assert "Ce qui échouait est abandonné." in page
    assert "Abandonner" not in page
    left = jobs(establishment)
    assert {name: number in left for name, number in waiting.items()} == {
        "fresh": True,
        "failed": True,
        "stuck": False,
    }
    with establishment.ports.store.reading() as reader:
        past = [one.act for one in reader.registry_acts("work_given_up")]
    assert [(one.by, one.details) for one in past] == [
        (establishment.users["admin"].user, {"courriel": "1"}),
    ]


def test_nothing_is_given_up_that_did_not_fail(establishment: Establishment, waiting: dict[str, int]) -> None:
    with changing(establishment.ports, operator()) as change:
        change.writer.end_job(waiting["stuck"])
    before = jobs(establishment)
    give_up(establishment.ports, establishment.users["admin"])
    assert jobs(establishment) == before
    assert "Abandonner" not in establishment.signed_in("admin").get("/messages").text


@pytest.mark.parametrize("user", ["communications", "legal", "publisher"])
def test_only_who_manages_the_registry_tries_again_or_gives_up(
    establishment: Establishment, waiting: dict[str, int], user: str
) -> None:
    for act in (retry_all, give_up):
        with pytest.raises(NotAllowed):
            act(establishment.ports, establishment.users[user])
    assert set(waiting.values()) <= jobs(establishment).keys()


def test_the_daily_walk_that_fails_comes_again_tomorrow(establishment: Establishment) -> None:
    with changing(establishment.ports, operator()) as change:
        due = establishment.ports.clock() + FAR
        change.writer.put_job(JobRecord(0, "endings", due, None, {}, len(DELAYS)))
    give_up(establishment.ports, establishment.users["admin"])
    kept = jobs(establishment)[0]
    assert replace(kept, due_at=due) == JobRecord(0, "endings", due)
