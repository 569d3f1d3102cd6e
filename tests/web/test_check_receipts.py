"""« Reçu de vérification »: led to from every answer, of one look for every no, for whoever asked."""

import re

import pytest

from service.credentials.receipt_checks import verify_receipt
from tests.web.establishment import Establishment, establishment, made_folder
from tests.web.test_asking import ask, question

__all__ = ["establishment", "made_folder"]

LINK = re.compile(r'href="(/recus/[a-z2-7]{26})"')
TEXT = re.compile(r"CAR1:[A-Za-z0-9_-]+")
DRAWN = re.compile(
    r"CAR1:[A-Za-z0-9_-]+|[a-z2-7]{26}|nonce=\"[^\"]*\"|\d{1,2}\s?(?:h|:)\s?\d\d(?: [ap]\.m\.)?"
)


def led_to(establishment: Establishment, **who: str) -> str:
    answer = ask(establishment.signed_in("publisher"), question(establishment, **who))
    found = LINK.search(answer)
    assert found is not None
    return found[1]


def test_an_answer_leads_to_its_receipt_which_is_genuine(establishment: Establishment) -> None:
    paper = establishment.confirmed(establishment.person("Rita Reçue"))
    page = establishment.signed_in("publisher").get(led_to(establishment, who=paper.id))
    assert page.status_code == 200
    for words in ("Reçu de vérification", "Autorisé", "Il ne nomme personne."):
        assert words in page.text
    assert "Rita" not in page.text
    (text,) = TEXT.findall(page.text)
    ring = establishment.ports.issuer.keys.ring()  # type: ignore[attr-defined] # the very keys it signs with
    assert verify_receipt(text, ring, establishment.ports.clock())


def test_a_no_has_the_receipt_of_someone_unknown(establishment: Establishment) -> None:
    establishment.confirmed(establishment.person("Rosa Refusée"), "no")
    browser = establishment.signed_in("publisher")
    pages = [
        browser.get(led_to(establishment, who=name, birth_date="1984-03-27"))
        for name in ("Rosa Refusée", "Rosa Inconnue")
    ]
    assert len({len(page.content) for page in pages}) == 1
    assert len({DRAWN.sub("", page.text) for page in pages}) == 1


@pytest.mark.parametrize("role", ["communications", "legal"])
def test_nobody_else_opens_it(establishment: Establishment, role: str) -> None:
    path = led_to(establishment, who="Rosa Inconnue", birth_date="1984-03-27")
    other = establishment.signed_in(role)
    assert other.get(path).status_code == other.get("/recus/" + "a" * 26).status_code == 404
