"""QR codes as dark runs, to be drawn as rectangles: sharp at every size."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M

BORDER: Final = 4
"""Light modules around a code (ISO/IEC 18004)."""
FORM_VERSION: Final = 5
"""37 modules a side: room for the longest form code, so that all look alike."""
_MASK: Final = 3
"""One mask for all: choosing among eight takes eight times as long, and readers read any."""


@lru_cache(maxsize=8)
def dark_runs(text: str, version: int | None = None) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return modules a side, border included, and the dark runs as (column, row, length); level M."""
    code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_M, border=BORDER, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=version is None)
    matrix = code.get_matrix()
    return len(matrix), tuple(run for row, cells in enumerate(matrix) for run in _runs(row, cells))


def _runs(row: int, cells: list[bool]) -> list[tuple[int, int, int]]:
    runs, column = [], 0
    for dark, group in groupby(cells):
        length = len(list(group))
        if dark:
            runs.append((column, row, length))
        column += length
    return runs
