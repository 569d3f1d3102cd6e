"""What the log says of an event: nothing, to whoever has not its record."""

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Final

from service.ledger.failures import ProofInvalid

SECRET_BYTES: Final = 32
CHECKPOINT_MULTIPLE: Final = 64
_VERSION: Final = b"\x01"


def canonical_event(event: Mapping[str, object]) -> bytes:
    """Write a JSON event the one way it is hashed: keys sorted, no spaces, UTF-8."""
    return json.dumps(
        event, allow_nan=False, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()


def entry_for(secret: bytes, event: bytes) -> bytes:
    """Return the leaf's entry: version, HMAC-SHA256 of the canonical event under 32 random bytes.

    The secret is kept with the record and destroyed with it; the leaf then tells nothing of anybody.
    """
    return _VERSION + hmac.digest(secret, event, "sha256")


def verify_entry(entry: bytes, secret: bytes, event: bytes) -> None:
    """Raise ProofInvalid unless the entry is that event's."""
    if not hmac.compare_digest(entry, entry_for(secret, event)):
        raise ProofInvalid


def draw_filler_entry(random: Callable[[int], bytes]) -> bytes:
    """Draw an entry that stands for no event, alike to all others."""
    return _VERSION + random(SECRET_BYTES)


def padding_for(size: int, multiple: int = CHECKPOINT_MULTIPLE) -> int:
    """Count the fillers that bring a size to a multiple, so that checkpoints do not count the day's work."""
    return -size % multiple
