"""« Numériser » and « Confirmer un formulaire » as pages, without JavaScript."""

import re
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.support.sheets import YES_ON_SITE, Filled, pages_for, stack
from tests.support.taken_in import reading_beside
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send

__all__ = ["establishment", "made_folder"]

PDF = "application/pdf"


@pytest.fixture(autouse=True, scope="module")
def worker(establishment: Establishment) -> Iterator[None]:
    """Read what is handed in, beside the pages."""
    with reading_beside(establishment):
        yield


def hand_in(browser: TestClient, *files: tuple[str, bytes]) -> tuple[int, str]:
    """Send files as the page's form does."""
    page = browser.get("/numeriser").text
    sent = {name: field_of(page, name) for name in ("form_token", "once")}
    parts = [("scan", (name, content, PDF)) for name, content in files]
    answer = browser.post("/numeriser", data=sent, files=parts)
    return answer.status_code, answer.headers.get("location", answer.text)


def handed_in(browser: TestClient, content: bytes, name: str = "pile.pdf") -> list[str]:
    """Hand a file in and wait until it is read; return where its things wait, in the order of the list."""
    before = waiting(browser)
    assert hand_in(browser, (name, content))[0] == 303
    for _ in range(300):
        page = browser.get("/numeriser").text
        if 'data-reading="0"' in page:
            break
        time.sleep(0.1)
    return [path for path in waiting(browser) if path not in before]


def waiting(browser: TestClient) -> list[str]:
    return re.findall(r'<h3><a href="(/numeriser/[^"]+)"', browser.get("/numeriser").text)


def sheet(office: Establishment, name: str, filled: Filled = YES_ON_SITE, family: str = "adult") -> bytes:
    person = office.person(name)
    return stack(pages_for(office.ports, office.users["communications"], filled, person, family))


def test_a_sheet_of_someone_known_is_confirmed_as_the_page_came(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    (path,) = handed_in(browser, sheet(establishment, "Page Venue"))
    page = browser.get(path).text
    assert "Page Venue" in page
    assert re.search(r'<button class="button" type="submit" autofocus>', page)
    picture = browser.get(f"{path}/page/1")
    assert (picture.headers["content-type"], picture.headers["cache-control"]) == ("image/jpeg", "no-store")
    status, where = send(browser, path, **as_sent(page))
    assert status == 303
    assert re.fullmatch(r"/autorisations/[^?]+\?fait=confirmee", where)
    shown = browser.get(where).text
    assert "Papier numérisé" in shown
    assert "SHA-256" in shown


def as_sent(page: str) -> dict[str, str | list[str]]:
    """Return the fields of the page's own form as a browser would send them unchanged."""
    form = next(part for part in page.split("<form ")[1:] if "confirm-bar" in part).split("</form>")[0]
    fields: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        if not name or name[1] in {"form_token", "once"}:
            continue
        if kind and kind[1] in {"checkbox", "radio"} and " checked" not in tag:
            continue
        held = fields.setdefault(name[1], [])
        assert isinstance(held, list)
        held.append(value[1] if value else "")
    return fields
