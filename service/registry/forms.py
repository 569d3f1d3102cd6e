"""A consent form as plain values: what it asks, leaves room for, and establishes by its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from service.registry.consent_records import Establishes

FormKind: TypeAlias = Literal["authorization", "refusal", "withdrawal", "statement"]
"""What signing does: say yes or no by use, say no to all, take back, or say what an old text covers."""

FormStatus: TypeAlias = Literal["draft", "approved", "published"]

FieldKind: TypeAlias = Literal["text", "date", "email", "phone", "box", "question", "label"]
"""A `question` has a YES and a NO box; a `label` is a word of the page that nobody fills in."""

USE_ANSWERS = ("yes", "yes_with_limits", "no")
QUESTION_ANSWERS = ("yes", "no")

BLANKS = ("establishment", "service", "phone", "email", "privacy_contact")
"""What a text leaves to the establishment, in braces: who asks, whom to reach, who answers for privacy."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `codes` are what a tick stands for, in the vocabulary of its group."""

    key: str
    group: str
    kind: FieldKind
    codes: tuple[str, ...] = ()
    required: bool = False

    @property
    def boxes(self) -> tuple[str, ...]:
        """Keys of the boxes to tick, in reading order."""
        if self.kind == "question":
            return tuple(f"{self.key}_{answer}" for answer in QUESTION_ANSWERS)
        return (self.key,) if self.kind == "box" else ()


@dataclass(frozen=True, slots=True)
class Use:
    """One question: a purpose on its channels, answered OUI, OUI MAIS… or NON (A-2.1, art. 53.1)."""

    key: str
    purpose: str
    channels: tuple[str, ...]

    @property
    def boxes(self) -> tuple[str, ...]:
        """Keys of its three boxes, in reading order."""
        return tuple(f"{self.key}_{answer}" for answer in USE_ANSWERS)


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one signature. No signers: someone of the house, an interpreter or a witness."""

    key: str
    cases: tuple[str, ...]
    signers: tuple[str, ...] = ()
    date_key: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """The law a block answers to; the article has been in force at least since `valid_from`."""

    law: str
    article: str
    block: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, sub-heading or label; a label names the field, use, slot or date it is for."""

    kind: Literal["paragraph", "heading", "label"]
    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One titled part of the page."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FormText:
    """All the words of a form in one language; `sha256` is of the file, byte for byte, in hexadecimal."""

    language: str
    title: str
    sha256: str
    blocks: tuple[Block, ...]

    def block(self, key: str) -> Block | None:
        """Find a block by key."""
        return next((block for block in self.blocks if block.key == key), None)

    def label(self, key: str) -> str | None:
        """Find the words beside a field, a use, a slot or a date."""
        lines = (line for block in self.blocks for line in block.lines)
        return next((line.text for line in lines if line.key == key), None)


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form, in all its languages. Roles and signers say who it is offered to, no more."""

    family: str
    version: int
    kind: FormKind
    status: FormStatus
    order: int
    """Place of the family where people choose a form."""
    effective_from: date
    max_months: int | None
    roles: tuple[str, ...]
    signers: tuple[str, ...]
    establishes: Establishes
    """True: the text establishes it. False: it does not, and whoever registers must say."""
    fields: tuple[Field, ...]
    uses: tuple[Use, ...]
    slots: tuple[Slot, ...]
    citations: tuple[Citation, ...]
    texts: tuple[FormText, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages it is written in, French first."""
        return tuple(text.language for text in self.texts)

    def text(self, language: str) -> FormText | None:
        """Find its words in one language."""
        return next((text for text in self.texts if text.language == language), None)

    def group(self, name: str) -> tuple[Field, ...]:
        """List the fields of a group, in reading order."""
        return tuple(field for field in self.fields if field.group == name)
