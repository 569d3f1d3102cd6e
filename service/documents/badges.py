"""Prints badges: a name, and by a pattern whether the wearer may be photographed or must be asked.

Six a page of US Letter, 4 by 3 inches (Avery 5392). The two patterns differ in shape, never in colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from service.documents.sheets.canvas import EmbeddedFontsCanvas
from service.documents.sheets.ink import POINT, Area, Passage, Rect
from service.documents.sheets.pen import Crowded, Pen
from service.documents.sheets.style import PAPERS
from service.documents.sheets.tagging import Element, tag
from service.documents.typefaces import MM
from service.i18n.badges import badge_words
from service.registry.badge_sheets import BadgeSheet, Wearer
from service.registry.errors import Fault, Invalid

PAPER: Final = PAPERS["letter"]
WIDTH: Final = 101.6
HEIGHT: Final = 76.2
ACROSS: Final = 2
A_PAGE: Final = 6
LEFT: Final = (PAPER[0] - ACROSS * WIDTH) / 2
TOP: Final = 25.4
INSIDE: Final = 7.0
BAND: Final = 15.0
"""Millimetres of the band that bears the pattern."""
BAR: Final = 4.0
SQUARE: Final = 5.0
LEAST: Final = 0.6


def draw_badges(sheet: BadgeSheet) -> bytes:
    """Return the badges; the same sheet, the same bytes. Raises `Invalid` for words too long."""
    held = BytesIO()
    canvas = EmbeddedFontsCanvas(
        held, pagesize=(PAPER[0] * MM, PAPER[1] * MM), invariant=1, pageCompression=0
    )
    pen = Pen(canvas, PAPER[1], {})
    try:
        for page in _pages(sheet.wearers):
            for place, wearer in enumerate(page):
                _draw(pen, sheet, wearer, place)
            pen.next_page()
    except Crowded as error:
        raise Invalid(Fault("/people", "TOO_LONG")) from error
    canvas.save()
    return tag(held.getvalue(), pen.root, badge_words(sheet.language, "title"), sheet.language)


def bars(band: Rect) -> Iterator[Rect]:
    """Cut a band into upright bars: photos are allowed."""
    for place in range(int(band.width / (2 * BAR)) + 1):
        x = band.x + place * 2 * BAR
        yield Rect(x, band.y, min(BAR, band.right - x), band.height)


def checks(band: Rect) -> Iterator[Rect]:
    """Cut a band into a chequered pattern: ask first."""
    for row in range(int(band.height / SQUARE)):
        for column in range(row % 2, int(band.width / SQUARE), 2):
            yield Rect(band.x + column * SQUARE, band.y + row * SQUARE, SQUARE, SQUARE)


def _pages(wearers: tuple[Wearer, ...]) -> Iterator[tuple[Wearer, ...]]:
    for start in range(0, len(wearers), A_PAGE):
        yield wearers[start : start + A_PAGE]


def _draw(pen: Pen, sheet: BadgeSheet, wearer: Wearer, place: int) -> None:
    x, y = LEFT + place % ACROSS * WIDTH, TOP + place // ACROSS * HEIGHT
    key = "free" if wearer.free else "ask"
    with pen.artifact():
        pen.draw([Area(Rect(x, y, WIDTH, HEIGHT), stroke="border")])
    _write(pen, "P", Passage(sheet.event, _line(x, y + 6.0, 11.0), 11.0, 13.4, side="centre", smallest=LEAST))
    room = Rect(x + INSIDE, y + 15.0, WIDTH - 2 * INSIDE, 2 * 26.0 * 1.2 * POINT)
    _write(pen, "H2", Passage(wearer.name, room, 26.0, 31.2, "title", side="centre", smallest=LEAST))
    said = badge_words(sheet.language, key)
    _write(pen, "P", Passage(said, _line(x, y + 42.0, 18.0), 18.0, 22.0, "strong", side="centre"))
    band = Rect(x + INSIDE, y + HEIGHT - BAND - 5.0, WIDTH - 2 * INSIDE, BAND)
    with pen.content("Figure") as mark:
        pen.fill(bars(band) if wearer.free else checks(band), "text")
        pen.draw([Area(band, stroke="text", line=0.5)])
    pen.root.kids.append(Element("Figure", [mark], alt=badge_words(sheet.language, f"{key}.alt")))


def _line(x: float, y: float, size: float) -> Rect:
    return Rect(x + INSIDE, y, WIDTH - 2 * INSIDE, size * 1.22 * POINT)


def _write(pen: Pen, role: str, passage: Passage) -> None:
    with pen.content(role) as mark:
        pen.draw([passage])
    pen.root.kids.append(Element(role, [mark]))
