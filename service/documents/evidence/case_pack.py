"""Draws the evidence pack of a case: a report of its parts, with its data attached."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from service.documents.evidence.case_parts import sheet_of
from service.documents.evidence.case_people import Part
from service.documents.evidence.report import draw_report
from service.registry.case_records import Case
from service.registry.report_records import Report, Section

DATA: Final = "dossier.json"
WIDTHS: Final = {0: (), 3: (0.24, 0.46, 0.3), 4: (0.24, 0.42, 0.12, 0.22)}
"""Shares of the width that columns take, by their number."""


def draw_case(case: Case, packed: bytes, language: str, zone: tzinfo) -> bytes:
    """Return the tagged PDF with the data attached."""
    sheet = sheet_of(case, language, zone)
    sections = tuple(_section(part) for part in sheet.parts)
    report = Report(sheet.title, sheet.lead, sheet.facts, sections, DATA, language, case.made_at)
    return draw_report(report, packed)


def _section(part: Part) -> Section:
    widths = WIDTHS[len(part.heads)]
    return Section(part.heading, part.facts, part.lead, part.heads, widths, part.rows, sub=part.sub)
