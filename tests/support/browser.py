"""A real browser, in a Québec office, that reaches nothing but this machine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from tests.support.parts import find_chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium per file of tests.

    Not one per session: while Playwright runs, its event loop stands in the way of `asyncio.run` elsewhere.
    """
    chromium = find_chromium()
    assert chromium, "tests that need Chromium are left out where it is missing"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: no cookies, French of Québec, Montréal time."""
    fresh = browser.new_context(
        locale="fr-CA", timezone_id="America/Toronto", viewport={"width": 1280, "height": 900}
    )
    fresh.set_default_timeout(10_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab whose script errors and breaches of the content security policy fail the test."""
    tab = context.new_page()
    faults: list[str] = []

    def note_error(error: Error) -> None:
        faults.append(f"script error: {error}")

    def note_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    tab.on("pageerror", note_error)
    tab.on("console", note_console)
    yield tab
    assert not faults, "\n".join(faults)
