"""A person in front of the screen: fills fields by their labels, presses what is written on buttons."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.support.accessibility import assert_accessible
from tests.web.establishment import PASSWORD

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone at one address, in one language."""

    page: Page
    address: str
    language: str = "fr"

    def says(self, french: str, english: str) -> str:
        """Return the words of the visitor's language."""
        return french if self.language == "fr" else english

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.address + path)

    def sign_in(self, user: str) -> None:
        """Sign in, in a browser that remembers nothing."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "aval_langue", "value": self.language, "url": self.address}])
        self.open("/connexion")
        self.fill(self.says("Courriel", "Email"), f"{user}@exemple.ca")
        self.fill(self.says("Mot de passe", "Password"), PASSWORD)
        self.press(self.says("Se connecter", "Sign in"))

    def fill(self, label: str, text: str) -> None:
        """Write in the field of a label."""
        self.page.get_by_label(label, exact=False).first.fill(text)

    def tick(self, group: str, *answers: str) -> None:
        """Tick boxes, or choose a radio, of a question."""
        for answer in answers:
            self.page.get_by_role("group", name=group).get_by_label(answer, exact=True).check()

    def choose(self, label: str, answer: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label, exact=False).first.select_option(label=answer)

    def press(self, name: str) -> None:
        """Press a button of the page's content."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def press_first(self, name: str) -> None:
        """Press the first of several buttons that do the same."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """Follow a link of the page's content."""
        self.page.get_by_role("main").get_by_role("link", name=name, exact=False).first.click()

    def sees(self, text: str) -> None:
        """Expect a text on the page."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def heading(self) -> str:
        """Return what the answer's panel says in large."""
        return self.page.locator(".answer-word").inner_text()

    def check_page(self) -> None:
        """Check that the page is accessible and no wider than a phone."""
        self.page.wait_for_load_state("load")
        self.page.set_viewport_size({"width": 320, "height": 700})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 320, self.page.url
        assert_accessible(self.page)
