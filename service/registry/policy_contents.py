"""What a version says: a text, a PDF, or the lines of the moderation list; and what differs between two."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from service.registry.errors import Fault, Invalid
from service.registry.form_differences import Piece, compare_words
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ACTIONS: Final = ("hide", "remove", "pass_on")
"""What a moderator does with a comment: hides it, removes it, passes it on."""
TEXT: Final = "text/plain"
PDF: Final = "application/pdf"
LIST: Final = "application/json"
ENDINGS: Final = {TEXT: "txt", PDF: "pdf", LIST: "json"}
_PDF_SIGN: Final = b"%PDF-"
LONGEST_TEXT: Final = 60_000
LONGEST_LINE: Final = 300
MOST_LINES: Final = 500
MOST_BYTES: Final = 10 * 1024 * 1024
_COMPARED: Final = 2_000
"""Characters of two lines that are compared word by word; longer ones are shown whole, before and after."""


@dataclass(frozen=True, slots=True)
class ModerationLine:
    """A word or a behaviour, and what is done about it."""

    action: str
    words: str


@dataclass(frozen=True, slots=True)
class PolicyContent:
    """What a version says, in one of three ways."""

    text: str = ""
    pdf: bytes = b""
    lines: tuple[ModerationLine, ...] = ()

    def of_action(self, action: str) -> tuple[str, ...]:
        """List the words and behaviours that one thing is done about, as they were written."""
        return tuple(line.words for line in self.lines if line.action == action)


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """The lines that differ in one part: the text, or one action of the list (its code)."""

    part: str
    lines: tuple[tuple[Piece, ...], ...]


def check_content(name: str, content: PolicyContent) -> None:
    """Raise `Invalid` unless a list has lines, and a policy a text or a PDF, not both."""
    if name == "moderation":
        _check_lines(content)
        return
    if content.pdf and content.text.strip():
        raise Invalid(Fault("/content", "TEXT_OR_PDF"))
    if content.pdf:
        _check_pdf(content.pdf)
    elif not content.text.strip():
        raise Invalid(Fault("/content", "MISSING"))
    elif len(content.text) > LONGEST_TEXT:
        raise Invalid(Fault("/content", "TOO_LONG", str(LONGEST_TEXT)))
    check_texts({"content": content.text})


def pack(name: str, content: PolicyContent) -> tuple[str, bytes]:
    """Return the media type and the bytes that are kept for good."""
    if name == "moderation":
        listed = {action: content.of_action(action) for action in ACTIONS}
        return LIST, json.dumps(listed, ensure_ascii=False).encode()
    if content.pdf:
        return PDF, content.pdf
    return TEXT, content.text.strip().replace("\r\n", "\n").encode()


def unpack(media_type: str, kept: bytes) -> PolicyContent:
    """Read what was kept."""
    if media_type == PDF:
        return PolicyContent(pdf=kept)
    if media_type == TEXT:
        return PolicyContent(text=kept.decode())
    listed = json.loads(kept)
    return PolicyContent(
        lines=tuple(ModerationLine(action, words) for action in ACTIONS for words in listed[action])
    )


def compare(before: PolicyContent, after: PolicyContent) -> tuple[ChangedPart, ...]:
    """Show the lines that differ; a PDF is not compared."""
    if before.pdf or after.pdf:
        return ()
    pairs = [("text", before.text.splitlines(), after.text.splitlines())]
    pairs += [(action, list(before.of_action(action)), list(after.of_action(action))) for action in ACTIONS]
    parts = (ChangedPart(part, tuple(_differing(old, new))) for part, old, new in pairs)
    return tuple(part for part in parts if part.lines)


def _check_lines(content: PolicyContent) -> None:
    if not content.lines:
        raise Invalid(Fault("/hide", "MISSING"))
    faults = [
        Fault(f"/{line.action}", "TOO_LONG", str(LONGEST_LINE))
        for line in content.lines
        if len(line.words) > LONGEST_LINE
    ]
    if len(content.lines) > MOST_LINES:
        faults.append(Fault("/hide", "TOO_MANY", str(MOST_LINES)))
    if faults:
        raise Invalid(*faults)
    check_texts({action: content.of_action(action) for action in ACTIONS})


def _check_pdf(pdf: bytes) -> None:
    if not pdf.startswith(_PDF_SIGN):
        raise Invalid(Fault("/file", "NOT_A_PDF"))
    if len(pdf) > MOST_BYTES:
        raise Invalid(Fault("/file", "TOO_LARGE", str(MOST_BYTES)))


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[old_from:old_to], after[new_from:new_to], fillvalue="")
            yield from (_pieces(old, new) for old, new in pairs if old.strip() or new.strip())


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    if len(old) + len(new) <= _COMPARED:
        return compare_words(old, new)
    both = (Piece("removed", old), Piece("added", new))
    return tuple(piece for piece in both if piece.words)
