"""The list of keys as anyone may load it, and the note by which the offline root signs it.

The note's text: the origin, the list's sequence number, and the SHA-256 of its keys as canonical JSON.
Whoever pinned the root's verifier key takes a new list by it, and none that is older than the one held.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from service.credentials.key_ring import KeyRing, read_key_list
from service.credentials.refusals import KeysMalformed
from service.ledger.failures import LedgerFailure
from service.ledger.note import Sign, VerifierKey, Verify, encode_base64, sign_note, verify_note

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES: Final = 1 << 20


def sign_key_list(keys: Sequence[dict[str, object]], sequence: int, root: VerifierKey, sign: Sign) -> str:
    """Return the root's note over a list of keys."""
    return sign_note(_text_of(keys, sequence, root.name), root, sign)


def read_signed_list(
    content: str | bytes, root: VerifierKey, verify: Verify, since: int = 0
) -> tuple[KeyRing, int]:
    """Return the keys of a list the root signed, and its sequence number.

    `since` is that of the list held so far. Raises KeysMalformed for a list that is false, or older.
    """
    if len(content) > MOST_BYTES:
        raise KeysMalformed("length")
    try:
        given: Any = json.loads(content)
        keys, sequence, note = given["keys"], given["sequence"], given["signed"]
        signed = verify_note(note, root, verify)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, LedgerFailure) as error:
        raise KeysMalformed from error
    if type(sequence) is not int or sequence < since or signed != _text_of(keys, sequence, root.name):
        raise KeysMalformed("signed")
    return read_key_list(content), sequence


def _text_of(keys: Sequence[dict[str, object]], sequence: int, origin: str) -> str:
    canonical = json.dumps(keys, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{origin}\n{sequence}\n{encode_base64(hashlib.sha256(canonical.encode()).digest())}\n"
