"""Proper names in a caption, found by their capitals: a hint, never a look-up of anybody.

Where a sentence begins every word has a capital: there a name is a known given name, or a capital followed by
another. Scripts without capitals are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.domain.captions.care_words import CARE_WORDS
from service.domain.captions.given_names import GIVEN_NAMES
from service.domain.captions.not_names import (
    ACRONYMS,
    HEADS,
    HOUSE_LINKS,
    NOT_NAMES,
    OPENERS,
    PARTICLES,
    PLACES,
    TITLES,
)
from service.domain.captions.typed_words import Word

_GLUE: Final = frozenset({" ", "\u00a0", "\u202f", ". ", ".", ".\u00a0", "-", ".-", "'", "\u2019"})
_NEVER: Final = NOT_NAMES | TITLES | HEADS | CARE_WORDS
_HEADLINE: Final = 4
_SHORT_TITLE: Final = 2
"""« M. » and « Me » are titles; « m » and « me » are not."""
_SURNAMES_TOO: Final = HEADS | NOT_NAMES
_GROUND: Final = tuple(f"{head} " for head in HEADS)
"""« Cap-Chat », « Rivière-au-Renard »."""
_SAINTS: Final = ("saint ", "sainte ")
_ELIDED: Final = ("'", "\u2019")


@dataclass(frozen=True, slots=True)
class FoundName:
    """Where a name stands, its folded words, and whether more than one capital says that it is one."""

    start: int
    end: int
    folded: frozenset[str]
    strong: bool


def find_names(words: Sequence[Word]) -> Iterator[FoundName]:
    """Find what looks like a person's name, in order."""
    at = 0
    while at < len(words):
        town = _town(words, at)
        run = [] if town else _run(words, at)
        if run and not _is_house(words, at):
            found = _named(words, at, run)
            if found:
                yield found
        at += town or max(len(run), 1)


def _town(words: Sequence[Word], at: int) -> int:
    """Return how many words a place of several words takes here, or 0: « New Richmond »."""
    sizes = (size for size in (3, 2) if " ".join(word.folded for word in words[at : at + size]) in PLACES)
    return next(sizes, 0)


def _run(words: Sequence[Word], start: int) -> list[Word]:
    """Return the words that go together from here on: capitals, with « de la » between two of them."""
    if not _may_begin(words, start):
        return []
    run, waiting = [words[start]], list[Word]()
    for word in words[start + 1 :]:
        if word.opens or not _is_glued(word):
            break
        if _continues(run, word, after_particle=bool(waiting)):
            run += [*waiting, word]
            waiting = []
        elif word.folded in PARTICLES:
            waiting.append(word)
        else:
            break
    return run


def _may_begin(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if not _is_name_word(word) or word.folded.startswith(_SAINTS):
        return False
    followed = at + 1 < len(words) and _follows(words[at + 1])
    if word.folded in PLACES:
        return followed and word.folded in GIVEN_NAMES
    if not word.opens or word.folded in GIVEN_NAMES or _is_titled(words, at):
        return True
    return followed and word.folded not in OPENERS


def _follows(word: Word) -> bool:
    return not word.opens and _is_glued(word) and _is_name_word(word) and word.folded not in PLACES


def _continues(run: Sequence[Word], word: Word, *, after_particle: bool) -> bool:
    """Tell whether a word belongs to the name before it; a surname may be a place's or a house's too."""
    if after_particle:
        return _is_name_word(word) and word.folded not in PLACES
    if run[-1].folded in GIVEN_NAMES and word.folded in _SURNAMES_TOO:
        return word.is_capitalised and not word.is_initial
    return _is_name_word(word) or (word.is_shouted and word.folded not in ACRONYMS)


def _is_name_word(word: Word) -> bool:
    if word.folded in _NEVER or word.folded.startswith(_GROUND):
        return False
    if word.is_shouted:
        return word.folded not in ACRONYMS and any(part in GIVEN_NAMES for part in word.folded.split())
    return word.is_capitalised


def _is_glued(word: Word) -> bool:
    return word.gap in _GLUE or (word.gap[:1].isspace() and word.gap.endswith(_ELIDED))


def _is_house(words: Sequence[Word], at: int) -> bool:
    """Tell whether a house or street bears the name: « l'école Marie-Victorin », not « la salle de Zoé »."""
    before = at - 1
    while before >= 0 and words[before].folded in HOUSE_LINKS and words[at].folded not in GIVEN_NAMES:
        before -= 1
    together = not any(word.opens for word in words[before + 1 : at + 1])
    return before >= 0 and together and words[before].folded in HEADS


def _is_titled(words: Sequence[Word], at: int) -> bool:
    if at == 0 or words[at].opens:
        return False
    title = words[at - 1]
    return title.folded in TITLES and (title.text[0].isupper() or len(title.folded) > _SHORT_TITLE)


def _named(words: Sequence[Word], at: int, run: Sequence[Word]) -> FoundName | None:
    titled = _is_titled(words, at)
    parts = frozenset(part for word in run for part in word.folded.split() if part not in PARTICLES)
    known = not parts.isdisjoint(GIVEN_NAMES)
    if run[-1].is_initial and not titled and not known:
        return None  # « Plan B »
    capitals = sum(word.folded not in PARTICLES for word in run)
    strong = titled or (capitals > 1 and (known or capitals < _HEADLINE))
    return FoundName(run[0].start, run[-1].end, parts, strong)
