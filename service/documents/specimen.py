"""A fictional paper, marked so on its face: the same bytes each time for the same words."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

MARK: Final = "FICTIF / FICTITIOUS"
MARGIN: Final = 60
LINE: Final = 18


@dataclass(frozen=True, slots=True)
class Specimen:
    """What stands on the page: title, plain lines, and who signed on which day (ISO)."""

    title: str
    lines: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]


def draw_specimen(specimen: Specimen) -> bytes:
    """Draw one Letter page as a PDF. Its metadata names nobody."""
    held = BytesIO()
    page = Canvas(held, pagesize=LETTER, invariant=1)
    page.setTitle(MARK)
    page.setAuthor("")
    _draw_mark(page)
    page.setFont("Helvetica-Bold", 16)
    height = LETTER[1] - MARGIN - 3 * LINE
    page.drawString(MARGIN, height, specimen.title)
    page.setFont("Helvetica", 11)
    for line in specimen.lines:
        height -= LINE
        page.drawString(MARGIN, height, line)
    for name, day in specimen.signatures:
        height -= 3 * LINE
        _draw_signature(page, height, name, day)
    page.showPage()
    page.save()
    return held.getvalue()


def _draw_mark(page: Canvas) -> None:
    page.saveState()
    page.setFillGray(0.85)
    page.setFont("Helvetica-Bold", 44)
    page.translate(LETTER[0] / 2, LETTER[1] / 2)
    page.rotate(50)
    page.drawCentredString(0, 0, MARK)
    page.restoreState()
    page.setFont("Helvetica-Bold", 11)
    page.drawCentredString(LETTER[0] / 2, LETTER[1] - MARGIN, MARK)


def _draw_signature(page: Canvas, height: float, name: str, day: str) -> None:
    page.setFont("Helvetica-Oblique", 13)
    page.drawString(MARGIN, height + 4, name)
    page.line(MARGIN, height, MARGIN + 260, height)
    page.setFont("Helvetica", 10)
    page.drawString(MARGIN + 280, height + 4, day)
