"""`aval verify` on files: a code on a picture or a page, a sealed document with its code, a bare number."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import qrcode
from PIL import Image

from service.cli.pinned_keys import Pinned
from service.cli.telling import as_json, as_text
from service.cli.verifying import Checking, verify_given
from service.credentials.key_ring import VerifyingKey, key_ring
from service.credentials.scope import Scope
from service.credentials.signing import ED25519, IssuingKey
from service.credentials.status_lists import issue_status_list, set_bits
from service.credentials.token_texts import to_address
from service.credentials.tokens import Claims, StatusPlace, issue_token
from service.documents.pictures.release import Release
from service.documents.pictures.tagging import with_release
from service.domain.identifiers import parse
from service.registry.sealing import TrustedSeals
from tests.documents.cabinet import NUMBER, TODAY, dossier, original, sealed, subject, trusted, writer
from tests.documents.shop import printed
from tests.support.log_keys import private_key

KEY = IssuingKey(b"\x00\x00\x00\x01", private_key(1))
PUBLIC = VerifyingKey(
    KEY.kid, ED25519, private_key(1).public_key(), TODAY - timedelta(days=9), TODAY + timedelta(days=9)
)
RING = key_ring(PUBLIC)
NO_SEALS = TrustedSeals(())
SITE = "https://registre.example.qc.ca"
DAY = TODAY.date()
CLAIMS = Claims(
    parse(NUMBER), DAY, DAY + timedelta(days=99), Scope(("photo",), ("intranet",)), StatusPlace(7, 1)
)
ADDRESS = to_address(issue_token(CLAIMS, KEY), SITE)
ALTERED = ADDRESS[:-1] + ("1" if ADDRESS[-1] == "0" else "0")
OTHER_CODE = "WIFI:S:aval;;"


@dataclass(frozen=True)
class Verdict:
    """What is said of a file: the exit code, the JSON, and the words."""

    code: int
    said: dict[str, Any]
    words: str


@cache
def listed(*places: int) -> bytes:
    return issue_status_list(set_bits(places), f"{SITE}/status/7", datetime.now(UTC), KEY)


def verify(
    path: Path, content: bytes, seals: TrustedSeals = NO_SEALS, status: bytes | None = None
) -> Verdict:
    path.write_bytes(content)
    now = datetime.now(UTC) + timedelta(minutes=1)
    found = verify_given(str(path), Checking(Pinned(RING, seals), status or listed(), now))
    return Verdict(found.exit_code, json.loads(as_json(found)), as_text(found, "fr").replace("\u00a0", " "))


def drawn(*texts: str, kind: str = "PNG") -> bytes:
    """A picture with codes beside each other."""
    canvas, out = Image.new("L", (700 * len(texts), 700), 180), BytesIO()
    for place, text in enumerate(texts):
        code = qrcode.QRCode(border=4, box_size=8)
        code.add_data(text)
        canvas.paste(code.make_image().get_image().convert("L"), (700 * place + 30, 30))
    canvas.save(out, kind)
    return out.getvalue()


def page(*pictures: bytes) -> bytes:
    out = BytesIO()
    first, *others = (Image.open(BytesIO(each)) for each in pictures)
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


@cache
def with_code() -> bytes:
    """A sealed document that shows a paper with the code of its own number."""
    return writer().write_sealed(dossier(subject(), original(drawn(ADDRESS), "image/png")))


def test_the_code_on_a_picture_is_verified_and_the_picture_is_not(tmp_path: Path) -> None:
    found = verify(tmp_path / "affiche", drawn(ADDRESS, kind="JPEG"))
    said = found.said
    assert (found.code, said["authentic"], said["usable"], said["id"]) == (0, True, True, NUMBER)
    assert found.words.startswith("Code authentique\n")
    assert "Document authentique" not in found.words


@pytest.mark.long
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_pictures_of_every_kind_are_read(kind: str, tmp_path: Path) -> None:
    assert verify(tmp_path / "affiche", drawn(ADDRESS, kind=kind)).code == 0


@pytest.mark.long
def test_of_several_codes_on_a_picture_the_worst_counts(tmp_path: Path) -> None:
    found = verify(tmp_path / "deux.png", drawn(ADDRESS, ALTERED, OTHER_CODE))
    assert (found.code, found.said["authentic"], found.said["detail"]) == (6, False, "SIGNATURE_FALSE")
    assert sorted(one["authentic"] for one in found.said["codes"]) == [False, True]
    assert "Code authentique" in found.words
    assert "Code modifié" in found.words


@pytest.mark.long
def test_a_code_whose_number_may_not_be_used_is_genuine_all_the_same(tmp_path: Path) -> None:
    found = verify(tmp_path / "affiche.png", drawn(ADDRESS), status=listed(1))
    assert (found.code, found.said["authentic"], found.said["usable"]) == (6, True, False)
    assert "Code authentique" in found.words
    assert "Le registre ne donne jamais de raison." in found.words


def test_a_number_that_nobody_signed_proves_nothing(tmp_path: Path) -> None:
    release = Release((NUMBER,), f"{SITE}/v/{NUMBER}")
    found = verify(tmp_path / "photo.jpg", with_release(drawn(OTHER_CODE, kind="JPEG"), release))
    said = found.said
    assert (found.code, said["authentic"], said["usable"], said["detail"]) == (7, False, None, "NUMBER_ONLY")
    assert (said["id"], said["numbers"]) == (NUMBER, [NUMBER])
    assert found.words.startswith("Impossible à vérifier\n")
    assert "N'importe qui peut écrire un numéro." in found.words


@pytest.mark.long
def test_the_address_of_a_number_as_a_code_proves_nothing_either(tmp_path: Path) -> None:
    found = verify(tmp_path / "photo.png", drawn(f"{SITE}/v/{NUMBER}"))
    assert (found.code, found.said["detail"], found.said["numbers"]) == (7, "NUMBER_ONLY", [NUMBER])
    wrong = verify(tmp_path / "photo.png", drawn(f"{SITE}/v/1K7F-3M9X-4T8B-2QDZ"))
    assert (wrong.code, wrong.said["detail"]) == (6, "NO_CODE")


@pytest.mark.long
@pytest.mark.parametrize(
    "content",
    [drawn(OTHER_CODE), drawn(ADDRESS)[:300], b"\xff\xd8\xff", b"x" * 20_000, b"RIFF....WEBP", b"II*\0"],
)
def test_a_file_without_a_code_cannot_be_verified(content: bytes, tmp_path: Path) -> None:
    found = verify(tmp_path / "fichier", content)
    assert (found.code, found.said["authentic"], found.said["usable"]) == (6, False, False)
    assert found.words.startswith("Impossible à vérifier\n")


@pytest.mark.long
def test_the_code_on_a_pdf_without_a_seal_is_verified_and_the_pdf_is_not(tmp_path: Path) -> None:
    found = verify(tmp_path / "affiche.pdf", page(drawn(OTHER_CODE), drawn(ADDRESS)))
    said = found.said
    assert (found.code, said["authentic"], said["usable"], said["seal"]) == (0, True, True, "NOT_SEALED")
    assert found.words.startswith("Code authentique\n")
    assert "Document authentique" not in found.words


@pytest.mark.long
def test_a_sealed_document_and_the_code_it_shows_are_two_statements(tmp_path: Path) -> None:
    found = verify(tmp_path / "dossier.pdf", with_code(), trusted())
    said = found.said
    assert (found.code, said["seal"], said["authentic"], said["usable"]) == (0, "AUTHENTIC", True, True)
    assert (said["id"], said["channels"]) == (NUMBER, ["intranet"])
    assert found.words.startswith("Document authentique\n")
    assert "Code authentique\n" in found.words


@pytest.mark.long
def test_a_genuine_code_does_not_save_a_changed_or_a_strangers_document(tmp_path: Path) -> None:
    content = bytearray(with_code())
    content[len(content) // 2] ^= 1
    changed = verify(tmp_path / "dossier.pdf", bytes(content), trusted())
    assert (changed.code, changed.said["authentic"], changed.said["detail"]) == (6, False, "MODIFIED")
    assert changed.words.startswith("Document modifié\n")
    strange = verify(tmp_path / "dossier.pdf", with_code())
    assert (strange.code, strange.said["authentic"], strange.said["detail"]) == (6, False, "UNKNOWN_SEAL")


@pytest.mark.long
def test_a_sealed_document_without_a_code_is_genuine_and_nothing_more_is_told(tmp_path: Path) -> None:
    found = verify(tmp_path / "dossier.pdf", sealed(), trusted())
    assert (found.code, found.said["authentic"], found.said["usable"]) == (7, True, None)
    assert "Document authentique" in found.words


@pytest.mark.long
def test_the_code_of_a_form_is_no_code_of_a_number(tmp_path: Path) -> None:
    found = verify(tmp_path / "formulaire.pdf", printed("refusal", language="fr"))
    assert (found.code, found.said["detail"], found.said["codes"]) == (6, "NOT_SEALED", [])
