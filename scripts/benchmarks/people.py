"""Fictional people by number: each has one name and birth date of their own, so none need be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

GIVEN: Final = (
    "Adèle", "Ahmed", "Alice", "André", "Béatrice", "Benoît", "Camille", "Cédric", "Chantal", "Denise",
    "Élise", "Émile", "Fanny", "Félix", "Geneviève", "Ghislain", "Hélène", "Hugo", "Inès", "Jean-Guy",
    "Josée", "Karim", "Laurence", "Léo", "Maïté", "Marcel", "Nadia", "Noël", "Océane", "Olivier",
    "Pascale", "Philippe", "Réjean", "Rosalie", "Sylvain", "Thérèse", "Victor", "Wassim", "Yvonne", "Zoé",
)  # fmt: skip
FAMILY: Final = (
    "Allard", "Arsenault", "Beaulieu", "Bélanger", "Bernier", "Boudreau", "Bujold", "Caron", "Chrétien",
    "Côté", "Cyr", "Dufour", "Fortin", "Gagné", "Gallant", "Giroux", "Henry", "Joncas", "Labbé",
    "Langlois", "Lavoie", "LeBlanc", "Lévesque", "Mercier", "Minville", "Nadeau", "Ouellet", "Pelletier",
    "Poirier", "Proulx", "Quirion", "Roy", "Savard", "St-Onge", "Tremblay", "Vachon", "Vigneault",
)  # fmt: skip
FIRST_BORN: Final = date(1938, 1, 1)
BIRTH_DAYS: Final = 25_000
SPACE: Final = len(GIVEN) * len(FAMILY) * BIRTH_DAYS
_STEP: Final = 2_654_435_761
"""A prime that does not divide SPACE: neighbours by number share neither name nor birth date."""


def name_and_birth(number: int) -> tuple[str, date]:
    """Return the name and birth date of fictional person `number`, an adult; no two share both."""
    rest, day = divmod(number * _STEP % SPACE, BIRTH_DAYS)
    family, given = divmod(rest, len(GIVEN))
    return f"{GIVEN[given]} {FAMILY[family]}", FIRST_BORN + timedelta(days=day)
