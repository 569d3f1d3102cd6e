"""Mots de « Où peut-elle paraître? »."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.where": "Où peut-elle paraître?",
    "where.title": "Où peut-elle paraître?",
    "where.lead": "Nommez la personne. Seuls les endroits permis sont montrés.",
    "where.button": "Voir où",
    "where.again": "Chercher pour une autre personne",
    "where.channels": "Endroits permis",
    "where.conditions": "À respecter à ces endroits :",
    "where.ask": "Qui peut paraître?",
}
