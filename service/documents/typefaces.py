"""The fonts that documents carry with them, and how wide words are in them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Face: TypeAlias = Literal["text", "strong", "title"]
MM: Final = 72 / 25.4
"""Points in a millimetre."""

_FOLDER: Final = Path(__file__).parent / "fonts"
_FILES: Final[dict[Face, str]] = {
    "text": "OpenSans-Regular.ttf",
    "strong": "OpenSans-SemiBold.ttf",
    "title": "Roboto-Bold.ttf",
}


@cache
def font_name(face: Face) -> str:
    """Return the name a font is drawn by; its file is read at first use."""
    name = f"aval-{face}"
    pdfmetrics.registerFont(TTFont(name, str(_FOLDER / _FILES[face])))
    return name


def width_of(words: str, face: Face, size: float) -> float:
    """Return how wide words are, in millimetres; `size` is in points."""
    return _unit_width(words, face) * size / MM


def can_write(words: str) -> bool:
    """Tell whether the text font has every character; what it has not is left for the hand to write."""
    known = _font("text").face.charToGlyph
    return all(ord(each) in known for each in words)


def wrap(words: str, face: Face, size: float, width: float, indent: float = 0.0) -> tuple[str, ...]:
    """Part words into lines at most `width` millimetres wide, the first one less; at ordinary spaces only."""
    lines, left = list[str](), 0.0
    space = width_of(" ", face, size)
    for word in words.split(" "):
        taken = width_of(word, face, size)
        if lines and taken + space <= left:
            lines[-1] = f"{lines[-1]} {word}"
            left -= taken + space
        else:
            left = (width if lines else width - indent) - taken
            lines.append(word)
    return tuple(lines)


@lru_cache(maxsize=20_000)
def _unit_width(words: str, face: Face) -> float:
    """Return the width of words set in one point; they are measured once for all sizes tried."""
    return float(_font(face).stringWidth(words, 1.0))


@cache
def _font(face: Face) -> TTFont:
    font = pdfmetrics.getFont(font_name(face))
    assert isinstance(font, TTFont)  # noqa: S101 - we registered it
    return font
