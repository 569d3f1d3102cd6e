"""Pages shown to a real browser without a server: templates rendered, assets served from memory."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from service.i18n.words import words_for
from service.web.assets import assets_root, load_assets
from service.web.rendering import HEADERS, HTML, TEMPLATES, Frame, Screen, make_environment

HOST = "http://localhost"
GALLERY = Path(__file__).parent / "gallery"
SCREENS = tuple(
    Screen(f"/{n}", f"screen.{key}", current=n == 0)
    for n, key in enumerate(("ask", "check_post", "posts", "takedowns", "request"))
)


def gallery_page(template: str, language: str, role: str = "publisher", **values: object) -> bytes:
    """Render a template of the gallery inside the true layout."""
    frame = Frame(
        language,
        role=role,
        user_name="Camille Roy",
        several_roles=True,
        screens=SCREENS,
        form_token="0" * 32,
        demonstration=True,
    )
    page = make_environment(TEMPLATES, GALLERY).get_template(template)
    words = words_for(role, language)
    return page.render(words=words, frame=frame, today=date(2026, 11, 29), **values).encode()


def show(page: Page, body: bytes) -> None:
    """Open the page with its real headers, style sheet, scripts and fonts."""
    page.route("**/*", _answer(body))
    page.goto(f"{HOST}/")


def _answer(body: bytes) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        asset = load_assets().get(path.removeprefix(f"{assets_root()}/"))
        if path == "/":
            route.fulfill(body=body, headers={**HEADERS, "Content-Type": HTML})
        elif asset:
            route.fulfill(body=asset.content, headers={"Content-Type": asset.media_type})
        else:
            route.fulfill(status=404, body="")

    return answer
