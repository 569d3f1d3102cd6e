"""The words of Markdown and HTML as they are read, and the way back to where each was typed.

A caption's reader looks at words alone: what is markup goes; what a page shows of it stays, as the text of a
link, the words that stand for a picture, and what a shortcode says in its caption.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
    (?P<comment><!--.*?(?:-->|\Z))
  | (?P<unread><(?P<element>script|style|svg|template)\b.*?(?:</(?P=element)\s*>|\Z))
  | (?P<code>^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*\r?$|\Z))
  | (?P<shortcode>\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\})
  | (?P<address><https?:[^\s<>]*>)
  | (?P<mail><(?=mailto:|[^\s<>@]+@))
  | (?P<tag></?(?P<name>[a-z][a-z0-9]*)\b[^<>]*>)
  | (?P<reference>^[ ]{0,3}\[[^\]\n]{1,200}\]:[^\n]*)
  | (?P<contact>\]\((?=mailto:|tel:))
  | (?P<target>\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?
      (?P<titled>\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\))
  | (?P<labelled>\]\[[^\]\n]{0,200}\])
  | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)
  | (?P<escape>\\(?=[!-/:-@\[-`{-~]))
  | (?P<picture>!\[)
  | (?P<bracket>[\[\]])
  | (?P<emphasis>\*+|~~|`+|(?<![^\W_])_+(?=[^\s_])|(?<=[^\s_])_+(?![^\W_]))
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_SHOWN: Final = re.compile(
    r"""\b(?:(?:alt|title|caption|attr|summary|aria-label)\s*=\s*|href\s*=\s*(?=.(?:mailto|tel):))"""
    r"""(?P<quote>["'])(?P<said>.*?)(?P=quote)""",
    re.IGNORECASE | re.DOTALL,
)
_INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
    }
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements that part no words."""
_BREAKS: Final = frozenset({"comment", "unread", "code", "shortcode", "reference", "contact", "picture"})
"""What parts the words before it from those after."""


class Piece(NamedTuple):
    """Words as they are read, and the span where they were typed: of the same length when as typed."""

    words: str
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Readable:
    """The words of a file in order; `typed` gives where a span of them stands in the file (characters)."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the words as a span of the file."""
        first, at = self._piece(start)
        last, until = self._piece(max(end - 1, start))
        return (
            first.at + at if _as_typed(first) else first.at,
            last.at + until + 1 if _as_typed(last) else last.end,
        )

    def _piece(self, at: int) -> tuple[Piece, int]:
        """Return the piece that holds a character, and which of its characters that is."""
        number = bisect_right(self.starts, at) - 1
        return self.pieces[number], at - self.starts[number]


def _as_typed(piece: Piece) -> bool:
    return len(piece.words) == piece.end - piece.at


def readable(text: str, body: int = 0, spoken: Iterable[tuple[int, int]] = ()) -> Readable:
    """Return the words of a file: the spans of its front matter that are spoken, then its body."""
    pieces: list[Piece] = []
    for start, end in spoken:
        pieces += [Piece(text[start:end], start, end), Piece("\n\n", end, end)]
    pieces += [one for one in _body(text, body) if one.words]
    starts, length = list[int](), 0
    for one in pieces:
        starts.append(length)
        length += len(one.words)
    return Readable("".join(one.words for one in pieces), tuple(starts), tuple(pieces))


def _body(text: str, body: int) -> Iterator[Piece]:
    after = body
    for match in _TOKEN.finditer(text, body):
        yield Piece(text[after : match.start()], after, match.start())
        yield from _read(match)
        after = match.end()
    yield Piece(text[after:], after, len(text))


def _read(match: re.Match[str]) -> Iterator[Piece]:
    """Return what a reader meets where markup stood."""
    kind = match.lastgroup
    if kind == "entity":
        yield Piece(html.unescape(match[0]), *match.span())
    elif kind in _BREAKS or (kind == "tag" and match["name"].casefold() not in _INLINE):
        yield Piece("\n", *match.span())
    if kind in {"shortcode", "tag"}:
        yield from _shown(match)
    elif kind == "target" and match["titled"]:
        yield from _apart(match, "titled")


def _shown(match: re.Match[str]) -> Iterator[Piece]:
    for one in _SHOWN.finditer(match.string, match.start(), match.end()):
        yield from _apart(one, "said")


def _apart(match: re.Match[str], name: str) -> Iterator[Piece]:
    """Return words that stand by themselves."""
    yield Piece("\n", match.start(name), match.start(name))
    yield Piece(match[name], *match.span(name))
    yield Piece("\n", match.end(name), match.end(name))
