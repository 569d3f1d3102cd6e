"""A code held before a camera: read, told in words, and the camera goes out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.stories.codes import film
from tests.stories.showing import GENUINE, Shown, address, hears, opened, shown
from tests.support.browser import FLAGS
from tests.support.parts import find_chromium
from tests.web.establishment import establishment, made_folder

__all__ = ["address", "establishment", "made_folder", "shown"]

LENT = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
"""The browser gives its camera without asking, and shows a film with it."""


@pytest.fixture(scope="module")
def browser(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees a code."""
    seen: Path = film(shown.code, tmp_path_factory.mktemp("film") / "code.y4m")
    flags = [*FLAGS, *LENT, f"--use-file-for-fake-video-capture={seen}"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield launched
        launched.close()


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_camera_reads_a_code_held_before_it(
    page: Page, address: str, shown: Shown, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visitor = opened(page, address, language)
    visitor.press(visitor.says("Ouvrir l'appareil photo", "Open the camera"))
    hears(visitor, GENUINE)
    visitor.sees(shown.number)
    for gone in ("#view", "#around", "#stop"):
        expect(page.locator(gone)).to_be_hidden()
    visitor.check_page()
