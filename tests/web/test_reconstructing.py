"""« Reconstituer une décision »: one field or a picture, a reason, the story, and the pack to keep."""

import re
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.web.reconstructing import PAGE
from service.web.rendering import hyphenated
from tests.web.establishment import Establishment, establishment, field_of, made_folder

__all__ = ["establishment", "made_folder"]

PICTURE = b"\xff\xd8\xff a picture of nobody"
DIGEST = sha256(PICTURE).hexdigest()
ADDRESS = "https://www.exemple.ca/nouvelles/portes-ouvertes"
WHY = "Plainte au sujet d'une photo."


@pytest.fixture(scope="module")
def told(establishment: Establishment) -> dict[str, str]:
    """Alice said yes and appeared in a post that is out."""
    e, caller = establishment, establishment.users["publisher"]
    alice = e.person("Alice Montrée")
    paper = e.confirmed(alice)
    post = register_post(e.ports, caller, _post(e, alice))
    publish_post(e.ports, caller, post.number, ADDRESS, e.ports.clock())
    return {
        "address": ADDRESS,
        "number": hyphenated(post.citation),
        "consent": paper.id,
        "person": "Alice Montrée; 1984-03-27",
        "reference": e.ref(alice),
        "fingerprint": DIGEST,
    }


def _post(e: Establishment, person: PersonRecord) -> NewPost:
    question = Question("photo", ("facebook",), "promotion", today(e.ports))
    who = Who(name=person.names.display, birth_date=person.birth_date)
    return NewPost(Asked((who,), question), "Portes ouvertes!", media=((DIGEST, "photo.jpg"),))


def search(browser: TestClient, what: str = "", why: str = WHY, picture: bytes = b"") -> tuple[int, str]:
    """Fill the search in; return the status, and the page that it led to."""
    page = browser.get(PAGE).text
    sent: Mapping[str, str] = {name: field_of(page, name) for name in ("form_token", "once")}
    files = {"picture": ("photo.jpg", picture)} if picture else None
    answer = browser.post(PAGE, data={**sent, "what": what, "why": why}, files=files)
    if answer.status_code == 303:
        answer = browser.get(answer.headers["location"])
    return answer.status_code, unescape(answer.text)


@pytest.mark.parametrize("role", ["legal", "auditor", "quality"])
@pytest.mark.parametrize("way", ["address", "number", "consent", "person", "reference", "fingerprint"])
def test_each_thing_typed_leads_to_the_whole_story(
    establishment: Establishment, told: dict[str, str], role: str, way: str
) -> None:
    status, page = search(establishment.signed_in(role), told[way])
    assert status == 200
    for said in (
        "Dossier de preuve",
        "Chronologie",
        "Alice Montrée",
        ADDRESS,
        WHY,
        "Publication mise en ligne",
    ):
        assert said in page


def test_a_picture_is_compared_and_not_kept(establishment: Establishment, told: dict[str, str]) -> None:
    _, page = search(establishment.signed_in("auditor"), picture=PICTURE)
    assert ADDRESS in page
    assert told["fingerprint"] in page
    _, other = search(establishment.signed_in("auditor"), picture=PICTURE + b"!")
    assert "Rien n'a été trouvé" in other


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"what": "x"}, "Dites pourquoi"),
        ({"what": "", "why": WHY}, "Donnez une adresse, un numéro"),
        ({"what": "Alice", "why": WHY, "picture": PICTURE}, "pas les deux"),
        ({"what": "Alice Montrée", "why": WHY}, "Ajoutez la date de naissance"),
        ({"what": "Alice Montrée, 27/03/1984", "why": WHY}, "n'est pas une date"),
        ({"what": "TREA 8453 2712", "why": WHY}, "assurance maladie"),
    ],
)
def test_what_is_to_mend_is_said_and_what_was_typed_stays(
    establishment: Establishment, sent: dict[str, str], said: str
) -> None:
    status, page = search(establishment.signed_in("auditor"), **{"why": "", **sent})  # type: ignore[arg-type] # its fields
    assert (status, said in page) == (422, True), page
    assert sent["what"] in page


def test_someone_unknown_reads_like_someone_of_whom_nothing_is_kept(
    establishment: Establishment,
) -> None:
    establishment.person("Rose Tranquille")
    browser = establishment.signed_in("legal")
    pages = [
        re.sub(r"[0-9a-f]{32}", "…", search(browser, f"{name}, 1984-03-27")[1])
        for name in ("Rose Tranquille", "Rita Jamais")
    ]
    assert "Rien n'a été trouvé" in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("role", ["auditor", "quality"])
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_the_pack_is_kept_under_a_name_that_says_nothing(
    establishment: Establishment, told: dict[str, str], role: str, language: str
) -> None:
    browser = establishment.signed_in(role, language)
    _, page = search(browser, told["address"])
    (pdf,) = re.findall(rf'href="({PAGE}/[0-9a-f]{{32}}/dossier\.pdf)"', page)
    kept = browser.get(pdf)
    assert kept.headers["content-type"] == "application/pdf"
    assert kept.headers["content-disposition"] == 'attachment; filename="dossier.pdf"'
    assert kept.headers["cache-control"] == "no-store"
    text = " ".join(one.extract_text() for one in PdfReader(BytesIO(kept.content)).pages)
    assert {"fr": "Chronologie", "en": "Timeline"}[language] in text
    data = browser.get(pdf.replace(".pdf", ".json"))
    assert data.headers["content-disposition"] == 'attachment; filename="dossier.json"'
    assert data.json()["posts"][0]["url"] == ADDRESS
    assert browser.get(pdf.replace("dossier.pdf", "autre.pdf")).status_code == 404


def test_another_session_cannot_open_it(establishment: Establishment, told: dict[str, str]) -> None:
    _, page = search(establishment.signed_in("auditor"), told["address"])
    (pdf,) = re.findall(rf'href="({PAGE}/[0-9a-f]{{32}}/dossier\.pdf)"', page)
    assert establishment.signed_in("quality").get(pdf).status_code == 404
    assert establishment.signed_in("communications").get(PAGE).status_code == 404
