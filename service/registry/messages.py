"""Courriels and texts: asked for with a change, kept as jobs, sent after it; what is undone sends none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from service.i18n.notice_words import notice_words
from service.registry.errors import Fault, Invalid

if TYPE_CHECKING:
    from service.registry.account_records import UserRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

COURRIEL: Final = "courriel"
TEXT: Final = "text"
WORD: Final = "word."
"""How the details of a job name the words that its template leaves blank."""
MARK_BYTES: Final = 16
CORNER_PAGE: Final = "/mes-autorisations"
"""The page of ours where people find what they signed."""

_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[^\W_][\w-]*(\.[\w-]+)+", re.ASCII)
_NUMBER: Final = re.compile(r"\+?[0-9]{10,15}")
_LONGEST: Final = 254
"""Characters of a courriel's address (RFC 5321, 4.5.3.1.3)."""


def send_courriel(change: Change, to: str, language: str, template: str, **words: str) -> None:
    """Have a courriel sent once the change is kept; `template` is one of `i18n/notices`.

    Among the words, `path` is a page of ours to open, `receipt` a consent whose receipt goes along, and
    `until` the ISO moment after which it is no longer worth sending. Raises `Invalid` for no address.
    """
    if not is_address(to):
        raise Invalid(Fault("/email", "BAD_EMAIL"))
    _ask(change, COURRIEL, to, (language, template), words)


def send_text(change: Change, to: str, language: str, template: str, **words: str) -> None:
    """Have a text message sent once the change is kept; words as for `send_courriel`, receipts aside."""
    number = plain_number(to)
    if not number:
        raise Invalid(Fault("/phone", "BAD_PHONE"))
    _ask(change, TEXT, number, (language, template), words)


def is_address(text: str) -> bool:
    """Tell whether a courriel can go there: one address on one line, and nothing a header could be."""
    return len(text) <= _LONGEST and text.isprintable() and _ADDRESS.fullmatch(text) is not None


def reachable(reader: Reader, role: str) -> tuple[UserRecord, ...]:
    """List the users of a role who may still come in and have an address."""
    return tuple(
        user
        for user in reader.list_users()
        if role in user.roles and not user.disabled and is_address(user.email or "")
    )


def plain_number(text: str) -> str:
    """Return a telephone number as its digits, `+` and country first; empty when it is none."""
    digits = re.sub(r"[\s().\N{NO-BREAK SPACE}-]", "", text)
    if not _NUMBER.fullmatch(digits):
        return ""
    if digits.startswith("+"):
        return digits
    return f"+1{digits}" if len(digits) == len("4185550123") else f"+{digits}"


def _ask(change: Change, kind: str, to: str, template: tuple[str, str], words: dict[str, str]) -> None:
    language, name = template
    notice_words(language, name, {"establishment": "", "link": "", **words})  # a word forgotten is said now
    filled = {f"{WORD}{blank}": text for blank, text in words.items()}
    mark = change.ports.random(MARK_BYTES).hex()
    details = {"to": to, "language": language, "template": name, "mark": mark, **filled}
    change.later(kind, None, change.ports.clock(), **details)
