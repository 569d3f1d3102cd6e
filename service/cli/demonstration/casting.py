"""The whole cast, each with a telephone number of their own, by which they are known again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.cli.demonstration.crowd import crowd
from service.cli.demonstration.families import families
from service.cli.demonstration.known import known_people
from service.cli.demonstration.situations import situations

if TYPE_CHECKING:
    from datetime import date

    from service.cli.demonstration.cast import Character

AREAS: Final = ("418", "581", "819", "873", "367")
FICTIONAL: Final = 100
"""555-0100 to 555-0199 belong to nobody, in each area."""


def cast_of(today: date) -> tuple[Character, ...]:
    """Return everybody in a fixed order; only birth dates of minors depend on the day."""
    particular = (*known_people(), *families(today), *situations())
    everybody = (*particular, *crowd({one.name for one in particular}))
    return tuple(replace(one, phone=_phone(place)) for place, one in enumerate(everybody))


def _phone(place: int) -> str:
    area, number = divmod(place, FICTIONAL)
    return f"{AREAS[area]} 555-01{number:02d}"
