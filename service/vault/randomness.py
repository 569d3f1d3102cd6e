"""Where chance comes from: passed in, so that tests can replay it."""

from collections.abc import Callable
from typing import Final, TypeAlias

Random: TypeAlias = Callable[[int], bytes]
"""Gives that many unpredictable bytes (`secrets.token_bytes`)."""

KEY_BYTES: Final = 32


def draw_key(random: Random) -> bytes:
    """Draw a new 256-bit key."""
    return random(KEY_BYTES)
