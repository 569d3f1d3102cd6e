"""The main job in a real browser, in both languages: register, look up, publish, withdraw, take down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.stories.jobs import ask, publish, register, withdraw
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.support.days import today
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "Rosalie Desbiens"), pytest.param("en", "Wendy O'Neil-Côté", marks=pytest.mark.long)],
)
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
    confirm_removal(visitor, tmp_path)
    visitor.sees(says("C'est noté. Merci.", "Noted. Thank you."))
    visitor.check_page()


def confirm_removal(visitor: Visitor, folder: Path) -> None:
    """Say when it was taken down, with a capture."""
    says = visitor.says
    visitor.page.get_by_text(says("J'ai retiré cette publication", "I took this post down")).first.click()
    visitor.fill(says("Retirée le", "Taken down on"), today().isoformat())
    capture = folder / "capture.png"
    capture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"capture")
    label = says("Capture d'écran ou PDF (facultatif)", "Screen capture or PDF (optional)")
    visitor.page.get_by_label(label).first.set_input_files(capture)
    visitor.check_page()
    visitor.press(says("Confirmer que c'est retiré", "Confirm that it is down"))


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
def test_the_language_changes_without_leaving_the_answer(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.sign_in("publisher")
    ask(visitor, "Personne Ici", "E-1")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    assert visitor.heading() == "Do not publish"
    assert page.locator("html").get_attribute("lang") == "en-CA"


@pytest.mark.long
def test_on_a_phone_the_menu_opens_by_one_press(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    page.set_viewport_size({"width": 360, "height": 780})
    visitor.sign_in("publisher")
    page.get_by_text("Menu").click()
    page.get_by_role("navigation").get_by_role("link", name="Publications à retirer").click()
    assert page.title() == "Publications à retirer — Aval"
