"""The port `CodeDrawer`: QR codes of tokens, level M, with the number and what they hold in text."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import Final

from service.documents.code_painting import paint_code
from service.documents.qr import dark_runs

LARGEST: Final = 53
"""Modules a side of QR version 9, the largest that is printed."""
MODULE: Final = 4
"""Pixels a module."""
LINE: Final = 20
"""Pixels from one line of text to the next."""
_QUIET: Final = 8
"""Light modules of both sides, counted in what is drawn."""
_LETTERS: Final = 46
"""Characters on a line of text under the smallest code."""


class TokenCodes:
    """Draws codes; the same text always gives the same drawing."""

    def paint(self, address: str, number: str, holds: str) -> bytes | None:
        """Return the same as a picture; None when no code holds it."""
        modules, _ = dark_runs(address)
        return None if modules - _QUIET > LARGEST else paint_code(address, number, holds)

    def draw(self, address: str, number: str, holds: str) -> str | None:
        """Return the drawing, `number` and what the code `holds` below it; None when no code holds it."""
        modules, runs = dark_runs(address)
        if modules - _QUIET > LARGEST:
            return None
        side = modules * MODULE
        bars = "".join(
            f'<rect x="{column * MODULE}" y="{row * MODULE}" width="{length * MODULE}" height="{MODULE}"/>'
            for column, row, length in runs
        )
        lines = wrap(holds, _LETTERS)
        height = side + LINE * (len(lines) + 2)
        texts = "".join(
            f'<text x="{side // 2}" y="{side + LINE * (place + 1)}" class="{name}">{escape(text)}</text>'
            for place, (name, text) in enumerate([("number", number), *(("holds", one) for one in lines)])
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {height}" width="{side}"'
            f' height="{height}" role="img" aria-label="{escape(number)}">{_STYLE}'
            f'<rect width="{side}" height="{height}" fill="#fff"/>'
            f'<g shape-rendering="crispEdges">{bars}</g>{texts}</svg>'
        )


_STYLE: Final = (
    "<style>text{font-family:'Open Sans',sans-serif;text-anchor:middle;fill:#000}"
    ".number{font-size:15px;font-weight:600}.holds{font-size:10px}</style>"
)
