"""Link robots: a link opened a thousand times changes nothing: no row, no act, no try, no message."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from service.registry.acknowledging import asked_of
from service.registry.policy_links import send_links
from service.registry.signing_contacts import Contact
from service.registry.signing_links import NewLink, invite_by_link, send_code
from tests.web.establishment import Establishment
from tests.web.reachable import establishment, made_folder, unreached
from tests.web.reading_policies import approved, responsable

__all__ = ["establishment", "made_folder", "unreached"]

GETS = 1_000


def kept_in(folder: Path) -> list[str]:
    """Return every row of every database of a folder, as the statements that would write it again."""
    lines: list[str] = []
    for path in sorted(folder.glob("*.db")):
        with sqlite3.connect(path) as database:
            lines += database.iterdump()
    return lines


def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the establishment made last."""
    folders = tmp_path_factory.getbasetemp().glob("pages*/data")
    return max(folders, key=lambda folder: folder.stat().st_ctime_ns)


def sent_secret(establishment: Establishment) -> str:
    """Return the secret of the last link sent, read in the messages that wait."""
    now = establishment.ports.clock()
    with establishment.ports.store.writing() as writer:
        jobs = sorted(writer.take_jobs(now, now, 100), key=lambda job: job.number)
    path = [job.details["word.path"] for job in jobs if job.kind == "courriel"][-1]
    return path.removeprefix("/signer/")


@pytest.fixture
def secret(establishment: Establishment) -> str:
    """A link sent to someone, for which a code is in force."""
    person = establishment.person("Zoé Côté", email="zoe@exemple.qc.ca", phone="418 555-0171")
    contact = Contact("zoe@exemple.qc.ca", "418 555-0171")
    caller = establishment.users["communications"]
    invite_by_link(establishment.ports, caller, person.number, NewLink("adult", contact, "text"))
    secret = sent_secret(establishment)
    send_code(establishment.ports, secret)
    return secret


@pytest.mark.long
def test_a_thousand_gets_change_nothing(
    establishment: Establishment, secret: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(tmp_path_factory)
    before = kept_in(folder)
    browser = establishment.browser()
    pages = {browser.get(f"/signer/{secret}").text for _ in range(GETS)}
    statuses = {browser.head(f"/signer/{secret}").status_code for _ in range(100)}
    after = kept_in(folder)
    assert len(before) > 100
    assert after == before
    assert (len(pages), statuses) == (1, {200})
    assert "6 chiffres" in pages.pop()
    assert not [name for name in browser.cookies if "signature" in name]


def test_what_the_dump_compares_sees_one_code_sent(
    establishment: Establishment, secret: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(tmp_path_factory)
    before = kept_in(folder)
    answer = establishment.browser().post(f"/signer/{secret}", data={"do": "send"})
    assert answer.status_code == 303
    assert kept_in(folder) != before


def test_a_policy_opened_by_its_link_is_acknowledged_by_a_press_alone(
    establishment: Establishment, tmp_path_factory: pytest.TempPathFactory
) -> None:
    person = responsable(establishment, "Rosalie Roy", "rosalie@exemple.qc.ca")
    record = approved(establishment, concerns=("rirtf",))
    send_links(establishment.ports, record)
    path = sent_secret(establishment)
    folder, browser = folder_of(tmp_path_factory), establishment.browser()
    before = kept_in(folder)
    for _ in range(20):
        assert browser.get(path).status_code == browser.get(f"{path}/document").status_code == 200
    assert browser.head(path).status_code == 200
    assert kept_in(folder) == before
    assert browser.post(path).headers["location"] == path
    with establishment.ports.store.reading() as reader:
        assert asked_of(reader, record.number)[person.number].state == "closed"
    assert "J&#39;ai lu" not in browser.get(path).text.partition("<main")[2]
