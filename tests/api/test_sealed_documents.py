"""Receipts and sealed documents over HTTP: made once, saved and never shown in place."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from service.documents.sealing.checking import bears_traces
from service.registry.delivering import letter_of
from service.registry.job_records import JobRecord
from service.registry.messages import WORD
from service.registry.sealed_forms import do_seal
from service.registry.sealing import SEAL
from tests.api.office import Office


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def sealed_of(office: Office, number: str) -> bytes:
    reply = office.call("GET", f"consents/{number}/document?kind=sealed", "communications")
    assert reply.status == 200, reply.content
    return reply.content


@pytest.mark.parametrize("path", ["document?kind=sealed", "receipt.pdf"])
def test_a_document_is_saved_under_a_name_that_tells_nothing(office: Office, path: str) -> None:
    number = office.consent(office.person())
    reply = office.call("GET", f"consents/{number}/{path}", "communications")
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"].startswith("attachment; filename=")
    assert number not in reply.headers["content-disposition"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in reply.headers["cache-control"]


def test_the_sealed_document_is_made_once(office: Office) -> None:
    number = office.consent(office.person())
    first = sealed_of(office, number)
    assert bears_traces(first)
    assert sealed_of(office, number) == first


def test_a_withdrawal_changes_the_receipt_and_never_what_was_sealed(office: Office) -> None:
    number = office.consent(office.person())
    before = sealed_of(office, number)
    body = {"received_on": "2026-10-13", "by": "person", "how": "phone"}
    office.post(f"consents/{number}/withdrawal", "communications", body)
    assert sealed_of(office, number) == before
    receipt = office.call("GET", f"consents/{number}/receipt.pdf?language=fr", "communications").content
    assert "Tout est retiré depuis le 13 octobre 2026" in words_of(receipt)


def test_the_original_stays_what_it_is(office: Office) -> None:
    number = office.consent(office.person())
    sealed_of(office, number)
    assert office.call("GET", f"consents/{number}/document", "communications").status == 404


def test_a_form_is_sealed_after_its_confirmation_and_not_before(office: Office) -> None:
    number = office.consent(office.person(), confirmed=False)
    reply = office.call("GET", f"consents/{number}/document?kind=sealed", "communications")
    assert (reply.status, reply.json["code"]) == (409, "NOT_CONFIRMED")
    assert office.call("GET", f"consents/{number}/receipt.pdf", "communications").status == 200


def test_a_receipt_is_written_in_the_language_asked(office: Office) -> None:
    number = office.consent(office.person())
    said = words_of(
        office.call("GET", f"consents/{number}/receipt.pdf?language=en", "communications").content
    )
    assert "To change your mind" in said


@pytest.mark.parametrize(
    ("language", "name", "words", "last"),
    [
        ("fr", "autorisation.pdf", "votre reçu", "1 octobre 2028"),
        ("en", "authorization.pdf", "your receipt", "October 1, 2028"),
    ],
)
def test_a_courriel_brings_the_receipt_in_its_language_with_the_last_day_of_the_rules(
    office: Office, language: str, name: str, words: str, last: str
) -> None:
    """Signed on 2026-10-01 without an end: 24 months to the day are still good."""
    number = office.consent(office.person(), valid_until=None).replace("-", "")
    details = {"mark": "0f" * 16, "to": "z@exemple.ca", "language": language, "template": "receipt"}
    details |= {f"{WORD}receipt": number, f"{WORD}path": "/mes-autorisations", f"{WORD}number": number}
    letter = letter_of(office.ports, JobRecord(1, "courriel", office.ports.clock(), None, details))
    assert letter.attachment
    assert letter.attachment[0] == name
    assert words in " ".join(letter.paragraphs)
    assert last in words_of(letter.attachment[1]).replace("1er", "1")


def test_a_confirmation_leaves_the_sealing_to_be_done(office: Office) -> None:
    number = office.consent(office.person())
    bare = number.replace("-", "")
    with office.ports.store.reading() as reader:
        (job,) = (job for job in reader.list_jobs() if job.kind == SEAL)
        assert job.details == {"consent": bare}
    do_seal(office.ports, job)
    with office.ports.store.reading() as reader:
        consent = reader.load_consent(bare)
    assert consent
    assert consent.sealed
    do_seal(office.ports, job)
    with office.ports.store.reading() as reader:
        assert reader.load_consent(bare) == consent


def test_whoever_may_not_read_a_form_gets_neither(office: Office) -> None:
    number = office.consent(office.person())
    for path in ("document?kind=sealed", "receipt.pdf"):
        assert office.call("GET", f"consents/{number}/{path}", "publisher").status == 403
