"""Lists taken along: signed by the registry, read without it, and good for a day.

A list is a signed note (C2SP signed-note) whose text is two lines: `aval-list-v1` and one line of JSON. Who
reads it needs the registry's list key, which is no secret, and a clock.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.credentials.log_key import LogKey, is_signed
from service.ledger.failures import KeyMalformed, NoteMalformed, NoteNotSigned
from service.ledger.note import VerifierKey, verify_note

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_LINE: Final = "aval-list-v1\n"
PURPOSE: Final = b"aval lists taken along, v1"
KEY_BYTES: Final = 32


class ListUnreadable(Exception):
    """No list of this registry: altered, of another key, or not a list at all. Read it as « cannot tell »."""


@dataclass(frozen=True, slots=True)
class ListRead:
    """What a list says; `people` only while it may be relied on: names, numbers, conditions, last days."""

    as_of: datetime
    expires: datetime
    event: str
    people: tuple[Mapping[str, Any], ...]
    stale: bool


def derive_list_key(secret: bytes, name: str) -> LogKey:
    """Return the key that signs lists, drawn from a secret of the registry's that is kept wrapped."""
    seed = HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE).derive(secret)
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return LogKey(private, VerifierKey(name, private.public_key().public_bytes_raw()))


def read_list(note: str, key: str, now: datetime) -> ListRead:
    """Read a list with the registry's key, as of a moment. Raises `ListUnreadable`.

    Older than its day, or from the future, it names nobody: never a yes (P3). So does a person's row after
    its own last day.
    """
    try:
        text = verify_note(note, VerifierKey.decode(key), is_signed)
    except (KeyMalformed, NoteMalformed, NoteNotSigned) as error:
        raise ListUnreadable from error
    if not text.startswith(FIRST_LINE):
        raise ListUnreadable
    return _read(json.loads(text.removeprefix(FIRST_LINE)), now.astimezone(UTC))


def _read(said: Mapping[str, Any], now: datetime) -> ListRead:
    as_of, expires = (datetime.fromisoformat(said[name]) for name in ("as_of", "expires"))
    stale = not as_of <= now < expires
    people = [one for one in said["people"] if not stale and now < datetime.fromisoformat(one["until"])]
    return ListRead(as_of, expires, said["event"], tuple(people), stale)
