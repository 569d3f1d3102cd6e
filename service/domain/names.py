"""Names as people write them: which spellings are one name, which may be a slip (rules R77)."""

import unicodedata
from collections import Counter
from itertools import permutations, takewhile
from typing import Final

_SAINTS: Final = {"st": "saint", "ste": "sainte"}
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "\N{ARABIC TATWEEL}": ""}
    | dict.fromkeys(map(chr, range(0x2B9, 0x2E0)), " ")
    | dict.fromkeys("\N{LATIN CAPITAL LETTER SALTILLO}\N{LATIN SMALL LETTER SALTILLO}", " ")
)
"""Letters that no accent makes; apostrophes that Unicode counts as letters."""
_SHORTEST_MISTYPED: Final = 4
_MOST_MISTYPED: Final = 2


class _Folding(dict[int, str]):
    """What each character folds to, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        letters = _without_marks(_without_marks(chr(code)).casefold()).translate(_LETTERS)
        self[code] = folded = "".join(each if _is_letter(each) else " " for each in letters)
        return folded


_FOLDING: Final = _Folding()


def fold_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, case, hyphens, apostrophes; « St » is « saint ».

    Empty when the text holds no letter or digit. A single name is a name.
    """
    return tuple(_SAINTS.get(word, word) for word in name.translate(_FOLDING).split())


def sorted_words(name: str) -> tuple[str, ...]:
    """Return the folded words in order, so that « Côté, Zoé » and « Zoé Côté » are one name."""
    return tuple(sorted(fold_words(name)))


def matches_exactly(one: str, other: str) -> bool:
    """Tell whether two spellings are of one name. Never more than a proposal: a second factor confirms."""
    return bool(sorted_words(one)) and sorted_words(one) == sorted_words(other)


def is_near(one: str, other: str) -> bool:
    """Tell whether two names may be one, mistyped: for proposing duplicates to a human, never to decide.

    Near: the same letters with words joined or parted, or at most two words, of four letters or more, each
    one slip away (a letter wrong, missing, added, or two neighbours swapped).
    """
    mine, theirs = fold_words(one), fold_words(other)
    return bool(mine) and ("".join(mine) == "".join(theirs) or _differ_by_slips(mine, theirs))


def _without_marks(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not _is_mark(each))


def _is_mark(each: str) -> bool:
    """Tell an accent, or what is not seen at all (category Cf)."""
    return bool(unicodedata.combining(each)) or unicodedata.category(each) == "Cf"


def _is_letter(each: str) -> bool:
    # Vowel signs that stand beside a letter are part of the word, though not letters by themselves.
    return each.isalnum() or unicodedata.category(each).startswith("M")


def _differ_by_slips(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    only_mine = tuple((Counter(mine) - Counter(theirs)).elements())
    only_theirs = tuple((Counter(theirs) - Counter(mine)).elements())
    if len(only_mine) != len(only_theirs) or len(only_mine) > _MOST_MISTYPED:
        return False
    return any(
        all(_is_slip(*pair) for pair in zip(only_mine, order, strict=True))
        for order in permutations(only_theirs)
    )


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_MISTYPED:
        return False
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    mine, theirs = one[start:], other[start:]
    swapped = mine[:2] == theirs[:2][::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]
