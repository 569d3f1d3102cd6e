"""A form's very text as a page to answer on: its blocks in their order, its questions where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.i18n.dates import date_in_words
from service.i18n.words import Words
from service.registry.forms import Block, Field, FormText, Line
from service.registry.signing_answers import Answers, Asked
from service.registry.signing_reading import Signing
from service.web.showing import Line as Shown

BLANK: Final = re.compile(r"\{([a-z_]+)\}")
PRINTED_CODE: Final = ("Ce code ", "This code ")
LINE_TO_WRITE_ON: Final = "________"
ANSWERS: Final = ("yes", "yes_with_limits", "no")
TOGETHER: Final = ("media", "limits", "wish", "signer", "days")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of a block: `paragraph`, `heading`, `said` (label and value), or a question by its kind."""

    kind: str
    text: str
    key: str = ""
    hint: str = ""
    options: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One titled part of the form as the page shows it."""

    key: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form as one signer sees it."""

    title: str
    blocks: tuple[ShownBlock, ...]


def sheet_of(signing: Signing, text: FormText, said: Mapping[str, str], blanks: Mapping[str, str]) -> Sheet:
    """Show a form; `said` are values known already, by the key of their field.

    A block left empty, since whoever signed before said no to all of it, is not shown.
    """
    writer = _Writer(signing, text, said, blanks)
    blocks = [writer.block(block) for block in text.blocks]
    return Sheet(text.title, tuple(block for block in blocks if block.parts))


def answer_lines(
    signing: Signing, text: FormText, answers: Answers, words: Words
) -> list[tuple[str, tuple[str, ...]]]:
    """Write answers as they are read once more before signing; what was chosen of a list, under its title."""
    lines: dict[str, tuple[str, ...]] = {}
    titles = {
        field.key: words(f"signing.check.{name}")
        for name, fields in _groups(signing.asked)
        for field in fields
    }
    for key, answer in answers:
        label = text.label(key) or key
        if key in titles:
            lines[titles[key]] = (*lines.get(titles[key], ()), label)
        else:
            lines[label] = (_shown(signing, text, (key, answer), words),)
    return list(lines.items())


def _shown(signing: Signing, text: FormText, given: tuple[str, str], words: Words) -> str:
    """Write one answer: in the form's words for a use, a day in words, a box ticked."""
    key, answer = given
    if key in {use.key for use in signing.form.uses}:
        return text.label(f"answer_{answer}") or answer
    if key in _keys(signing.asked.days):
        return date_in_words(date.fromisoformat(answer), words.language)
    if key in _keys(signing.asked.boxes):
        return words("signing.ticked")
    return words(f"signing.{answer}") if key in _keys(signing.asked.questions) else answer


def _groups(asked: Asked) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """Return the lists of which one or several are chosen, by the name they are sent under."""
    return (
        ("media", asked.media),
        ("limits", asked.limits),
        ("wish", asked.wishes),
        ("signer", asked.signers),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks of one form."""

    signing: Signing
    text: FormText
    said: Mapping[str, str]
    blanks: Mapping[str, str]

    def block(self, block: Block) -> ShownBlock:
        """Write one block; fields asked together are one question, where the first of them stands."""
        parts: list[Part] = []
        for line in block.lines:
            if _is_of_paper(block, line):
                continue
            for part in self._parts(line):
                if part.key not in TOGETHER or all(one.key != part.key for one in parts):
                    parts.append(part)
        return ShownBlock(block.key, block.title, tuple(parts))

    def _parts(self, line: Line) -> Iterator[Part]:
        if line.key is None:
            yield Part(line.kind, self._filled(line.text))
        elif line.key in self.said:
            yield Part("said", line.text, line.key, options=((line.key, self.said[line.key]),))
        else:
            yield from self._question(line.key, line.text)

    def _question(self, key: str, label: str) -> Iterator[Part]:
        asked = self.signing.asked
        if key in {use.key for use in asked.uses}:
            yield Part("use", label, key, self._before(key), self._answers())
        elif key in _keys(asked.questions):
            yield Part("question", label, key)
        elif key in _keys(asked.boxes):
            yield Part("box", label, key)
        elif key in _keys(asked.texts):
            yield Part("text", label, key)
        elif key in _keys(asked.days):
            yield Part("days", "", "days", options=self._options(asked.days))
        else:
            yield from self._choices(key)

    def _choices(self, key: str) -> Iterator[Part]:
        for name, fields in _groups(self.signing.asked):
            if key in _keys(fields):
                hint = self._ticked_before(fields) if name == "limits" else ""
                yield Part(name, "", name, hint, self._options(fields))

    def _answers(self) -> tuple[Shown, ...]:
        return tuple((answer, self.text.label(f"answer_{answer}") or answer) for answer in ANSWERS)

    def _before(self, key: str) -> str:
        """Return what whoever signed before answered here."""
        answer = dict(self.signing.before).get(key)
        return self.text.label(f"answer_{answer}") or "" if answer else ""

    def _ticked_before(self, fields: tuple[Field, ...]) -> str:
        """List what whoever signed before ticked here; it stays, whatever is ticked beside it."""
        said = dict(self.signing.before)
        return " · ".join(self.text.label(field.key) or field.key for field in fields if said.get(field.key))

    def _options(self, fields: tuple[Field, ...]) -> tuple[Shown, ...]:
        return tuple((field.key, self.text.label(field.key) or field.key) for field in fields)

    def _filled(self, text: str) -> str:
        return BLANK.sub(lambda blank: self.blanks.get(blank[1]) or LINE_TO_WRITE_ON, text)


def _is_of_paper(block: Block, line: Line) -> bool:
    """Tell whether a line explains the code printed beside it, which no screen has."""
    return block.key == "copy" and line.key is None and line.text.startswith(PRINTED_CODE)


def _keys(fields: tuple[Field, ...]) -> set[str]:
    return {field.key for field in fields}
