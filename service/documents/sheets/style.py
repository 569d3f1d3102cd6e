"""How large things are on a page; all follow from the size of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.documents.sheets.ink import POINT
from service.registry.print_jobs import Paper

PAPERS: Final[dict[Paper, tuple[float, float]]] = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""Width and height in millimetres; US Letter is what Québec prints on."""

SMALLEST_BOX: Final = 5.0
"""Millimetres: what a pen ticks and a scanner reads without doubt."""
LARGE_TEXT: Final = 16.0
_SMALL_PRINT: Final = 0.82


@dataclass(frozen=True, slots=True)
class Style:
    """Text of `size` points in some columns.

    `large`: nothing on the page is smaller than 16 points. `dense`: blocks without fields begin on the
    line of their title, so that a long text stays on one page.
    """

    size: float
    columns: int
    large: bool = False
    dense: bool = False

    @property
    def leading(self) -> float:
        """Return the points from one line to the next."""
        return self.size * (1.22 if self.dense else 1.29)

    @property
    def line(self) -> float:
        """Return the millimetres from one line to the next."""
        return self.leading * POINT

    @property
    def caption(self) -> float:
        """Return the points of the words in a field's corner."""
        return self.size if self.large else max(6.6, self.size * _SMALL_PRINT)

    @property
    def heading(self) -> float:
        """Return by how much a block's title is larger than the text."""
        return 1.12 if self.dense else 1.2

    @property
    def title(self) -> float:
        """Return the points of the form's title."""
        return 24.0 if self.large else 17.0

    @property
    def box(self) -> float:
        """Return the side of a box to tick, in millimetres."""
        return max(SMALLEST_BOX + 0.2, self.size * 0.45)

    @property
    def writing(self) -> float:
        """Return the room for handwriting, in millimetres."""
        return 9.0 if self.large else max(5.6, self.size * 0.68)

    @property
    def signing(self) -> float:
        """Return the room for a signature, in millimetres."""
        return 15.0 if self.large else max(9.0, self.size * 1.05)

    @property
    def gap(self) -> float:
        """Return the room between two things of a block, in millimetres."""
        return self.size * (0.09 if self.dense else 0.12)

    @property
    def block_gap(self) -> float:
        """Return the room above a block's title, in millimetres."""
        return self.size * (0.2 if self.dense else 0.26)
