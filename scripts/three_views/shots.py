"""One browser for each role: sign in, open what it sees of the child, take it at a phone's width."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image

from service.cli.demonstration.users import PASSWORD
from tests.stories.jobs import ask
from tests.stories.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

WIDTH: Final = 420
TALLEST: Final = 1080
GAP: Final = 16
COLOURS: Final = 48
GREY: Final = "#8893a2"


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes what a role sees, in one language."""

    browser: Browser
    url: str
    language: str

    def answer(self, user: str, asked: tuple[str, str]) -> Image.Image:
        """Take the answer to one question: a photo on Facebook, to make services known."""
        page = self._signed_in(user)
        ask(Visitor(page, self.url, self.language), *asked)
        return self._taken(page)

    def legal_file(self, person: str) -> Image.Image:
        """Take the child's legal file: who it is of, then what legal alone reads of the same question."""
        page = self._signed_in("juridique1")
        page.goto(f"{self.url}/dossiers/{person}")
        parts = ("main dl.summary", "[aria-labelledby=preview] dl.summary", "[aria-labelledby=orders]")
        first, *more = (page.locator(part).first.bounding_box() for part in parts)
        whole = self._taken(page, tallest=TALLEST * 4)
        bands = [(0, _foot(first)), *((_top(box), _foot(box)) for box in more)]
        return _stacked([whole.crop((0, top, WIDTH, foot)) for top, foot in bands])

    def _signed_in(self, user: str) -> Page:
        context = self.browser.new_context(
            locale=f"{self.language}-CA",
            timezone_id="America/Toronto",
            viewport={"width": WIDTH, "height": TALLEST},
        )
        context.add_cookies([{"name": "aval_langue", "value": self.language, "url": self.url}])
        page = context.new_page()
        page.goto(f"{self.url}/connexion")
        page.locator("[name=email]").fill(f"{user}@exemple.qc.ca")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
        return page

    def _taken(self, page: Page, tallest: int = TALLEST) -> Image.Image:
        page.wait_for_load_state("networkidle")
        taken = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
        page.context.close()
        return taken.crop((0, 0, WIDTH, min(taken.height, tallest)))


def _top(box: FloatRect | None) -> int:
    return int(box["y"]) - GAP if box else 0


def _foot(box: FloatRect | None) -> int:
    return int(box["y"] + box["height"]) + GAP if box else 0


def _stacked(bands: list[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (WIDTH, sum(band.height for band in bands)), "white")
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return whole


def beside(views: list[Image.Image]) -> Image.Image:
    """Put the views side by side, in few colours so that the file is small."""
    width = WIDTH * len(views) + GAP * (len(views) - 1)
    sheet = Image.new("RGB", (width, max(view.height for view in views)), GREY)
    for place, view in enumerate(views):
        left = place * (WIDTH + GAP)
        sheet.paste("white", (left, 0, left + WIDTH, sheet.height))
        sheet.paste(view, (left, 0))
    return sheet.quantize(COLOURS, dither=Image.Dither.NONE)
