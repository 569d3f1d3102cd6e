"""The words of a caption, with what stands before each."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from service.domain.identifiers import HYPHENS
from service.domain.names import fold_words

APOSTROPHES: Final = "'\u2019\u02bc"
_LETTERS: Final = r"(?:[^\W\d_][\u0300-\u036f\u00ad]*)+"
_WORD: Final = re.compile(rf"{_LETTERS}(?:[{re.escape(HYPHENS)}{APOSTROPHES}]{_LETTERS})*")
_ELISION: Final = re.compile(rf"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)[{APOSTROPHES}]", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(rf"[{APOSTROPHES}][sS]\Z")
_BREAK: Final = re.compile(
    r"[.!?…:;\n\r\u2028\u2029•«»“”\"()\[\]]|(?:\A|\s)[-–—*#>]+\s|[\u2190-\u2bff\U0001f000-\U0001faff]"
)
_ABBREVIATED: Final = frozenset(
    {"m", "mm", "mr", "mrs", "ms", "dr", "dre", "drs", "prof", "st", "ste", "boul", "av", "me"}
)


class Word(NamedTuple):
    """A word of a text: its place, its folded form, and whether a sentence or a line begins with it."""

    start: int
    end: int
    text: str
    folded: str
    gap: str
    opens: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital and goes on in small letters, or is one capital letter."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())

    @property
    def is_shouted(self) -> bool:
        """Whether all of it is in capitals, one letter aside."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order, without the « l'» or « d'» before and the « 's » after them."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = _trimmed(text, *match.span())
        before = words[-1] if words else None
        gap = text[before.end if before else 0 : start]
        words.append(_word(text, start, end, gap, before))
    return words


def _word(text: str, start: int, end: int, gap: str, before: Word | None) -> Word:
    written = text[start:end]
    opens = before is None or (gap != " " and bool(_BREAK.search(_after_short(gap, before))))
    return Word(start, end, written, " ".join(fold_words(written)), gap, opens)


def _after_short(gap: str, before: Word) -> str:
    """Return what stands after a word; the point of an abbreviation or an initial ends no sentence."""
    short = before.is_initial or before.folded in _ABBREVIATED
    return gap[1:] if short and gap.startswith(".") else gap


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if elided := _ELISION.match(text, start, end):
        start = elided.end()
    owned = _POSSESSIVE.search(text[start:end])
    return start, start + owned.start() if owned else end
