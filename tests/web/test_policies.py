"""« Politiques »: drafted, approved by somebody else, acknowledged on any page; each version stays readable.

Seen to fail: with the writer's own approval taken, with drafts shown to everybody, with the panel's way back
followed elsewhere, and with a version acknowledged by the panel still asked for.
"""

import re
from datetime import timedelta

import pytest

from service.registry.acknowledging import acknowledge
from service.registry.errors import NotAllowed
from service.registry.moments import today
from service.registry.policies import list_policies, read_policy
from service.registry.policy_records import PolicyRecord
from tests.web.declared import declared
from tests.web.establishment import Establishment, establishment, made_folder, send
from tests.web.reading_policies import TEXT, address, approved, drafted

__all__ = ["establishment", "made_folder"]

PAGE = "/politiques"
NEW = f"{PAGE}/nouvelle"
PANEL = re.compile(r'<aside class="to-read.*?</aside>', re.DOTALL)


def sent(e: Establishment, browser: object, name: str, **more: object) -> tuple[int, str]:
    fields = {
        "name": name,
        "title": "Nétiquette",
        "starts_on": today(e.ports).isoformat(),
        "changed": "Une phrase.",
        "content": "Soyez polis.",
        **more,
    }
    return send(browser, f"{NEW}?texte={name}", into=NEW, **fields)  # type: ignore[arg-type] # as declared


def last(e: Establishment) -> PolicyRecord:
    return max(list_policies(e.ports, e.users["communications"]), key=lambda one: one.number)


def panel(page: str) -> str:
    found = PANEL.search(page)
    return found[0] if found else ""


def test_a_version_is_drafted_by_one_and_approved_by_another(establishment: Establishment) -> None:
    e = establishment
    office, legal = e.signed_in("communications"), e.signed_in("legal")
    status, path = sent(e, office, "netiquette", concerns=["staff"])
    assert (status, path.endswith("?fait=brouillon")) == (303, True)
    page = path.partition("?")[0]
    assert "Une autre personne doit l&#39;approuver" in office.get(page).text
    status, shown = send(office, page, into=f"{page}/approuver")
    assert (status, "Vous avez rédigé cette version" in shown) == (422, True)
    assert send(legal, page, into=f"{page}/approuver") == (303, f"{page}?fait=approuvee")
    assert last(e).step == "approved"
    assert last(e).approved_by == e.users["legal"].user
    assert send(legal, page, into=f"{page}/approuver")[0] == 422
    assert "En vigueur" in e.signed_in("publisher").get(PAGE).text


def test_a_draft_is_there_for_those_who_write_alone(establishment: Establishment) -> None:
    e = establishment
    page = address(e, drafted(e, "social_media", title="Politique en chantier"))
    assert e.signed_in("legal").get(page).status_code == 200
    for role in ("publisher", "admin", "quality", "auditor"):
        browser = e.signed_in(role)
        assert browser.get(page).status_code == 404
        assert "chantier" not in browser.get(PAGE).text
        assert browser.get(NEW).status_code == 404
        with pytest.raises(NotAllowed):
            drafted_by(e, role)


def drafted_by(e: Establishment, role: str) -> None:
    e.users["communications"], kept = e.users[role], e.users["communications"]
    try:
        drafted(e)
    finally:
        e.users["communications"] = kept


def test_what_is_missing_is_said_and_what_was_typed_is_kept(establishment: Establishment) -> None:
    e = establishment
    office = e.signed_in("communications")
    status, page = sent(e, office, "social_media", content="", title="Politique 3")
    assert (status, "Écrivez le texte, ou joignez un PDF." in page) == (422, True)
    assert 'value="Politique 3"' in page
    status, page = sent(e, office, "moderation")
    assert (status, "Écrivez au moins une ligne" in page) == (422, True)
    status, page = sent(e, office, "moderation", hide="Insulte RAMQ TREJ 1234 5678")
    assert (status, 'href="#hide"' in page) == (422, True)
    assert office.get(f"{NEW}?texte=rien").status_code == 404


def test_the_list_of_moderation_shows_what_to_do_and_what_differs(establishment: Establishment) -> None:
    e = establishment
    office = e.signed_in("communications")
    approved(e, "moderation", title="Liste de modération")
    assert "Menace" in office.get(f"{NEW}?texte=moderation").text
    sent(e, office, "moderation", title="Liste 2", hide="Injure\nMajuscules", remove="Adresse d'une personne")
    second = last(e)
    send(e.signed_in("legal"), address(e, second), into=f"{address(e, second)}/approuver")
    page = e.signed_in("publisher").get(address(e, second)).text
    said = re.sub(r"<[^>]*>", "", page)
    assert "<li>Majuscules</li>" in page
    assert "<del>" in page
    assert "Menace" in said
    earlier = next(
        one
        for one in list_policies(e.ports, e.users["publisher"])
        if one.name == "moderation" and one.version == second.version - 1
    )
    old = e.signed_in("publisher").get(address(e, earlier)).text
    assert "<li>Menace</li>" in old
    assert "Remplacée" in old


def test_the_list_in_force_is_one_press_from_a_situation(establishment: Establishment) -> None:
    e = establishment
    quality = e.signed_in("quality")
    ref = e.ports.references.seal("incident", declared(e).number)
    assert 'href="/politiques/en-vigueur/moderation"' in quality.get(f"/incidents/{ref}").text
    current = approved(e, "moderation", title="Liste 3")
    assert quality.get(f"{PAGE}/en-vigueur/moderation").headers["location"] == address(e, current)


def test_a_pdf_is_kept_byte_for_byte_and_never_shown_as_a_page(establishment: Establishment) -> None:
    e = establishment
    office, pdf = e.signed_in("communications"), b"%PDF-1.7\n1 0 obj\n%%EOF"
    page = office.get(f"{NEW}?texte=social_media").text
    hidden = dict(re.findall(r'name="(form_token|once)" value="([^"]*)"', page))
    fields = {**hidden, "name": "social_media", "title": "Politique", "changed": "x"}
    fields["starts_on"] = today(e.ports).isoformat()
    refused = office.post(NEW, data=fields, files={"file": ("a.pdf", b"MZ")})
    assert (refused.status_code, "Ce fichier n&#39;est pas un PDF." in refused.text) == (422, True)
    answer = office.post(NEW, data=fields, files={"file": ("a.pdf", pdf)})
    assert answer.status_code == 303
    found = office.get(answer.headers["location"].partition("?")[0] + "/document")
    assert (found.content, found.headers["content-type"]) == (pdf, "application/pdf")
    assert found.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in found.headers["content-security-policy"]


def test_every_page_asks_until_it_is_read_and_locks_nothing(establishment: Establishment) -> None:
    e = establishment
    record = approved(e, "social_media", title="Politique à lire")
    for role in ("publisher", "admin"):
        browser = e.signed_in(role)
        page = browser.get("/role").text
        assert "Politique à lire" in panel(page)
        status, where = send(browser, "/role", into=f"{address(e, record)}/lu", back="/role?x=1")
        assert (status, where) == (303, "/role?x=1")
        assert "Politique à lire" not in panel(browser.get("/role").text)
    publisher = e.signed_in("legal")
    assert publisher.get("/publications-a-retirer").status_code == 200
    status, _ = send(publisher, "/publications-a-retirer", into="/publications-a-retirer/rien")
    assert status == 404


def test_the_panel_leads_back_here_and_never_elsewhere(establishment: Establishment) -> None:
    e = establishment
    record = approved(e, "social_media", title="Politique 5")
    browser = e.signed_in("auditor")
    for back in ("https://ailleurs.exemple/", "//ailleurs.exemple", "/\\ailleurs.exemple"):
        assert send(browser, "/role", into=f"{address(e, record)}/lu", back=back) == (303, "/")


def test_only_the_newest_version_of_a_text_is_asked_for(establishment: Establishment) -> None:
    e = establishment
    first = approved(e, "social_media", title="Politique 6")
    approved(e, "social_media", days=30, title="Politique 7")
    shown = panel(e.signed_in("second").get("/role").text)
    assert ("Politique 6" in shown, "Politique 7" in shown) == (False, True)
    assert read_policy(e.ports, e.users["second"], first.number).standing == "in_force"


def test_who_has_read_it_is_listed_for_those_who_follow_it(establishment: Establishment) -> None:
    e = establishment
    record = approved(e, "netiquette", title="Nétiquette suivie")
    acknowledge(e.ports, e.users["auditor"], record.number)
    office = e.signed_in("communications")
    page = office.get(f"{address(e, record)}/lectures").text
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th><td>.*?</td><td>(.*?)</td>', page))
    assert rows["Auditor"].startswith("Lue le")
    assert rows["Publisher"] == "Pas encore lue"
    where = f"{address(e, record)}/lectures"
    assert send(office, where, into=f"{where}/rappel") == (303, f"{where}?fait=rappel")
    status, again = send(office, where, into=f"{where}/rappel")
    assert (status, "moins de 24" in again) == (422, True)
    for role in ("publisher", "admin", "auditor", "quality"):
        assert e.signed_in(role).get(where).status_code == 404


def test_what_is_downloaded_is_what_was_approved(establishment: Establishment) -> None:
    e = establishment
    record = approved(
        e, "netiquette", title="Nétiquette gardée", starts_on=today(e.ports) + timedelta(days=1)
    )
    got = e.signed_in("publisher").get(f"{address(e, record)}/document")
    assert got.text == TEXT.text
