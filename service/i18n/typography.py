"""French typography as in Québec, put in by machine so that nobody types invisible spaces."""

import re

NBSP = "\N{NO-BREAK SPACE}"

_BEFORE = re.compile(r" (?=[:»])")
_AFTER = re.compile(r"(?<=«) ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_UNITS = re.compile(r"(?<=\d) (?=(?:h|min|Mo|ko|%|\$)(?:\W|$))")
_MINUTES = re.compile(r"(?<=\dNBSPh) (?=\d\d\b)".replace("NBSP", NBSP))


def typeset_french(text: str) -> str:
    """Make unbreakable the spaces of « : », of « », of thousands and of hours (16 h, 14 h 05)."""
    for pattern in (_BEFORE, _AFTER, _THOUSANDS, _UNITS, _MINUTES):
        text = pattern.sub(NBSP, text)
    return text
