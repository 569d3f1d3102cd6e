"""Sealed documents: valid to three readers, fit for screen readers and archives, and each byte counts."""

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import page
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from page import ValidationProfile
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from service.credentials.seal_keys import SealKeys
from service.documents.sealing.checking import check_seal
from service.documents.sealing.places import SEAL
from service.documents.sealing.reader import SealDesk
from service.registry.errors import Unavailable
from service.registry.sealing import SealCheck, TrustedSeals
from tests.documents.cabinet import (
    NUMBER,
    TODAY,
    dossier,
    drawn_keys,
    drawn_with_root,
    original,
    sealed,
    sealer,
    subject,
    trusted,
    writer,
)
from tests.documents.hostile import HOSTILE
from tests.documents.shop import printed
from tests.support.conformance import faults_of
from tests.support.time_stamping import Authority, authority

ALLOWED_AFTER_A_STAMP = "PDFA2A-SIGNATURE-BYTERANGE-001"
"""PDF/A-2 wants each signature to cover the whole file; one that is dated afterwards cannot."""


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture(scope="module")
def dated(tsa: Authority) -> bytes:
    """A document whose seal a third party has dated."""
    return writer(tsa.url).write_sealed(dossier(subject(), original(), time_stamped=True))


def check(content: bytes, held: TrustedSeals | None = None, at: datetime = TODAY) -> SealCheck:
    return check_seal(content, held or trusted(), at + timedelta(minutes=1))


def by_poppler(content: bytes, folder: Path) -> str:
    file = folder / "sealed.pdf"
    file.write_bytes(content)
    done = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False)
    return done.stdout


def gap_of(content: bytes) -> range:
    """Where the last signature's container stands: the only bytes it does not cover."""
    last = list(re.finditer(rb"/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)\]", content))[-1]
    return range(int(last[2]), int(last[3]))


def changed(content: bytes, place: int, value: int) -> bytes:
    copy = bytearray(content)
    copy[place] = value
    return bytes(copy)


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_checkers_find_nothing_against_pdf_ua_1_and_pdf_a_2a(language: str) -> None:
    assert faults_of(sealed(language)) == []


def test_a_printed_form_is_sealed_without_a_fault_too() -> None:
    content = printed("minor", language="fr", paper="letter")
    assert faults_of(sealer().seal(content, NUMBER, "fr")) == []


@pytest.mark.long
def test_a_dated_document_still_holds_to_pdf_ua_1(dated: bytes) -> None:
    found = page.validate_pdf_bytes(dated, profile=ValidationProfile.PDF_UA_1).failures
    assert list(found) == []
    assert [one.split(" ")[1] for one in faults_of(dated)] == [ALLOWED_AFTER_A_STAMP]


def test_pyhanko_s_own_writer_would_break_what_is_claimed() -> None:
    """Why `_update_meta` is held back; when this fails, pyHanko no longer needs it."""
    signing = PdfSigner(PdfSignatureMetadata(field_name="Plain"), signer=sealer()._signer)  # noqa: SLF001 - the same key
    plain = signing.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(printed("refusal", language="fr", paper="letter")))
    )
    assert faults_of(plain.getvalue()) != []


@pytest.mark.long
def test_poppler_says_valid_and_covers_the_whole_file(tmp_path: Path) -> None:
    said = by_poppler(sealed(), tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"Signature Field Name: {SEAL}" in said


def test_poppler_says_valid_of_a_dated_document(dated: bytes, tmp_path: Path) -> None:
    said = by_poppler(dated, tmp_path)
    assert "Signature is Valid" in said
    assert said.count("Signature #") == 2


def test_poppler_says_invalid_of_a_changed_one(tmp_path: Path) -> None:
    content, middle = sealed(), len(sealed()) // 2
    assert "Digest Mismatch" in by_poppler(changed(content, middle, content[middle] ^ 1), tmp_path)


def test_etsi_validation_says_valid_and_gives_the_number() -> None:
    found = check(sealed())
    assert (found.code, found.number, found.attested) == ("AUTHENTIC", NUMBER, False)


def test_etsi_validation_of_a_dated_document_gives_the_moment_a_third_party_attests(
    dated: bytes, tsa: Authority
) -> None:
    found = check(dated, trusted(tsa.root), datetime.now(UTC))
    assert (found.code, found.number, found.attested) == ("AUTHENTIC", NUMBER, True)
    assert found.sealed_at
    assert abs(found.sealed_at - datetime.now(UTC)) < timedelta(minutes=10)


def test_a_dated_document_is_genuine_even_to_who_does_not_know_the_authority(dated: bytes) -> None:
    found = check(dated, at=datetime.now(UTC))
    assert (found.code, found.attested) == ("AUTHENTIC", False)


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_changed_byte_anywhere_says_modified(data: st.DataObject) -> None:
    content = sealed()
    place = data.draw(st.integers(0, len(content) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda each: each != content[place]))
    assert check(changed(content, place, value)).code == "MODIFIED"


@pytest.mark.long
@settings(max_examples=15, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_changed_byte_of_a_dated_document_says_modified(
    dated: bytes, tsa: Authority, place: float, bit: int
) -> None:
    at = int(place * len(dated))
    assert check(changed(dated, at, dated[at] ^ (1 << bit)), trusted(tsa.root)).code == "MODIFIED"


@pytest.mark.parametrize("region", ["header", "page", "signature", "padding", "end"])
def test_every_region_of_the_file_counts(region: str) -> None:
    content, gap = sealed(), gap_of(sealed())
    places = {
        "header": 3,
        "page": 5_000,
        "signature": gap.start + 900,
        "padding": gap.stop - 20,
        "end": len(content) - 3,
    }
    at = places[region]
    assert check(changed(content, at, content[at] ^ 1)).code == "MODIFIED"


@pytest.mark.long
@pytest.mark.parametrize("step", [pytest.param(97), pytest.param(24, marks=pytest.mark.long)])
def test_a_changed_byte_of_the_container_itself_shows(step: int) -> None:
    """No signature covers its own container, where a reader that only verifies lets bytes be changed.

    One byte of each stretch of `step` is changed, drawn with a known seed, and both ends of the container.
    """
    content, drawing = sealed(), random.Random(20261122)  # noqa: S311 - places, no secret
    gap = gap_of(content)
    places = [drawing.choice(gap[first : first + step]) for first in range(0, len(gap), step)]
    for at in (gap.start, *places, gap.stop - 1):
        for value in (content[at] ^ 1, content[at] ^ 0x20):
            assert check(changed(content, at, value)).code == "MODIFIED", at


def test_a_reader_that_only_verifies_takes_a_changed_container() -> None:
    """Why `containers.py` is there."""
    content = sealed()
    at = gap_of(content).stop - 20
    (seal,) = PdfFileReader(BytesIO(changed(content, at, ord("1")))).embedded_signatures
    assert isinstance(seal, EmbeddedPdfSignature)
    assert seal.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    digest = seal.compute_digest()
    assert validate_sig_integrity(seal.signer_info, seal.signer_cert, "data", digest) == (True, True)


@pytest.mark.parametrize("added", [b"\n", b"%", b"\n1 0 obj\n<<>>\nendobj\n"])
def test_what_is_added_at_the_end_says_modified(added: bytes) -> None:
    assert check(sealed() + added).code == "MODIFIED"


def test_a_page_put_over_by_a_later_revision_says_modified() -> None:
    changing = IncrementalPdfFileWriter(BytesIO(sealed()))
    first = changing.root["/Pages"]["/Kids"][0].get_object()
    first["/Rotate"] = type(changing.root["/Pages"]["/Count"])(180)
    changing.update_container(first)
    held = BytesIO()
    changing.write(held)
    assert check(held.getvalue()).code == "MODIFIED"


def test_somebody_else_s_seal_is_unknown() -> None:
    assert check(sealed(), trusted(held=drawn_keys())).code == "UNKNOWN_SEAL"
    assert check(sealed(), TrustedSeals(())).code == "UNKNOWN_SEAL"


@pytest.mark.parametrize("years", [-10, 60])
def test_a_seal_is_not_judged_outside_the_days_of_its_certificate(years: int) -> None:
    assert check(sealed(), at=TODAY + timedelta(days=365 * years)).code == "SEAL_NOT_VALID_THEN"


def revoking(held: SealKeys, signing: ec.EllipticCurvePrivateKey) -> TrustedSeals:
    """What a reader trusts who has a list, in the name of our root, that revokes the sealing certificate."""
    gone = (
        x509.RevokedCertificateBuilder()
        .serial_number(held.certificate.serial_number)
        .revocation_date(TODAY - timedelta(minutes=4))
        .build()
    )
    listed = (
        x509.CertificateRevocationListBuilder(held.chain[-1].subject)
        .last_update(TODAY - timedelta(minutes=4))
        .next_update(TODAY + timedelta(days=30))
        .add_revoked_certificate(gone)
        .add_extension(x509.CRLNumber(2), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .sign(signing, SHA256())
    )
    return replace(trusted(held=held), revoked=(listed.public_bytes(Encoding.PEM).decode(),))


def test_a_revoked_certificate_seals_nothing_genuine() -> None:
    held, root = drawn_with_root()
    content = sealer(held=held).seal(printed("refusal", language="fr", paper="letter"), NUMBER, "fr")
    assert check(content, trusted(held=held)).code == "AUTHENTIC"
    assert check(content, revoking(held, root)).code == "SEAL_REVOKED"


def test_a_list_that_our_root_has_not_signed_revokes_nothing() -> None:
    held, _ = drawn_with_root()
    content = sealer(held=held).seal(printed("refusal", language="fr", paper="letter"), NUMBER, "fr")
    assert check(content, revoking(held, ec.generate_private_key(ec.SECP256R1()))).code == "AUTHENTIC"


def test_an_authority_that_gives_no_answer_leaves_nothing_sealed() -> None:
    with pytest.raises(Unavailable, match="TIME_STAMP_UNAVAILABLE"):
        sealer("http://127.0.0.1:9/").seal(printed("refusal", language="fr", paper="letter"), NUMBER, "fr")


def test_a_file_without_a_seal_says_so(tmp_path: Path) -> None:
    assert check(printed("refusal", language="fr", paper="letter")).code == "NOT_SEALED"
    assert check(b"").code == "NOT_SEALED"
    assert SealDesk().check(tmp_path / "none", trusted(), TODAY).code == "UNREADABLE"


@pytest.mark.long
@pytest.mark.parametrize(
    "name", ["an encrypted PDF", "a PDF with JavaScript", "a PDF with a bomb", "a PDF cut short"]
)
def test_a_hostile_file_gets_a_plain_no(name: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.pdf"
    file.write_bytes(HOSTILE[name][0]() + b"%/ByteRange")
    found = SealDesk().check(file, trusted(), TODAY)
    assert not found.authentic


@pytest.mark.long
def test_random_noise_in_a_sealed_file_is_answered(tmp_path: Path) -> None:
    noise = random.Random(3)  # noqa: S311 - chance that can be replayed
    content = bytearray(sealed())
    for _ in range(400):
        content[noise.randrange(len(content))] = noise.randrange(256)
    file = tmp_path / "noise.pdf"
    file.write_bytes(bytes(content))
    assert SealDesk().check(file, trusted(), TODAY).code in {"MODIFIED", "TOO_LARGE", "TOO_SLOW"}


def test_the_field_of_the_seal_is_read_aloud_and_has_no_size() -> None:
    reader = PdfFileReader(BytesIO(sealed()))
    (field,) = (one.get_object() for one in reader.root["/AcroForm"]["/Fields"])
    assert [int(each) for each in field["/Rect"]] == [0, 0, 0, 0]
    assert int(field["/F"]) == 132
    assert "Sceau" in str(field["/TU"])
    assert "/StructParent" in field
