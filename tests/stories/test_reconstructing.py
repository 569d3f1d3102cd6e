"""From a complaint about a photo to the evidence pack: search by the picture, read, keep both files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder
from tests.web.test_reconstructing import ADDRESS, PICTURE, WHY, told

__all__ = ["establishment", "made_folder", "told"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(establishment: Establishment, told: dict[str, str]) -> Iterator[str]:
    """Where the establishment is served, with a post that is out."""
    assert told
    with served(establishment.app) as url:
        yield url


def kept(page: Page, label: str, folder: Path) -> bytes:
    """Press a download and read what was kept."""
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_a_complaint_about_a_photo_ends_with_the_pack_in_hand(
    page: Page, address: str, tmp_path: Path, language: str
) -> None:
    visitor = Visitor(page, address, language)
    visitor.sign_in("quality")
    visitor.open("/reconstituer")
    visitor.check_page()
    visitor.press(visitor.says("Reconstituer", "Reconstruct"))
    visitor.check_page()
    photo = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=PICTURE)
    page.get_by_label(visitor.says("Ou l'image", "Or the picture")).set_input_files(photo)
    visitor.fill(visitor.says("Pourquoi", "Why"), WHY)
    visitor.press(visitor.says("Reconstituer", "Reconstruct"))
    visitor.check_page()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        visitor.says("Dossier de preuve", "Evidence pack")
    )
    assert kept(page, "(PDF)", tmp_path).startswith(b"%PDF-")
    assert json.loads(kept(page, "(JSON)", tmp_path))["posts"][0]["url"] == ADDRESS
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dossier.json", "dossier.pdf"]


@pytest.mark.long
def test_nothing_found_says_what_to_try_on_a_phone_too(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.sign_in("auditor")
    page.set_viewport_size(ViewportSize(width=390, height=780))
    visitor.open("/reconstituer")
    visitor.fill("Adresse, numéro ou personne", "https://ailleurs.exemple/rien")
    visitor.fill("Pourquoi", WHY)
    visitor.press("Reconstituer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rien n'a été trouvé")
    visitor.check_page()
    page.get_by_role("link", name="Chercher autre chose").click()
    expect(page.get_by_label("Adresse, numéro ou personne")).to_have_value("https://ailleurs.exemple/rien")
