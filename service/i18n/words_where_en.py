"""Words of « Où peut-elle paraître? »."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.where": "Where may they appear?",
    "where.title": "Where may they appear?",
    "where.lead": "Name the person. Only permitted places are shown.",
    "where.button": "See where",
    "where.again": "Look for another person",
    "where.channels": "Permitted places",
    "where.conditions": "To follow in these places:",
    "where.ask": "Who may appear?",
}
