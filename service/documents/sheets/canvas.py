"""The canvas that sheets are drawn on."""

from __future__ import annotations

from typing import Any

from reportlab.pdfgen.canvas import Canvas


class EmbeddedFontsCanvas(Canvas):
    """A canvas that names no font before one is chosen.

    reportlab begins every page with Helvetica, which is not embedded: PDF/A has no room for it, used or not.
    """

    def __init__(self, *where: Any, **how: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*where, **how)
        # Kept from here on as the beginning of every page.
        self._preamble = "1 0 0 1 0 0 cm"

    def _make_preamble(self) -> None:
        """Leave out the font that reportlab would name."""
