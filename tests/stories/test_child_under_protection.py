"""A child under protection: no with every signature, no before four eyes, then yes like anyone else's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from service.registry.moments import today
from tests.stories.jobs import ask, number_on
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

BORN = "2014-05-05"


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def asked(page: Page, address: str, name: str) -> str:
    """Ask as a publisher."""
    visitor = Visitor(page, address)
    visitor.sign_in("publisher")
    return ask(visitor, name, BORN)


def answer_check(visitor: Visitor, file: str, day: str) -> None:
    """Record that the child is under protection, and that the file is accepted."""
    visitor.open(f"{file}/verification")
    visitor.tick("Réponse", "Accepter le dossier")
    visitor.tick("Protection de la jeunesse", "En cours")
    visitor.fill("Demandée à la DPJ le", day)
    visitor.fill("Personne répondante", "M. Roy")
    visitor.check_page()
    visitor.press("Consigner la réponse")
    visitor.sees("La réponse est consignée.")


def enter_order(visitor: Visitor, file: str, day: str) -> None:
    """Enter an order for photos on Facebook, for promotion, without the name."""
    visitor.open(f"{file}/ordonnance")
    visitor.tick("Cour", "Cour du Québec, Chambre de la jeunesse (41)")
    visitor.fill("Numéro de dossier", "110-41-900123-259")
    visitor.fill("Date de l'ordonnance", day)
    visitor.fill("En vigueur du", day)
    visitor.page.get_by_label("L'ordonnance vaut jusqu'à nouvel ordre").check()
    visitor.tick("Permet", "Photo")
    visitor.tick("Sur", "Facebook")
    visitor.tick("Dans le but de", "Faire connaître nos services")
    visitor.tick("Conditions", "N'écrivez pas le nom.")
    visitor.tick("Article cité", "LPJ, art. 9.3 (ancien art. 11.2.1)")
    visitor.check_page()
    visitor.press("Continuer")
    visitor.sees("Vérifiez vos réponses")
    visitor.check_page()
    visitor.press("Saisir l'ordonnance")
    visitor.sees("Une autre personne doit la vérifier.")


def test_only_the_court_opens_and_the_answer_reads_like_any_other(
    page: Page, establishment: Establishment, address: str
) -> None:
    child = establishment.person("Léa Lachance", BORN)
    establishment.confirmed(child, signers=("parent", "parent"))
    file, visitor = f"/dossiers/{establishment.ref(child)}", Visitor(page, address)
    day = (today(establishment.ports) - timedelta(days=2)).isoformat()
    assert asked(page, address, "Léa Lachance") == "Ne publiez pas"
    visitor.sign_in("legal")
    answer_check(visitor, file, day)
    enter_order(visitor, file, day)
    visitor.open("/ordonnances")
    visitor.follow("110-41-900123-259")
    visitor.sees("Vous avez saisi cette ordonnance.")
    visitor.check_page()
    assert asked(page, address, "Léa Lachance") == "Ne publiez pas"
    visitor.sign_in("second")
    visitor.open("/ordonnances")
    visitor.follow("110-41-900123-259")
    visitor.sees("Ce que chacun verra")
    visitor.check_page()
    visitor.press("Elle est conforme\N{NO-BREAK SPACE}: vérifier")
    visitor.sees("La vérification est consignée.")
    assert asked(page, address, "Léa Lachance") == "Autorisé sous conditions"
    visitor.tick("Conditions à respecter", "N'écrivez pas le nom.")
    visitor.press("Afficher le numéro")
    assert number_on(visitor)
    assert "tribunal" not in page.content()


def test_legal_sees_what_the_publisher_will_see(
    page: Page, establishment: Establishment, address: str
) -> None:
    child = establishment.person("Tom Lachance", BORN)
    establishment.confirmed(child)
    visitor = Visitor(page, address)
    visitor.sign_in("legal")
    visitor.open(f"/dossiers/{establishment.ref(child)}")
    assert visitor.heading() == "Ne publiez pas"
    visitor.sees("Ce que verra l'éditeur")
    visitor.check_page()
