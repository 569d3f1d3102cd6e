"""A token in a browser: every good and bad one is judged as by the other two verifiers, and said in words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service.registry.status_publishing import publish_status
from service.registry.tokens import issue_token
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.web.rendering import hyphenated
from tests.credentials.corpus import CORPUS
from tests.stories.serving import served
from tests.stories.visitor import Visitor
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

LANGUAGES = ["fr", pytest.param("en", marks=pytest.mark.long)]
JUDGE = """
async (corpus) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const wrong = [];
  for (const one of corpus.cases) {
    const given = one.text ?? bytes(one.hex);
    const list = async () => (one.status === null ? null : bytes(corpus.status_lists[one.status]));
    const said = await verifyToken(given, corpus.keys.keys, list, Date.parse(one.at) / 1000);
    const id = one.authentic ? one.id : undefined;
    const same = said.authentic === one.authentic && said.usable === one.usable && said.id === id;
    if (!same) wrong.push(one.name);
  }
  return wrong;
}
"""


@pytest.fixture(scope="module")
def address(establishment: Establishment) -> Iterator[str]:
    """Where the establishment is served."""
    with served(establishment.app) as url:
        yield url


def test_the_browser_judges_every_token_as_the_other_verifiers_do(page: Page, address: str) -> None:
    page.goto(f"{address}/v")
    assert page.evaluate(JUDGE, CORPUS) == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scanned_code_says_what_it_is_and_whether_its_number_may_be_used(
    establishment: Establishment, page: Page, address: str, language: str
) -> None:
    visitor = Visitor(page, address, language)
    page.context.add_cookies([{"name": "aval_langue", "value": language, "url": address}])
    says, desk = visitor.says, establishment.users["communications"]
    paper = establishment.confirmed(establishment.person(f"Ève Authentique {language}"))
    digits = issue_token(establishment.ports, desk, paper.id).signed.address.partition("#")[2]
    visitor.open(f"/v#{digits}")
    expect(
        page.get_by_role("heading", name=says("Code authentique", "Genuine code"), exact=True)
    ).to_be_visible()
    visitor.sees(hyphenated(paper.id))
    visitor.sees("Facebook")
    visitor.check_page()
    day = establishment.ports.clock().astimezone(establishment.ports.time_zone).date()
    withdraw_consent(establishment.ports, desk, paper.id, NewWithdrawal(day, "person", "phone"))
    publish_status(establishment.ports)
    page.reload()
    ended = says("Code authentique, qui ne peut plus servir", "Genuine code that can no longer be used")
    expect(page.get_by_role("heading", name=ended)).to_be_visible()
    altered = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    page.goto(f"{address}/v#{altered}")
    expect(page.get_by_role("heading", name=says("Code modifié", "Altered code"))).to_be_visible()
    expect(page.locator("#said")).to_be_hidden()
    visitor.check_page()


@pytest.mark.long
def test_a_code_pasted_into_the_field_for_numbers_is_verified_here_and_sent_nowhere(
    establishment: Establishment, page: Page, address: str
) -> None:
    visitor = Visitor(page, address, "fr")
    paper = establishment.confirmed(establishment.person("Ève Collée"))
    signed = issue_token(establishment.ports, establishment.users["communications"], paper.id).signed
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for pasted in (signed.code, f" {signed.address}\n"):
        visitor.open("/v")
        page.locator('[name="number"]').fill(pasted)
        asked.clear()
        page.get_by_role("button", name="Vérifier", exact=True).click()
        expect(page.get_by_role("heading", name="Code authentique", exact=True)).to_be_visible()
        visitor.sees(hyphenated(paper.id))
        assert not any("number=" in one for one in asked)
    page.locator('[name="number"]').fill(f"{address}/v/{hyphenated(paper.id)}")
    page.get_by_role("button", name="Vérifier", exact=True).click()
    page.wait_for_url(f"{address}/v/{hyphenated(paper.id)}")


def test_without_its_list_it_is_genuine_and_nothing_more_is_told(
    establishment: Establishment, page: Page, address: str
) -> None:
    visitor = Visitor(page, address)
    paper = establishment.confirmed(establishment.person("Ève Sans Liste"))
    desk = establishment.users["communications"]
    digits = issue_token(establishment.ports, desk, paper.id).signed.address.partition("#")[2]
    page.route("**/status/*", lambda route: route.abort())
    visitor.open(f"/v#{digits}")
    expect(page.get_by_text("Impossible à vérifier s'il peut servir aujourd'hui")).to_be_visible()


@pytest.mark.long
def test_a_number_is_typed_and_one_with_a_slip_is_said_so(page: Page, address: str) -> None:
    visitor = Visitor(page, address)
    visitor.open("/v")
    visitor.fill("Numéro", "1k7f3m9x4t8b2qdy")
    visitor.press("Vérifier")
    assert page.url.endswith("/v/1K7F-3M9X-4T8B-2QDY")
    visitor.open("/v")
    visitor.fill("Numéro", "1K7F-3M9X")
    visitor.press("Vérifier")
    visitor.sees("Ce numéro est incomplet ou contient une erreur.")
    visitor.check_page()
