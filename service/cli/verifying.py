"""`aval verify`: tells offline whether a code, a document, a receipt or the code on a picture is genuine.

Genuine and usable are two statements, and neither says who may appear. What cannot be told is null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.given_files import KIND_BYTES, PDF, PICTURE, file_named, kind_of, numbers_in, text_of
from service.credentials.check_receipts import is_receipt
from service.credentials.receipt_checks import verify_receipt
from service.credentials.verify import Verified, verify_token
from service.documents.pixels.code_reading import MOST_BYTES, read_codes
from service.documents.scans.kinds import Refusal
from service.documents.sealing.reader import SealDesk
from service.domain.identifiers import BadIdentifier, parse
from service.registry.sealing import AUTHENTIC

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.cli.pinned_keys import Pinned
    from service.credentials.receipt_checks import VerifiedReceipt
    from service.registry.sealing import SealCheck

NOT_SEALED: Final = "NOT_SEALED"
NO_CODE: Final = "NO_CODE"
NUMBER_ONLY: Final = "NUMBER_ONLY"
UNREADABLE: Final = "UNREADABLE"
USABLE: Final = 0
NOT_AUTHENTIC: Final = 6
CANNOT_TELL: Final = 7

_TOKEN: Final = re.compile(r"CAC1:|https?://\S+/v#")
_NUMBER: Final = re.compile(r"https?://\S+/v/([0-9A-Za-z-]{16,19})")


@dataclass(frozen=True, slots=True)
class Checking:
    """What codes are checked with: the keys trusted, the status list if there is one, the moment."""

    held: Pinned
    status: bytes | None
    at: datetime

    def token(self, given: str | bytes) -> Verified:
        """Check one token."""
        return verify_token(given, self.held.ring, self.status, self.at)


@dataclass(frozen=True, slots=True)
class Report:
    """The answer as a whole, and what a file bears: its seal, its codes, and numbers nobody signed."""

    answer: Verified | VerifiedReceipt
    is_file: bool = False
    seal: SealCheck | None = None
    codes: tuple[Verified, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0 for genuine and usable, 7 when that cannot be told, else 6; a receipt tells of no use."""
        found = self.answer
        if not isinstance(found, Verified):
            return CANNOT_TELL if found.authentic else NOT_AUTHENTIC
        if found.usable is None:
            return CANNOT_TELL
        return USABLE if found else NOT_AUTHENTIC


def verify_given(given: str, by: Checking) -> Report:
    """Check a token, an address, or what a file bears. Raises `NoSuchFile`."""
    path = file_named(given)
    if path is None:
        return Report(_of_content(given, by))
    try:
        kind = kind_of(path)
        if kind == PDF:
            return _of_pdf(path, by)
        if kind == PICTURE:
            return _of_picture(path, by)
        content = path.read_bytes() if path.stat().st_size <= KIND_BYTES else None
    except OSError:
        content = None
    if content is None:
        return Report(_nothing(UNREADABLE), is_file=True)
    return Report(_of_content(text_of(content) or content, by), is_file=True)


def _of_content(given: str | bytes, by: Checking) -> Verified | VerifiedReceipt:
    if is_receipt(given):
        return verify_receipt(given, by.held.ring, by.at)
    return by.token(given)


def _of_pdf(path: Path, by: Checking) -> Report:
    """Check a PDF's seal and its codes. A seal that does not hold outweighs any code."""
    seal = SealDesk().check(path, by.held.seals, by.at)
    try:
        texts = read_codes(path.read_bytes(), is_pdf=True) if path.stat().st_size <= MOST_BYTES else ()
    except Refusal:
        texts = ()
    found = Report(_nothing(seal.code), is_file=True, seal=seal, codes=_tokens(texts, by))
    found = replace(found, numbers=_numbers_of(texts))
    if seal.authentic:
        return replace(found, answer=_of_sealed(seal, found.codes))
    return _of_codes(found) if seal.code == NOT_SEALED else found


def _of_sealed(seal: SealCheck, codes: tuple[Verified, ...]) -> Verified:
    """Return what the codes of the document's own number say of its use, if there are any."""
    own = [one for one in codes if one.authentic and one.id == seal.number]
    if own:
        return _worst(own)
    return Verified(
        authentic=True,
        id=seal.number,
        usable=None,
        until=None,
        scope=(),
        channels=(),
        as_of=None,
        detail=AUTHENTIC,
    )


def _of_picture(path: Path, by: Checking) -> Report:
    detail, texts = NO_CODE, tuple[str, ...]()
    try:
        texts = read_codes(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else ()
    except Refusal as refusal:
        detail = refusal.code
    numbers = tuple(dict.fromkeys((*numbers_in(path), *_numbers_of(texts))))
    return _of_codes(Report(_nothing(detail), is_file=True, codes=_tokens(texts, by), numbers=numbers))


def _of_codes(found: Report) -> Report:
    """Answer by the codes alone: the worst of several; a number that nobody signed proves nothing."""
    if found.codes:
        return replace(found, answer=_worst(found.codes))
    if found.numbers:
        only = replace(_nothing(NUMBER_ONLY), id=found.numbers[0], usable=None)
        return replace(found, answer=only)
    return found


def _tokens(texts: Iterable[str], by: Checking) -> tuple[Verified, ...]:
    return tuple(by.token(text) for text in texts if _TOKEN.match(text))


def _numbers_of(texts: Iterable[str]) -> tuple[str, ...]:
    found = []
    for address in filter(None, map(_NUMBER.fullmatch, texts)):
        try:
            found.append(parse(address[1]).printed)
        except BadIdentifier:
            continue
    return tuple(dict.fromkeys(found))


def _worst(codes: Iterable[Verified]) -> Verified:
    return min(codes, key=lambda one: (one.authentic, (False, None, True).index(one.usable)))


def _nothing(detail: str) -> Verified:
    return Verified(
        authentic=False, id=None, usable=False, until=None, scope=(), channels=(), as_of=None, detail=detail
    )
