"""Stands pieces in columns, one below the other; a title never ends a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.documents.sheets.blocks import Section
from service.documents.sheets.ink import Node
from service.documents.sheets.setting import Piece

LARGEST_KEPT: Final = 0.45
"""Part of a column's height up to which a block is kept whole where that costs no smaller text."""
MOST_STRETCH: Final = 3.2
"""Millimetres that a full column may add above each block, so that columns end together."""


@dataclass(frozen=True, slots=True)
class Column:
    """Room for pieces: its left edge, its top and its height."""

    page: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class _Stood:
    section: str
    piece: Piece
    above: float


def flow(
    sections: Sequence[Section], columns: Sequence[Column], *, whole: bool = False
) -> tuple[tuple[_Stood, ...], ...] | None:
    """Fill columns in turn; None when there is too much for them. `whole`: no small block is parted."""
    filled: list[list[_Stood]] = [[]]
    left = columns[0].height
    most_kept = columns[0].height * LARGEST_KEPT if whole else 0.0
    for run in _runs(sections, most_kept):
        if _height(run, fresh=not filled[-1]) > left:
            if len(filled) == len(columns):
                return None
            left = columns[len(filled)].height
            filled.append([])
            if _height(run, fresh=True) > left:
                return None
        for section, piece in run:
            above = piece.before if filled[-1] else 0.0
            filled[-1].append(_Stood(section, piece, above))
            left -= above + piece.height
    return tuple(tuple(column) for column in filled)


def place(
    stood: Sequence[Sequence[_Stood]], columns: Sequence[Column]
) -> Iterator[tuple[int, str, tuple[Node, ...]]]:
    """Yield page, block and nodes where they stand, in reading order."""
    for at, (column, pieces) in enumerate(zip(columns, stood, strict=False)):
        stretch = _stretch(column, pieces) if at + 1 < len(stood) or _is_nearly_full(column, pieces) else 0.0
        y, before = column.y, ""
        for one in pieces:
            y += one.above + (stretch if before and one.section != before else 0.0)
            nodes = one.piece.nodes[1:] if one.piece.ruled and y == column.y else one.piece.nodes
            yield column.page, one.section, tuple(node.moved(column.x, y) for node in nodes)
            y += one.piece.height
            before = one.section


def _runs(sections: Sequence[Section], most_kept: float) -> Iterator[tuple[tuple[str, Piece], ...]]:
    """Yield pieces that stay together: blocks up to a height, and titles with what follows them."""
    for section in sections:
        pieces = tuple((section.key, piece) for piece in section.pieces)
        if _height(pieces, fresh=True) <= most_kept:
            yield pieces
            continue
        first = 0
        for place, (_, piece) in enumerate(pieces, start=1):
            if not piece.stays or place == len(pieces):
                yield pieces[first:place]
                first = place


def _height(run: Sequence[tuple[str, Piece]], *, fresh: bool) -> float:
    total = sum(piece.before + piece.height for _, piece in run)
    return total - run[0][1].before if fresh else total


def _taken(pieces: Sequence[_Stood]) -> float:
    return sum(one.above + one.piece.height for one in pieces)


def _is_nearly_full(column: Column, pieces: Sequence[_Stood]) -> bool:
    gaps = max(1, len({one.section for one in pieces}) - 1)
    return (column.height - _taken(pieces)) / gaps <= MOST_STRETCH


def _stretch(column: Column, pieces: Sequence[_Stood]) -> float:
    gaps = len({one.section for one in pieces}) - 1
    return min(MOST_STRETCH, max(0.0, column.height - _taken(pieces)) / gaps) if gaps > 0 else 0.0
