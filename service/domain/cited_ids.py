"""Consent IDs in a caption or an article: found in any case, with or without hyphens."""

import re
from typing import Final, NamedTuple

from service.domain.identifiers import HYPHENS, BadIdentifier, parse

_GAP: Final = rf"(?:\s?[{re.escape(HYPHENS)}]\s?|[ \u00a0\u202f])"
_FOUR: Final = "[0-9A-Za-z]{4}"
_CANDIDATE: Final = re.compile(
    rf"(?<![^\W_])(?=({_FOUR}{_GAP}{_FOUR}{_GAP}{_FOUR}{_GAP}{_FOUR}|{_FOUR * 4})(?![^\W_]))"
)
_MIXED: Final = re.compile(r"(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])")
_SPACE: Final = re.compile(r"\s")
_FEWEST_MIXED: Final = 2
_FIRST: Final = "1IiLl"


class FoundId(NamedTuple):
    """Where a number stands in a text: its 16 characters when `ok`, else as it is written there."""

    start: int
    end: int
    text: str
    ok: bool


def find_in_text(text: str) -> list[FoundId]:
    """Find the consent IDs of a text in order, and what was meant as one but is mistyped (not `ok`)."""
    candidates = [_read(match.start(1), match[1]) for match in _CANDIDATE.finditer(text)]
    kept: list[FoundId] = []
    for found in sorted(filter(None, candidates), key=lambda each: not each.ok):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept)


def _read(start: int, written: str) -> FoundId | None:
    end = start + len(written)
    try:
        return FoundId(start, end, parse(written).text, ok=True)
    except BadIdentifier:
        return FoundId(start, end, written, ok=False) if _was_meant(written) else None


def _was_meant(written: str) -> bool:
    """Tell a mistyped ID from words, years and file names: it mixes letters and digits within its groups.

    Printed as we print it, with hyphens and a 1 first, one such group is enough.
    """
    characters = re.sub("[^0-9A-Za-z]", "", written)
    mixed = sum(bool(_MIXED.match(characters[at : at + 4])) for at in range(0, len(characters), 4))
    if mixed and written[0] == "1" and len(written) > len(characters) and not _SPACE.search(written):
        return True
    return mixed >= _FEWEST_MIXED and (len(written) > len(characters) or written[0] in _FIRST)
