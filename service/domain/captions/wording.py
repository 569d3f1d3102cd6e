"""How a caption is worded: words in capitals, and words that tell of a diagnosis, care or a service (R20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from service.domain.captions.care_words import CARE_WORDS
from service.domain.captions.not_names import ACRONYMS
from service.domain.captions.typed_words import Word

Span = tuple[int, int]

_MOST_LETTERS: Final = 8
_ENDINGS: Final = ("es", "s", "x", "e")
_STARTS: Final = frozenset(phrase.split()[0] + end for phrase in CARE_WORDS for end in ("", *_ENDINGS))
_LONGEST: Final = max(len(phrase.split()) for phrase in CARE_WORDS)


def find_capitals(words: Sequence[Word]) -> Iterator[Span]:
    """Find what is shouted: words in capitals of eight letters in all, or more; acronyms are not."""
    run: list[Word] = []
    for word in words:
        if not _is_shouted(word) or (run and not word.gap.isspace()):
            yield from _shouted(run)
            run = []
        if _is_shouted(word):
            run.append(word)
    yield from _shouted(run)


def find_care_words(words: Sequence[Word]) -> Iterator[Span]:
    """Find words of the list, in the singular or plural; of two that begin together the longer."""
    parts = [(word, part) for word in words for part in word.folded.split()]
    after = 0
    for at, (word, part) in enumerate(parts):
        if word.start < after or part not in _STARTS:
            continue
        length = _longest_phrase([part for _, part in parts[at : at + _LONGEST]])
        if length:
            after = parts[at + length - 1][0].end
            yield word.start, after


def _shouted(run: Sequence[Word]) -> Iterator[Span]:
    if sum(len(word.text) for word in run) >= _MOST_LETTERS:
        yield run[0].start, run[-1].end


def _longest_phrase(parts: Sequence[str]) -> int:
    return next((size for size in range(len(parts), 0, -1) if _is_listed(parts[:size])), 0)


def _is_listed(parts: Sequence[str]) -> bool:
    """Tell whether these words are on the list; each may be in the plural or the feminine."""
    ways = {""}
    for part in parts:
        ways = {f"{way} {form}".strip() for way in ways for form in _forms(part)}
    return not CARE_WORDS.isdisjoint(ways)


def _forms(part: str) -> list[str]:
    return [part, *(part.removesuffix(end) for end in _ENDINGS if part.endswith(end))]


def _is_shouted(word: Word) -> bool:
    return word.is_shouted and word.folded not in ACRONYMS
