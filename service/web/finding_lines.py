"""What is found in a post's text, as pages show it: the piece, what it is, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.captions.reading import Severity
from service.i18n.words import Words
from service.registry.post_findings import PostFinding

LONGEST = 80


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing found in a text."""

    severity: Severity
    piece: str
    what: str
    mend: str


def finding_lines(words: Words, text: str, findings: Iterable[PostFinding]) -> list[FindingLine]:
    """List what was found, what blocks first; each once, however often the same piece stands in the text."""
    shown = [_line(words, text, one) for one in findings]
    return sorted(dict.fromkeys(shown), key=lambda line: line.severity)


def _line(words: Words, text: str, found: PostFinding) -> FindingLine:
    piece = text[found.start : found.end] if found.start is not None else ""
    piece = " ".join(piece.split())
    short = piece if len(piece) <= LONGEST else f"{piece[:LONGEST]}…"
    what, mend = words(f"finding.{found.code}"), words(f"finding.mend.{found.code}")
    return FindingLine(found.severity, short, what, mend)
