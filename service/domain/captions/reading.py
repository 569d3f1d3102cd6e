"""Everything that is found in a caption: the same for everybody, whatever the registry holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from service.domain.captions.composed import compose
from service.domain.captions.contacts import find_addresses, find_courriels, find_telephones
from service.domain.captions.proper_names import FoundName, find_names
from service.domain.captions.typed_words import Word, words_of
from service.domain.captions.wording import find_capitals, find_care_words
from service.domain.cited_ids import FoundId, find_in_text
from service.domain.forbidden_numbers import find_forbidden_numbers
from service.domain.identifiers import characters_of
from service.domain.names import fold_words

Severity: TypeAlias = Literal["block", "warn"]

NAME: Final = "NAME_NOT_CITED"
ID_CHECK: Final = "ID_CHECK"
SEVERITIES: Final[dict[str, Severity]] = {
    "HEALTH_INSURANCE_NUMBER": "block",
    "SOCIAL_INSURANCE_NUMBER": "block",
    "EMAIL": "block",
    "TELEPHONE": "block",
    "POSTAL_ADDRESS": "block",
    NAME: "block",
    ID_CHECK: "warn",
    "CARE_WORD": "warn",
    "CAPITALS": "warn",
}
"""Every code of a finding, and how severe it is; a name that may be none is a warning."""
_KINDS: Final = {"NAM": "HEALTH_INSURANCE_NUMBER", "SIN": "SOCIAL_INSURANCE_NUMBER"}
_UNREAD: Final = re.compile(r"https?://[^\s<>\"]+|[@#][\w.\-]+")
"""Addresses of pages, mentions and hashtags: their letters are no words."""


_BLANK: Final = "|"
"""Is no letter, no digit, and ends no sentence."""


@dataclass(frozen=True, slots=True, order=True)
class TextFinding:
    """Something found in a text, in Unicode code points of the text as it was given."""

    start: int
    end: int
    code: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Known:
    """What the asker says of a text: names and numbers of the post, the house's own contacts.

    Nothing here comes from the registry: `named` are the names as the asker typed them, `numbers` those the
    post cites besides its text, `public` the telephones, courriels and addresses that anyone may publish;
    `unnamed` counts people of the post who were chosen without typing name or number: each can have one name.
    """

    named: Collection[str] = ()
    numbers: Collection[str] = ()
    public: Collection[str] = ()
    unnamed: int = 0


NOTHING_KNOWN: Final = Known()


def read_caption(text: str, known: Known = NOTHING_KNOWN) -> tuple[TextFinding, ...]:
    """Find what should not be published in a text, in order. Pure; any text can be read.

    A name that is not among those of the post blocks when no number is left for it; it warns when numbers are
    left, but fewer than there are such names; it is not found when each can have its own. Those whom the post
    names come first: the number it cites is theirs, and excuses nobody else.
    """
    composed = compose(text)
    cited = find_in_text(composed.text)
    found = [
        TextFinding(*composed.typed(start, end), code, severity)
        for start, end, code, severity in _found(composed.text, cited, known)
    ]
    return tuple(sorted(found))


def _found(text: str, cited: list[FoundId], known: Known) -> Iterator[tuple[int, int, str, Severity]]:
    plain = _without(text, ((each.start, each.end) for each in cited))
    spans = [(each.start, each.end, _KINDS[each.kind]) for each in find_forbidden_numbers(text)]
    plain = _without(plain, (span[:2] for span in spans))
    for code, find in (
        ("EMAIL", find_courriels),
        ("TELEPHONE", find_telephones),
        ("POSTAL_ADDRESS", find_addresses),
    ):
        met = [(*span, code) for span in find(_unread(plain, code), known.public)]
        plain = _without(plain, (span[:2] for span in met))
        spans += met
    words = words_of(_unread(plain, ""))
    spans += [(each.start, each.end, ID_CHECK) for each in cited if not each.ok]
    spans += [(*span, "CARE_WORD") for span in find_care_words(words)]
    spans += [(*span, "CAPITALS") for span in find_capitals(words)]
    yield from ((*span, SEVERITIES[span[2]]) for span in spans)
    yield from _names(words, {each.text for each in cited if each.ok}, known)


def _names(words: list[Word], cited: set[str], known: Known) -> Iterator[tuple[int, int, str, Severity]]:
    met = list(find_names(words))
    if not met:
        return
    posted = [frozenset(fold_words(name)) for name in known.named]
    names = [each for each in met if not any(each.folded <= name for name in posted)]
    spare = len(cited | {characters_of(each) for each in known.numbers}) - len(posted)
    numbers = max(0, spare) + known.unnamed
    if numbers >= _people(names):
        return
    for each in names:
        yield each.start, each.end, NAME, "block" if each.strong and not numbers else "warn"


def _people(names: list[FoundName]) -> int:
    """Count people: « Zoé » after « Zoé Tremblay » is the same."""
    kept: list[frozenset[str]] = []
    for each in sorted((name.folded for name in names), key=len, reverse=True):
        if not any(each <= other for other in kept):
            kept.append(each)
    return len(kept)


def _unread(text: str, code: str) -> str:
    """Blank what holds no words; courriels are looked for before mentions are."""
    return text if code == "EMAIL" else _without(text, (match.span() for match in _UNREAD.finditer(text)))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank spans of a text, so that every place in it stays where it is."""
    kept, after = list[str](), 0
    for start, end in spans:
        kept += [text[after:start], _BLANK * (end - start)]
        after = end
    return "".join(kept) + text[after:]
