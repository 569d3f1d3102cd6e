"""QR codes of tokens as PNG, for what takes no SVG: the code, the number, what it holds."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from service.documents.qr import BORDER, dark_runs

MODULE: Final = 8
"""Pixels a module: twice the least, so that a copy made smaller by half is still read."""
_FONTS: Final = Path(__file__).parent / "fonts"
_NUMBER: Final = 22
_HOLDS: Final = 15
_LEADING: Final = 1.35


def paint_code(address: str, number: str, holds: str) -> bytes:
    """Return the picture; the same text always gives the same bytes."""
    modules, runs = dark_runs(address)
    side, margin = modules * MODULE, BORDER * MODULE
    strong = ImageFont.truetype(str(_FONTS / "OpenSans-SemiBold.ttf"), _NUMBER)
    plain = ImageFont.truetype(str(_FONTS / "OpenSans-Regular.ttf"), _HOLDS)
    lines = [(number, strong), *((line, plain) for line in _wrapped(holds, plain, side - margin))]
    height = side + sum(_step(font) for _, font in lines) + margin // 2
    picture = Image.new("L", (side, height), 255)
    pen = ImageDraw.Draw(picture)
    for column, row, length in runs:
        left, top = column * MODULE, row * MODULE
        pen.rectangle((left, top, left + length * MODULE - 1, top + MODULE - 1), fill=0)
    down = side
    for text, font in lines:
        pen.text((side / 2, down), text, fill=0, font=font, anchor="ma")
        down += _step(font)
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def _step(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * _LEADING)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
