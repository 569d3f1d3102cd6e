"""« Gabarits »: proposed with three files, read with what changes, approved by two people, published."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from service.registry import form_life
from service.registry.form_files import FIELDS, FormFiles
from tests.documents.shop import codes_in, pictures
from tests.registry.own_forms import with_slip, written
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]


def propose(browser: TestClient, files: FormFiles, *fields: str) -> tuple[int, str]:
    """Send the files of these fields; return the status, and the page or where it leads."""
    token = field_of(browser.get("/gabarits").text, "form_token")
    contents = zip(FIELDS, files.named, strict=True)
    sent = {field: (name, content) for field, (name, content) in contents if field in (fields or FIELDS)}
    answer = browser.post("/gabarits", data={"form_token": token}, files=sent)
    return answer.status_code, answer.headers.get("location", unescape(answer.text))


def said(page: str) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page))).replace("\N{NO-BREAK SPACE}", " ")


def press(browser: TestClient, path: str, button: str, sha256: str = "") -> tuple[int, str]:
    """Press the button of a version's page, as shown or for other bytes."""
    shown = field_of(browser.get(path).text, "sha256")
    return send(browser, path, f"{path}/{button}", sha256=sha256 or shown)


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_two_people_publish_a_version_that_is_given_out_at_once(
    establishment: Establishment, language: str
) -> None:
    number = 110 if language == "fr" else 111
    office = establishment.signed_in("communications", language)
    legal = establishment.signed_in("second", language)
    path = f"/gabarits/adult/{number}"
    assert propose(office, written(version=number)) == (303, f"{path}?fait=proposee")
    assert press(office, path, "approuver") == (303, f"{path}?fait=approuvee")
    assert f'action="{path}/approuver"' not in office.get(path).text
    assert f'action="{path}/publier"' not in office.get(path).text
    assert press(legal, path, "approuver") == (303, f"{path}?fait=approuvee")
    assert press(office, path, "publier") == (303, f"{path}?fait=publiee")
    shown = said(office.get(f"{path}?fait=publiee").text)
    assert "Communications" in shown
    assert "Second" in shown
    form = establishment.ports.forms.find("adult")
    assert form
    assert form.version == number
    assert f'action="{path}/' not in office.get(path).text


def test_one_language_missing_is_said_beside_its_field(establishment: Establishment) -> None:
    office = establishment.signed_in("communications")
    status, page = propose(office, written(version=120), "form", "fr")
    assert status == 422
    assert 'id="en-error"' in page
    assert "Choisissez le fichier en.md. Les trois fichiers vont ensemble." in page
    assert office.get("/gabarits/adult/120").status_code == 404


def test_what_is_to_be_mended_is_said_and_stops_the_approval(establishment: Establishment) -> None:
    legal = establishment.signed_in("second")
    assert propose(legal, with_slip(written(version=121)))[0] == 303
    page = legal.get("/gabarits/adult/121").text
    assert "Il manque une phrase obligatoire : No answer means no." in said(page)
    assert 'action="/gabarits/adult/121/approuver"' not in page
    token = field_of(page, "form_token")
    sent = {"form_token": token, "sha256": with_slip(written(version=121)).sha256}
    refused = legal.post("/gabarits/adult/121/approuver", data=sent)
    assert refused.status_code == 422
    assert "Il manque une phrase obligatoire : No answer means no." in said(refused.text)


@pytest.mark.long
def test_the_same_person_twice_and_other_bytes_are_refused_in_words(establishment: Establishment) -> None:
    office = establishment.signed_in("communications")
    first = written(version=122)
    propose(office, first)
    press(office, "/gabarits/adult/122", "approuver")
    status, page = press(office, "/gabarits/adult/122", "approuver", first.sha256)
    assert status == 422
    assert "Vous avez déjà approuvé cette version." in page
    propose(office, written(version=122, said="Rien à expliquer."))
    status, page = press(establishment.signed_in("second"), "/gabarits/adult/122", "approuver", first.sha256)
    assert status == 422
    assert "a changé depuis que vous l'avez lue" in unescape(page)
    status, page = press(office, "/gabarits/adult/122", "publier", written(version=122).sha256)
    assert status == 422


def test_what_changes_is_marked_in_both_languages_and_said_to_whoever_listens(
    establishment: Establishment,
) -> None:
    office = establishment.signed_in("communications")
    propose(office, written(version=123))
    page = unescape(office.get("/gabarits/adult/123?avec=1").text)
    assert "<del>" in page
    assert "[retiré" in page
    assert "[ajouté" in page
    assert "Appelez au {phone} ou écrivez à {email}." in page
    assert "[ajouté : aucune raison ]" in said(page)
    english = establishment.signed_in("communications", "en").get("/gabarits/adult/123").text
    assert "[removed:" in english


def test_a_draft_can_be_looked_at_but_its_specimen_bears_no_code(establishment: Establishment) -> None:
    office = establishment.signed_in("communications")
    propose(office, written(version=124))
    sent = office.get("/gabarits/adult/124/exemple/fr")
    assert sent.headers["content-disposition"] == 'attachment; filename="adult-124-fr-exemple.pdf"'
    assert [codes_in(picture) for picture in pictures(sent.content, 100)] == [[]]
    assert office.get("/gabarits/adult/124/exemple/de").status_code == 404


def test_the_files_come_back_byte_for_byte(establishment: Establishment) -> None:
    office = establishment.signed_in("communications")
    files = written(version=125)
    propose(office, files)
    for name, content in files.named:
        sent = office.get(f"/gabarits/adult/125/fichiers/{name}")
        assert (sent.content, sent.headers["content-type"]) == (content, "text/plain; charset=utf-8")
    assert office.get("/gabarits/adult/1/fichiers/form.toml").status_code == 200
    assert office.get("/gabarits/adult/1/fichiers/required.toml").status_code == 404


def test_the_administrator_reads_and_changes_nothing(establishment: Establishment) -> None:
    files = written(version=126)
    form_life.submit_form(establishment.ports, establishment.users["communications"], files)
    admin = establishment.signed_in("admin")
    page = admin.get("/gabarits/adult/126").text
    assert "approuver" not in page
    assert 'type="file"' not in admin.get("/gabarits").text
    token = field_of(admin.get("/role").text, "form_token")
    for path in ("/gabarits", "/gabarits/adult/126/approuver", "/gabarits/adult/126/publier"):
        answer = admin.post(path, data={"form_token": token, "sha256": files.sha256})
        assert answer.status_code == 404, path
    assert (
        form_life.show_form(establishment.ports, establishment.users["admin"], "adult", 126).listed.state
        == "draft"
    )


@pytest.mark.parametrize(
    "path", ["/gabarits/adult/9", "/gabarits/adult/x", "/gabarits/pet/1", "/gabarits/adult/99999"]
)
def test_one_that_is_not_there_is_not_found(establishment: Establishment, path: str) -> None:
    assert establishment.signed_in("communications").get(path).status_code == 404


def test_a_button_s_address_opened_alone_leads_to_the_version(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    assert browser.get("/gabarits/adult/1/publier").headers["location"] == "/gabarits/adult/1"
