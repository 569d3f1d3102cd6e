"""The register and the report of a control as PDF: accessible, archival, with their data inside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader

from service.documents.evidence.report import draw_report
from service.registry.report_records import Report, Section
from tests.support.conformance import faults_of

NOW = datetime(2026, 10, 13, tzinfo=UTC)
LONG = "Une phrase qui revient souvent. " * 40
REPORT = Report(
    "Registre des incidents de confidentialité",
    "Registre prévu par la loi.",
    (("Établissement", ("CISSS",)),),
    (
        *(
            Section(f"Incident {n}", tuple((f"{item}. Titre", ("Oui.", LONG)) for item in range(1, 9)))
            for n in range(3)
        ),
        Section(
            "Publications vues",
            lead="Ce qui a été vu.",
            heads=("Publication", "Résultat"),
            shares=(0.4, 0.6),
            rows=tuple((f"1K7F-3M9X-4T8B-2Q{n:02d}", "Conforme") for n in range(60)),
        ),
    ),
    "registre.json",
    "fr",
    NOW,
)
DATA = json.dumps({"schema": "essai"}).encode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_report_holds_to_the_standards_of_access_and_archives(language: str) -> None:
    content = draw_report(replace(REPORT, language=language), DATA)
    assert faults_of(content, archival=False) == []
    archival = validate_pdf_bytes(content, profile=ValidationProfile.PDF_A_3A)
    assert [failure.message for failure in archival.failures] == []


def test_all_of_it_is_there_over_several_pages_and_its_data_come_back_byte_for_byte() -> None:
    content = draw_report(REPORT, DATA)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert all(f"Incident {n}" in text for n in range(3))
    assert text.count("Conforme") == 60
    with pikepdf.open(BytesIO(content)) as opened:
        assert opened.attachments["registre.json"].get_file().read_bytes() == DATA
        assert len(opened.pages) > 3


def test_what_a_reader_sees_outside_names_nobody() -> None:
    with pikepdf.open(BytesIO(draw_report(REPORT, DATA))) as opened:
        assert str(opened.docinfo["/Title"]) == REPORT.title
        assert not {"/Author", "/Subject"} & set(opened.docinfo.keys())
