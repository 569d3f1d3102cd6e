"""What people do on the screens, step by step, in either language."""

from __future__ import annotations

import re
from pathlib import Path

from tests.stories.visitor import Visitor

NUMBER = re.compile(r"\b1[0-9A-Z]{3}(?:-[0-9A-Z]{4}){3}\b")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


def number_on(visitor: Visitor) -> str:
    """Return the first number to cite that the page shows."""
    found = NUMBER.search(visitor.page.get_by_role("main").inner_text())
    assert found, visitor.page.url
    return found[0]


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
    visitor.choose(
        says("Dans quel but", "For what purpose"),
        says("Faire connaître nos services", "Make our services known"),
    )
    visitor.tick(says("La publication dit-elle", "Does the post tell"), says("Non", "No"))
    visitor.press(says("Vérifier", "Check"))
    return visitor.heading()


def register_person(visitor: Visitor, name: str) -> None:
    """Register a volunteer born on 27 March 1984, on the way to a new authorization."""
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


def copy_paper(visitor: Visitor) -> None:
    """Copy a paper that says yes to everything: the form, the signature, the uses."""
    says = visitor.says
    visitor.tick(says("Formulaire", "Form"), says("Autorisation de paraître", "Authorization to appear"))
    visitor.press(says("Continuer", "Continue"))
    visitor.fill(says("Date de la signature", "Date of the signature"), "2026-09-01")
    visitor.press(says("Continuer", "Continue"))
    visitor.tick(says("Ce qui peut être capté", "What may be captured"), "Photo")
    for group in visitor.page.get_by_role("group").filter(has=visitor.page.locator("[name^=use-]")).all():
        group.get_by_label(says("OUI", "YES"), exact=True).check()
    visitor.check_page()
    visitor.press(says("Continuer", "Continue"))


def register(visitor: Visitor, name: str, folder: Path) -> str:
    """Register a person and the paper on the desk; return the number of the authorization."""
    says = visitor.says
    register_person(visitor, name)
    copy_paper(visitor)
    paper = folder / "papier.pdf"
    paper.write_bytes(PDF)
    visitor.page.get_by_label(says("Formulaire signé", "Signed form")).set_input_files(paper)
    visitor.press(says("Téléverser et continuer", "Upload and continue"))
    visitor.check_page()
    visitor.page.get_by_label(says("J'ai vérifié que", "I verified that"), exact=False).check()
    visitor.press(says("Confirmer l'autorisation", "Confirm the authorization"))
    visitor.sees(says("L'autorisation est confirmée.", "The authorization is confirmed."))
    visitor.check_page()
    return number_on(visitor)


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
    number = number_on(visitor)
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
