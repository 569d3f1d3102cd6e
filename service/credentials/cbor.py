"""CBOR in one spelling: what is read is written again, and must come out the same byte for byte.

That alone refuses trailing bytes, tags, long and unsorted spellings, and lengths left open.
"""

from typing import Final, TypeGuard

import cbor2

_DEEPEST: Final = 8


def encode(value: object) -> bytes:
    """Write a value: shortest numbers and lengths, keys in the order given."""
    return cbor2.dumps(value)


def decode(content: bytes) -> object:
    """Read a value. Raises ValueError unless `content` is just what `encode` gives for it."""
    try:
        value: object = cbor2.loads(
            content, max_depth=_DEEPEST, allow_indefinite=False, allow_duplicate_keys=False
        )
        spelling = cbor2.dumps(value)
    except (cbor2.CBORError, ValueError, TypeError, RecursionError) as error:
        raise ValueError from error
    if spelling != content:
        raise ValueError
    return value


def is_number(value: object, least: int, most: int) -> TypeGuard[int]:
    """Tell whether a value read is a whole number within bounds; true and false are no numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
