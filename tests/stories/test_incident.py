"""From a situation that somebody declares to the closed incident with the register in hand; and a control."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stories.serving import served
from tests.stories.test_reconstructing import kept
from tests.stories.visitor import Visitor
from tests.web.declared import published
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

pytestmark = pytest.mark.browser
SLOW = 30_000
"""Milliseconds: what seals the first PDF takes seconds to load."""
LANGUAGES = ("fr", pytest.param("en", marks=pytest.mark.long))


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def declare(visitor: Visitor) -> str:
    """Tell what happened from the page everyone finds; return the number given."""
    page = visitor.page
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "aval_langue", "value": visitor.language, "url": visitor.address}])
    visitor.open("/connexion")
    page.get_by_role("contentinfo").get_by_role("link").last.click()
    visitor.check_page()
    visitor.tick(
        visitor.says("De quoi s'agit-il?", "What is it about?"), visitor.says("Une publication", "A post")
    )
    visitor.fill(visitor.says("Que s'est-il passé?", "What happened?"), "Ma sœur paraît sans l'avoir voulu.")
    visitor.press(visitor.says("Envoyer la déclaration", "Send the report"))
    visitor.check_page()
    visitor.fill(visitor.says("Quand?", "When?"), "Hier")
    visitor.press(visitor.says("Envoyer la déclaration", "Send the report"))
    visitor.check_page()
    return page.locator(".cite-number").inner_text()


def assess(visitor: Visitor) -> None:
    """Answer the items of the register and the three questions."""
    visitor.follow(visitor.says("Évaluer l'incident", "Assess the incident"))
    visitor.check_page()
    for label in (
        visitor.says("Quels renseignements personnels", "What personal information"),
        visitor.says("Que s'est-il passé?", "What happened?"),
        visitor.says("Combien de personnes", "How many people"),
        visitor.says("Pourquoi cette conclusion?", "Why this conclusion?"),
    ):
        visitor.fill(label, "Une image")
    for name in ("sensitive", "consequences", "likely"):
        visitor.page.locator(f"#{name}").check()
        visitor.page.locator(f"#why-{name}").fill("On la reconnaît.")
    visitor.page.locator("#serious").check()
    visitor.press(visitor.says("Enregistrer l'évaluation", "Record the assessment"))


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_declared_ends_in_the_register(
    page: Page, address: str, tmp_path: Path, language: str
) -> None:
    page.set_default_timeout(SLOW)
    visitor = Visitor(page, address, language)
    number = declare(visitor)
    visitor.sign_in("quality")
    expect(page).to_have_url(f"{address}/incidents")
    visitor.check_page()
    page.get_by_role("link", name=number).click()
    page.locator("#nature-2").check()
    visitor.press(visitor.says("Enregistrer la nature", "Record the nature"))
    visitor.check_page()
    assess(visitor)
    visitor.sees(visitor.says("Il reste à aviser", "Still to be told"))
    visitor.check_page()
    page.locator("#to").check()
    visitor.press(visitor.says("Noter l'avis", "Note the notice"))
    visitor.fill(visitor.says("Ce qui a été fait", "What was done"), "Publication retirée.")
    visitor.press(visitor.says("Ajouter la mesure", "Add the measure"))
    visitor.fill(visitor.says("Ce qu'il en est", "What came of it"), "Réglé.")
    visitor.press(visitor.says("Clore la situation", "Close the situation"))
    visitor.check_page()
    visitor.open("/incidents/registre")
    visitor.check_page()
    visitor.sees(number)
    assert kept(page, visitor.says("PDF scellé", "Sealed PDF"), tmp_path).startswith(b"%PDF-")


@pytest.mark.long
def test_a_month_is_drawn_looked_at_and_signed(
    page: Page, address: str, establishment: Establishment, tmp_path: Path
) -> None:
    page.set_default_timeout(SLOW)
    visitor = Visitor(page, address, "fr")
    post = published(establishment, "Mia Mensuelle")
    visitor.sign_in("quality")
    visitor.open("/controle-mensuel")
    visitor.check_page()
    visitor.press("Tirer au hasard")
    visitor.check_page()
    page.get_by_role("link", name=post.citation[:4]).click()
    page.locator("#where").check()
    page.locator("#line-2").check()
    visitor.fill("Combien de personnes", "2")
    visitor.check_page()
    visitor.press("Enregistrer")
    visitor.check_page()
    visitor.sees("Le nombre de personnes diffère.")
    visitor.press("Signer le rapport")
    visitor.check_page()
    assert kept(page, "PDF scellé", tmp_path).startswith(b"%PDF-")
