"""Fields to fill in on screen (AcroForm), over the same page as is printed.

Their font is the reader's own and is not embedded: such a file claims neither PDF/UA nor PDF/A.
"""

from __future__ import annotations

from typing import Any, Final

from service.documents.sheets.ink import Field
from service.documents.sheets.layout import Page
from service.documents.sheets.pen import COLOURS, Pen
from service.registry.print_jobs import Job, Sheet

LONGEST: Final = 100


def add_widgets(pen: Pen, page: Page, job: Job, sheet: Sheet) -> None:
    """Lay a widget over each field of the page; its name begins with the serial, so that copies differ."""
    for field in page.fields:
        if field.kind == "box":
            _box(pen, field, job, sheet)
        else:
            _text(pen, field, job, sheet)


def _forms(pen: Pen) -> Any:  # noqa: ANN401 - reportlab takes any number here; its types say whole ones
    return pen.canvas.acroForm


def _box(pen: Pen, field: Field, job: Job, sheet: Sheet) -> None:
    x, y, side, _ = pen.placed(field.rect.shrunk(0.2))
    _forms(pen).checkbox(
        name=f"{sheet.serial}_{field.key}",
        tooltip=field.label,
        checked=field.key in job.ticked,
        buttonStyle="cross",
        x=x,
        y=y,
        size=side,
        borderWidth=0.5,
        borderColor=COLOURS["text"],
        fillColor=COLOURS["white"],
        textColor=COLOURS["text"],
        forceBorder=True,
    )


def _text(pen: Pen, field: Field, job: Job, sheet: Sheet) -> None:
    x, y, width, height = pen.placed(field.rect.shrunk(0.5))
    _forms(pen).textfield(
        name=f"{sheet.serial}_{field.key}",
        tooltip=field.label,
        value=job.written.get(field.key, ""),
        maxlen=LONGEST,
        x=x,
        y=y,
        width=width,
        height=min(height, 18),
        fontSize=10,
        borderWidth=0,
        fillColor=None,
        borderColor=None,
        textColor=COLOURS["text"],
        forceBorder=False,
    )
