"""What differs between two versions of a form: words by block, and what is asked, by key."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from service.registry.consent_records import Establishes
from service.registry.forms import Block, Citation, Field, FormText, FormVersion, Slot, Use

if TYPE_CHECKING:
    from collections.abc import Iterator

Change: TypeAlias = Literal["same", "added", "removed"]
Part: TypeAlias = Literal["form", "establishes", "field", "use", "slot", "citation"]

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
_PROVEN: Final = fields(Establishes)
_OF_THE_FORM: Final = ("kind", "order", "effective_from", "max_months", "roles", "signers")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both versions have, or only the later (added) or the earlier one (removed)."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """A block whose words differ: its key, its title in the later version, and its lines in pieces."""

    key: str
    title: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class TextDifference:
    """The blocks that differ in one language."""

    language: str
    blocks: tuple[BlockDifference, ...]


@dataclass(frozen=True, slots=True)
class KeyDifference:
    """Something asked, by key, as it was and as it is; empty where it is not there."""

    part: Part
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two versions, what is asked first."""

    asked: tuple[KeyDifference, ...]
    texts: tuple[TextDifference, ...]


def compare_forms(before: FormVersion, after: FormVersion) -> Differences:
    """Compare two versions, the languages of the later one in its order."""
    texts = [
        TextDifference(text.language, tuple(_blocks(before.text(text.language), text)))
        for text in after.texts
    ]
    return Differences(tuple(_asked(before, after)), tuple(text for text in texts if text.blocks))


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Part two texts into pieces: all but the removed make the later one, all but the added the earlier."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    removed, added = "", ""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        was, is_now = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal" and not (is_now.isspace() and (removed or added) and new_to < len(new)):
            pieces += (*_changed(removed, added), Piece("same", is_now))
            removed, added = "", ""
        else:
            # A space between two changes is no word in common: they are read as one.
            removed, added = removed + was, added + is_now
    return (*pieces, *_changed(removed, added))


def _changed(removed: str, added: str) -> list[Piece]:
    pieces: tuple[Piece, ...] = (Piece("removed", removed), Piece("added", added))
    return [piece for piece in pieces if piece.words]


def _blocks(before: FormText | None, after: FormText) -> Iterator[BlockDifference]:
    """Walk the blocks of the later text in their order, then those that are gone; a title is a first line."""
    old = _by_key(before)
    new = _by_key(after)
    for key, block in {**new, **{key: block for key, block in old.items() if key not in new}}.items():
        lines = tuple(_lines(_words(old.get(key)), _words(new.get(key))))
        if any(piece.change != "same" for line in lines for piece in line):
            yield BlockDifference(key, block.title, lines)


def _by_key(text: FormText | None) -> dict[str, Block]:
    """Give each block by its key; the page's title stands before them, as a block of its own."""
    if text is None:
        return {}
    return {"title": _title(text), **{block.key: block for block in text.blocks}}


def _title(text: FormText) -> Block:
    return Block("title", text.title, ())


def _words(block: Block | None) -> list[str]:
    return [block.title, *(line.text for line in block.lines)] if block else []


def _lines(before: list[str], after: list[str]) -> Iterator[tuple[Piece, ...]]:
    """Pair lines that both have, and those that stand in each other's place; compare these by words."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from ((Piece("same", line),) for line in after[new_from:new_to])
            continue
        for old, new in zip_longest(before[old_from:old_to], after[new_from:new_to], fillvalue=""):
            yield compare_words(old, new)


def _asked(before: FormVersion, after: FormVersion) -> Iterator[KeyDifference]:
    old, new = _told(before), _told(after)
    for part, key in {**new, **old}:
        was, is_now = old.get((part, key), ""), new.get((part, key), "")
        if was != is_now:
            yield KeyDifference(part, key, was, is_now)


def _told(form: FormVersion) -> dict[tuple[Part, str], str]:
    """Write all that is asked, one line for each thing by its part and key."""
    told: dict[tuple[Part, str], str] = {}
    told |= {("form", name): _written(getattr(form, name)) for name in _OF_THE_FORM}
    told |= {("establishes", one.name): _written(getattr(form.establishes, one.name)) for one in _PROVEN}
    told |= {("field", field.key): _line(field) for field in form.fields}
    told |= {("use", use.key): _line(use) for use in form.uses}
    told |= {("slot", slot.key): _line(slot) for slot in form.slots}
    return told | {("citation", _place(one)): _line(one) for one in form.citations}


def _line(thing: Field | Use | Slot | Citation) -> str:
    """Write all of a thing but its key: `group: person; kind: text`."""
    told = ((each.name, getattr(thing, each.name)) for each in fields(thing))
    return "; ".join(f"{name}: {_written(value)}" for name, value in told if name != "key" and value)


def _place(citation: Citation) -> str:
    return f"{citation.law} {citation.article} ({citation.block})"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
