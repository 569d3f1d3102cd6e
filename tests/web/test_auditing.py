"""The screens of auditors and quality: journal, alerts, exceptional access.

Seen to fail: with what was opened shown to roles that cannot ask for it.
"""

import re
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.i18n.words import words_for
from service.ledger.witness_client import Standing
from service.registry.access_log import PLAIN, VIEWS
from service.registry.acts import ACT_KINDS
from service.registry.protecting import NewProtection, record_protection
from service.storage.log_files import LogFiles
from service.storage.log_keeping import STANDING, LogStanding, Witnessing, read_log_faults
from tests.web.auditing import REASON, alert_of, opened
from tests.web.establishment import Establishment, establishment, made_folder, make_app, send

__all__ = ["establishment", "made_folder"]

ASK = "/acces-d-exception/demander"
NOBODY = "mzxw6ytboi2gk3tuobqxezlonq"
WORDS_OF_LEGAL = re.compile(r"ordonnance|tribunal|\bLPJ\b|\bDPJ\b|protection de la jeunesse", re.IGNORECASE)


@pytest.fixture(scope="module")
def child(establishment: Establishment) -> str:
    """A protected child's reference."""
    person = establishment.person("Léa Lachance", "2014-05-05")
    protection = NewProtection("active", source="DPJ")
    record_protection(establishment.ports, establishment.users["legal"], person.number, protection)
    return establishment.ref(person)


def text_of(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_an_auditor_asks_legal_opens_and_the_file_is_read_until_it_ends(
    establishment: Establishment, child: str
) -> None:
    auditor, legal = establishment.signed_in("auditor"), establishment.signed_in("legal")
    slipped = send(auditor, ASK, scope="person", reference=child, grounds="Plainte.")
    assert (slipped[0], "Écrivez une phrase entière" in unescape(slipped[1])) == (422, True)
    asked = send(auditor, ASK, scope="person", reference=child, grounds=REASON)
    assert asked == (303, "/acces-d-exception?fait=demande")
    listed = text_of(legal, "/acces-d-exception")
    assert "En attente d'une réponse" in listed
    (path,) = re.findall(r'href="(/acces-d-exception/[a-z2-7]{26})"', listed)[:1]
    assert "affaires juridiques ou de l'audit doit répondre." in text_of(auditor, path)
    assert "Votre réponse" not in text_of(auditor, path)
    assert auditor.get(f"{path}/lecture").status_code == 404
    slipped = send(auditor, path, f"{path}/reponse", outcome="approved")
    assert (slipped[0], "Vous l'avez demandé" in unescape(slipped[1])) == (422, True)
    assert send(legal, path, f"{path}/reponse", outcome="approved")[0] == 303
    seen = text_of(auditor, f"{path}/lecture")
    assert "Léa Lachance" in seen
    assert "Cette lecture est notée au journal" in seen
    assert WORDS_OF_LEGAL.search(seen)
    assert legal.get(f"{path}/lecture").status_code == 404
    assert send(auditor, path, f"{path}/fin")[0] == 303
    assert auditor.get(f"{path}/lecture").status_code == 404
    journal = text_of(auditor, f"/journal?person={child}")
    assert "Lecture sous accès d'exception" in journal
    assert f'href="{path}"' in journal


def test_what_is_not_there_is_asked_for_alike(establishment: Establishment, child: str) -> None:
    quality = establishment.signed_in("quality")
    answers = {
        send(quality, ASK, scope=scope, reference=reference, grounds=REASON)
        for scope in ("person", "decision")
        for reference in (child, NOBODY)
    }
    assert answers == {(303, "/acces-d-exception?fait=demande")}
    legal = establishment.signed_in("legal")
    paths = re.findall(r'href="(/acces-d-exception/[a-z2-7]{26})"', text_of(legal, "/acces-d-exception"))
    assert any(f">{NOBODY}<" in text_of(legal, path) for path in paths)


@pytest.mark.parametrize("cut", [slice(25), slice(8)])
def test_a_reference_cut_short_is_refused_and_stays_as_typed(
    establishment: Establishment, child: str, cut: slice
) -> None:
    status, page = send(
        establishment.signed_in("auditor"), ASK, scope="person", reference=child[cut], grounds=REASON
    )
    assert (status, f'value="{child[cut]}"' in page) == (422, True)
    assert "26 caractères" in page


@pytest.mark.usefixtures("child")
def test_an_exception_waits_among_what_legal_has_to_do(establishment: Establishment, child: str) -> None:
    send(establishment.signed_in("auditor"), ASK, scope="person", reference=child, grounds=REASON)
    queue = text_of(establishment.signed_in("legal"), "/a-traiter")
    (path,) = re.findall(r'href="(/acces-d-exception/[a-z2-7]{26})">Répondre à une demande d.acc', queue)[:1]
    assert "Votre réponse" in text_of(establishment.signed_in("legal"), path)


def test_the_journal_gives_a_reference_whole(establishment: Establishment, child: str) -> None:
    assert f"Personne {child}" in text_of(establishment.signed_in("auditor"), f"/journal?person={child}")


def test_quality_reads_what_was_opened_for_quality_alone(establishment: Establishment, child: str) -> None:
    number, _ = establishment.ports.references.open("person", child)
    ref = opened(establishment, number)
    assert "Léa Lachance" in text_of(establishment.signed_in("quality"), f"/acces-d-exception/{ref}/lecture")
    assert establishment.signed_in("auditor").get(f"/acces-d-exception/{ref}/lecture").status_code == 404


def test_an_alert_is_closed_with_a_note_and_names_nobody(establishment: Establishment) -> None:
    alert = alert_of(establishment)
    auditor = establishment.signed_in("auditor")
    page = text_of(auditor, "/alertes-d-acces")
    assert "noms introuvables essayés en une heure" in page
    assert "Publisher" in page
    path = f"/alertes-d-acces/{alert}"
    assert send(auditor, path, note="")[0] == 422
    assert send(auditor, path, note="Formation.") == (303, "/alertes-d-acces?fait=close")
    page = text_of(auditor, "/alertes-d-acces")
    assert "Formation." in page
    assert "Inventée" not in page


@pytest.mark.usefixtures("child")
def test_the_journal_is_read_by_parts_and_keeps_what_was_chosen(establishment: Establishment) -> None:
    auditor = establishment.signed_in("auditor")
    assert "Question posée" in text_of(auditor, "/journal?action=check")
    assert "Rien à afficher" in text_of(auditor, "/journal?day=2001-01-01")
    wrong = text_of(auditor, "/journal?day=31/02/2026&person=rien")
    assert "« 31/02/2026 » n'est pas une date" in wrong.replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="rien"' in wrong
    first = text_of(auditor, "/journal")
    following = re.search(r'href="(/journal\?avant=[^"]+)"', first)
    if following:
        assert text_of(auditor, following[1]) != first


@pytest.mark.usefixtures("child")
@pytest.mark.parametrize("path", ["/journal", "/alertes-d-acces", "/acces-d-exception", ASK])
def test_pages_of_an_auditor_say_nothing_that_legal_alone_may_read(
    establishment: Establishment, path: str
) -> None:
    assert not WORDS_OF_LEGAL.search(text_of(establishment.signed_in("auditor"), path))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_action_of_the_journal_has_its_words(language: str) -> None:
    words = words_for("auditor", language)
    assert [one for one in {*PLAIN, *VIEWS} if not words.knows(f"action.{one}")] == []
    assert [one for one in ACT_KINDS if one in PLAIN and not words.knows(f"action.{one}")] == []


@pytest.mark.parametrize(("language", "said"), [("fr", "a été modifié"), ("en", "was changed")])
def test_auditors_see_at_once_that_the_history_was_changed(
    establishment: Establishment, tmp_path: Path, language: str, said: str
) -> None:
    files = LogFiles(tmp_path)
    ports = replace(establishment.ports, log_faults=partial(read_log_faults, files))
    site = replace(establishment.site, ports=ports)
    auditor = replace(establishment, site=site, app=make_app(site)).signed_in("auditor", language)
    assert said not in text_of(auditor, "/journal")
    told = Witnessing(Standing.REPLAYED, 128, "2026-11-22T12:00:00+00:00")
    (tmp_path / STANDING).write_bytes(LogStanding(witnesses={"temoin.exemple.qc.ca/aval": told}).encode())
    page = text_of(auditor, "/journal")
    assert said in page
    assert "REPLAYED temoin.exemple.qc.ca/aval" in page
