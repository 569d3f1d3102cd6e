"""« Imprimer »: a PDF to keep, for whoever comes or for one person; a slip is shown beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.registry.print_jobs import MOST_COPIES
from tests.documents.shop import codes_in, pictures
from tests.web.establishment import Establishment, establishment, field_of, made_folder

__all__ = ["establishment", "made_folder"]

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

ORDER = {"family": "refusal", "language": "fr", "copies": "2", "paper": "letter", "look": "usual"}


def send(browser: TestClient, path: str, order: dict[str, str]) -> Response:
    """Fill the page in and send it."""
    page = browser.get(path).text
    return browser.post(path, data={**order, "form_token": field_of(page, "form_token")})


def test_a_batch_is_sent_as_a_file_that_names_nobody(establishment: Establishment) -> None:
    browser = establishment.signed_in("communications")
    sent = send(browser, "/imprimer", ORDER)
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "application/pdf"
    assert sent.headers["content-disposition"] == 'attachment; filename="refusal-fr.pdf"'
    assert sent.headers["cache-control"] == "no-store"
    codes = [code for picture in pictures(sent.content, 150) for code in codes_in(picture)]
    assert len({code.serial for code in codes}) == 2
    assert {code.person for code in codes} == {""}


def test_a_form_for_one_person_holds_their_sealed_reference(establishment: Establishment) -> None:
    person = establishment.person("Zoé Côté")
    browser = establishment.signed_in("communications")
    page = browser.get(f"/personnes/{establishment.ref(person)}")
    path = f"/personnes/{establishment.ref(person)}/imprimer"
    assert path in page.text
    assert "Zoé Côté" in browser.get(path).text
    sent = send(browser, path, {**ORDER, "family": "adult", "copies": "1"})
    (picture,) = pictures(sent.content, 150)
    (code,) = codes_in(picture)
    assert establishment.ports.references.open("form", code.person)[0] == person.number
    assert "Zo" not in sent.headers["content-disposition"]


def test_a_child_is_offered_no_form_that_only_an_adult_may_sign(establishment: Establishment) -> None:
    child = establishment.person("Zoé Côté", "2019-03-01")
    page = (
        establishment.signed_in("communications").get(f"/personnes/{establishment.ref(child)}/imprimer").text
    )
    assert 'value="minor"' in page
    assert 'value="refusal"' in page
    assert 'value="adult"' not in page
    assert 'value="represented-adult"' not in page


@pytest.mark.parametrize("path", ["/imprimer", "/personnes/{ref}/imprimer"])
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("copies", str(MOST_COPIES + 1), "Écrivez un nombre de copies de 1 à 500."),
        ("copies", "0", "Écrivez un nombre de copies de 1 à 500."),
        ("copies", "dix", "Écrivez un nombre de copies de 1 à 500."),
        ("family", "", "Choisissez"),
    ],
)
def test_a_slip_is_said_and_what_was_typed_is_kept(
    establishment: Establishment, path: str, field: str, typed: str, said: str
) -> None:
    ref = establishment.ref(establishment.person("Ali Ben"))
    sent = send(establishment.signed_in("communications"), path.format(ref=ref), {**ORDER, field: typed})
    assert sent.status_code == 422
    assert said in sent.text
    assert f'value="{typed}"' in sent.text


def test_a_publisher_prints_nothing(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    assert browser.get("/imprimer").status_code == 404
