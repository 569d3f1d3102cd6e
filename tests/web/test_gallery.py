"""Every component in every state, in a real browser: accessible, and never wider than the screen."""

import pytest
from playwright.sync_api import Page, expect

from service.web.typed import NOTHING_TYPED, Slip, Typed
from tests.support.accessibility import assert_accessible
from tests.web.pictures import gallery_page, show

WRONG = Typed(
    {"on": ("31/02/2026",), "channels": ("facebook",)},
    (
        Slip("who", "MISSING"),
        Slip("on", "BAD_DATE", {"typed": "31/02/2026"}),
        Slip("health", "MISSING_CHOICE"),
        Slip("sure", "MISSING"),
        Slip("document", "MISSING"),
    ),
)
ANSWERS = (
    "yes",
    "no",
    *(pytest.param(one, marks=pytest.mark.long) for one in ("conditions", "kept", "specify", "retry")),
)
WIDTHS = (1280, 320)
LANGUAGES = ("fr", pytest.param("en", marks=pytest.mark.long))


def assert_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [NOTHING_TYPED, WRONG], ids=["empty", "to mend"])
def test_components_are_accessible(page: Page, language: str, typed: Typed) -> None:
    show(page, gallery_page("gallery.html", language, typed=typed))
    for width in WIDTHS:
        assert_fits(page, width)
    assert_accessible(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", ANSWERS)
def test_answers_are_accessible(page: Page, language: str, shown: str) -> None:
    show(page, gallery_page("answers.html", language, shown=shown, typed=NOTHING_TYPED))
    for width in WIDTHS:
        assert_fits(page, width)
    assert_accessible(page)


def test_the_summary_of_errors_is_focused_and_leads_to_each_field(page: Page) -> None:
    show(page, gallery_page("gallery.html", "fr", typed=WRONG))
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="« 31/02/2026 » n'est pas une date.").click()
    expect(page.locator("#on")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Dites si la publication parle").click()
    assert page.evaluate("document.activeElement.type") == "radio"


def test_the_keyboard_can_skip_to_the_content(page: Page) -> None:
    show(page, gallery_page("answers.html", "fr", shown="no", typed=NOTHING_TYPED))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_number_is_copied_by_one_press(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, gallery_page("answers.html", "fr", shown="yes", typed=NOTHING_TYPED))
    page.get_by_role("button", name="Copier").first.click()
    page.get_by_text("Copié.").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "1K7F-3M9X-4T8B-2QDY"


@pytest.mark.long
def test_without_scripts_no_button_promises_to_copy(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")
    show(page, gallery_page("answers.html", "fr", shown="yes", typed=NOTHING_TYPED))
    assert page.get_by_role("button", name="Copier").count() == 0
    assert page.get_by_text("1K7F-3M9X-4T8B-2QDY", exact=True).is_visible()


@pytest.mark.long
def test_on_paper_only_what_is_read_remains(page: Page) -> None:
    show(page, gallery_page("gallery.html", "fr", typed=NOTHING_TYPED))
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Continuer").is_visible()
    assert not page.get_by_role("navigation", name="Écrans").is_visible()
    assert page.get_by_role("heading", name="Qui peut paraître?").is_visible()
