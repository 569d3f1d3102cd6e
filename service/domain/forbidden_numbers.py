"""Health-insurance and social-insurance numbers, which no field may hold (rules R75).

In doubt a text is refused: a false alarm costs a new wording, a missed number is a confidentiality incident.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from service.domain.cited_ids import find_in_text
from service.domain.identifiers import HYPHENS

Kind: TypeAlias = Literal["NAM", "SIN"]

_DASH: Final = re.escape(HYPHENS)
_GAP: Final = rf"[\s{_DASH}._/·\u00ad\u200b-\u200d\u2060\ufeff]"
_LETTER: Final = r"[^\W\d_]"
_ALONE: Final = (r"(?<![^\W_])", r"(?![^\W_])")
_NAM: Final = re.compile(
    rf"{_ALONE[0]}(?:{_LETTER}{{4}}|{_LETTER}(?:{_GAP}{_LETTER}){{3}})"
    rf"(?P<gap>{_GAP}{{0,3}})(?P<digits>\d(?:{_GAP}{{0,3}}\d){{7}}){_ALONE[1]}"
)
_SIN: Final = re.compile(
    rf"(?:{_ALONE[0]}|(?<=nas)|(?<=sin))(?<!\d[{_DASH}./])"
    rf"\d{{3}}{_GAP}{{0,3}}\d{{3}}{_GAP}{{0,3}}\d{{3}}{_ALONE[1]}(?![{_DASH}./]\d)",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
_DATE: Final = re.compile(
    rf"{_YEAR}(?P<a>[{_DASH}./]){_MONTH}(?P=a){_DAY}|{_DAY}(?P<b>[{_DASH}./]){_MONTH}(?P=b){_YEAR}"
)
_COMPACT_DATE: Final = re.compile(f"{_YEAR}{_MONTH}{_DAY}")
_TWO_YEARS: Final = re.compile(rf"({_YEAR})({_GAP}{{1,3}})({_YEAR})")
_PART_OF_LONGER: Final = re.compile(rf"(?:\+\d{{1,3}}[\s.{_DASH}]?|\d{{3}}[\s{_DASH}]\d{{2}}[\s{_DASH}])\Z")
"""What stands before a number abroad (+33) and before the end of a court file number."""
_CUSTOMARY: Final = ([8], [4, 4])
_BIRTH: Final = re.compile(r"\d\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])")
"""Year, month, day of birth, as a health-insurance number begins: a woman's month has 50 added."""


class FoundNumber(NamedTuple):
    """Where a forbidden number stands in a text; the number itself is not repeated."""

    start: int
    end: int
    kind: Kind


def find_forbidden_numbers(text: str) -> list[FoundNumber]:
    """Find every health-insurance number (NAM) and social-insurance number (SIN), in order."""
    if not _DIGIT.search(text):
        return []
    return sorted((*_find_nams(text), *_find_sins(text)))


def _find_nams(text: str) -> Iterator[FoundNumber]:
    cited = [(each.start, each.end) for each in find_in_text(text) if each.ok]
    for match in _NAM.finditer(text):
        within_id = any(start < match.end() and match.start() < end for start, end in cited)
        if not within_id and _is_nam(match["gap"], match["digits"]):
            yield FoundNumber(*match.span(), "NAM")


def _find_sins(text: str) -> Iterator[FoundNumber]:
    for match in _SIN.finditer(text):
        if _passes_luhn(match[0]) and not _PART_OF_LONGER.search(
            text, max(0, match.start() - 8), match.start()
        ):
            yield FoundNumber(*match.span(), "SIN")


def _is_nam(gap: str, digits: str) -> bool:
    """Tell eight digits after four letters from a date, a season or a list of figures."""
    if _DATE.fullmatch(digits) or (gap.isspace() and _is_season(digits)):
        return False
    groups = re.findall(r"\d+", digits)
    if _BIRTH.match("".join(str(int(each)) for each in "".join(groups))):
        return True
    dated = _COMPACT_DATE.fullmatch(digits) or _TWO_YEARS.fullmatch(digits)
    return [len(group) for group in groups] in _CUSTOMARY and not dated


def _is_season(digits: str) -> bool:
    years = _TWO_YEARS.fullmatch(digits)
    return years is not None and int(years[3]) == int(years[1]) + 1 and not years[2].isspace()


def _passes_luhn(text: str) -> bool:
    digits = [int(each) for each in text if each.isdecimal()]
    doubled = [sum(divmod(2 * each, 10)) for each in digits[1::2]]
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0
