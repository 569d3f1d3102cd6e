"""The evidence pack as a PDF: accessible, sealed, with its data inside, and neutral outside."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader

from tests.api.conftest import served
from tests.api.office import Office, named
from tests.api.test_reconstructing import FORBIDDEN, URL, WHY, checkpoint, published, tell
from tests.api.worlds import CHILD, NAME, verified_order
from tests.support.conformance import faults_of
from tests.support.ports import MovableClock
from tests.support.stores import copy_folder


@dataclass(frozen=True, eq=False)
class Town:
    """A registry with a post of an adult whose yes was taken back, and one of a child by an order."""

    office: Office

    @cache  # noqa: B019 - one town for the file
    def pack(self, role: str, language: str, name: str) -> bytes:
        born = CHILD if name == NAME else "1984-03-27"
        body = {"why": WHY, "person": {"name": name, "birth_date": born}, "language": language}
        reply = self.office.call("POST", "reconstructions", role, body, Accept="application/pdf")
        assert reply.status == 200, reply.content
        assert reply.headers["content-type"] == "application/pdf"
        assert reply.headers["content-disposition"] == 'attachment; filename="dossier.pdf"'
        return reply.content


@pytest.fixture(scope="module")
def town(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder, clock = tmp_path_factory.mktemp("packs"), MovableClock()
    with served(copy_folder(made_folder, folder / "data"), folder, clock) as office:
        tell(office, clock)
        verified_order(office)
        published(office, named(NAME, CHILD), on="2026-10-15")
        checkpoint(office)
        yield Town(office)


def words_of(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.split())


def data_of(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as opened:
        (name,) = opened.attachments
        assert name == "dossier.json"
        return opened.attachments[name].get_file().read_bytes()


CASES = [
    ("legal", "fr", NAME),
    pytest.param("legal", "en", "Camille Roy", marks=pytest.mark.long),
    ("auditor", "fr", NAME),
]


@pytest.mark.parametrize(("role", "language", "name"), CASES)
def test_a_pack_holds_to_the_standards_of_access_and_archives(
    town: Town, role: str, language: str, name: str
) -> None:
    content = town.pack(role, language, name)
    assert faults_of(content, archival=False) == []
    archival = validate_pdf_bytes(content, profile=ValidationProfile.PDF_A_3A)
    assert [failure.message for failure in archival.failures] == []


def test_a_pack_tells_the_timeline_in_its_order(town: Town) -> None:
    said = words_of(town.pack("legal", "fr", "Camille Roy"))
    told = [
        "Chronologie",
        "Autorisation confirmée",
        "Vérification : Autorisé",
        "Publication inscrite",
        "Publication mise en ligne",
        "Autorisation retirée",
        "Retrait de la publication demandé",
        "Publication retirée",
    ]
    places = [said.find(one) for one in told]
    assert -1 not in places
    assert places == sorted(places)
    assert [one for one in (WHY, URL, "Motifs de maintenant", "Note signée") if one not in said] == []


def test_the_data_inside_are_those_whose_fingerprint_is_printed(town: Town) -> None:
    content = town.pack("legal", "fr", "Camille Roy")
    data = data_of(content)
    assert json.loads(data)["schema"] == "aval/evidence-pack/1"
    assert sha256(data).hexdigest() in words_of(content).replace(" ", "")


def test_outside_a_pack_says_nothing_of_whom_it_is_about(town: Town) -> None:
    with pikepdf.open(BytesIO(town.pack("legal", "fr", NAME))) as opened:
        outside = f"{opened.Root.Metadata.read_bytes().decode()} {dict(opened.docinfo)}"
        seal = opened.Root.AcroForm.Fields[0].V
        outside += f" {seal.get('/Reason', '')} {seal.get('/Name', '')} {seal.get('/Location', '')}"
    assert "Dossier de preuve" in outside
    assert re.search(r"Roy|Noé|[Pp]lainte|ordonnance|LPJ|1K7F", outside) is None


def test_legal_reads_the_order_s_number_and_who_verified_it(town: Town) -> None:
    said = words_of(town.pack("legal", "fr", NAME))
    assert "100-41-000123-267" in said
    assert "Ordonnance vérifiée" in said
    assert "Une ordonnance valide permet cette publication." in said


def test_the_auditor_s_pack_holds_no_word_of_it(town: Town) -> None:
    content = town.pack("auditor", "fr", NAME)
    said = f"{words_of(content)} {data_of(content).decode()}"
    assert FORBIDDEN.findall(said) == []
    assert "Noé Roy" in said
    assert FORBIDDEN.search(words_of(town.pack("legal", "fr", NAME)))
