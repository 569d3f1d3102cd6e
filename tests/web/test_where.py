"""« Où peut-elle paraître? »: the places permitted, their numbers, and one refusal for everyone else.

Seen to fail: with the number shown before its conditions are ticked.
"""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import NewConsent, confirm_consent, register_consent
from service.registry.moments import today
from tests.web.establishment import Establishment, establishment, made_folder, masked, send
from tests.web.test_asking import FORBIDDEN

__all__ = ["establishment", "made_folder"]

PAGE = "/ou-peut-elle-paraitre"
NUMBER = re.compile(r"\b1[0-9A-Z]{3}(-[0-9A-Z]{4}){3}\b")
USE = {"medium": "photo", "purpose": "promotion", "health": "no", "factor": "1984-03-27"}


def ask(e: Establishment, browser: TestClient, name: str, **more: str) -> tuple[str, str]:
    """Ask about someone; return the answer's address and page."""
    status, path = send(browser, PAGE, **{**USE, "on": today(e.ports).isoformat(), "who": name, **more})
    assert status == 303, path
    return path, browser.get(path).text


def told(page: str) -> str:
    """Return what the main part says before the question is echoed: examples of the form are not in it."""
    return page[page.index("<main") : page.index('id="question"')]


def test_only_permitted_places_are_named_each_with_its_number(establishment: Establishment) -> None:
    e = establishment
    e.confirmed(e.person("Alice Permise"))
    page = told(ask(e, e.signed_in("publisher"), "Alice Permise")[1])
    assert ("Facebook" in page, "Instagram" in page, "Intranet" in page) == (True, False, False)
    assert NUMBER.search(page)
    assert "Réponse valable jusqu" in page


def test_conditions_are_ticked_before_any_number_is_shown(establishment: Establishment) -> None:
    e = establishment
    e.confirmed(e.person("Alice Limitee"), "yes_with_limits", limits=("no_name",))
    browser = e.signed_in("publisher")
    path, page = ask(e, browser, "Alice Limitee")
    assert "Facebook" in told(page)
    assert not NUMBER.search(told(page))
    status, again = send(browser, path)
    assert (status, "Erreur" in again, NUMBER.search(told(again))) == (422, True, None)
    status, shown = send(browser, path, conditions="no_name")
    assert status == 303
    assert NUMBER.search(told(browser.get(shown).text))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_no_is_the_page_of_someone_unknown(establishment: Establishment, language: str) -> None:
    e = establishment
    day = today(e.ports)
    e.confirmed(e.person("Alice Refusee"), "no")
    e.confirmed(e.person("Alice Expiree"), valid_until=day - timedelta(days=1))
    e.person("Alice Jamaisx")
    browser = e.signed_in("publisher", language)
    names = ("Alice Refusee", "Alice Expiree", "Alice Jamaisx", "Alice Inconnu")
    pages = {name: masked(ask(e, browser, name)[1].replace(name, "Alice X")) for name in names}
    assert len(set(pages.values())) == 1
    assert ("Ne publiez pas" if language == "fr" else "Do not publish") in pages["Alice Inconnu"]
    assert not FORBIDDEN.findall(pages["Alice Inconnu"])
    assert "Facebook" not in told(pages["Alice Inconnu"])


def test_a_name_alone_is_never_answered(establishment: Establishment) -> None:
    e = establishment
    e.confirmed(e.person("Alice Seule"))
    page = told(ask(e, e.signed_in("publisher"), "Alice Seule", factor="")[1])
    assert "Précisez" in page
    assert "Facebook" not in page


def test_what_is_missing_is_said_and_what_was_typed_is_kept(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    status, page = send(browser, PAGE, who="Alice Seule", on="31/02/2026")
    assert status == 422
    assert "Erreur" in page
    assert 'value="Alice Seule"' in page
    assert page.count('href="#') >= 4


def test_places_used_alike_stand_together(establishment: Establishment) -> None:
    e = establishment
    person, day = e.person("Alice Double"), today(e.ports) - timedelta(days=10)
    signature = SignatureRecord("self", person.names.display, day, "paper")
    use = Outcomes(("photo",), ("facebook", "instagram", "web_site"), ("promotion",), "yes")
    paper = NewConsent(person.number, "adult", "fr", (signature,), (use,))
    made = register_consent(e.ports, e.users["communications"], paper)
    confirm_consent(e.ports, e.users["communications"], made.id, verified=True)
    page = told(ask(e, e.signed_in("publisher"), "Alice Double")[1])
    assert "Facebook, Instagram, " in page
    assert page.count("cite-number") == 1


def test_communications_are_told_what_can_be_mended(establishment: Establishment) -> None:
    e = establishment
    e.person("Alice Sanspapier")
    page = ask(e, e.signed_in("communications"), "Alice Sanspapier")[1]
    assert "Pour les communications" in page
    assert "Pour les communications" not in ask(e, e.signed_in("publisher"), "Alice Sanspapier")[1]
