"""Tells whether something is written in the room of a signature, a date or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.documents.scans.strokes import Strokes
from service.documents.sheets.ink import Field, Rect

SIGNED: Final = 2.0
"""Square millimetres of ink from which a room is written in; two initials have three."""
TOUCHED: Final = 0.6
"""From here on, a human looks."""
_LEAST: Final = {"signature": SIGNED, "date": 0.8, "text": 0.8}
_EDGE: Final = 0.5
_OWN: Final = 0.5
"""Part of a stroke that is in a room for the stroke to belong there."""
_THROUGH: Final = 2.0
"""Millimetres by which a line goes out of a room on both sides."""


@dataclass(frozen=True, slots=True)
class Handwriting:
    """Whether a room is written in; `doubt` says why a human must look."""

    ink: bool
    doubt: str = ""


def read_room(strokes: Strokes, field: Field) -> Handwriting:
    """Look for ink in the room of a field."""
    room = field.rect.shrunk(_EDGE)
    own, foreign, through = 0.0, 0.0, False
    for number in strokes.touching(room):
        inside = strokes.area_inside(number, room)
        if goes_through(strokes.reach(number), field.rect):
            through = True
        elif inside >= _OWN * strokes.area(number):
            own += inside
        else:
            foreign += inside
    if own >= _LEAST[field.kind]:
        return Handwriting(ink=True, doubt="LINE_THROUGH" if through else "")
    if through:
        return Handwriting(ink=False, doubt="LINE_THROUGH")
    return Handwriting(ink=False, doubt="INK_UNSURE" if own + foreign >= TOUCHED else "")


def goes_through(reach: Rect, room: Rect) -> bool:
    """Tell whether a stroke leaves a room on opposite sides: a fold, or a line that strikes it out."""
    wide = reach.x < room.x - _THROUGH and reach.right > room.right + _THROUGH
    return wide or (reach.y < room.y - _THROUGH and reach.bottom > room.bottom + _THROUGH)
