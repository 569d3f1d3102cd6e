"""Whether a text can be read by anyone: short sentences, French typography, words kept off the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from typing import Final

from service.registry.forms import BLANKS, FormText

MOST_WORDS: Final = 20
WORDS_IN_A_BLANK: Final = 4
"""An establishment's name or a service's is about that long once filled in."""

_SENTENCE_END: Final = re.compile(r"(?<=[.?!])\s+")
_BLANK: Final = re.compile(r"\{([^{}]*)\}")
_WORD: Final = re.compile(r"[^\W_]+")
_SLIPS: Final = {
    "fr": re.compile(r"\s[?!;]|(?<!\u00a0):|«(?!\u00a0)|(?<!\u00a0)»|\.\.\.|[\"“”]"),
    "en": re.compile(r"\s[?!;:]|[«»]|\.\.\.|\""),
}
_FORBIDDEN: Final = re.compile(
    r"\b(ordonnances?|tribuna(l|ux)|courts?|lpj|dpj|protection de la jeunesse|youth protection)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[str, ...]:
    """Part a paragraph into sentences."""
    return tuple(sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence)


def count_words(sentence: str) -> int:
    """Count words; both sides of an apostrophe or a hyphen are words, a blank is four."""
    return len(_WORD.findall(_BLANK.sub(" w" * WORDS_IN_A_BLANK + " ", sentence)))


def all_words(text: FormText) -> Iterator[str]:
    """Walk everything a reader reads, in reading order."""
    yield text.title
    for block in text.blocks:
        yield block.title
        yield from (line.text for line in block.lines)


def find_long_sentences(text: FormText) -> Iterator[str]:
    """List the sentences of more than 20 words."""
    for words in all_words(text):
        yield from (each for each in sentences(words) if count_words(each) > MOST_WORDS)


def find_slips(text: FormText) -> Iterator[str]:
    """List what breaks typography; in Québec, no space before ? ! ; and an unbreakable one before a colon."""
    return (words for words in all_words(text) if _SLIPS[text.language].search(words))


def find_unknown_blanks(text: FormText) -> Iterator[str]:
    """List blanks that nobody fills in, and braces that are not blanks."""
    for words in all_words(text):
        yield from (blank for blank in _BLANK.findall(words) if blank not in BLANKS)
        if re.search(r"[{}]", _BLANK.sub("", words)):
            yield words


def find_forbidden_words(text: FormText, allowed: tuple[str, ...]) -> Iterator[str]:
    """List words on courts and youth protection outside the sentences that are on every form."""
    for words in all_words(text):
        rest = reduce(lambda left, sentence: left.replace(sentence, ""), allowed, words)
        yield from (match.group() for match in _FORBIDDEN.finditer(rest))
