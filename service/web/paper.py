"""A published form as pages to copy the paper from: its own words, nothing ticked beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.i18n.words import Words
from service.registry.forms import FormText, FormVersion, Slot, Use
from service.web.showing import Line, all_of

UNREADABLE: Final = "unreadable"
ALONE_FROM: Final = 14


@dataclass(frozen=True, slots=True)
class ShownUse:
    """One question of the form, and the channels it is about."""

    key: str
    label: str
    channels: str


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """Room for one signature, with who may sign there and by what proof."""

    key: str
    label: str
    signers: tuple[str, ...]
    evidence: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """What the page of uses shows of a form; pairs are a code and the form's words for it."""

    refuses: bool
    media: list[Line]
    uses: list[ShownUse]
    purposes: list[Line]
    channels: list[Line]
    limits: list[Line]
    health: str
    establishes: list[Line]
    answers: list[Line]


def paper_of(form: FormVersion, words: Words) -> Paper:
    """Show a form in the reader's language where it has one."""
    text = text_of(form, words.language)
    health = next((field.key for field in form.group("health")), "")
    return Paper(
        refuses=form.kind == "refusal",
        media=_boxes(form, text, "media"),
        uses=[_use(use, text, words) for use in form.uses],
        purposes=_boxes(form, text, "purpose"),
        channels=_boxes(form, text, "channel"),
        limits=_boxes(form, text, "limit"),
        health=text.label(health) or "",
        establishes=_boxes(form, text, "establishes"),
        answers=[*_boxes(form, text, "answer"), (UNREADABLE, words("new.uses.unreadable"))],
    )


def text_of(form: FormVersion, language: str) -> FormText:
    """Return the form's words in a language, else in the first it has."""
    return form.text(language) or form.texts[0]


def slots_of(form: FormVersion, age: int | None, words: Words) -> list[ShownSlot]:
    """List the signatures that this age asks for; an old paper has room for one, by anyone it may be."""
    text = text_of(form, words.language)
    evidence = tuple(code for field in form.group("evidence") for code in field.codes)
    shown = [_slot(slot, text, evidence) for slot in form.slots if slot.signers and _fits(slot, age)]
    return shown or [ShownSlot("signer", words("new.signatures"), form.signers, evidence, required=True)]


def _slot(slot: Slot, text: FormText, evidence: tuple[str, ...]) -> ShownSlot:
    proofs = () if slot.signers == ("self",) else evidence
    return ShownSlot(slot.key, text.label(slot.key) or slot.key, slot.signers, proofs, slot.required)


def _fits(slot: Slot, age: int | None) -> bool:
    """Leave out the signature of a child too young to give one."""
    return age is None or age >= ALONE_FROM or slot.cases != ("from_14_to_17",)


def _boxes(form: FormVersion, text: FormText, group: str) -> list[Line]:
    fields = [field for field in form.group(group) if field.codes]
    return [(field.codes[0], text.label(field.key) or field.key) for field in fields]


def _use(use: Use, text: FormText, words: Words) -> ShownUse:
    return ShownUse(use.key, text.label(use.key) or use.key, all_of(words, "channel.", use.channels))
