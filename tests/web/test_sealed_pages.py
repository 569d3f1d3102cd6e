"""« Consentement » leads to the receipt and to the sealed document: saved, made when first asked for."""

from service.documents.sealing.checking import bears_traces
from tests.web.establishment import Establishment, establishment, field_of, made_folder, send
from tests.web.test_papers import begin, sign, tick

__all__ = ["establishment", "made_folder"]

RECEIPT, SEALED = "Reçu (PDF)", "Document scellé (PDF)"


def test_both_are_offered_once_confirmed_and_saved_under_names_that_tell_nothing(
    establishment: Establishment,
) -> None:
    browser = establishment.signed_in("communications")
    paper = begin(establishment, browser, establishment.person("Rose Lapierre"))
    sign(browser, paper)
    tick(browser, paper)
    shown = browser.get(paper).text
    assert RECEIPT in shown
    assert SEALED not in shown
    assert browser.get(f"{paper}/scelle").status_code == 422
    revision = field_of(browser.get(f"{paper}/verifier").text, "revision")
    assert send(browser, f"{paper}/verifier", revision=revision, verified="yes")[0] == 303
    assert SEALED in browser.get(paper).text
    for path, name in (("recu", "recu.pdf"), ("scelle", "document.pdf")):
        answer = browser.get(f"{paper}/{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]
    first = browser.get(f"{paper}/scelle").content
    assert bears_traces(first)
    assert browser.get(f"{paper}/scelle").content == first


def test_a_publisher_gets_neither(establishment: Establishment) -> None:
    browser = establishment.signed_in("publisher")
    for path in ("recu", "scelle"):
        answer = browser.get(f"/autorisations/1K7F-3M9X-4T8B-2QDY/{path}")
        assert answer.status_code in {303, 403, 404}
