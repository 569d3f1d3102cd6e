"""From dropping a scan to an authorization in force, in a real browser, counting every key."""

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from service.registry.intake import list_scans
from service.registry.people_records import PersonRecord
from tests.stories.jobs import ask
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.support.sheets import YES_ON_SITE, Filled, note, pages_for, stack
from tests.support.taken_in import reading_beside
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

MOST_KEYS = 3
SLOWEST_READING = 60_000.0
COUNT = "addEventListener('keydown', () => pressed(), true)"
DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: "application/pdf" }));
  const form = document.querySelector("[data-drop]");
  form.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served, with somebody reading what is handed in."""
    with served(establishment.app) as url, reading_beside(establishment):
        yield url


def pages(office: Establishment, filled: Filled, person: PersonRecord | None) -> list[bytes]:
    return pages_for(office.ports, office.users["communications"], filled, person)


def drop(visitor: Visitor, content: bytes, name: str = "pile.pdf") -> None:
    """Drop a file on the page, as from a folder, and wait for the answer."""
    visitor.open("/numeriser")
    with visitor.page.expect_navigation(timeout=SLOWEST_READING):
        visitor.page.evaluate(DROP, [base64.b64encode(content).decode(), name])


def to_the_form(visitor: Visitor, name: str) -> None:
    """Wait for the form; on a machine with much else to do, from the list."""
    if "fait=recu" in visitor.page.url:
        expect(visitor.page.locator("#waiting")).to_have_attribute(
            "data-reading", "0", timeout=SLOWEST_READING
        )
        visitor.follow(name)
    title = visitor.page.get_by_role("heading", level=1)
    expect(title).to_have_text(
        visitor.says("Confirmer un formulaire", "Confirm a form"), timeout=SLOWEST_READING
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "Rosalie Numérisée"), pytest.param("en", "Wendy Scanned", marks=pytest.mark.long)],
)
def test_a_prepared_form_is_in_force_after_one_key_and_no_typing(
    page: Page, address: str, establishment: Establishment, language: str, name: str
) -> None:
    keys: list[None] = []
    content = stack(pages(establishment, YES_ON_SITE, establishment.person(name)))
    visitor = Visitor(page, address, language)
    visitor.sign_in("communications")
    page.context.expose_function("pressed", lambda: keys.append(None))
    page.context.add_init_script(COUNT)
    drop(visitor, content)
    to_the_form(visitor, name)
    visitor.sees(name)
    page.keyboard.press("Enter")
    visitor.sees(visitor.says("L'autorisation est confirmée.", "The authorization is confirmed."))
    assert 1 <= len(keys) <= MOST_KEYS
    visitor.check_page()
    visitor.sign_in("publisher")
    assert ask(visitor, name, "1984-03-27") == visitor.says("Autorisé", "Authorized")


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_stack_is_sorted_and_each_thing_says_what_is_to_do(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor = Visitor(page, address, language)
    says = visitor.says
    people = [
        establishment.person(f"{name} {language.title()}") for name in ("Clair", "Clara", "Doute", "Sans")
    ]
    clear = [pages(establishment, YES_ON_SITE, person) for person in people[:2]]
    doubt = pages(establishment, replace(YES_ON_SITE, twice=("promotion_social_no",)), people[2])
    unsigned = pages(establishment, replace(YES_ON_SITE, signed=(), dated=()), people[3])
    blank = pages(establishment, YES_ON_SITE, None)
    visitor.sign_in("communications")
    drop(visitor, stack(*clear, doubt, unsigned, blank, [note()]))
    expect(page.locator("#waiting")).to_have_attribute("data-reading", "0", timeout=SLOWEST_READING)
    drop(visitor, stack(clear[0]), "encore.pdf")
    visitor.open("/numeriser")
    for heading in (
        says("Prêts à confirmer", "Ready to confirm"),
        says("À compléter ou à vérifier", "To complete or check"),
        says("Sans signature", "Not signed"),
        says("Pages illisibles", "Unreadable pages"),
        says("Déjà reçus", "Received before"),
    ):
        expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SLOWEST_READING)
        visitor.open("/numeriser")
    visitor.check_page()
    register_blank(visitor, f"Nouvelle {language.title()}")
    correct_doubt(visitor, people[2].names.display)
    set_aside_unsigned(visitor, people[3].names.display)
    confirm_together(visitor)
    left = {scan.what for scan in list_scans(establishment.ports, establishment.users["communications"])}
    assert left == {"form", "page"}, "the copy received before and the page that is no form"
    put_away(visitor)


def register_blank(visitor: Visitor, name: str) -> None:
    """Say whose a sheet is that was printed for nobody: search, find nobody, register."""
    says = visitor.says
    visitor.open("/numeriser")
    visitor.follow(says("Autorisation de paraître", "Authorization to appear"))
    visitor.check_page()
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    visitor.fill(says("Nom d'usage", "Name used"), name)
    visitor.press(says("Chercher", "Search"))
    visitor.fill(says("Date de naissance", "Date of birth"), "19840327")
    visitor.tick(says("En tant que", "As"), says("Bénévole", "Volunteer"))
    visitor.check_page()
    visitor.press(says("Inscrire cette personne", "Register this person"))
    visitor.sees(name)
    visitor.check_page()
    visitor.press_first(says("Confirmer et passer au suivant", "Confirm and go to the next"))
    visitor.sees(says("Le formulaire précédent est inscrit.", "The form before is registered."))


def correct_doubt(visitor: Visitor, name: str) -> None:
    """Look at a row marked twice: it is a no until a human says otherwise."""
    says = visitor.says
    visitor.open("/numeriser")
    visitor.follow(name)
    visitor.sees(says("Deux réponses sont marquées", "Two answers are marked"))
    assert (
        visitor.page.get_by_role("radio", checked=True)
        .and_(visitor.page.locator("[name=use-promotion_social]"))
        .get_attribute("value")
        == "unreadable"
    )
    visitor.check_page()
    visitor.press_first(says("Confirmer et passer au suivant", "Confirm and go to the next"))
    visitor.sees(says("Le formulaire précédent est inscrit.", "The form before is registered."))


def set_aside_unsigned(visitor: Visitor, name: str) -> None:
    """Put a sheet nobody signed aside, with a reason."""
    says = visitor.says
    visitor.open("/numeriser")
    visitor.follow(name)
    visitor.sees(says("Aucune signature", "No signature"))
    visitor.check_page()
    visitor.page.locator("summary", has_text=says("Mettre de côté", "Set aside")).click()
    visitor.fill(says("Raison", "Reason"), "À faire signer")
    visitor.press(says("Mettre de côté", "Set aside"))
    visitor.sees(says("C'est mis de côté.", "It is set aside."))


def confirm_together(visitor: Visitor) -> None:
    """Confirm what leaves no doubt, after looking at the list."""
    says = visitor.says
    visitor.follow(says("formulaires prêts", "forms that are ready"))
    visitor.check_page()
    visitor.press(says("Confirmer les formulaires cochés", "Confirm the forms ticked"))
    visitor.sees(says("2 formulaires sont confirmés.", "2 forms are confirmed."))


def put_away(visitor: Visitor) -> None:
    """Set everything left aside, so that the next test begins with an empty desk."""
    while True:
        visitor.open("/numeriser")
        cards = visitor.page.locator(".card h3 a")
        if not cards.count():
            break
        cards.first.click()
        visitor.check_page()
        visitor.page.locator("summary", has_text=visitor.says("Mettre de côté", "Set aside")).click()
        visitor.fill(visitor.says("Raison", "Reason"), "Fini")
        visitor.press(visitor.says("Mettre de côté", "Set aside"))
    visitor.check_page()
    visitor.open("/numeriser/mis-de-cote")
    visitor.check_page()
