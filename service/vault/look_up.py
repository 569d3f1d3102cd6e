"""The look-up index: short keyed marks, so that a file is found by asking and by nothing else."""

import hmac
from typing import Final

from service.vault.randomness import Random

MARK_BYTES: Final = 4
"""32 bits: marks collide now and then on purpose; whoever finds a row decrypts and compares."""


class LookUpIndex:
    """Turns a way to ask into a signed 32-bit number, under the registry's look-up key."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def key_for(self, kind: str, words: tuple[str, ...] | str, factor: str) -> int:
        """Return the mark of one way to ask: HMAC-SHA256 over kind, sorted folded words, second factor."""
        name = words if isinstance(words, str) else " ".join(words)
        asked = f"{len(kind)}:{kind}{len(name)}:{name}{factor}".encode(errors="surrogatepass")
        return _mark(hmac.digest(self._key, asked, "sha256"))


def draw_filler(random: Random) -> int:
    """Draw a mark that stands for nothing, to fill a person's rows up: alike to all others."""
    return _mark(random(MARK_BYTES))


def _mark(digest: bytes) -> int:
    return int.from_bytes(digest[:MARK_BYTES], "big", signed=True)
