"""Six-digit codes: drawn for one secret, told by another way, compared without a hint, tried a few times."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from service.registry.ports import Ports

DIGITS: Final = 6
TRIES: Final = 5
"""Wrong codes after which the right one is wrong too: chance opens one in two hundred thousand."""
CODE_LASTS: Final = timedelta(minutes=10)


def draw_code(ports: Ports) -> str:
    """Draw a code."""
    return f"{int.from_bytes(ports.random(8), 'big') % 10**DIGITS:0{DIGITS}}"


def digest_code(of: bytes, code: str) -> str:
    """Return what is kept of a code; `of` is the digest of the secret it works with."""
    return sha256(of + code.encode()).hexdigest()


def is_code(kept: str, of: bytes, code: str) -> bool:
    """Tell whether a code is the one kept."""
    return hmac.compare_digest(kept, digest_code(of, code))
