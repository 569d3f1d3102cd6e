"""A code or a document shown to « Vérifier l'authenticité »: by camera, picture or PDF, without a network.

Seen to fail: with tags of a seal's container left unread (ten of its bytes could be changed unseen), and
with what a scan holds in letters (ASCII85) passed over.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from service.documents.poster import draw_poster
from service.registry.poster_sheets import PosterSheet
from tests.stories.codes import linked, scanned, shrunk
from tests.stories.showing import GENUINE, Shown, address, hand_in, hears, opened, shown
from tests.support.ports import sealer
from tests.web.establishment import Establishment, establishment, made_folder

pytestmark = pytest.mark.long

__all__ = ["address", "establishment", "made_folder", "shown"]

LANGUAGES = ["fr", "en"]
AROUND = ("Seul le code a été vérifié.", "Only the code was checked.")
NOTHING = ("Aucun code ni sceau du registre", "No code or seal of the registry")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_of_a_code_is_read_and_never_leaves_the_browser(
    page: Page, address: str, shown: Shown, language: str
) -> None:
    visitor = opened(page, address, language)
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108 - Playwright marks what it calls
    hand_in(visitor, "copie.jpg", shrunk(shown.code))
    hears(visitor, GENUINE)
    hears(visitor, AROUND)
    visitor.sees(shown.number)
    assert {(one.method, one.post_data) for one in asked} == {("GET", None)}
    assert not [one.url for one in asked if shown.digits in one.url or shown.number in one.url]
    visitor.check_page()


def test_a_picture_without_a_code_says_so_and_what_was_seen_before_goes(
    page: Page, address: str, shown: Shown
) -> None:
    visitor = opened(page, address, "fr")
    hand_in(visitor, "copie.jpg", shrunk(shown.code))
    hears(visitor, GENUINE)
    hand_in(visitor, "autre.jpg", shrunk("https://exemple.ca/menu"))
    hears(visitor, NOTHING)
    expect(page.locator("#said")).to_be_hidden()
    hand_in(visitor, "pas-une-image.jpg", b"rien")
    hears(visitor, NOTHING)
    visitor.check_page()


@pytest.mark.parametrize("made", [linked, scanned], ids=["a link", "a scan"])
def test_a_code_is_found_in_a_pdf(page: Page, address: str, shown: Shown, made: object) -> None:
    visitor = opened(page, address, "fr")
    hand_in(visitor, "affiche.pdf", made(shown.code))  # type: ignore[operator] # one of the two
    hears(visitor, GENUINE)
    hears(visitor, AROUND)


def test_a_code_that_holds_a_number_alone_leads_to_its_page(page: Page, address: str, shown: Shown) -> None:
    visitor = opened(page, address, "fr")
    hand_in(visitor, "recu.jpg", shrunk(f"https://ailleurs.exemple/v/{shown.number}"))
    page.wait_for_url(f"{address}/v/{shown.number}")


def sealed_page(number: str) -> bytes:
    sheet = PosterSheet("fr", "Portes ouvertes", "", None, "https://aval.example/a/b", "", "")
    with ThreadPoolExecutor(1) as elsewhere:  # where no loop of Playwright's runs
        return elsewhere.submit(sealer().seal, draw_poster(sheet), number, "fr").result()


def with_one_word_more(sealed: bytes) -> bytes:
    """Change a digit of what the first page draws."""
    at = sealed.index(b" re", sealed.index(b"stream")) - 1
    return sealed[:at] + (b"1" if sealed[at : at + 1] != b"1" else b"2") + sealed[at + 1 :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sealed_document_is_genuine_changed_or_of_somebody_else(
    page: Page, address: str, shown: Shown, language: str
) -> None:
    visitor = opened(page, address, language)
    sealed = sealed_page(shown.number)
    hand_in(visitor, "formulaire.pdf", sealed)
    hears(visitor, ("Document authentique", "Genuine document"))
    hears(
        visitor, ("Il ne dit pas si la personne peut paraître aujourd'hui", "whether the person may appear")
    )
    visitor.sees(shown.number)
    visitor.check_page()
    for altered in (with_one_word_more(sealed), sealed + b"\n%%EOF\n"):
        hand_in(visitor, "formulaire.pdf", altered)
        hears(visitor, ("Document modifié", "Altered document"))
        expect(page.locator("#said")).to_be_hidden()


def test_the_seal_of_a_stranger_cannot_be_told(page: Page, address: str, shown: Shown) -> None:
    opened(page, address, "fr")
    told = page.evaluate(
        "async (text) => (await verifySeal(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)),"
        " {roots: [], revoked: []}, Date.now() / 1000)).told",
        as_text(sealed_page(shown.number)),
    )
    assert told == "document_cannot"


def test_no_byte_of_a_sealed_document_can_be_changed_unseen(page: Page, address: str, shown: Shown) -> None:
    """Each byte of the container, which the seal cannot cover, and some of all that it does."""
    opened(page, address, "fr")
    unseen = page.evaluate(
        """async (text) => {
          const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
          const unseen = [];
          const text8 = new TextDecoder("latin1").decode(bytes);
          const [, start, end] = /ByteRange *\\[0 (\\d+) (\\d+)/.exec(text8).map(Number);
          for (let at = 0; at < bytes.length; at += at >= start && at < end ? 1 : 101) {
            bytes[at] ^= 1;
            const said = await verifySeal(bytes, seals, Date.now() / 1000);
            if (said?.told === "document") unseen.push(at);
            bytes[at] ^= 1;
          }
          return [unseen, (await verifySeal(bytes, seals, Date.now() / 1000)).told];
        }""",
        as_text(sealed_page(shown.number)),
    )
    assert unseen == [[], "document"]


def as_text(content: bytes) -> str:
    import base64  # noqa: PLC0415 - for this alone

    return base64.b64encode(content).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_network_the_page_verifies_with_its_keys_and_the_last_list(
    context: BrowserContext, page: Page, address: str, shown: Shown, language: str
) -> None:
    visitor = opened(page, address, language)
    expect(page.locator("#kept")).to_be_visible()
    context.set_offline(True)
    page.goto("about:blank")
    visitor.open(f"/v#{shown.digits}")
    hears(visitor, ("Son numéro peut servir aujourd'hui", "Its number can be used today"))
    hand_in(visitor, "copie.jpg", shrunk(shown.code))
    hears(visitor, AROUND)
    visitor.check_page()
    visitor.open(f"/v?number={shown.number}")
    hears(visitor, ("Un numéro se vérifie avec le réseau", "A number is checked with the network"))
    visitor.check_page()


def test_without_a_network_a_list_over_two_days_old_tells_nothing(
    context: BrowserContext, page: Page, address: str, shown: Shown, establishment: Establishment
) -> None:
    visitor = opened(page, address, "fr")
    expect(page.locator("#kept")).to_be_visible()
    context.set_offline(True)
    page.clock.set_fixed_time(establishment.ports.clock() + timedelta(hours=49))
    page.goto("about:blank")
    visitor.open(f"/v#{shown.digits}")
    hears(visitor, ("Impossible à vérifier s'il peut servir aujourd'hui", ""))


def test_without_a_camera_another_way_is_said(page: Page, address: str) -> None:
    visitor = opened(page, address, "fr")
    visitor.press("Ouvrir l'appareil photo")
    visitor.sees("L'appareil photo ne s'ouvre pas.")
    visitor.check_page()
