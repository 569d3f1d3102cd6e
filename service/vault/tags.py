"""Tags: how a person's acts are found again by the registry, and counted by nobody else."""

import hmac
from typing import Final

TAG_BYTES: Final = 16


def tag_for(key: bytes, person: int, n: int) -> bytes:
    """Return the 16-byte tag of a person's n-th act, under the registry's tag key."""
    return hmac.digest(key, person.to_bytes(8, "big") + n.to_bytes(8, "big"), "sha256")[:TAG_BYTES]
