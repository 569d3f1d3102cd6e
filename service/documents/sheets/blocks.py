"""Turns a form's blocks into pieces, in the order of its text; every field of form.toml exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from service.documents.sheets.setting import (
    SUBHEADING,
    Maker,
    Piece,
    beside,
    box_fits,
    set_box,
    set_date,
    set_heading,
    set_signature,
    set_text,
    set_titled_words,
    set_words,
)
from service.documents.sheets.style import Style
from service.documents.sheets.tables import set_question, set_uses
from service.registry.forms import Block, FormText, FormVersion, Line

GUTTER: Final = 2.0
MOST_BOXES_BESIDE: Final = 3
DATE_SHARE: Final = 0.46


@dataclass(frozen=True, slots=True)
class Section:
    """The pieces of one block."""

    key: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One labelled line: what is asked and in which words."""

    kind: str
    key: str
    label: str
    required: bool = False


def set_blocks(form: FormVersion, text: FormText, width: float, style: Style) -> tuple[Section, ...]:
    """Set all blocks for columns of this width."""
    setter = _Setter(form, text, width, style)
    return tuple(Section(block.key, tuple(setter.pieces(block))) for block in text.blocks)


def code_sentence(text: FormText) -> str:
    """Return the sentence about what the code holds: the form's last; it stands beside the code."""
    return text.blocks[-1].lines[-1].text


class _Setter:
    """Sets the blocks of one form."""

    def __init__(self, form: FormVersion, text: FormText, width: float, style: Style) -> None:
        self._form, self._width, self._style = form, width, style
        self._labels = {line.key: line.text for block in text.blocks for line in block.lines if line.key}
        self._kinds: dict[str, tuple[str, bool]] = {
            field.key: (field.kind, field.required) for field in form.fields
        }
        self._kinds |= {use.key: ("label", False) for use in form.uses}
        for slot in form.slots:
            self._kinds[slot.key] = ("signature", bool(slot.date_key))
            if slot.date_key:
                self._kinds[slot.date_key] = ("date", False)
        self._last = text.blocks[-1].lines[-1]

    def pieces(self, block: Block) -> Iterator[Piece]:
        """Set a block: its title, then its lines; entries that stand together are set together."""
        if self._style.dense and all(line.kind == "paragraph" for line in block.lines):
            words = " ".join(line.text for line in block.lines)
            yield set_titled_words(block.title, words, self._width, self._style)
            return
        yield set_heading(block.title, self._width, self._style)
        entries = list[_Entry]()
        for line, following in zip(block.lines, (*block.lines[1:], None), strict=True):
            if line.kind == "label":
                entries.append(self._entry(line))
                continue
            yield from self._rows(entries)
            entries = []
            if line is not self._last:
                yield self._words(line, leads=following is not None and following.kind == "label")
        yield from self._rows(entries)

    def _entry(self, line: Line) -> _Entry:
        key = line.key or ""
        kind, required = self._kinds[key]
        return _Entry(kind, key, line.text, required)

    def _words(self, line: Line, *, leads: bool) -> Piece:
        if line.kind == "heading":
            piece = set_words(line.text, self._width, self._style, SUBHEADING)
            return Piece(piece.height, piece.nodes, before=self._style.size * 0.2, stays=True)
        return replace(set_words(line.text, self._width, self._style), stays=leads)

    def _rows(self, entries: list[_Entry]) -> Iterator[Piece]:
        left = entries
        while left:
            taken, piece = self._next_row(left)
            if piece is not None:
                yield piece
            left = left[taken:]

    def _next_row(self, entries: list[_Entry]) -> tuple[int, Piece | None]:
        """Set the entries that share the next row; return how many they are."""
        first = entries[0]
        if first.kind == "label":
            return self._labels_row(entries)
        if first.kind == "question":
            field = next(field for field in self._form.fields if field.key == first.key)
            return 1, set_question(field, self._labels, self._width, self._style)
        if first.kind == "box":
            return self._box_row(entries)
        return self._field_row(entries)

    def _labels_row(self, entries: list[_Entry]) -> tuple[int, Piece | None]:
        """The answers and the uses make one table; without uses, the answers stand beside each question."""
        count = next((n for n, entry in enumerate(entries) if entry.kind != "label"), len(entries))
        if not self._form.uses:
            return count, None
        return count, set_uses(self._form.uses, self._labels, self._width, self._style)

    def _box_row(self, entries: list[_Entry]) -> tuple[int, Piece]:
        run = _leading(entries, "box")
        abreast = self._abreast(run)
        if abreast > 1:
            share = self._width / abreast
            row = run[:abreast]
            return len(row), beside(
                [(n * share, self._box(one, share - GUTTER)) for n, one in enumerate(row)]
            )
        dated = len(run) == 1 and len(entries) > 1 and entries[1].kind == "date"
        half = self._width / 2
        if dated and box_fits(run[0].label, half - GUTTER, self._style):
            date = partial(set_date, entries[1].key, entries[1].label, half, self._style)
            return 2, beside([(0, self._box(run[0], half - GUTTER)), (half, date)])
        return 1, set_box(run[0].key, run[0].label, self._width, self._style)

    def _abreast(self, run: list[_Entry]) -> int:
        """Say how many boxes stand on a line: as many as all of the run allow, else as the next two do."""
        for count in range(min(MOST_BOXES_BESIDE, len(run)), 1, -1):
            room = self._width / count - GUTTER
            if all(box_fits(entry.label, room, self._style) for entry in run):
                return count
        room = self._width / 2 - GUTTER
        return 2 if len(run) > 1 and all(box_fits(entry.label, room, self._style) for entry in run[:2]) else 1

    def _box(self, entry: _Entry, width: float) -> Maker:
        return partial(set_box, entry.key, entry.label, width, self._style)

    def _field_row(self, entries: list[_Entry]) -> tuple[int, Piece]:
        shares = self._shares(entries)
        x, makers = 0.0, list[tuple[float, Maker]]()
        for entry, share in zip(entries, shares, strict=False):
            makers.append((x, self._field(entry, share * self._width)))
            x += share * self._width
        return len(shares), beside(makers)

    def _shares(self, entries: list[_Entry]) -> tuple[float, ...]:
        """Say how much of the row each of the next entries takes."""
        first, second = entries[0], entries[1] if len(entries) > 1 else None
        match (first.kind, second.kind if second else ""):
            case ("signature", "date"):
                return (1 - DATE_SHARE, DATE_SHARE)
            case ("phone", "email"):
                return (0.42, 0.58)
            case ("date", "date"):
                return (0.5, 0.5)
            case ("text", "date" | "signature") if not first.required and not (second and second.required):
                return (0.5, 0.5)
            case ("date", _):
                return (0.5,)
            case _:
                return (1.0,)

    def _field(self, entry: _Entry, width: float) -> Maker:
        setters = {"date": set_date, "signature": set_signature}
        return partial(setters.get(entry.kind, set_text), entry.key, entry.label, width, self._style)


def _leading(entries: list[_Entry], kind: str) -> list[_Entry]:
    count = next((n for n, entry in enumerate(entries) if entry.kind != kind), len(entries))
    return entries[:count]
