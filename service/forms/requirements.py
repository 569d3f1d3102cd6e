"""Reads required.toml: the blocks and sentences that no form may lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.forms.structure import FORM_KINDS, open_table
from service.forms.tables import Table
from service.registry.forms import FormKind, FormVersion

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that must stand in a block, in each language; `families` empty means every family."""

    block: str
    kinds: tuple[str, ...]
    families: tuple[str, ...]
    words: Mapping[str, str]

    def binds(self, version: FormVersion) -> bool:
        """Tell whether this form must hold it."""
        return version.kind in self.kinds and (not self.families or version.family in self.families)


@dataclass(frozen=True, slots=True)
class Requirements:
    """Block keys in their order by kind of form, and the obligatory sentences."""

    blocks: Mapping[FormKind, tuple[str, ...]]
    sentences: tuple[Sentence, ...]


def decode_requirements(content: bytes) -> Requirements:
    """Read required.toml. Raises `Malformed`."""
    table = open_table(content)
    blocks = table.table("blocks")
    requirements = Requirements(
        blocks={kind: blocks.words(kind) for kind in FORM_KINDS},
        sentences=tuple(_decode_sentence(each) for each in table.tables("sentences")),
    )
    blocks.check_all_read()
    table.check_all_read()
    return requirements


def _decode_sentence(table: Table) -> Sentence:
    sentence = Sentence(
        block=table.text("block"),
        kinds=table.words("kinds"),
        families=table.words("families") if table.has("families") else (),
        words={language: table.text(language) for language in LANGUAGES},
    )
    table.check_all_read()
    return sentence
