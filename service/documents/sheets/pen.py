"""Draws ink on a reportlab canvas, marking each piece of content so that it can be put in a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from service.documents.sheets.blanks import fill_in
from service.documents.sheets.ink import POINT, Area, Colour, Ink, Passage, Rect
from service.documents.sheets.tagging import Element, Mark
from service.documents.typefaces import MM, font_name, width_of, wrap

COLOURS: Final[dict[Colour, Color]] = {
    "text": HexColor("#223654"),
    "blue": HexColor("#095797"),
    "border": HexColor("#6B778A"),
    "white": HexColor("#FFFFFF"),
    "pale": HexColor("#DAE6F0"),
    "black": HexColor("#000000"),
}
STEPS: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
"""Parts of its size in which a passage is tried."""
ASCENT: Final = 1.07
"""Height of letters over the baseline, in parts of the size (Open Sans and Roboto alike)."""


STAMP: Final = 0.7
"""Part of the page's diagonal that a stamp takes."""


class Crowded(ValueError):
    """Words do not fit the room kept for them."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(slots=True)
class Drawn:
    """Content as drawn once, and how many marks it holds."""

    lines: list[str] = field(default_factory=list)
    marks: int = 0


class Pen:
    """Draws on one canvas, page after page."""

    def __init__(self, canvas: Canvas, height: float, values: Mapping[str, str]) -> None:
        self._canvas, self._height, self._values = canvas, height, values
        self._marks = 0
        self.page = 0
        self.root = Element("Document")

    @property
    def canvas(self) -> Canvas:
        """Return what is drawn on."""
        return self._canvas

    def next_page(self) -> None:
        """End a page and begin the next."""
        self._canvas.showPage()
        self.page += 1
        self._marks = 0

    @contextmanager
    def content(self, role: str) -> Iterator[Mark]:
        """Mark what is drawn inside as one piece of content."""
        mark = Mark(self.page, self._marks)
        self._marks += 1
        self._write(f"/{role} <</MCID {mark.number}>> BDC")
        yield mark
        self._write("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def draw(self, inks: Iterable[Ink]) -> None:
        """Draw areas and passages."""
        for ink in inks:
            if isinstance(ink, Area):
                self._area(ink)
            else:
                self._passage(ink)

    def fill(self, rects: Iterable[Rect], colour: Colour) -> None:
        """Fill rectangles at once."""
        path = self._canvas.beginPath()
        for rect in rects:
            path.rect(*self._placed(rect))
        self._canvas.setFillColor(COLOURS[colour])
        self._canvas.drawPath(path, stroke=0, fill=1)

    def fill_modules(self, room: Rect, modules: int, runs: Iterable[tuple[int, int, int]]) -> None:
        """Fill dark runs (column, row, length) of a square code, in the code's own whole numbers."""
        x, y, side, _ = self._placed(room)
        step = side / modules
        rects = " ".join(f"{column} {modules - 1 - row} {length} 1 re" for column, row, length in runs)
        self._write(f"q 0 0 0 rg {step:.5f} 0 0 {step:.5f} {x:.4f} {y:.4f} cm {rects} f Q")

    @contextmanager
    def keeping(self) -> Iterator[Drawn]:
        """Keep what is drawn inside, to draw it again on another page."""
        kept = Drawn()
        start, first = len(self._content), self._marks
        yield kept
        kept.lines += self._content[start:]
        kept.marks = self._marks - first

    def draw_again(self, drawn: Drawn) -> None:
        """Draw what was kept; its marks begin at the same number as then."""
        self._content.extend(drawn.lines)
        self._marks += drawn.marks

    def cross(self, rect: Rect, width: float = 0.7) -> None:
        """Tick a box with a cross."""
        x, y, side, height = self._placed(rect)
        self._canvas.setStrokeColor(COLOURS["text"])
        self._canvas.setLineWidth(width * MM)
        self._canvas.line(x, y, x + side, y + height)
        self._canvas.line(x, y + height, x + side, y)

    def stamp(self, words: str, paper: tuple[float, float]) -> None:
        """Write words in pale letters from corner to corner of the page."""
        width, height = paper[0] * MM, paper[1] * MM
        size = STAMP * hypot(width, height) / width_of(words, "strong", 1.0) / MM
        self._canvas.saveState()
        self._canvas.setFillColor(COLOURS["border"], alpha=0.25)
        self._canvas.setFont(font_name("strong"), size)
        self._canvas.translate(width / 2, height / 2)
        self._canvas.rotate(degrees(atan2(height, width)))
        self._canvas.drawCentredString(0, -size / 3, words)
        self._canvas.restoreState()

    def placed(self, rect: Rect) -> tuple[float, float, float, float]:
        """Return a rectangle as PDF counts: points from the bottom left."""
        return self._placed(rect)

    @property
    def _content(self) -> list[str]:
        # reportlab has no tags; what it gathers for a page's content is this list of lines.
        content: list[str] = vars(self._canvas)["_code"]
        return content

    def _write(self, operators: str) -> None:
        self._content.append(operators)

    def _placed(self, rect: Rect) -> tuple[float, float, float, float]:
        return rect.x * MM, (self._height - rect.bottom) * MM, rect.width * MM, rect.height * MM

    def _area(self, area: Area) -> None:
        if area.fill:
            self._canvas.setFillColor(COLOURS[area.fill])
        if area.stroke:
            self._canvas.setStrokeColor(COLOURS[area.stroke])
            self._canvas.setLineWidth(area.line * MM)
        self._canvas.rect(*self._placed(area.rect), stroke=bool(area.stroke), fill=bool(area.fill))

    def _passage(self, passage: Passage) -> None:
        size, lines = self._fitted(passage)
        self._canvas.setFillColor(COLOURS[passage.colour])
        self._canvas.setFont(font_name(passage.face), size)
        step = passage.leading * POINT
        half_leading = (step - size * POINT * (ASCENT + 0.29)) / 2
        baseline = passage.rect.y + half_leading + size * POINT * ASCENT
        for place, line in enumerate(lines):
            x = self._start(passage, line, size) + (passage.indent if place == 0 else 0.0)
            self._canvas.drawString(x * MM, (self._height - baseline - place * step) * MM, line)

    def _fitted(self, passage: Passage) -> tuple[float, tuple[str, ...]]:
        words = fill_in(passage.words, self._values)
        most = max(1, round(passage.rect.height / (passage.leading * POINT)))
        for part in (step for step in STEPS if step >= passage.smallest):
            size = passage.size * part
            lines = wrap(words, passage.face, size, passage.rect.width, passage.indent)
            widest = max(width_of(line, passage.face, size) for line in lines)
            if len(lines) <= most and widest <= passage.rect.width + 0.05:
                return size, lines
        raise Crowded(words)

    @staticmethod
    def _start(passage: Passage, line: str, size: float) -> float:
        spare = passage.rect.width - width_of(line, passage.face, size)
        return passage.rect.x + {"left": 0.0, "centre": spare / 2, "right": spare}[passage.side]
