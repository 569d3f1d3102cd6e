"""The person's corner, from the code to the publisher's no: the real server, a real SMTP server, a browser.

Screens are kept where AVAL_PICTURES names a folder.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.promises.desk import Desk, done
from tests.promises.lines import Line
from tests.stories.visitor import Visitor
from tests.support.live import LiveServer, run_server
from tests.support.smtp_sink import Sink, smtp_sink, words_of

NAMES = {"fr": "Rosalie Desbiens", "en": "Wendy O'Neil-Côté"}


@dataclass(frozen=True, slots=True)
class Town:
    """A server that sends its courriels, and a desk that works there."""

    server: LiveServer
    sink: Sink
    desk: Desk

    def code(self) -> str:
        """Wait for the next courriel, and read its code."""
        message = self.sink.wait_for(1)[0]
        self.sink.came.clear()
        found = re.search(r"\b\d{6}\b", words_of(message))
        assert found, words_of(message)
        return found[0]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One served registry with its SMTP server."""
    folder = tmp_path_factory.mktemp("corner") / "data"
    with smtp_sink() as sink, run_server(folder, settings={"AVAL_SMTP_URL": sink.url}) as server:
        line = Line(server.url)
        yield Town(
            server, sink, Desk(lambda: line, server.token("communications"), server.token("publisher"))
        )
        line.close()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in their own corner, in one language."""

    visitor: Visitor
    town: Town
    email: str

    def looks(self, picture: str) -> None:
        """Check the page; keep it as a computer and as a phone show it."""
        if folder := os.environ.get("AVAL_PICTURES"):
            for width in (1280, 390):
                self.visitor.page.set_viewport_size({"width": width, "height": 900})
                name = f"{picture}-{self.visitor.language}-{width}.png"
                self.visitor.page.screenshot(path=Path(folder) / name, full_page=True)
        self.visitor.check_page()

    def ask(self) -> None:
        """From the sign-in page's foot to a code on its way, by way of an empty field."""
        visitor, says = self.visitor, self.visitor.says
        visitor.open("/connexion")
        foot = visitor.page.get_by_role("contentinfo")
        foot.get_by_role("link", name=says("Mes autorisations", "My authorizations")).click()
        visitor.press(says("Recevoir un code", "Receive a code"))
        expect(visitor.page.get_by_role("alert")).to_be_visible()
        self.looks("demander-faute")
        visitor.fill(says("Votre courriel", "Your email"), self.email)
        self.looks("demander")
        visitor.press(says("Recevoir un code", "Receive a code"))
        self.looks("code")

    def enter(self) -> None:
        """Enter a wrong code, then the right one."""
        visitor, says, code = self.visitor, self.visitor.says, self.town.code()
        for tried in (f"{(int(code) + 1) % 10**6:06}", code):
            visitor.fill(says("Code de 6 chiffres", "6-digit code"), tried)
            visitor.press(says("Entrer", "Enter"))
            if tried != code:
                visitor.sees(says("Ce code ne fonctionne pas", "This code does not work"))
                self.looks("code-faute")

    def withdraw(self) -> None:
        """Two presses."""
        visitor, says = self.visitor, self.visitor.says
        visitor.page.get_by_role("link", name=says("Retirer", "Withdraw"), exact=True).click()
        self.looks("retirer")
        visitor.press(says("Retirer mon autorisation", "Withdraw my authorization"))
        visitor.sees(says("Votre autorisation est retirée depuis", "Your authorization is withdrawn since"))
        self.looks("fait")

    def close(self) -> None:
        """Leave, and come back by the browser's own button."""
        visitor, says = self.visitor, self.visitor.says
        visitor.follow(says("Revenir à mes autorisations", "Back to my authorizations"))
        visitor.sees(says("Retirée", "Withdrawn"))
        self.looks("liste-retiree")
        visitor.press(says("Fermer", "Close"))
        visitor.sees(says("C'est fermé.", "It is closed."))
        self.looks("fermee")
        visitor.page.go_back()
        visitor.sees(says("Votre courriel", "Your email"))


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_from_the_code_to_the_publishers_no(page: Page, town: Town, language: str) -> None:
    desk = town.desk
    person = Person(Visitor(page, town.server.url, language), town, f"personne-{language}@exemple.ca")
    page.context.add_cookies([{"name": "aval_langue", "value": language, "url": town.server.url}])
    signed = desk.register(NAMES[language])
    contact = {"contact": {"email": person.email}}
    done(desk.pick().ask("PATCH", f"/api/v1/people/{signed.person}", desk.communications, contact), 200)
    post = done(desk.post({"consent_id": signed.consent}), 201)["id"]
    done(desk.publish(post), 200)
    assert desk.check(signed.named()) == "yes"

    person.ask()
    person.enter()
    person.visitor.sees(signed.name)
    person.looks("liste")
    person.withdraw()

    assert desk.check(signed.named()) == "no"
    takedowns = done(desk.pick().ask("GET", "/api/v1/takedowns?status=open", desk.publisher), 200)["items"]
    assert post in [one["post_id"] for one in takedowns]
    assert town.sink.wait_for(1)[0]["Subject"] == "Votre retrait est noté"  # the language of the file
    town.sink.came.clear()
    person.close()
