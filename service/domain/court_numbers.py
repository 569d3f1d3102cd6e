"""Court file numbers, GGG-JJ-SSSSSS-AAC (rules.md §4)."""

import re
from typing import Final, NamedTuple

_OFFICES: Final = """
100 105 110 115 120 150 155 160 200 235 240 250 300 350 400 405 410 415 450 455 460 480 500 505 525 540 550
555 560 565 600 605 610 615 640 650 655 700 705 750 755 760 765
"""
OFFICES: Final = frozenset(_OFFICES.split())
"""Court offices as published decisions show them; no official list is public. Another one: a warning."""

_FORM: Final = re.compile(r"([0-9]{3})-([0-9]{2})-([0-9]{6})-([0-9]{2})([0-9])", re.ASCII)
_OLDEST: Final = 79
_TEN: Final = 10
_DOUBLED: Final = str.maketrans("0123456789", "0246813579")
"""Each digit doubled, and nines cast out of what is over nine."""


class CourtNumber(NamedTuple):
    """A file number taken apart; `year` is the year the file was opened."""

    office: str
    jurisdiction: str
    year: int
    check_holds: bool


def read_court_number(text: str) -> CourtNumber | None:
    """Take a file number apart; None when it has another form."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    office, jurisdiction, _, year, check = found.groups()
    digits = "".join(found.groups()[:4])
    opened = int(year) + (1900 if int(year) >= _OLDEST else 2000)
    return CourtNumber(office, jurisdiction, opened, luhn(digits) == int(check))


def luhn(digits: str) -> int:
    """Return the Luhn check digit that follows some digits."""
    doubled = digits[-1::-2].translate(_DOUBLED)
    return -sum(map(int, doubled + digits[-2::-2])) % _TEN
