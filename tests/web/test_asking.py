"""« Qui peut paraître? »: four answers, one constant no, nothing that tells one reason from another."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from service.registry.consents import suspend_consent
from service.registry.moments import today
from service.registry.people import record_death
from service.registry.people_records import PersonRecord
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.web.rendering import hyphenated
from tests.web.establishment import Establishment, establishment, made_folder, masked, send

__all__ = ["establishment", "made_folder"]

POST = {"medium": "photo", "channels": "facebook", "purpose": "promotion", "on": "2099-01-01", "health": "no"}
ASK = "/qui-peut-paraitre"
FORBIDDEN = re.compile(
    r"ordonnance|tribuna|\blpj\b|\bdpj\b|protection de la jeunesse|\bcourt\b|youth.?protection", re.IGNORECASE
)


def question(establishment: Establishment, **changes: str) -> dict[str, str]:
    day = today(establishment.ports).isoformat()
    return {**POST, "on": day, **changes}


def ask(browser: TestClient, sent: Mapping[str, str]) -> str:
    status, path = send(browser, ASK, **sent)
    assert status == 303, path
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture(scope="module")
def people(establishment: Establishment) -> dict[str, PersonRecord]:
    """People of one name length, each with another reason for a no, and one who said yes."""
    e = establishment
    day = today(e.ports)
    found = {
        key: e.person(f"Alice {key.capitalize()}")
        for key in ("permise", "limitee", "retiree", "refusee", "jamaisx", "expiree", "brouill", "suspens")
    }
    found["mineure"] = e.person("Alice Mineure", "2014-05-05")
    found["decedee"] = e.person("Alice Decedee")
    e.confirmed(found["permise"])
    e.confirmed(found["limitee"], "yes_with_limits", limits=("no_name", "review_first"))
    e.confirmed(found["refusee"], "no")
    e.confirmed(found["expiree"], valid_until=day - timedelta(days=1))
    e.consent(found["brouill"])
    e.confirmed(found["mineure"])
    e.confirmed(found["decedee"])
    caller = e.users["communications"]
    record_death(e.ports, caller, found["decedee"].number, day)
    suspend_consent(e.ports, caller, e.confirmed(found["suspens"]).id)
    withdraw_consent(e.ports, caller, e.confirmed(found["retiree"]).id, NewWithdrawal(day, "person", "phone"))
    return found


def test_a_yes_shows_the_number_to_cite(
    establishment: Establishment, people: dict[str, PersonRecord]
) -> None:
    sent = question(establishment, who="alice PERMISE", factor="19840327")
    page = ask(establishment.signed_in("publisher"), sent)
    assert "Autorisé" in page
    assert re.search(r"\b1[0-9A-Z]{3}(-[0-9A-Z]{4}){3}\b", page)
    assert "Réponse valable jusqu" in page
    assert people


def test_the_number_itself_is_a_way_to_ask(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Numéro Seul"))
    browser = establishment.signed_in("publisher")
    for typed in (paper.id.lower(), hyphenated(paper.id)):
        assert hyphenated(paper.id) in ask(browser, question(establishment, who=typed))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_no_is_the_no_of_someone_unknown(
    establishment: Establishment, people: dict[str, PersonRecord], language: str
) -> None:
    browser = establishment.signed_in("publisher", language)
    names = [person.names.display for key, person in people.items() if key not in {"permise", "limitee"}]
    pages = {}
    for name in [*names, "Alice Inconnu"]:
        born = "2014-05-05" if name == "Alice Mineure" else "1984-03-27"
        page = ask(browser, question(establishment, who=name, factor=born))
        day = "5 mai 2014" if language == "fr" else "May 5, 2014"
        told = page.replace(day, "27 mars 1984" if language == "fr" else "March 27, 1984")
        pages[name] = masked(told.replace(name, "Alice X"))
    assert len(set(pages.values())) == 1
    assert ("Ne publiez pas" if language == "fr" else "Do not publish") in pages["Alice Inconnu"]


def test_a_no_offers_to_ask_for_an_authorization_and_keeps_the_question(
    establishment: Establishment, people: dict[str, PersonRecord]
) -> None:
    browser = establishment.signed_in("publisher")
    page = ask(browser, question(establishment, who="Alice Jamaisx", factor="1984-03-27"))
    link = re.search(r'href="(/demander-une-autorisation\?de=[0-9a-f]{32})"', page)
    assert link
    assert 'value="Alice Jamaisx"' in browser.get(link[1]).text
    change = browser.get(link[1].replace("/demander-une-autorisation", ASK)).text
    assert 'value="Alice Jamaisx"' in change
    assert people


@pytest.mark.parametrize("name", ["Alice Permise", "Alice Inconnue"])
def test_a_name_alone_is_never_answered(
    establishment: Establishment, people: dict[str, PersonRecord], name: str
) -> None:
    page = ask(establishment.signed_in("publisher"), question(establishment, who=name))
    assert "Précisez" in page
    assert "Demander une autorisation" in page
    assert people


def test_a_number_that_cannot_be_read_says_so(establishment: Establishment) -> None:
    page = ask(establishment.signed_in("publisher"), question(establishment, who="1K7F-3M9X-4T8B-2QDZ"))
    assert "Précisez" in page
    assert "pas lisible" in page


def test_conditions_are_ticked_before_the_number_is_shown(
    establishment: Establishment, people: dict[str, PersonRecord]
) -> None:
    browser = establishment.signed_in("publisher")
    sent = question(establishment, who="Alice Limitee", factor="1984-03-27")
    path = send(browser, ASK, **sent)[1]
    assert "Numéro à citer" not in browser.get(path).text
    status, page = send(browser, path, conditions="no_name")
    assert (status, "Numéro à citer" in page) == (422, False)
    status, kept = send(browser, path, conditions=["no_name", "review_first"])
    assert status == 303
    assert "Numéro à citer" in browser.get(kept).text
    assert people


def test_what_was_typed_is_kept_and_every_field_to_mend_is_named(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    status, page = send(browser, ASK, who="Zoé Tremblay", on="31/02/2024", channels="print")
    assert status == 422
    assert page.count('class="field-error"') == 4
    assert 'value="Zoé Tremblay"' in page
    assert 'value="31/02/2024"' in page
    assert 'value="print" checked' in page
    assert "<title>Erreur\N{NO-BREAK SPACE}: Qui peut paraître?" in page


def test_a_birth_date_written_otherwise_is_to_mend_and_never_answered(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    for name in ("Camille Roy", "Personne Inconnue"):
        status, page = send(browser, ASK, **question(establishment, who=name, factor="27 mars 1984"))
        assert (status, "27 mars 1984\N{NO-BREAK SPACE}» n&#39;est pas une date" in page) == (422, True)


def test_a_day_past_is_refused(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    status, page = send(browser, ASK, **{**POST, "on": "2020-01-01", "who": "Zoé", "factor": "E-1"})
    assert (status, "ne peut pas être passée" in page) == (422, True)


def test_a_health_insurance_number_is_refused_and_not_kept(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    sent = question(establishment, who="Zoé Tremblay", factor="E-1", activity="TREZ 8403 2712")
    status, page = send(browser, ASK, **sent)
    assert (status, "assurance maladie" in page) == (422, True)


def test_the_last_post_is_offered_again_and_the_question_on_care_is_not(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    ask(browser, question(establishment, who="Zoé", factor="E-1"))
    page = browser.get(ASK).text
    assert 'value="facebook" checked' in page
    assert not re.search(r'name="health"[^>]*checked', page)
    assert "Zoé" not in str(browser.cookies)


def test_reloading_asks_again(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rechargée Vite"))
    browser = establishment.signed_in("publisher")
    path = send(browser, ASK, **question(establishment, who="Rechargée Vite", factor="1984-03-27"))[1]
    assert "Autorisé" in browser.get(path).text
    day = today(establishment.ports)
    caller = establishment.users["communications"]
    withdraw_consent(establishment.ports, caller, paper.id, NewWithdrawal(day, "person", "phone"))
    assert "Ne publiez pas" in browser.get(path).text


def test_communications_are_told_what_can_be_mended(
    establishment: Establishment, people: dict[str, PersonRecord]
) -> None:
    sent = question(establishment, who="Alice Expiree", factor="1984-03-27")
    page = ask(establishment.signed_in("communications"), sent)
    assert "Pour les communications" in page
    assert "Pour les communications" not in ask(establishment.signed_in("publisher"), sent)
    assert people


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_of_a_publisher_names_what_must_not_be_named(
    establishment: Establishment, people: dict[str, PersonRecord], language: str
) -> None:
    browser = establishment.signed_in("publisher", language)
    pages = [
        browser.get(path).text
        for path in (ASK, "/verifier-une-publication", "/publications", "/publications-a-retirer", "/rien")
    ]
    pages.append(ask(browser, question(establishment, who="Alice Mineure", factor="2014-05-05")))
    assert [FORBIDDEN.findall(page) for page in pages] == [[]] * len(pages)
    assert people
