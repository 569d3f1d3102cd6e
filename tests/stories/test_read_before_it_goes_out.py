"""A post shown first, accepted in the person's corner, published, shared, and its link sent: in a browser.

Screens are kept where AVAL_PICTURES names a folder.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from service.registry.accounts import operator
from service.registry.corner import do_corner_code
from service.registry.delivering import do_courriel
from service.registry.jobs import Doing
from service.registry.moments import today
from service.registry.post_review import WALK, review_posts
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.support.post_box import PostBox
from tests.support.work import do_due_jobs
from tests.web.establishment import Establishment, made_folder
from tests.web.reachable import establishment, unreached

pytestmark = pytest.mark.long

__all__ = ["establishment", "made_folder", "unreached"]

DOINGS = {"corner_code": Doing(do_corner_code), "courriel": Doing(do_courriel)}


@dataclass(frozen=True, slots=True)
class Story:
    """Who is in front of the screen, and the establishment behind it."""

    visitor: Visitor
    house: Establishment

    def looks(self, picture: str) -> None:
        """Check the page; keep it as a computer and as a phone show it."""
        if folder := os.environ.get("AVAL_PICTURES"):
            for width in (1280, 390):
                self.visitor.page.set_viewport_size({"width": width, "height": 900})
                name = f"{picture}-{self.visitor.language}-{width}.png"
                self.visitor.page.screenshot(path=Path(folder) / name, full_page=True)
        self.visitor.check_page()

    def code(self) -> str:
        """Have what waits delivered, and read the code that came."""
        box = self.house.ports.messenger
        assert isinstance(box, PostBox)
        box.letters.clear()
        self.visitor.page.wait_for_timeout(2200)
        do_due_jobs(self.house.ports, DOINGS)
        found = [re.search(r"\d{6}", one.paragraphs[0]) for one in box.letters]
        return next(one[0] for one in reversed(found) if one)

    def enter_corner(self, email: str) -> None:
        """Come into the corner of an address, by its code."""
        say = self.visitor.says
        self.visitor.page.context.clear_cookies()
        cookie = {"name": "aval_langue", "value": self.visitor.language, "url": self.visitor.address}
        self.visitor.page.context.add_cookies([cookie])  # type: ignore[list-item] # a cookie
        self.visitor.open("/mes-autorisations")
        self.visitor.page.locator("#contact").fill(email)
        self.visitor.page.locator("main form button").first.click()
        self.visitor.page.locator("#code").fill(self.code())
        self.visitor.page.locator("main form button").first.click()
        self.visitor.sees(say("Mes autorisations", "My authorizations"))


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_post_is_read_first_then_published_and_its_link_sent(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    story = Story(Visitor(page, address, language), establishment)
    visitor, say = story.visitor, story.visitor.says
    name, email = f"Lise {language.upper()}-Lectrice", f"lise.{language}@exemple.ca"
    paper = {"limits": ("review_first",)}
    establishment.confirmed(establishment.person(name, email=email), "yes_with_limits", **paper)
    answer = asked(story, name)
    story.looks("readings-ask")
    visitor.press(say("Demander la relecture", "Show it to the person"))
    visitor.sees(say("Pas encore de réponse", "No answer yet"))
    story.looks("readings-waiting")
    read_and_accept(story, email)
    visitor.sign_in("publisher")
    visitor.open("/relectures")
    story.looks("readings-list")
    answer = asked(story, name)
    visitor.open(answer)
    story.looks("readings-done")
    page.locator('input[name="conditions"]').check()
    page.get_by_role("main").locator("form button[type=submit]").first.click()
    publish_and_share(story)
    story.enter_corner(email)
    story.looks("corner-published")
    page.locator(".button-grave").first.click()
    page.wait_for_url(re.compile("/retrait$"))


def read_and_accept(story: Story, email: str) -> None:
    """Come into the corner, read the text, forget to answer, then accept."""
    visitor, page, say = story.visitor, story.visitor.page, story.visitor.says
    story.enter_corner(email)
    story.looks("corner-readings")
    visitor.follow(say("Lire et répondre", "Read and answer"))
    visitor.press(say("Envoyer ma réponse", "Send my answer"))
    story.looks("corner-reading-to-mend")
    page.locator('input[name="answer"][value="accepted"]').check()
    visitor.press(say("Envoyer ma réponse", "Send my answer"))
    story.looks("corner-reading-done")


def asked(story: Story, name: str) -> str:
    """Check a post of one person; return the address of its answer."""
    visitor, page = story.visitor, story.visitor.page
    visitor.sign_in("publisher")
    visitor.open("/verifier-une-publication")
    page.locator("#text").fill("Merci de votre aide au jardin!")
    for field, value in (
        ("medium", "photo"),
        ("channels", "facebook"),
        ("health", "no"),
        ("incidental", "no"),
        ("others", "no"),
    ):
        page.locator(f'input[name="{field}"][value="{value}"]').check()
    page.locator('[name="people"]').fill(f"{name}, 1984-03-27")
    page.locator('[name="visible"]').fill("1")
    chosen(page, "purpose", "promotion")
    chosen(page, "place", "event_hall")
    page.get_by_role("main").locator("form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/verifier-une-publication/\w{32}"))
    return page.url.removeprefix(visitor.address)


def chosen(page: Page, field: str, value: str) -> None:
    """Choose from a list, or a radio, whichever the field is."""
    radio = page.locator(f'input[name="{field}"][value="{value}"]')
    if radio.count():
        radio.check()
    else:
        page.locator(f'select[name="{field}"]').select_option(value)


def publish_and_share(story: Story) -> None:
    """Put the post online, add an address, and send its link."""
    visitor, page, say = story.visitor, story.visitor.page, story.visitor.says
    page.locator("#url").fill("https://exemple.ca/jardin")
    page.locator("#published_on").fill(today(story.house.ports).isoformat())
    page.get_by_role("main").locator("#publish + p + form button[type=submit], form button").last.click()
    story.looks("post-published")
    visitor.follow(say("Autres adresses", "Other addresses"))
    story.looks("copies-none")
    page.locator('input[name="what"][value="reshare"]').check()
    page.locator("#channel").select_option("facebook")
    page.locator("#address").fill("https://exemple.ca/jardin-partage")
    page.locator("#on").fill(today(story.house.ports).isoformat())
    visitor.press(say("Ajouter l'adresse", "Add the address"))
    story.looks("copies-listed")
    visitor.page.locator("a.back").click()
    visitor.press(say("Envoyer le lien", "Send the link"))
    story.looks("post-link-sent")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_morning_s_report_is_accessible(
    page: Page, address: str, establishment: Establishment, language: str
) -> None:
    story = Story(Visitor(page, address, language), establishment)
    WALK.ensure(establishment.ports)
    list(review_posts(establishment.ports, operator()))
    story.visitor.sign_in("quality")
    story.visitor.open("/publications-revues")
    story.looks("post-review")
