"""Reads fr.md and en.md: a title, then titled blocks of paragraphs, sub-headings and labels.

`# Title`, `## Title of a block {#block}`, `### Sub-heading`, ``- `key` Label``; any other is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from service.forms.tables import Malformed
from service.registry.forms import Block, FormText, Line

_TITLE: Final = re.compile(r"# (?P<title>\S.*)")
_BLOCK: Final = re.compile(r"## (?P<title>\S.*) \{#(?P<key>[a-z_]+)\}")
_HEADING: Final = re.compile(r"### (?P<text>\S.*)")
_LABEL: Final = re.compile(r"- `(?P<key>[a-z0-9_]+)` (?P<text>\S.*)")
_MARKUP: Final = ("#", "-", "*", ">", "|", "`")


def decode_text(content: bytes, language: str) -> FormText:
    """Read the words of a form in one language. Raises `Malformed` with the line's number."""
    try:
        numbered = enumerate(content.decode().splitlines(), start=1)
    except UnicodeDecodeError as error:
        raise Malformed(str(error)) from error
    lines = [(number, line) for number, line in numbered if line]
    title = _TITLE.fullmatch(lines[0][1]) if lines else None
    if title is None:
        raise Malformed("1")
    return FormText(language, title["title"], sha256(content).hexdigest(), tuple(_decode_blocks(lines[1:])))


def _decode_blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    key, title, inside = "", "", list[Line]()
    for number, line in lines:
        head = _BLOCK.fullmatch(line)
        if head is None and not key:
            raise Malformed(str(number))
        if head is None:
            inside.append(_decode_line(number, line))
            continue
        if key:
            yield Block(key, title, tuple(inside))
        key, title, inside = head["key"], head["title"], []
    if key:
        yield Block(key, title, tuple(inside))


def _decode_line(number: int, line: str) -> Line:
    if heading := _HEADING.fullmatch(line):
        return Line("heading", heading["text"])
    if label := _LABEL.fullmatch(line):
        return Line("label", label["text"], label["key"])
    if line.startswith(_MARKUP) or line != line.strip():
        raise Malformed(str(number))
    return Line("paragraph", line)
