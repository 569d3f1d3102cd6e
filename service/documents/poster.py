"""Prints posters: who asks and for what, one large code, three steps; tagged as every document is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal

from service.documents.qr import dark_runs
from service.documents.sheets.canvas import EmbeddedFontsCanvas
from service.documents.sheets.ink import POINT, Area, Colour, Passage, Rect
from service.documents.sheets.pen import Crowded, Pen
from service.documents.sheets.style import PAPERS
from service.documents.sheets.tagging import Element, tag
from service.documents.typefaces import MM, Face
from service.i18n.dates import weekday_in_words
from service.i18n.poster_sheets import poster_words
from service.registry.errors import Fault, Invalid
from service.registry.poster_sheets import PosterSheet

PAPER: Final = PAPERS["letter"]
MARGIN: Final = 19.0
WIDTH: Final = PAPER[0] - 2 * MARGIN
BAND: Final = 78.0
"""Millimetres of the blue head."""
CODE: Final = 92.0
STEPS: Final = ("step.1", "step.2", "step.3")
LEAST: Final = 0.6
"""Long words are set down to this part of their size."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some words of a poster: role in the tree, size in points, lines they may take."""

    role: str
    words: str
    top: float
    size: float
    lines: int = 1
    face: Face = "text"
    colour: Colour = "text"
    left: float = MARGIN
    width: float = WIDTH
    side: Literal["left", "centre"] = "left"

    @property
    def passage(self) -> Passage:
        """Return them with their place."""
        leading = self.size * 1.22
        rect = Rect(self.left, self.top, self.width, self.lines * leading * POINT)
        return Passage(
            self.words, rect, self.size, leading, self.face, self.colour, self.side, smallest=LEAST
        )


def draw_poster(sheet: PosterSheet) -> bytes:
    """Return one page, US Letter; the same poster, the same bytes. Raises `Invalid` for too long words."""
    held = BytesIO()
    canvas = EmbeddedFontsCanvas(
        held, pagesize=(PAPER[0] * MM, PAPER[1] * MM), invariant=1, pageCompression=0
    )
    pen = Pen(canvas, PAPER[1], {})
    try:
        _draw(pen, sheet)
    except Crowded as error:
        raise Invalid(Fault("/activity", "TOO_LONG")) from error
    pen.next_page()
    canvas.save()
    return tag(held.getvalue(), pen.root, poster_words(sheet.language, "title"), sheet.language)


def _draw(pen: Pen, sheet: PosterSheet) -> None:
    with pen.artifact():
        pen.draw([Area(Rect(0.0, 0.0, PAPER[0], BAND), fill="blue")])
    for line in _head(sheet):
        _write(pen, line)
    _draw_code(pen, sheet)
    _draw_steps(pen, sheet)
    for line in _foot(sheet):
        _write(pen, line)


def _head(sheet: PosterSheet) -> Iterator[Line]:
    language = sheet.language
    if sheet.establishment:
        yield Line("P", sheet.establishment, 11.0, 13.0, face="strong", colour="white")
    yield Line("H1", poster_words(language, "title"), 19.0, 32.0, 2, "title", "white")
    yield Line("P", poster_words(language, "lead"), 49.0, 16.0, colour="white")
    yield Line("P", sheet.activity, 58.0, 18.0, face="strong", colour="white")
    day = weekday_in_words(sheet.held_on, language) if sheet.held_on else ""
    about = " · ".join(part for part in (sheet.place, day) if part)
    if about:
        yield Line("P", about, 66.0, 15.0, colour="white")


def _draw_code(pen: Pen, sheet: PosterSheet) -> None:
    modules, runs = dark_runs(sheet.address)
    room = Rect((PAPER[0] - CODE) / 2, BAND + 8.0, CODE, CODE)
    with pen.content("Figure") as mark:
        pen.fill_modules(room, modules, runs)
    alt = poster_words(sheet.language, "code.alt", address=sheet.address)
    pen.root.kids.append(Element("Figure", [mark], alt=alt))
    below = room.bottom + 1.0
    _write(pen, Line("P", sheet.address, below, 9.0, side="centre"))
    _write(pen, Line("P", poster_words(sheet.language, "code"), below + 5.0, 11.0, side="centre"))


def _draw_steps(pen: Pen, sheet: PosterSheet) -> None:
    listed = Element("L")
    top = BAND + CODE + 26.0
    for place, key in enumerate(STEPS):
        y = top + place * 13.0
        with pen.artifact():
            pen.draw([Area(Rect(MARGIN, y, 9.5, 9.5), fill="pale")])
        number = Line("Lbl", str(place + 1), y + 0.9, 17.0, 1, "title", "blue", MARGIN, 9.5, "centre")
        said = Line(
            "LBody", poster_words(sheet.language, key), y + 0.9, 17.0, left=MARGIN + 14.0, width=WIDTH - 14.0
        )
        listed.kids.append(Element("LI", [_drawn(pen, number), _drawn(pen, said)]))
    pen.root.kids.append(listed)


def _foot(sheet: PosterSheet) -> Iterator[Line]:
    top = BAND + CODE + 26.0 + len(STEPS) * 13.0 + 3.0
    for place, key in enumerate(("minors", "paper")):
        yield Line("P", poster_words(sheet.language, key), top + place * 6.6, 13.0)
    words = [poster_words(sheet.language, "silence")]
    if sheet.phone:
        words.append(poster_words(sheet.language, "reach", phone=sheet.phone))
    yield Line("P", " ".join(words), top + 13.6, 13.0, face="strong")


def _write(pen: Pen, line: Line) -> None:
    pen.root.kids.append(_drawn(pen, line))


def _drawn(pen: Pen, line: Line) -> Element:
    with pen.content(line.role) as mark:
        pen.draw([line.passage])
    return Element(line.role, [mark])
