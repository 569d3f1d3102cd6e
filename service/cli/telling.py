"""What `aval verify` prints: one JSON document, or sentences."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from service.cli.verifying import NOT_SEALED, NUMBER_ONLY
from service.credentials.verify import Verified
from service.i18n.dates import date_in_words
from service.i18n.evidence import EVIDENCE, evidence_words
from service.i18n.words import words_for
from service.registry.sealing import MODIFIED

if TYPE_CHECKING:
    from service.cli.verifying import Report
    from service.credentials.receipt_checks import VerifiedReceipt
    from service.registry.sealing import SealCheck

ALTERED: Final = frozenset({"SIGNATURE_FALSE", "TOKEN_MALFORMED", "ALGORITHM_OTHER", "RECEIPT_MALFORMED"})
"""What no registry could have made; any other refusal may be the reader's own lack."""


def as_json(found: Report) -> str:
    """Write what was found, in the one shape that tokens, documents and pictures have."""
    said = found.answer.to_json()
    if found.is_file:
        said["codes"] = [one.to_json() for one in found.codes]
        said["numbers"] = list(found.numbers)
    if found.seal is not None:
        said["seal"] = found.seal.code
        said["sealed_at"] = found.seal.sealed_at.isoformat() if found.seal.sealed_at else None
        said["time_stamped"] = found.seal.attested
    return json.dumps(said)


def as_text(found: Report, language: str) -> str:
    """Write what was found in words: of the document first, then of each code."""
    lines: list[str] = []
    if found.seal is not None and (found.seal.code != NOT_SEALED or not found.codes):
        lines += _of_seal(found.seal, language)
    for one in found.codes if found.is_file and found.codes else ():
        lines += _of_code(one, language)
    if not isinstance(found.answer, Verified):
        lines += _of_receipt(found.answer, language)
    elif not found.is_file or (found.seal is None and not found.codes and not found.numbers):
        lines += _of_code(found.answer, language)
    if found.answer.detail == NUMBER_ONLY:
        lines += _of_number(found, language)
    return "\n".join(lines)


def _say(language: str, key: str, **values: object) -> str:
    return evidence_words(language, f"verify.{key}", **values)


def _of_seal(seal: SealCheck, language: str) -> list[str]:
    if seal.authentic:
        number = [_say(language, "number", number=seal.number)] if seal.number else []
        return [_say(language, "authentic"), _say(language, "authentic.text"), *number]
    if seal.code == MODIFIED:
        return [_say(language, "modified"), _say(language, "modified.text")]
    return [_say(language, "cannot"), _why(seal.code, language)]


def _of_code(code: Verified, language: str) -> list[str]:
    if not code.authentic:
        if code.detail in ALTERED:
            return [_say(language, "code.modified"), _say(language, "code.modified.text")]
        return [_say(language, "cannot"), _why(code.detail, language)]
    names, day = words_for("public", language), date.fromisoformat(str(code.until))
    media = "; ".join(names(f"medium.{one}") for one in code.scope)
    channels = "; ".join(names(f"channel.{one}") for one in code.channels)
    return [
        _say(language, "code.authentic"),
        _say(language, "code.authentic.text"),
        _say(language, "number", number=code.id),
        _say(language, "code.media", media=media),
        _say(language, "code.channels", channels=channels),
        _say(language, "code.until", day=date_in_words(day, language)),
        _of_use(code, language),
    ]


def _of_use(code: Verified, language: str) -> str:
    as_of = datetime.fromisoformat(code.as_of).date() if code.as_of else None
    listed = date_in_words(as_of, language) if as_of else ""
    return _say(language, f"use.{code.detail}", listed=listed)


def _of_receipt(found: VerifiedReceipt, language: str) -> list[str]:
    said = found.receipt
    if said is None:
        if found.detail not in ALTERED:
            return [_say(language, "cannot"), _why(found.detail, language)]
        return [_say(language, "receipt.modified"), _say(language, "receipt.modified.text")]
    asked = f"{said.at:%Y-%m-%d %H:%M} UTC"
    cited = [_say(language, "number", number=number.printed) for number in said.cite]
    return [
        _say(language, "receipt.authentic"),
        _say(language, "receipt.authentic.text"),
        _say(language, "receipt.by", issuer=said.issuer, moment=asked),
        _say(language, "receipt.answer", answer=_say(language, f"answer.{said.answer}")),
        *cited,
        _say(language, f"use.{found.detail}", listed=""),
    ]


def _of_number(found: Report, language: str) -> list[str]:
    heading = [] if found.seal is not None else [_say(language, "cannot")]
    numbers = [_say(language, "number", number=number) for number in found.numbers]
    return [*heading, *numbers, _say(language, "number.text")]


def _why(code: str, language: str) -> str:
    key = f"cannot.{code}"
    return _say(language, key if f"verify.{key}" in EVIDENCE[language] else "cannot.UNREADABLE")
