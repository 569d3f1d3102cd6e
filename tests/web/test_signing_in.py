"""Signing in, setting a password, working in a role, leaving, choosing a language."""

import re

import pytest

from service.registry import accounts
from tests.web.establishment import (
    PASSWORD,
    Establishment,
    establishment,
    field_of,
    made_folder,
    masked,
    send,
)

__all__ = ["establishment", "made_folder"]


def test_a_wrong_password_and_an_unknown_account_read_alike(establishment: Establishment) -> None:
    pages = []
    for email in ("publisher@exemple.ca", "personne@exemple.ca"):
        answer = establishment.browser().post("/connexion", data={"email": email, "password": "faux"})
        pages.append((answer.status_code, answer.text.replace(email, "")))
    assert pages[0] == pages[1]
    assert pages[0][0] == 422
    assert "<title>Erreur\N{NO-BREAK SPACE}: Se connecter" in pages[0][1]


def test_the_password_is_never_shown_again(establishment: Establishment) -> None:
    answer = establishment.browser().post(
        "/connexion", data={"email": "x@exemple.ca", "password": "secret-42"}
    )
    assert "x@exemple.ca" in answer.text
    assert "secret-42" not in answer.text


def test_the_cookie_is_kept_from_scripts(establishment: Establishment) -> None:
    answer = establishment.browser().post(
        "/connexion", data={"email": "publisher@exemple.ca", "password": PASSWORD}
    )
    cookie = answer.headers["set-cookie"]
    assert re.match(r"aval=[0-9a-f]{64};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_signing_in_leads_back_to_the_page_asked_for(establishment: Establishment) -> None:
    sent = {"email": "publisher@exemple.ca", "password": PASSWORD, "back": "/publications"}
    assert establishment.browser().post("/connexion", data=sent).headers["location"] == "/publications"


@pytest.mark.parametrize("back", ["//x.exemple", "https://x.exemple", "/\\x.exemple", "x"])
def test_it_never_leads_elsewhere(establishment: Establishment, back: str) -> None:
    sent = {"email": "publisher@exemple.ca", "password": PASSWORD, "back": back}
    assert establishment.browser().post("/connexion", data=sent).headers["location"] == "/"
    assert establishment.browser().get("/langue/en", params={"page": back}).headers["location"] == "/"


def test_a_link_sets_the_password_once(establishment: Establishment) -> None:
    ports, operator = establishment.ports, accounts.operator()
    user = accounts.add_user(ports, operator, "Nouvelle", ("publisher",), email="nouvelle@exemple.ca")
    link = f"/mot-de-passe/{accounts.issue_link(ports, operator, user.number)}"
    browser = establishment.browser()
    assert [browser.get(link).status_code for _ in range(2)] == [200, 200]
    assert browser.post(link, data={"new": "court", "again": "court"}).status_code == 422
    assert browser.post(link, data={"new": PASSWORD, "again": "autre chose"}).status_code == 422
    done = browser.post(link, data={"new": PASSWORD, "again": PASSWORD})
    assert done.headers["location"] == "/connexion?fait=mot-de-passe"
    assert browser.get(link).status_code == 404
    assert browser.post(link, data={"new": PASSWORD, "again": PASSWORD}).status_code == 404
    assert establishment.signed_in("nouvelle").get("/qui-peut-paraitre").status_code == 200


def test_signing_out_ends_the_session(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    stolen = dict(browser.cookies)
    token = field_of(browser.get("/publications").text, "form_token")
    assert (
        browser.post("/deconnexion", data={"form_token": token}).headers["location"] == "/connexion?fait=fin"
    )
    again = establishment.browser()
    again.cookies.update(stolen)
    assert again.get("/publications").status_code == 303


def test_one_works_in_one_role_at_a_time(establishment: Establishment) -> None:
    browser = establishment.signed_in("legal")
    before = browser.cookies["aval"]
    assert browser.get("/dossiers").status_code == 200
    assert send(browser, "/role", role="communications") == (303, "/a-faire")
    assert browser.cookies["aval"] != before
    assert browser.get("/dossiers").status_code == 404
    assert browser.get("/a-faire").status_code == 200


def test_a_role_one_does_not_have_cannot_be_chosen(establishment: Establishment) -> None:
    assert send(establishment.signed_in("publisher"), "/role", role="legal")[0] == 404


def test_the_language_changes_and_the_page_stays(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    page = browser.get("/publications?avant=").text
    link = re.search(r'href="(/langue/en\?page=[^"]+)"', page)
    assert link
    answer = browser.get(link[1].replace("&amp;", "&"))
    assert answer.headers["location"].startswith("/publications")
    assert '<html lang="en-CA">' in browser.get("/publications").text


def test_a_session_that_ended_says_so(establishment: Establishment) -> None:
    browser = establishment.browser()
    browser.cookies.set("aval", "0" * 64)
    answer = browser.get("/publications")
    assert answer.headers["location"] == "/connexion?suite=%2Fpublications&fait=terminee"
    assert "séance est terminée" in browser.get(answer.headers["location"]).text


def test_a_role_without_screens_is_told_where_to_work(establishment: Establishment) -> None:
    assert establishment.signed_in("admin").get("/").headers["location"] == "/gabarits"
    assert masked(establishment.signed_in("admin").get("/accueil").text)
