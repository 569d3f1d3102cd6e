"""The head of each page: who asks, the form's title, the code and what it holds; and the line at the foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from service.documents.sheets.blocks import code_sentence
from service.documents.sheets.ink import POINT, Passage, Rect
from service.documents.sheets.marks import EDGE, SIDE
from service.documents.sheets.style import Style
from service.documents.typefaces import Face, wrap
from service.registry.forms import FormText

CODE: Final = 24.0
"""Millimetres of the code with its white border."""
BESIDE_CODE: Final = 46.0
MARGIN: Final = 12.0
BAR: Final = 0.7
SMALL: Final = 6.6
HOUSE: Final = 9.2
LEAST_HOUSE: Final = 0.6
"""A long name is set down to this part of the size."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Room at the head and foot of a page. What differs from copy to copy (serial, page) has no words yet."""

    house: Passage | None
    title: Passage | None
    code: Rect
    serial: Passage
    sentence: Passage
    bar: Rect
    foot: Passage
    bottom: float


def heading_of(text: FormText, paper: tuple[float, float], style: Style, number: int) -> Heading:
    """Lay out the head of a page."""
    code = code_place(paper)
    return _large(text, paper, style, number, code) if style.large else _usual(text, paper, style, code)


def code_place(paper: tuple[float, float]) -> Rect:
    """Return where the code stands with its white border: on all pages alike, so that a reader finds it."""
    return Rect(paper[0] - EDGE - SIDE - 2.0 - CODE, EDGE - 1.0, CODE, CODE)


def _usual(text: FormText, paper: tuple[float, float], style: Style, code: Rect) -> Heading:
    """Who asks and the title to the left; to the right the code, its number and sentence beside it."""
    left = EDGE + SIDE + 3.5
    words_x = code.x - BESIDE_CODE - 0.5
    width = words_x - left - 3.0
    house = _house(Rect(left, EDGE, width, 4.6), HOUSE)
    title = _title(text, left, EDGE + 5.6, width, style)
    serial = _words("", (words_x, EDGE + 0.2, BESIDE_CODE), SMALL * 1.2, 1, "strong")
    lines = len(wrap(code_sentence(text), "text", SMALL, BESIDE_CODE)) + 1
    sentence = _words(code_sentence(text), (words_x, serial.rect.bottom + 0.8, BESIDE_CODE), SMALL, lines)
    passages = (replace(serial, side="right"), replace(sentence, side="right"))
    ends = max(title.rect.bottom, code.bottom - 2.6)
    return _finished(paper, (house, title), code, passages, ends, SMALL)


def _large(text: FormText, paper: tuple[float, float], style: Style, number: int, code: Rect) -> Heading:
    """On the first page the title is beside the code, and what the code holds below; then only the latter."""
    left = EDGE + SIDE + 3.5
    width = code.x - left - 3.0
    house = title = None
    x, y = left, EDGE
    if number == 1:
        house = _house(Rect(left, EDGE, width, 8.0), style.size)
        title = _title(text, left, EDGE + 8.6, width, style)
        x, y, width = MARGIN, max(title.rect.bottom, code.bottom) + 1.0, paper[0] - 2 * MARGIN
    serial = _words("", (x, y, width), style.size, 1, "strong")
    lines = len(wrap(code_sentence(text), "text", style.size, width)) + 1
    sentence = _words(code_sentence(text), (x, serial.rect.bottom, width), style.size, lines)
    ends = max(sentence.rect.bottom, code.bottom - 2.6)
    return _finished(paper, (house, title), code, (serial, sentence), ends, style.size)


def _finished(
    paper: tuple[float, float],
    names: tuple[Passage | None, Passage | None],
    code: Rect,
    passages: tuple[Passage, Passage],
    ends: float,
    small: float,
) -> Heading:
    bar = Rect(MARGIN, ends + 1.0, paper[0] - 2 * MARGIN, BAR)
    left = EDGE + SIDE + 3.5
    foot = _words("", (left, paper[1] - EDGE - small * POINT * 1.6, paper[0] - 2 * left), small, 1)
    return Heading(*names, code, *passages, bar, replace(foot, side="centre"), bar.bottom + 2.6)


def _house(rect: Rect, size: float) -> Passage:
    return Passage("{establishment}", rect, size, rect.height / POINT, "strong", smallest=LEAST_HOUSE)


def _title(text: FormText, x: float, y: float, width: float, style: Style) -> Passage:
    leading = style.title * 1.16
    lines = len(wrap(text.title, "title", style.title, width))
    rect = Rect(x, y, width, lines * leading * POINT)
    return Passage(text.title, rect, style.title, leading, "title", "blue")


def _words(
    words: str, at: tuple[float, float, float], size: float, lines: int, face: Face = "text"
) -> Passage:
    """Keep room for lines of words; `at` is left, top and width."""
    leading = size * 1.25
    return Passage(words, Rect(*at, lines * leading * POINT), size, leading, face)
