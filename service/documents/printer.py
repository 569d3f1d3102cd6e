"""Prints forms: the port `Printer` by reportlab, with tags; the same job gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from service.documents.badges import draw_badges
from service.documents.poster import draw_poster
from service.documents.sheets.canvas import EmbeddedFontsCanvas
from service.documents.sheets.filling import add_widgets
from service.documents.sheets.layout import Layout, TooLong, layout_of
from service.documents.sheets.painting import Painter
from service.documents.sheets.pen import Crowded, Pen
from service.documents.sheets.tagging import Element, tag
from service.documents.typefaces import MM
from service.registry.badge_sheets import BadgeSheet
from service.registry.errors import Fault, Invalid
from service.registry.poster_sheets import PosterSheet
from service.registry.print_jobs import Job


@dataclass(frozen=True, slots=True)
class FormPrinter:
    """Prints forms as PDF."""

    def print_forms(self, job: Job, progress: Callable[[int], None]) -> bytes:
        """Return one PDF with all copies. Raises `Invalid` for words that do not fit their room."""
        try:
            layout = layout_of(job.form, job.language, job.order.paper, large=job.order.large)
            return _printed(job, layout, progress)
        except TooLong as error:
            raise Invalid(Fault("/family", "FORM_TOO_LONG", job.form.family)) from error
        except Crowded as error:
            raise Invalid(Fault("/establishment", "TOO_LONG", error.words)) from error

    def print_badges(self, sheet: BadgeSheet) -> bytes:
        """Return the badges of an event. Raises `Invalid` for names that do not fit their room."""
        return draw_badges(sheet)

    def print_poster(self, sheet: PosterSheet) -> bytes:
        """Return one page. Raises `Invalid` for words that do not fit their room."""
        return draw_poster(sheet)


def _printed(job: Job, layout: Layout, progress: Callable[[int], None]) -> bytes:
    content, root = draw_forms(job, layout, progress)
    text = job.form.text(job.language) or job.form.texts[0]
    return tag(content, root, text.title, job.language, claimed=not (job.order.fillable or job.specimen))


def draw_forms(job: Job, layout: Layout, progress: Callable[[int], None]) -> tuple[bytes, Element]:
    """Return a PDF of all copies that has no tags yet, and the tree of what is on it.

    Raises `Crowded` for words that do not fit their room.
    """
    held = BytesIO()
    size = layout.paper[0] * MM, layout.paper[1] * MM
    # pikepdf compresses the whole in the end.
    canvas = EmbeddedFontsCanvas(held, pagesize=size, invariant=1, pageCompression=0)
    pen = Pen(canvas, layout.paper[1], job.establishment)
    painter = Painter(pen, job, layout)
    for done, sheet in enumerate(job.sheets, start=1):
        for page in painter.paint(sheet):
            if job.order.fillable:
                add_widgets(pen, page, job, sheet)
        progress(done)
    canvas.save()
    return held.getvalue(), pen.root
