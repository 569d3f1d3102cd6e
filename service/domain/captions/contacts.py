"""Telephones, courriels and postal addresses in a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from service.domain.names import fold_words

Span = tuple[int, int]

_GAP: Final = r"[ \u00a0\u202f.\-\u2010-\u2013]"
_TELEPHONE: Final = re.compile(
    rf"(?<![\w+])(?:"
    rf"(?:\+?1{_GAP}?)?(?:\([2-9]\d\d\)|[2-9]\d\d){_GAP}{{0,2}}[2-9]\d\d{_GAP}?\d{{4}}"
    rf"|\+\d{{1,3}}(?:{_GAP}?\(?\d{{1,4}}\)?){{3,6}}"
    rf"|[2-9]\d\d-\d{{4}}"
    rf")(?!\w|-\d)"
)
_COURRIEL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_ADDRESS_NUMBER: Final = r"(?<![\w-])\d{1,5}[A-Za-z]?"
_FRENCH_STREETS: Final = (
    "rue|avenue|av\\.|boulevard|boul\\.?|blvd\\.?|chemin|ch\\.|route|rte|rang|montée|côte|place|allée|impasse|terrasse"
    "|ruelle|promenade|croissant|autoroute|carré|quai"
)
_ENGLISH_STREETS: Final = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|crescent|cres|place|way|highway|hwy"
)
_CAPITAL_WORD: Final = r"[^\W\d_a-zß-ÿ][\w'’-]{0,40}"
_ADDRESS: Final = re.compile(
    rf"{_ADDRESS_NUMBER}(?:-\d{{1,5}})?[,\s]{{1,3}}(?i:{_FRENCH_STREETS})\s[\w'’-]{{1,40}}(?:\s{_CAPITAL_WORD}){{0,3}}"
    rf"|{_ADDRESS_NUMBER}(?:\s{_CAPITAL_WORD}){{1,3}}\s(?i:{_ENGLISH_STREETS})\b"
    r"|(?<!\w)(?i:[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[ \u00a0-]?(?i:\d[ABCEGHJ-NPRSTV-Z]\d)(?!\w)"
)
_DIGIT: Final = re.compile(r"\d")
_TOLL_FREE: Final = re.compile(r"\A1?8(?:00|33|44|55|66|77|88)")


def find_telephones(text: str, public: Iterable[str]) -> Iterator[Span]:
    """Find telephone numbers; toll-free ones and the house's own (`public`) are for everyone."""
    known = {_digits(each) for each in public}
    for match in _met(_TELEPHONE, text):
        digits = _digits(match[0])
        if digits not in known and not _TOLL_FREE.match(digits):
            yield match.span()


def find_courriels(text: str, public: Iterable[str]) -> Iterator[Span]:
    """Find courriels, but the house's own."""
    known = {each.casefold() for each in public}
    for match in _COURRIEL.finditer(text):
        if match[0].casefold() not in known:
            yield match.span()


def find_addresses(text: str, public: Iterable[str]) -> Iterator[Span]:
    """Find civic numbers with their street, and postal codes, but those within the house's own addresses."""
    known = [f" {' '.join(fold_words(each))} " for each in public]
    for match in _met(_ADDRESS, text):
        folded = f" {' '.join(fold_words(match[0]))} "
        if not any(folded in each for each in known):
            yield match.span()


def _met(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """Look for what begins by a number, or holds one, only in a text that has any."""
    return pattern.finditer(text) if _DIGIT.search(text) else ()


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdecimal()).removeprefix("1")
