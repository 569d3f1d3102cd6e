"""The program that draws a code and its number in a corner of a picture; run confined.

Given on standard input: JSON with `address`, `number` and `corner`. Says the new picture, of the same kind,
with nothing in it but its pixels and what its colours mean.
"""

from __future__ import annotations

import json
import math
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image, ImageDraw, ImageFont

from service.documents.pixels.opening import open_picture
from service.documents.pixels.programs import run
from service.documents.qr import BORDER, dark_runs
from service.documents.scans.kinds import Refusal

SECONDS: Final = 20
LEAST_MODULE: Final = 4
"""Pixels a side."""
SMALLEST_COPY: Final = 648
"""Pixels on the longer side of the smallest copy that networks show, and the code is still read from it."""
MODULE_ON_COPY: Final = 3
MOST_OF_A_SIDE: Final = 0.5
_GROUPS: Final = 9
"""Characters of a number on each of two lines: « 1K7F-3M9X »."""
_FONT: Final = Path(__file__).parent.parent / "fonts" / "OpenSans-SemiBold.ttf"
_SAVED: Final[dict[str, dict[str, int]]] = {
    "JPEG": {"quality": 92, "subsampling": 0},
    "PNG": {},
    "WEBP": {"quality": 92},
}


def stamp(file: BinaryIO, order: bytes) -> bytes:
    """Return the picture with its code. Raises `Refusal`."""
    given = json.loads(order)
    kind, image = open_picture(file)
    colours = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA"} else None
    canvas = _in_colour(image)
    patch = draw_code(given["address"], given["number"], module_for(*canvas.size))
    if any(part > whole * MOST_OF_A_SIDE for part, whole in zip(patch.size, canvas.size, strict=True)):
        raise Refusal("TOO_SMALL")
    canvas.paste(patch, _place(canvas, patch, given["corner"]))
    held = BytesIO()
    canvas.info = {}
    canvas.save(held, kind, icc_profile=colours, **_SAVED[kind])
    return held.getvalue()


def module_for(width: int, height: int) -> int:
    """Return how many pixels a module takes a side, so that a small copy keeps enough of them."""
    return max(LEAST_MODULE, math.ceil(max(width, height) * MODULE_ON_COPY / SMALLEST_COPY))


def draw_code(address: str, number: str, module: int) -> Image.Image:
    """Draw the code in its quiet zone, and under it the number on two lines."""
    modules, runs = dark_runs(address)
    side, inner = modules * module, (modules - 2 * BORDER) * module
    lines = (number[:_GROUPS], number[_GROUPS + 1 :])
    font = ImageFont.truetype(str(_FONT), inner // 7)
    height = math.ceil(font.size * 1.2)
    patch = Image.new("RGB", (side, side + height * len(lines) + 2 * module), "white")
    pen = ImageDraw.Draw(patch)
    for column, row, length in runs:
        left, top = column * module, row * module
        pen.rectangle((left, top, left + length * module - 1, top + module - 1), fill="black")
    for place, line in enumerate(lines):
        pen.text((side / 2, side + place * height), line, fill="black", font=font, anchor="ma")
    return patch


def _in_colour(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        raise Refusal("UNSUPPORTED")
    see_through = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB")


def _place(canvas: Image.Image, patch: Image.Image, corner: str) -> tuple[int, int]:
    right, bottom = canvas.width - patch.width, canvas.height - patch.height
    return (right if corner.endswith("right") else 0, bottom if corner.startswith("bottom") else 0)


if __name__ == "__main__":
    run(SECONDS, stamp)
