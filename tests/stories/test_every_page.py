"""Every page of every role, in both languages: accessible, also when something is to mend."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service.registry.form_life import submit_form
from service.registry.signals import report_signal
from tests.registry.own_forms import with_slip, written
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.support.taken_in import scan_of
from tests.web.auditing import alert_of, opened
from tests.web.declared import incident_of
from tests.web.establishment import Establishment, establishment, made_folder
from tests.web.expecting import event_ref, on_the_list
from tests.web.reading_policies import policy_of
from tests.web.test_doors import PAGES

__all__ = ["establishment", "made_folder"]

REDIRECTED = {"/", "/accueil", "/demandes/{request}/transmettre"}
ONLY = {
    "communications": [page for page, roles in PAGES.items() if "communications" in roles],
    "publisher": [page for page, roles in PAGES.items() if "publisher" in roles],
    "legal": [page for page, roles in PAGES.items() if roles == ("legal",)],
    "auditor": [page for page, roles in PAGES.items() if "auditor" in roles],
    "quality": [page for page, roles in PAGES.items() if "quality" in roles and "legal" not in roles],
    "admin": [
        page
        for page, roles in PAGES.items()
        if (page.startswith("/gabarits") and "admin" in roles) or page == "/integrations"
    ],
}


@pytest.fixture(scope="module")
def names(establishment: Establishment) -> dict[str, str]:
    """What stands in the addresses, and something in every list."""
    child = establishment.person("Léa Lachance", "2014-05-05")
    establishment.request("Alice Demandée")
    report_signal(establishment.ports, establishment.users["communications"], child.number, "Une audience")
    submit_form(establishment.ports, establishment.users["legal"], with_slip(written()))
    return {
        "person": establishment.ref(child),
        "order": establishment.order(child),
        "consent": establishment.consent(child).id,
        "request": establishment.request("Rita Transmise", forwarded=True),
        "scan": scan_of(establishment, establishment.person("Rose Numérisée")),
        "exception": opened(establishment, child.number),
        "alert": alert_of(establishment),
        "event": event_ref(establishment, child, on_the_list(establishment)),
        "incident": incident_of(establishment),
        "policy": policy_of(establishment),
        "day": establishment.asked("Noé Lachance", "Zoé Lachance"),
    }


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", sorted(ONLY))
def test_pages_are_accessible(
    page: Page, address: str, names: dict[str, str], role: str, language: str
) -> None:
    visitor = Visitor(page, address, language)
    visitor.sign_in(role)
    for path in ONLY[role]:
        if path not in REDIRECTED:
            visitor.open(path.format(**names))
            visitor.check_page()


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", sorted(ONLY))
def test_forms_sent_empty_are_accessible_and_say_so_first(
    page: Page, address: str, names: dict[str, str], role: str, language: str
) -> None:
    visitor = Visitor(page, address, language)
    visitor.sign_in(role)
    for path in ONLY[role]:
        visitor.open(path.format(**names))
        buttons = page.get_by_role("main").locator("form[method=post] button[type=submit]:visible")
        if not buttons.count() or path == "/role":
            continue
        buttons.last.click()
        if page.locator(".errors").count():
            assert page.title().startswith(visitor.says("Erreur", "Error"))
            expect(page.locator(".errors")).to_be_focused()
        visitor.check_page()


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_before_signing_in_are_accessible(page: Page, address: str, language: str) -> None:
    visitor = Visitor(page, address, language)
    page.context.add_cookies([{"name": "aval_langue", "value": language, "url": address}])
    for path in (
        "/connexion",
        "/mot-de-passe/rien",
        "/mes-autorisations",
        "/mes-autorisations/code",
        "/v",
        "/declarer-une-situation",
        "/declarer-une-situation/recue/12345678",
        "/tablette",
        "/signer/rien",
        "/lire/rien",
        "/affiche/rien",
        "/rien/ici",
    ):
        visitor.open(path)
        visitor.check_page()
    visitor.open("/connexion")
    visitor.press(visitor.says("Se connecter", "Sign in"))
    visitor.check_page()
