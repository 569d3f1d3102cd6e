"""A number seen by anyone: usable today and for what, or one constant page."""

import pytest

from service.registry.consents import suspend_consent
from service.web.rendering import hyphenated
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

PEOPLE = {"Accept": "text/html,application/xhtml+xml"}
UNKNOWN = "1K7F3M9X4T8B2QDY"


@pytest.mark.parametrize(("language", "word"), [("fr", "Utilisable aujourd&#39;hui"), ("en", "Usable today")])
def test_a_number_in_force_says_for_what(establishment: Establishment, language: str, word: str) -> None:
    paper = establishment.confirmed(establishment.person("En Vigueur"))
    page = establishment.browser(language).get(f"/v/{paper.id.lower()}", headers=PEOPLE)
    assert page.status_code == 200
    assert word in page.text
    assert "Facebook" in page.text
    assert hyphenated(paper.id) in page.text
    assert "En Vigueur" not in page.text


def test_every_other_number_is_one_page(establishment: Establishment) -> None:
    suspended = establishment.confirmed(establishment.person("Suspendue Ici"))
    suspend_consent(establishment.ports, establishment.users["communications"], suspended.id)
    child = establishment.confirmed(establishment.person("Enfant Ici", "2014-05-05"))
    draft = establishment.consent(establishment.person("Brouillon Ici"))
    browser = establishment.browser()
    numbers = (suspended.id, child.id, draft.id, UNKNOWN)
    pages = [browser.get(f"/v/{number}", headers=PEOPLE) for number in numbers]
    told = {
        page.text.replace(hyphenated(number), "").replace(number, "")
        for number, page in zip(numbers, pages, strict=True)
    }
    assert {page.status_code for page in pages} == {200}
    assert len(told) == 1
    assert "Ne peut pas être utilisé" in pages[0].text


def test_a_number_that_cannot_be_read_says_so(establishment: Establishment) -> None:
    page = establishment.browser().get("/v/1K7F3M9X4T8B2QDZ", headers=PEOPLE)
    assert (page.status_code, "Numéro illisible" in page.text) == (400, True)
