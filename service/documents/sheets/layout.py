"""Where everything stands on each page of a form: computed from the form's version alone, always the same.

The scanner's reader asks `layout_of` for the page that a code names. Rectangles are in millimetres from the
paper's top left corner; `Page.marks` says where the corner marks are in the same millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from itertools import groupby
from typing import Final

from service.documents.sheets.blocks import Section, set_blocks
from service.documents.sheets.flowing import Column, flow, place
from service.documents.sheets.heading import MARGIN, Heading, heading_of
from service.documents.sheets.ink import Field, Node, Rect
from service.documents.sheets.marks import EDGE, SIDE, ids_of_page, mark_places
from service.documents.sheets.style import LARGE_TEXT, PAPERS, Style
from service.registry.forms import FormText, FormVersion
from service.registry.print_jobs import Paper

BETWEEN_COLUMNS: Final = 5.6
USUAL: Final = tuple(Style(size / 4, 2) for size in range(36, 45))
DENSE: Final = tuple(Style(size / 10, 2, dense=True) for size in range(76, 93))
TRIED: Final = tuple(
    (pages, styles, whole)
    for pages, styles in ((1, USUAL), (1, DENSE), (2, USUAL))
    for whole in (True, False)
)
"""Pages, looks from the smallest, and whether small blocks must stay whole.

The first row of which the smallest look holds the whole text is taken.
"""
MOST_PAGES: Final = 12
_FINGERPRINT: Final = 6


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its marks by id, the place of its code, its nodes by block in reading order, its fields."""

    number: int
    marks: tuple[tuple[int, Rect], ...]
    heading: Heading
    blocks: tuple[tuple[str, tuple[Node, ...]], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """List what is to fill in on this page, in reading order."""
        return tuple(field for _, nodes in self.blocks for node in nodes for field in node.fields())


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of a form as printed on one paper, and the size of its text in points."""

    paper: tuple[float, float]
    size: float
    pages: tuple[Page, ...]

    @property
    def fingerprint(self) -> str:
        """Six characters that change with the place of any mark or field: a code carries them."""
        return _fingerprint(self)


class TooLong(ValueError):
    """The form does not fit its pages; its text is to be shortened."""


@lru_cache(maxsize=128)
def layout_of(form: FormVersion, language: str, paper: Paper = "letter", *, large: bool = False) -> Layout:
    """Lay out a form: on one page if it can be read there, else on two; large print takes what it needs."""
    text = form.text(language)
    if text is None:
        raise TooLong
    if large:
        found = _laid_out(form, text, paper, Style(LARGE_TEXT, 1, large=True), most_pages=MOST_PAGES)
        if found is None:
            raise TooLong
        return found
    for pages, styles, whole in TRIED:
        found = _largest(partial(_laid_out, form, text, paper, most_pages=pages, must=whole), styles)
        if found is not None:
            return found
    raise TooLong


def _largest(lay_out: Callable[[Style], Layout | None], styles: tuple[Style, ...]) -> Layout | None:
    """Find by halves the largest look that holds the text, if the smallest does."""
    best = lay_out(styles[0])
    low, high = 0, len(styles)
    while best is not None and high - low > 1:
        middle = (low + high) // 2
        tried = lay_out(styles[middle])
        low, high, best = (middle, high, tried) if tried else (low, middle, best)
    return best


def _laid_out(
    form: FormVersion, text: FormText, paper: Paper, style: Style, *, most_pages: int, must: bool = False
) -> Layout | None:
    size = PAPERS[paper]
    width = (size[0] - 2 * MARGIN - (style.columns - 1) * BETWEEN_COLUMNS) / style.columns
    sections = set_blocks(form, text, width, style)
    headings = tuple(heading_of(text, size, style, number) for number in range(1, most_pages + 1))
    columns = _columns(size, style, width, headings)
    whole = flow(sections, columns, whole=True) is not None
    stood = flow(sections, columns, whole=whole)
    if stood is None or (must and not whole):
        return None
    columns = _levelled(sections, columns, columns[len(stood) - 1].page, whole=whole)
    stood = flow(sections, columns, whole=whole) or stood
    placed = tuple(place(stood, columns))
    pages = tuple(
        _page(number, size, headings[number - 1], placed)
        for number in range(1, columns[len(stood) - 1].page + 1)
    )
    return Layout(size, style.size, pages)


def _columns(
    size: tuple[float, float], style: Style, width: float, headings: tuple[Heading, ...]
) -> tuple[Column, ...]:
    bottom = min(size[1] - EDGE - SIDE, headings[0].foot.rect.y) - (4.0 if style.large else 1.6)
    return tuple(
        Column(number, MARGIN + at * (width + BETWEEN_COLUMNS), heading.bottom, bottom - heading.bottom)
        for number, heading in enumerate(headings, start=1)
        for at in range(style.columns)
    )


def _levelled(
    sections: tuple[Section, ...], columns: tuple[Column, ...], pages: int, *, whole: bool
) -> tuple[Column, ...]:
    """Shorten the columns of the last page as far as all still fits, so that they end together."""
    kept = tuple(column for column in columns if column.page <= pages)
    best = kept
    for cut in range(1, 400):
        tried = tuple(
            Column(each.page, each.x, each.y, each.height - (cut if each.page == pages else 0))
            for each in kept
        )
        if tried[-1].height <= 0 or flow(sections, tried, whole=whole) is None:
            return best
        best = tried
    return best


def _page(
    number: int,
    size: tuple[float, float],
    heading: Heading,
    placed: tuple[tuple[int, str, tuple[Node, ...]], ...],
) -> Page:
    mine = [(block, nodes) for page, block, nodes in placed if page == number]
    blocks = tuple(
        (block, tuple(node for _, nodes in group for node in nodes))
        for block, group in groupby(mine, key=lambda each: each[0])
    )
    marks = tuple(zip(ids_of_page(number), mark_places(*size), strict=True))
    return Page(number, marks, heading, blocks)


@lru_cache(maxsize=128)
def _fingerprint(layout: Layout) -> str:
    lines = [
        f"{page.number} {field.key} {field.kind} "
        + " ".join(_rounded(rect) for rect in (field.rect, *field.cells))
        for page in layout.pages
        for field in page.fields
    ]
    digest = sha256("\n".join([f"{layout.paper}", *lines]).encode()).hexdigest()
    return digest[:_FINGERPRINT].upper()


def _rounded(rect: Rect) -> str:
    return f"{rect.x:.2f},{rect.y:.2f},{rect.width:.2f},{rect.height:.2f}"
