"""Confidential content from the request to the post that cites the grant, every page of it accessible."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from service.registry import accounts
from service.registry.moments import today
from service.registry.team import set_offices
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

pytestmark = pytest.mark.long

PAGE = "/autorisations-institutionnelles"


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served; somebody of communications answers for the DCAI."""
    set_offices(establishment.ports, accounts.operator(), "communications@exemple.ca", ("dcai", "dg"))
    with served(establishment.app) as url:
        yield url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_publisher_asks_the_dcai_grants_and_a_post_can_cite_it(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    visitor = Visitor(page, address, language)
    visitor.sign_in("publisher")
    visitor.open(PAGE)
    day = today(establishment.ports)
    content = visitor.says("Plan du centre", "Plan of the centre")
    visitor.fill(visitor.says("Contenu", "Content"), content)
    visitor.tick(visitor.says("Canaux", "Channels"), "Facebook")
    visitor.fill(visitor.says("Premier jour", "First day"), day.isoformat())
    visitor.fill(visitor.says("Dernier jour", "Last day"), (day + timedelta(days=30)).isoformat())
    visitor.press(visitor.says("Envoyer la demande", "Send the request"))
    visitor.check_page()
    path = page.url.partition("?")[0].removeprefix(address)
    visitor.sign_in("communications")
    visitor.open(path)
    visitor.check_page()
    visitor.tick(visitor.says("Réponse", "Answer"), visitor.says("Accorder", "Grant"))
    visitor.tick(visitor.says("Au nom de", "In the name of"), "DG")
    visitor.press(visitor.says("Répondre", "Answer"))
    visitor.check_page()
    visitor.sign_in("publisher")
    visitor.open("/verifier-une-publication")
    label = visitor.says("Contenu confidentiel", "Confidential content")
    offered = page.get_by_role("main").get_by_label(label).inner_text()
    assert content in offered
    visitor.check_page()
