"""« Numériser » and « Confirmer un formulaire » as pages, without JavaScript."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from html import unescape

import pytest
from starlette.testclient import TestClient

from service.i18n.words import words_for
from tests.documents.hostile import EACH, HOSTILE
from tests.support.sheets import YES_ON_SITE, Filled, pages_for, stack
from tests.support.taken_in import reading_beside
from tests.web.establishment import Establishment, establishment, field_of, made_folder

__all__ = ["establishment", "made_folder"]

PDF = "application/pdf"
SOON = 3.0
"""Seconds of computing for all: our pages and the reader's own two at most."""


@pytest.fixture(autouse=True, scope="module")
def worker(establishment: Establishment) -> Iterator[None]:
    """Read what is handed in, beside the pages."""
    with reading_beside(establishment):
        yield


def hand_in(browser: TestClient, *files: tuple[str, bytes]) -> tuple[int, str]:
    """Send files as the page's form does."""
    page = browser.get("/numeriser").text
    sent = {name: field_of(page, name) for name in ("form_token", "once")}
    parts = [("scan", (name, content, PDF)) for name, content in files]
    answer = browser.post("/numeriser", data=sent, files=parts)
    return answer.status_code, answer.headers.get("location", answer.text)


def handed_in(browser: TestClient, content: bytes, name: str = "pile.pdf") -> list[str]:
    """Hand a file in and wait until it is read; return where its things wait, in the order of the list."""
    before = waiting(browser)
    assert hand_in(browser, (name, content))[0] == 303
    wait_read(browser)
    return [path for path in waiting(browser) if path not in before]


def waiting(browser: TestClient) -> list[str]:
    return re.findall(r'<h3><a href="(/numeriser/[^"]+)"', browser.get("/numeriser").text)


def sheet(office: Establishment, name: str, filled: Filled = YES_ON_SITE, family: str = "adult") -> bytes:
    person = office.person(name)
    return stack(pages_for(office.ports, office.users["communications"], filled, person, family))


@pytest.mark.long
def test_a_sheet_of_someone_known_is_confirmed_as_the_page_came(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    (path,) = handed_in(browser, sheet(establishment, "Page Venue"))
    page = browser.get(path).text
    assert "Page Venue" in page
    assert re.search(r'<button class="button" type="submit" autofocus>', page)
    picture = browser.get(f"{path}/page/1")
    assert (picture.headers["content-type"], picture.headers["cache-control"]) == ("image/jpeg", "no-store")
    status, where = send_back(browser, path, as_sent(page))
    assert status == 303
    assert re.fullmatch(r"/autorisations/[^?]+\?fait=confirmee", where)
    shown = browser.get(where).text
    assert "Papier numérisé" in shown
    assert "SHA-256" in shown


def send_back(browser: TestClient, path: str, fields: Mapping[str, str | list[str]]) -> tuple[int, str]:
    """Send the form of a sheet's page; return the status, and the page or where it leads."""
    page = browser.get(path).text
    hidden = {name: field_of(page, name) for name in ("form_token", "once")}
    answer = browser.post(path, data={**hidden, **fields})
    return answer.status_code, answer.headers.get("location", answer.text)


def as_sent(page: str) -> dict[str, str | list[str]]:
    """Return the fields of the page's own form as a browser would send them unchanged."""
    form = next(part for part in page.split("<form ")[1:] if "confirm-bar" in part).split("</form>")[0]
    fields: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        if not name or name[1] in {"form_token", "once"}:
            continue
        if kind and kind[1] in {"checkbox", "radio"} and " checked" not in tag:
            continue
        held = fields.setdefault(name[1], [])
        assert isinstance(held, list)
        held.append(value[1] if value else "")
    return fields


@pytest.mark.long
@pytest.mark.parametrize("name", EACH)
def test_a_hostile_file_is_refused_in_words_and_the_next_form_is_read(
    establishment: Establishment, name: str
) -> None:
    make, codes = HOSTILE[name]
    content = make()
    browser = establishment.signed_in("communications")
    earlier, before = waiting(browser), sum(os.times()[:4])
    status, page = hand_in(browser, ("fichier.pdf", content))
    says = words_for("communications", "fr")
    if status == 422:
        assert codes & {"EMPTY", "NOT_A_SCAN"}
        assert "Erreur" in page
    else:
        wait_read(browser)
        assert sum(os.times()[:4]) - before < SOON, "seconds of computing, whoever else the machine serves"
        page = browser.get("/numeriser").text
        assert any(says(f"refusal.{code}") in unescape(page) for code in codes)
        (path,) = [one for one in waiting(browser) if one not in earlier]
        assert_kept_and_never_run(browser, path, content)
    assert browser.get("/numeriser").status_code == 200


def wait_read(browser: TestClient) -> None:
    for _ in range(600):
        if 'data-reading="0"' in browser.get("/numeriser").text:
            return
        time.sleep(0.05)
    pytest.fail("never read")


def assert_kept_and_never_run(browser: TestClient, path: str, content: bytes) -> None:
    """The file just handed in comes back byte for byte, as one to keep, in a sandbox."""
    answer = browser.get(f"{path}/original")
    assert sha256(answer.content).digest() == sha256(content).digest()
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_publisher_sees_nothing_of_scans(establishment: Establishment) -> None:
    (path,) = handed_in(establishment.signed_in("communications"), sheet(establishment, "Pas Pour Tous"))
    browser = establishment.signed_in("publisher")
    for page in (path, f"{path}/original", f"{path}/page/1", f"{path}/ecriture/person_name"):
        assert browser.get(page).status_code == 404


def test_what_is_written_by_hand_must_be_copied(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    filled = replace(YES_ON_SITE, dated=("signature_self_date", "valid_until"), written=("activity_name",))
    (path,) = handed_in(browser, sheet(establishment, "À La Main", filled))
    page = browser.get(path).text
    status, shown = send_back(browser, path, as_sent(page))
    assert status == 422
    assert unescape(shown).count("Recopiez ce qui est écrit à la main.") == 4
    fields = {**as_sent(page), "activity": "Portes ouvertes", "valid_until": "2027-01-31"}
    assert send_back(browser, path, fields)[0] == 303


def test_a_name_where_no_ink_was_seen_is_no_signature_unless_a_human_sees_one(
    establishment: Establishment,
) -> None:
    browser = establishment.signed_in("communications")
    filled = Filled(("media_photo",), ("signature_parent",), ("signature_parent_date",))
    child = establishment.person("Sans Trait", "2015-05-05")
    pages = pages_for(establishment.ports, establishment.users["communications"], filled, child, "minor")
    (path,) = handed_in(browser, stack(pages))
    parents = {"name-signature_parent": "Mère Trait", "signer-signature_parent": "parent"}
    other = {"name-signature_other_parent": "Père Trait", "on-signature_other_parent": "2026-01-02"}
    fields = {**as_sent(browser.get(path).text), **parents, **other}
    status, shown = send_back(browser, path, fields)
    assert (status, "Aucune encre n'a été lue ici" in unescape(shown)) == (422, True)
    assert send_back(browser, path, {**fields, "seen-signature_other_parent": "yes"})[0] == 303


def test_where_a_no_is_on_file_no_day_is_proposed(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    person = establishment.person("Déjà Non")
    establishment.confirmed(person, "no")
    pages = pages_for(establishment.ports, establishment.users["communications"], YES_ON_SITE, person)
    (path,) = handed_in(browser, stack(pages))
    page = browser.get(path).text
    assert "Recopiez la date écrite" in page
    assert send_back(browser, path, as_sent(page))[0] == 422


def test_a_withdrawal_form_withdraws_even_unsigned(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    person = establishment.person("Retire Tout")
    given = establishment.confirmed(person)
    filled = Filled(("by_person",), (), ())
    pages = pages_for(
        establishment.ports, establishment.users["communications"], filled, person, "withdrawal"
    )
    (path,) = handed_in(browser, stack(pages))
    status, where = send_back(browser, path, as_sent(browser.get(path).text))
    assert (status, "fait=retrait" in where) == (303, True)
    assert "Retirée" in browser.get(f"/autorisations/{given.id}").text


def test_a_file_twice_is_said_and_an_unsigned_form_cannot_be_sent(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    unsigned = replace(YES_ON_SITE, signed=(), dated=())
    content = sheet(establishment, "Jamais Signé", unsigned)
    (path,) = handed_in(browser, content)
    _, where = hand_in(browser, ("encore.pdf", content))
    assert where.endswith("deja=1")
    assert "confirm-bar" not in browser.get(path).text
    sent = {
        "name-signature_self": "Jamais Signé",
        "on-signature_self": "2026-01-02",
        "method-signature_self": "paper",
        "seen-signature_self": "yes",
    }
    status, page = send_back(browser, path, sent)
    assert (status, "n'est pas signée" in unescape(page)) == (422, True)
