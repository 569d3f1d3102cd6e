"""The main job in a real browser, in both languages: register, look up, publish, withdraw, take down."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

NUMBER = re.compile(r"\b1[0-9A-Z]{3}(?:-[0-9A-Z]{4}){3}\b")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def ask(visitor: Visitor, name: str, factor: str) -> str:
    """Ask whether someone may appear in a photo on Facebook; return the word of the answer."""
    says = visitor.says
    visitor.open("/qui-peut-paraitre")
    visitor.fill(says("Nom, ou numéro d'autorisation", "Name, or authorization number"), name)
    visitor.fill(says("Deuxième renseignement", "Second detail"), factor)
    if visitor.page.locator("main details:not([open])").count():
        visitor.page.locator("main details > summary").click()
    visitor.tick(says("Ce qui sera publié", "What will be published"), "Photo")
    visitor.tick(says("Où", "Where"), "Facebook")
    visitor.choose(says("Dans quel but", "For what purpose"), "Promotion")
    visitor.tick(says("La publication dit-elle", "Does the post tell"), says("Non", "No"))
    visitor.press(says("Vérifier", "Check"))
    return visitor.heading()


def register(visitor: Visitor, name: str, folder: Path) -> str:
    """Register a person and the paper on the desk; return the number of the authorization."""
    says = visitor.says
    visitor.follow(says("Nouvelle autorisation", "New authorization"))
    visitor.fill(says("Nom de la personne", "Name of the person"), name)
    visitor.press(says("Chercher", "Search"))
    visitor.follow(says("Inscrire une nouvelle personne", "Register a new person"))
    visitor.fill(says("Nom d'usage", "Name used"), name)
    visitor.fill(says("Date de naissance", "Date of birth"), "19840327")
    visitor.tick(says("En tant que", "As"), says("Bénévole", "Volunteer"))
    visitor.check_page()
    visitor.press(says("Inscrire la personne", "Register the person"))
    visitor.tick(says("Formulaire", "Form"), says("Autorisation de paraître", "Authorization to appear"))
    visitor.press(says("Continuer", "Continue"))
    visitor.fill(says("Date de la signature", "Date of the signature"), "2026-09-01")
    visitor.press(says("Continuer", "Continue"))
    visitor.tick(says("Ce qui peut être capté", "What may be captured"), "Photo")
    for group in visitor.page.get_by_role("group").filter(has=visitor.page.locator("[name^=use-]")).all():
        group.get_by_label(says("OUI", "YES"), exact=True).check()
    visitor.check_page()
    visitor.press(says("Continuer", "Continue"))
    paper = folder / "papier.pdf"
    paper.write_bytes(PDF)
    visitor.page.get_by_label(says("Formulaire signé", "Signed form")).set_input_files(paper)
    visitor.press(says("Téléverser et continuer", "Upload and continue"))
    visitor.check_page()
    visitor.page.get_by_label(says("J'ai vérifié que", "I verified that"), exact=False).check()
    visitor.press(says("Confirmer l'autorisation", "Confirm the authorization"))
    visitor.sees(says("L'autorisation est confirmée.", "The authorization is confirmed."))
    visitor.check_page()
    return NUMBER.findall(visitor.page.get_by_role("main").inner_text())[0]


def publish(visitor: Visitor, name: str) -> str:
    """Check a post with this person, take its number, and put it online; return the number."""
    says = visitor.says
    visitor.open("/verifier-une-publication")
    visitor.fill(says("Texte de la publication", "Text of the post"), "Portes ouvertes")
    visitor.fill(says("Personnes reconnaissables", "People who can be recognized"), f"{name}, 1984-03-27")
    visitor.fill(says("Nombre de personnes visibles", "Number of people visible"), "1")
    visitor.tick(says("La publication dit-elle", "Does the post tell"), says("Non", "No"))
    visitor.choose(says("Où l'image", "Where was the image"), says("Salle d'événement", "Event hall"))
    visitor.tick(says("Quelqu'un est-il montré", "Is anyone shown"), says("Non", "No"))
    visitor.tick(says("Pourrait-on reconnaître", "Could anyone else"), says("Non", "No"))
    visitor.press(says("Vérifier la publication", "Check the post"))
    assert visitor.heading() == says("Autorisé", "Authorized")
    visitor.check_page()
    visitor.press(says("Obtenir le numéro à citer", "Get the number to cite"))
    number = NUMBER.findall(visitor.page.get_by_role("main").inner_text())[0]
    visitor.fill(says("Adresse de la publication", "Address of the post"), "https://exemple.ca/fete")
    visitor.press(says("Confirmer la publication", "Confirm the publication"))
    visitor.sees(says("La publication est confirmée.", "The publication is confirmed."))
    visitor.check_page()
    return number


def withdraw(visitor: Visitor, number: str) -> None:
    """Record a withdrawal by telephone, by the number of the paper."""
    says = visitor.says
    visitor.open("/retrait")
    visitor.fill(says("Nom, ou numéro d'autorisation", "Name, or authorization number"), number)
    visitor.press(says("Chercher", "Search"))
    visitor.tick(says("Qui l'a demandé", "Who asked"), says("La personne elle-même", "The person"))
    visitor.tick(says("Comment", "How"), says("Par téléphone", "By telephone"))
    visitor.check_page()
    visitor.press(says("Confirmer le retrait", "Confirm the withdrawal"))
    visitor.sees(says("1 publication est maintenant à retirer.", "1 post is now to take down."))


@pytest.mark.parametrize(("language", "name"), [("fr", "Rosalie Desbiens"), ("en", "Wendy O'Neil-Côté")])
def test_from_the_paper_to_the_takedown(
    page: Page, address: str, tmp_path: Path, language: str, name: str
) -> None:
    visitor = Visitor(page, address, language)
    says = visitor.says
    visitor.sign_in("communications")
    number = register(visitor, name, tmp_path)
    visitor.sign_in("publisher")
    assert ask(visitor, name.upper(), "1984-03-27") == says("Autorisé", "Authorized")
    visitor.sees(number)
    citation = publish(visitor, name)
    assert citation != number
    visitor.sign_in("communications")
    withdraw(visitor, number)
    visitor.sign_in("publisher")
    assert ask(visitor, name, "1984-03-27") == says("Ne publiez pas", "Do not publish")
    visitor.check_page()
    visitor.open("/publications-a-retirer")
    visitor.sees(citation)
    visitor.page.get_by_text(says("J'ai retiré cette publication", "I took this post down")).first.click()
    visitor.fill(says("Retirée le", "Taken down on"), date.today().isoformat())  # noqa: DTZ011 - the visitor's own day
    visitor.press(says("Confirmer le retrait", "Confirm that it is down"))
    visitor.sees(says("C'est noté. Merci.", "Noted. Thank you."))
    visitor.check_page()


def test_going_back_and_reloading_repeat_nothing(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.sign_in("publisher")
    assert ask(visitor, "Personne Ici", "E-1") == "Ne publiez pas"
    page.reload()
    assert visitor.heading() == "Ne publiez pas"
    page.go_back()
    assert page.title() == "Qui peut paraître? — Aval"
    page.go_forward()
    assert visitor.heading() == "Ne publiez pas"


def test_a_name_alone_asks_for_more_and_keeps_what_was_typed(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.sign_in("publisher")
    assert ask(visitor, "Rosalie", "") == "Précisez"
    visitor.check_page()
    visitor.follow("Préciser")
    assert page.get_by_label("Nom, ou numéro d'autorisation").input_value() == "Rosalie"
    page.go_back()
    visitor.follow("Demander une autorisation")
    assert page.get_by_label("Nom de la personne").input_value() == "Rosalie"
    visitor.fill("Comment la joindre", "poste 4471")
    visitor.press("Envoyer la demande")
    visitor.sees("Les communications la voient maintenant.")


def test_the_language_changes_without_leaving_the_answer(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.sign_in("publisher")
    ask(visitor, "Personne Ici", "E-1")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    assert visitor.heading() == "Do not publish"
    assert page.locator("html").get_attribute("lang") == "en-CA"


def test_on_a_phone_the_menu_opens_by_one_press(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    page.set_viewport_size({"width": 360, "height": 780})
    visitor.sign_in("publisher")
    page.get_by_text("Menu").click()
    page.get_by_role("navigation").get_by_role("link", name="Publications à retirer").click()
    assert page.title() == "Publications à retirer — Aval"
