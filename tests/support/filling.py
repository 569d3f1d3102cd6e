"""People who fill in forms: pen strokes on printed sheets, by chance, and what each of them meant."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import numpy.typing as npt

from service.documents.sheets.ink import Rect

if TYPE_CHECKING:
    from service.documents.sheets.ink import Field
    from service.documents.sheets.layout import Page
    from service.registry.forms import FormVersion

Picture = npt.NDArray[np.uint8]
Line = list[tuple[float, float]]
DATES_WRITTEN: Final = 0.7
STRUCK: Final = 0.05
"""Part of the marked boxes that are then struck out."""
UNSIGNED: Final = 0.12


@dataclass(slots=True)
class Truth:
    """What a sheet says: boxes chosen, boxes struck (nobody may take them for chosen), signatures."""

    family: str
    chosen: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    crossed: set[str] = field(default_factory=set)
    """Empty boxes that a line through another one goes through: no, or a doubt, never a yes."""
    boxes: set[str] = field(default_factory=set)
    signed: dict[str, bool] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Pen:
    """A pen in a hand: how thick, how dark, how steady."""

    chance: random.Random
    sharpness: float
    """Pixels a millimetre of the picture written on."""
    width: float
    grey: int

    def draw(self, picture: Picture, line: Line) -> None:
        """Draw a stroke; points are in millimetres."""
        smooth = _smooth(line)
        tremble = 0.04 * self.sharpness
        points = [
            (
                round((x * self.sharpness + self.chance.gauss(0, tremble)) * 16),
                round((y * self.sharpness + self.chance.gauss(0, tremble)) * 16),
            )
            for x, y in smooth
        ]
        thick = max(1, round(self.width * self.sharpness))
        ink = np.full_like(picture, 255)
        cv2.polylines(ink, [np.array(points, np.int32)], False, self.grey, thick, cv2.LINE_AA, 4)  # noqa: FBT003 - OpenCV's own order
        np.minimum(picture, ink, out=picture)


def pen_of(chance: random.Random, sharpness: float) -> Pen:
    """Take a pen from the desk: ballpoint, felt tip; blue or black."""
    return Pen(chance, sharpness, chance.uniform(0.35, 0.8), chance.randint(15, 110))


def choose(form: FormVersion, chance: random.Random) -> Truth:
    """Decide what someone wants to say on a form."""
    truth = Truth(form.family)
    rows = [use.boxes for use in form.uses] + [each.boxes for each in form.fields if each.kind == "question"]
    single = [each.key for each in form.fields if each.kind == "box"]
    truth.boxes = {box for row in rows for box in row} | set(single)
    truth.chosen = {chance.choice(row) for row in rows if chance.random() < 0.9}
    truth.chosen |= {key for key in single if chance.random() < 0.45}
    truth.struck = {key for key in sorted(truth.chosen) if chance.random() < STRUCK}
    truth.chosen -= truth.struck
    unsigned = chance.random() < UNSIGNED
    for slot in form.slots:
        truth.signed[slot.key] = not unsigned and (slot.required or chance.random() < 0.3)
    return truth


def fill_in(picture: Picture, page: Page, truth: Truth, pen: Pen) -> None:
    """Write on one page what was decided."""
    drawn = set(truth.chosen)
    for each in page.fields:
        if each.key in drawn:
            mark(picture, each.rect, pen)
        elif each.key in truth.struck:
            mark(picture, each.rect, pen)
            reach = strike(picture, each.rect, pen)
            hit = {box.key for box in page.fields if box.kind == "box" and box.rect.shrunk(-0.6).meets(reach)}
            truth.struck |= hit & truth.chosen
            truth.chosen -= hit
            truth.crossed |= hit - truth.struck
        elif each.kind == "signature" and truth.signed.get(each.key):
            sign(picture, each.rect, pen)
        elif each.kind == "text" and pen.chance.random() < 0.5:
            write(picture, each.rect, pen)
        elif each.kind == "date" and pen.chance.random() < DATES_WRITTEN:
            truth.dated.add(each.key)
            write_date(picture, each, pen)


def mark(picture: Picture, rect: Rect, pen: Pen) -> None:
    """Mark a box with a tick or a cross, more or less within it."""
    chance = pen.chance
    dx, dy = chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4)
    x, y, w, h = rect.x + dx, rect.y + dy, rect.width, rect.height

    def at(across: float, down: float) -> tuple[float, float]:
        return x + (across + chance.gauss(0, 0.05)) * w, y + (down + chance.gauss(0, 0.05)) * h

    kind = chance.random()
    if kind < 0.5:
        pen.draw(
            picture, [at(0.15, 0.5), at(0.4, 0.85), at(chance.uniform(0.8, 1.3), chance.uniform(-0.25, 0.2))]
        )
    elif kind < 0.9:
        pen.draw(picture, [at(0.12, 0.12), at(0.88, 0.88)])
        pen.draw(picture, [at(0.88, 0.12), at(0.12, 0.88)])
    else:
        pen.draw(picture, [at(0.15, 0.8), at(0.85, 0.2)])


def strike(picture: Picture, rect: Rect, pen: Pen) -> Rect:
    """Take a mark back: a line through the box, a scribble over it, or the box blackened; say how far."""
    chance, kind = pen.chance, pen.chance.random()
    middle = rect.y + rect.height * chance.uniform(0.35, 0.65)
    left, right = rect.x - chance.uniform(1.5, 3), rect.right + chance.uniform(1.5, 18)
    if kind < 0.5:
        pen.draw(picture, [(left, middle), (right, middle + chance.uniform(-0.8, 0.8))])
    elif kind < 0.8:
        turns = chance.randint(5, 9)
        over = chance.uniform(0.9, 1.8)
        line = [
            (rect.x - over if turn % 2 else rect.right + over, rect.y + rect.height * turn / turns)
            for turn in range(turns + 1)
        ]
        pen.draw(picture, line)
    else:
        for turn in range(16):
            down = rect.y + 0.3 + (rect.height - 0.6) * turn / 15
            pen.draw(picture, [(rect.x + 0.3, down), (rect.right - 0.3, down)])
    return Rect(left, middle - 0.8, right - left, 1.6) if kind < 0.5 else rect


def sign(picture: Picture, rect: Rect, pen: Pen) -> None:
    """Sign in a room: loops from left to right, sometimes only initials."""
    chance = pen.chance
    width = min(rect.width * 0.85, chance.uniform(12, 55))
    x, y = rect.x + chance.uniform(1, max(rect.width - width - 1, 1.1)), rect.y + rect.height * 0.55
    count = max(4, round(width / 2.2))
    tall = rect.height * chance.uniform(0.25, 0.5)
    line = [
        (x + width * step / count + chance.uniform(-1.2, 1.2), y + chance.uniform(-1, 1) * tall)
        for step in range(count)
    ]
    pen.draw(picture, line)


def write(picture: Picture, rect: Rect, pen: Pen) -> None:
    """Write some words in a room."""
    x, base = rect.x + 2.0, rect.bottom - 1.6
    for _ in range(pen.chance.randint(4, 12)):
        if x + 3 > rect.right:
            return
        letter(picture, (x, base), pen)
        x += pen.chance.uniform(1.9, 2.8)


def write_date(picture: Picture, each: Field, pen: Pen) -> None:
    """Write a digit in each place."""
    for cell in each.cells:
        letter(picture, (cell.x + 0.5, cell.bottom - 1.2), pen, min(cell.width - 1, 1.8))


def letter(picture: Picture, at: tuple[float, float], pen: Pen, width: float = 1.7) -> None:
    """Write something like a letter, standing at a point."""
    x, y = at
    chance = pen.chance
    pen.draw(
        picture,
        [(x + chance.uniform(0, width), y - chance.uniform(0, 3.2)) for _ in range(chance.randint(3, 5))],
    )


def _smooth(line: Line) -> Line:
    """Round off the corners (Chaikin), twice."""
    for _ in range(2 if len(line) > 2 else 0):
        inner = [
            point
            for (ax, ay), (bx, by) in pairwise(line)
            for point in (
                (ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25),
                (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75),
            )
        ]
        line = [line[0], *inner, line[-1]]
    return line
