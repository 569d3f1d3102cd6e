"""Stands words, tables and pictures one below the other, page after page, with a tag for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader

from service.documents.qr import dark_runs
from service.documents.sheets.canvas import EmbeddedFontsCanvas
from service.documents.sheets.ink import POINT, Area, Node, Passage, Rect
from service.documents.sheets.pen import Pen
from service.documents.sheets.setting import TEXT, Look, Piece, set_words
from service.documents.sheets.style import PAPERS, Style
from service.documents.sheets.tagging import Attachment, Element, tag
from service.documents.typefaces import MM, can_write, width_of

MARGIN: Final = 20.0
TOP: Final = 18.0
FOOT: Final = 16.0
WIDTH: Final = PAPERS["letter"][0] - 2 * MARGIN
STYLE: Final = Style(10.0, 1)
H1: Final = Look("H1", "title", "blue", 2.2)
H2: Final = Look("H2", "title", "blue", 1.35)
H3: Final = Look("H3", "strong", "text", 1.05)
STRONG: Final = Look("P", "strong")
EYEBROW: Final = Look("P", "strong", "border", 1.0)
LINE_GAP: Final = 1.3
"""Millimetres above and below the words of a row."""
CELL: Final = 1.8
BULLET: Final = 5.0
"""Millimetres by which the words of a list stand in."""
KEPT_TOGETHER: Final = 26.0
"""A heading with less room than this below it goes to the next page."""
FINGERPRINT: Final = 64
"""Characters of a SHA-256 in hexadecimal."""
SMALL: Final = Style(8.0, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its width in millimetres, and how its words look."""

    width: float
    look: Look = TEXT


class Flow:
    """A document of Letter pages under way."""

    def __init__(self, foot: Callable[[int], str], style: Style = STYLE) -> None:
        self._held = BytesIO()
        self._paper = PAPERS["letter"]
        size = (self._paper[0] * MM, self._paper[1] * MM)
        self._canvas = EmbeddedFontsCanvas(self._held, pagesize=size, invariant=1, pageCompression=0)
        self._pen = Pen(self._canvas, self._paper[1], {})
        self._foot = foot
        self._style = style
        self._part = Element("Part")
        self._pen.root.kids.append(self._part)
        self._y = TOP
        self._begin_page()

    @property
    def pages(self) -> int:
        """Return how many pages there are by now."""
        return self._pen.page + 1

    @property
    def room(self) -> float:
        """Return the millimetres left on the page."""
        return self._paper[1] - FOOT - self._y

    def space(self, millimetres: float) -> None:
        """Leave room."""
        self._y += millimetres

    def next_page(self) -> None:
        """Begin a page."""
        self._pen.next_page()
        self._begin_page()

    def heading(self, words: str, look: Look = H2, above: float = 5.0) -> None:
        """Stand a heading, with what follows it on the same page; a rule above those of a part."""
        self._y += above if self._y > TOP else 0
        if self.room < KEPT_TOGETHER:
            self.next_page()
        if look is H2:
            with self._pen.artifact():
                self._pen.draw([Area(Rect(MARGIN, self._y, WIDTH, 0.3), fill="blue")])
            self._y += 1.6
        self.words(words, look, above=0)
        self._y += 1.0

    def words(
        self,
        words: str,
        look: Look = TEXT,
        *,
        above: float = 1.6,
        style: Style | None = None,
        width: float = WIDTH,
    ) -> None:
        """Stand a paragraph."""
        style = style or self._style
        piece = set_words(plain(words, look, style, width), width, style, look)
        self._y += above
        if piece.height > self.room:
            self.next_page()
        self._stand(piece, MARGIN, self._part)
        self._y += piece.height

    def bullets(self, items: Sequence[str]) -> None:
        """Stand a list."""
        whole = Element("L")
        self._part.kids.append(whole)
        width = WIDTH - BULLET
        for words in items:
            piece = set_words(plain(words, TEXT, self._style, width), width, self._style)
            self._y += 0.9
            if piece.height > self.room:
                self.next_page()
            item = Element("LI")
            whole.kids.append(item)
            with self._pen.artifact():
                dot = self._y + self._style.line / 2 - 0.35
                self._pen.draw([Area(Rect(MARGIN + 1.4, dot, 1.1, 1.1), fill="blue")])
            self._stand(piece, MARGIN + BULLET, item, role="LBody")
            self._y += piece.height

    def facts(self, rows: Sequence[tuple[str, Sequence[str]]], first: float = 46.0) -> None:
        """Stand a table of what is known: a name to the left, its values to the right."""
        if not rows:
            return
        columns = (Column(first, Look("P", "strong")), Column(WIDTH - first))
        table = self._table()
        for name, values in rows:
            self._row(table, columns, [(name,), tuple(values)], first_is_head=True)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """Stand a table with a row of headings."""
        table = self._table()
        self._head_row(table, heads, widths)
        columns = [Column(width) for width in widths]
        for row in rows:
            self._row(table, columns, [(cell,) for cell in row])

    def picture(self, jpeg: bytes, alt: str, most: tuple[float, float] | None = None) -> None:
        """Stand a picture as large as the page, or `most` (width, height in millimetres), allows."""
        reader = ImageReader(BytesIO(jpeg))
        across, down = reader.getSize()
        width, height = most or (WIDTH, self._paper[1] - TOP - FOOT)
        if most is None and self.room < height * 0.98:
            self.next_page()
        scale = min(width / across, min(height, self.room) / down)
        rect = Rect(MARGIN, self._y, across * scale, down * scale)
        with self._pen.content("Figure") as mark:
            self._canvas.drawImage(reader, *self._pen.placed(rect))
            self._pen.draw([Area(rect, stroke="border", line=0.2)])
        self._part.kids.append(Element("Figure", [mark], alt=alt))
        self._y += rect.height + 2.0

    def code(self, text: str, alt: str, side: float, beside: Sequence[tuple[str, Look]]) -> None:
        """Stand a QR code with words to its right."""
        if self.room < side:
            self.next_page()
        top, modules_runs = self._y, dark_runs(text)
        modules, runs = modules_runs
        with self._pen.content("Figure") as mark:
            self._pen.fill_modules(Rect(MARGIN - 2, top, side, side), modules, runs)
        self._part.kids.append(Element("Figure", [mark], alt=alt))
        left, width = MARGIN + side + 2, WIDTH - side - 2
        self._y += 3.0
        for words, look in beside:
            piece = set_words(plain(words, look, self._style, width), width, self._style, look)
            self._stand(piece, left, self._part)
            self._y += piece.height + 1.4
        self._y = max(self._y, top + side)

    def finish(self, title: str, language: str, attached: Attachment | None = None) -> bytes:
        """Return the tagged PDF, with a file attached if one is given."""
        self._pen.next_page()
        self._canvas.save()
        return tag(self._held.getvalue(), self._pen.root, title, language, attached=attached)

    def _begin_page(self) -> None:
        self._y = TOP
        size = 8.0
        foot = Passage(
            self._foot(self.pages),
            Rect(MARGIN, self._paper[1] - 11.0, WIDTH, size * 1.3 * POINT),
            size,
            size * 1.3,
            colour="border",
            side="centre",
        )
        with self._pen.artifact():
            self._pen.draw([foot])

    def _table(self) -> Element:
        table = Element("Table")
        self._part.kids.append(table)
        return table

    def _head_row(self, table: Element, heads: Sequence[str], widths: Sequence[float]) -> None:
        look = Look("TH", "strong", "white")
        pieces = [
            set_words(words, width - 2 * CELL, self._style, look)
            for words, width in zip(heads, widths, strict=True)
        ]
        height = max(piece.height for piece in pieces) + 2 * LINE_GAP
        if height + KEPT_TOGETHER > self.room:
            self.next_page()
        with self._pen.artifact():
            self._pen.draw([Area(Rect(MARGIN, self._y, WIDTH, height), fill="blue")])
        row, x = Element("TR"), MARGIN
        table.kids.append(row)
        for piece, width in zip(pieces, widths, strict=True):
            self._stand(piece, x + CELL, row, drop=LINE_GAP, scope="Column")
            x += width
        self._y += height

    def _row(
        self,
        table: Element,
        columns: Sequence[Column],
        cells: Sequence[Sequence[str]],
        *,
        first_is_head: bool = False,
    ) -> None:
        pieces = [
            [_set(words, column, self._style) for words in cell]
            for column, cell in zip(columns, cells, strict=True)
        ]
        height = max(sum(piece.height for piece in cell) for cell in pieces) + 2 * LINE_GAP
        if height > self.room:
            self.next_page()
        row, x = Element("TR"), MARGIN
        table.kids.append(row)
        for place, (column, cell) in enumerate(zip(columns, pieces, strict=True)):
            head = first_is_head and place == 0
            box = Element("TH" if head else "TD", scope="Row" if head else "")
            row.kids.append(box)
            drop = LINE_GAP
            for piece in cell:
                self._stand(piece, x + CELL, box, drop=drop, role="P")
                drop += piece.height
            x += column.width
        self._y += height
        with self._pen.artifact():
            self._pen.draw([Area(Rect(MARGIN, self._y, WIDTH, 0.15), fill="border")])

    def _stand(
        self,
        piece: Piece,
        x: float,
        parent: Element,
        *,
        drop: float = 0.0,
        role: str = "",
        scope: str = "",
    ) -> None:
        for node in piece.nodes:
            moved: Node = node.moved(x, self._y + drop)
            name = role or moved.role
            with self._pen.content(name) as mark:
                self._pen.draw(moved.inks)
            parent.kids.append(Element(name, [mark], scope=scope))


def _set(words: str, column: Column, style: Style) -> Piece:
    """Set the words of a cell; a fingerprint is set smaller, so that it stays on one line."""
    width = column.width - 2 * CELL
    look = replace(column.look, larger=0.88) if len(words) == FINGERPRINT else column.look
    return set_words(plain(words, look, style, width), width, style, look)


def plain(words: str, look: Look, style: Style, width: float) -> str:
    """Make words that can be set whatever somebody typed: no blanks, known characters, nothing too wide."""
    known = "".join(each if can_write(each) else "?" for each in words.replace("{", "(").replace("}", ")"))
    size = style.size * look.larger
    parts = (_parted(word, look, size, width) for word in known.split(" "))
    return " ".join(parts)


def _parted(word: str, look: Look, size: float, width: float) -> str:
    """Part a word that is wider than its room."""
    if width_of(word, look.face, size) <= width:
        return word
    parts, part = [], ""
    for each in word:
        if part and width_of(part + each, look.face, size) > width:
            parts.append(part)
            part = ""
        part += each
    return " ".join([*parts, part])
