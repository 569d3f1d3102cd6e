"""What a form must be before anybody is shown it. Each check names what is to be mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from service.domain import vocabulary
from service.forms.findings import Finding
from service.forms.plain_language import (
    find_forbidden_words,
    find_long_sentences,
    find_slips,
    find_unknown_blanks,
)
from service.forms.requirements import LANGUAGES, Requirements
from service.registry.forms import USE_ANSWERS, FormText, FormVersion

MOST_USES: Final = 6
MOST_MONTHS: Final = 24

CODES: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset(),
    "role": frozenset(vocabulary.ROLES),
    "media": frozenset(vocabulary.MEDIA),
    "answer": frozenset(USE_ANSWERS),
    "activity": frozenset(),
    "health": frozenset(),
    "limit": frozenset(vocabulary.CONDITIONS),
    "validity": frozenset(),
    "wish": frozenset((*vocabulary.WISHES, *vocabulary.MINOR_WISHES)),
    "signer": frozenset(vocabulary.SIGNERS),
    "evidence": frozenset(vocabulary.EVIDENCE),
    "declaration": frozenset(),
    "help": frozenset(),
    "copy": frozenset(),
    "office": frozenset(),
    "scope": frozenset(vocabulary.CHANNELS),
    "withdrawn_by": frozenset(("person", "representative", "parent", "tutor", "other")),
    "purpose": frozenset(vocabulary.PURPOSES),
    "channel": frozenset(vocabulary.CHANNELS),
    "establishes": frozenset(("opt_in", "free", "informed", "distinct")),
    "old_form": frozenset(),
}
"""Groups of fields, and what the ticks of each may stand for."""

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


def find_faults(version: FormVersion, requirements: Requirements) -> Iterator[Finding]:
    """List everything that is wrong with one version."""
    where = f"{version.family}/v{version.version}"
    for code, detail in _find_structure_faults(version):
        yield Finding(code, f"{where}/form.toml", detail)
    for text in version.texts:
        for code, detail in _find_text_faults(version, text, requirements):
            yield Finding(code, f"{where}/{text.language}.md", detail)


def _find_structure_faults(version: FormVersion) -> Iterator[tuple[str, str]]:
    yield from _find_key_faults(version)
    yield from _find_unknown_codes(version)
    if version.kind == "authorization":
        yield from _find_authorization_faults(version)
    if version.languages != LANGUAGES:
        yield "FORM_LANGUAGE_MISSING", ", ".join(LANGUAGES)
    orders = {tuple(_labelled(text)) for text in version.texts}
    if len(orders) > 1:
        yield "FORM_LANGUAGES_DIFFER", ""


def _find_key_faults(version: FormVersion) -> Iterator[tuple[str, str]]:
    counts = Counter(_all_keys(version))
    yield from (("FORM_KEY_INVALID", key) for key in counts if not _KEY.fullmatch(key))
    yield from (("FORM_KEY_REPEATED", key) for key, count in counts.items() if count > 1)


def _find_unknown_codes(version: FormVersion) -> Iterator[tuple[str, str]]:
    groups = {field.group for field in version.fields}
    yield from (("FORM_GROUP_UNKNOWN", group) for group in sorted(groups - CODES.keys()))
    for field in version.fields:
        yield from _unknown(field.codes, CODES.get(field.group, frozenset()))
    for use in version.uses:
        yield from _unknown((use.purpose,), frozenset(vocabulary.PURPOSES))
        yield from _unknown(use.channels, frozenset(vocabulary.CHANNELS))
    for slot in version.slots:
        yield from _unknown(slot.signers, frozenset(version.signers))
    yield from _unknown(version.signers, frozenset(vocabulary.SIGNERS))
    yield from _unknown(version.roles, frozenset(vocabulary.ROLES))


def _unknown(codes: tuple[str, ...], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    return (("FORM_CODE_UNKNOWN", code) for code in codes if code not in known)


def _find_authorization_faults(version: FormVersion) -> Iterator[tuple[str, str]]:
    """R21, R12 and art. 53.1: what for, for how long, and who signs."""
    if not version.uses or not all(use.channels for use in version.uses):
        yield "FORM_NO_USE", ""
    if len(version.uses) > MOST_USES:
        yield "FORM_TOO_MANY_USES", str(len(version.uses))
    if version.max_months is None or not 0 < version.max_months <= MOST_MONTHS:
        yield "FORM_TOO_LONG", str(version.max_months)
    if not any(slot.required and slot.signers and slot.date_key for slot in version.slots):
        yield "FORM_NO_SIGNATURE", ""


def _find_text_faults(
    version: FormVersion, text: FormText, requirements: Requirements
) -> Iterator[tuple[str, str]]:
    keys = tuple(block.key for block in text.blocks)
    required = requirements.blocks[version.kind]
    if keys != required:
        yield "FORM_BLOCKS", ", ".join(required)
    yield from _find_label_faults(version, text)
    yield from _find_missing_sentences(version, text, requirements)
    if "{phone}" not in _words_of(text, "withdrawal"):
        yield "FORM_NO_REVOCATION", "{phone}"
    yield from _find_hard_words(text, requirements)


def _find_label_faults(version: FormVersion, text: FormText) -> Iterator[tuple[str, str]]:
    needed, given = set(_printed_keys(version)), Counter(_labelled(text))
    yield from (("FORM_LABEL_MISSING", key) for key in sorted(needed - given.keys()))
    yield from (("FORM_LABEL_UNKNOWN", key) for key in sorted(given.keys() - needed))
    yield from (("FORM_LABEL_REPEATED", key) for key, count in given.items() if count > 1)


def _find_missing_sentences(
    version: FormVersion, text: FormText, requirements: Requirements
) -> Iterator[tuple[str, str]]:
    for sentence in requirements.sentences:
        words = sentence.words[text.language]
        if sentence.binds(version) and words not in _words_of(text, sentence.block):
            yield "FORM_SENTENCE_MISSING", words


def _find_hard_words(text: FormText, requirements: Requirements) -> Iterator[tuple[str, str]]:
    allowed = tuple(sentence.words[text.language] for sentence in requirements.sentences)
    yield from (("FORM_SENTENCE_TOO_LONG", words) for words in find_long_sentences(text))
    yield from (("FORM_TYPOGRAPHY", words) for words in find_slips(text))
    yield from (("FORM_BLANK_UNKNOWN", words) for words in find_unknown_blanks(text))
    yield from (("FORM_WORD_FORBIDDEN", words) for words in find_forbidden_words(text, allowed))


def _all_keys(version: FormVersion) -> Iterator[str]:
    yield from _printed_keys(version)
    for use in version.uses:
        yield from use.boxes
    for field in version.fields:
        yield from (box for box in field.boxes if box != field.key)


def _printed_keys(version: FormVersion) -> Iterator[str]:
    yield from (field.key for field in version.fields)
    yield from (use.key for use in version.uses)
    for slot in version.slots:
        yield slot.key
        if slot.date_key:
            yield slot.date_key


def _labelled(text: FormText) -> Iterator[str]:
    for block in text.blocks:
        yield from (line.key for line in block.lines if line.key)


def _words_of(text: FormText, key: str) -> str:
    block = text.block(key)
    return "\n".join(line.text for line in block.lines) if block else ""
