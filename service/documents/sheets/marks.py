"""The four squares by which a scanner's picture is straightened: ArUco, dictionary DICT_4X4_50.

Page n has marks 4n-4 to 4n-1 (from the thirteenth page on, the first again): top left, top right, bottom
right, bottom left. A picture upside down, or of the back, is told by them alone.
"""

from __future__ import annotations

from typing import Final

from service.documents.sheets.ink import Rect

SIDE: Final = 7.2
"""Millimetres; six modules of 1.2, the outer ring black."""
EDGE: Final = 8.0
"""Millimetres between a mark and the edge of the paper: within what any printer can print."""
MODULES: Final = 6
PAGES: Final = 12

BITS: Final[tuple[int, ...]] = (
    0xB532,
    0x0F9A,
    0x332D,
    0x9946,
    0x549E,
    0x79CD,
    0x9E2E,
    0xC4F2,
    0xFEDA,
    0xCF56,
    0xF991,
    0x11A7,
    0x0EB7,
    0x2A0F,
    0x24B1,
    0x263E,
    0x4665,
    0x6600,
    0x6C5E,
    0x76AF,
    0x868B,
    0xB02B,
    0xCCD5,
    0xDD82,
    0xFE47,
    0x9471,
    0xACE4,
    0xA554,
    0x2123,
    0x346F,
    0x4415,
    0x57B2,
    0x9ECF,
    0xF0CB,
    0x08AE,
    0x0929,
    0x1875,
    0x04FF,
    0x0DF6,
    0x1C5A,
    0x1718,
    0x2A28,
    0x328C,
    0x38B2,
    0x24E8,
    0x2EEB,
    0x2D3F,
    0x4B64,
)
"""The 16 inner modules of each mark, row by row, white is 1: OpenCV's own, written once."""


def ids_of_page(number: int) -> tuple[int, int, int, int]:
    """Return a page's marks, clockwise from the top left. `number` counts from 1."""
    first = 4 * ((number - 1) % PAGES)
    return first, first + 1, first + 2, first + 3


def mark_places(width: float, height: float) -> tuple[Rect, Rect, Rect, Rect]:
    """Return where the marks stand on paper of this size, clockwise from the top left."""
    left, right, top, bottom = EDGE, width - EDGE - SIDE, EDGE, height - EDGE - SIDE
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    one, two, three, four = (Rect(x, y, SIDE, SIDE) for x, y in corners)
    return one, two, three, four


def white_modules(mark: int, place: Rect) -> tuple[Rect, ...]:
    """Return the white runs inside a mark's black square."""
    module = place.width / MODULES
    rows = [[BITS[mark] >> (15 - 4 * row - column) & 1 for column in range(4)] for row in range(4)]
    return tuple(
        Rect(place.x + (column + 1) * module, place.y + (row + 1) * module, module, module)
        for row, bits in enumerate(rows)
        for column, bit in enumerate(bits)
        if bit
    )
