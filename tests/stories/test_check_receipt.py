"""A publisher keeps the receipt of an answer, in both languages, on a phone too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.stories.jobs import ask
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder

pytestmark = pytest.mark.long

__all__ = ["establishment", "made_folder"]


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    with served(establishment.app) as url:
        yield url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_receipt_of_an_answer_is_one_link_away(
    establishment: Establishment, page: Page, address: str, language: str
) -> None:
    paper = establishment.confirmed(establishment.person(f"Rita Reçue {language}"))
    visitor = Visitor(page, address, language)
    visitor.sign_in("publisher")
    says = visitor.says
    ask(visitor, paper.id, "")
    page.get_by_role("link", name=says("Reçu de vérification", "Receipt of this check")).click()
    expect(
        page.get_by_role("heading", name=says("Reçu de vérification", "Receipt of a check"), level=1)
    ).to_be_visible()
    expect(page.locator("#receipt-text")).to_contain_text("CAR1:")
    visitor.check_page()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
