"""The registry's own keys: drawn once, each kept wrapped by the key-encryption key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from service.vault.data_keys import unwrap, wrap
from service.vault.failures import KeyringIncomplete
from service.vault.kek import Kek
from service.vault.randomness import Random, draw_key


@dataclass(frozen=True, slots=True)
class Keyring:
    """One 32-byte key for each thing that is nobody's in particular. Never printed."""

    look_up: bytes = field(repr=False)
    """Marks of the look-up index."""
    reference: bytes = field(repr=False)
    """Sealed references."""
    registry: bytes = field(repr=False)
    """Data key of records that belong to no person."""
    tag: bytes = field(repr=False)
    """Tags of acts."""
    access: bytes = field(repr=False)
    """Data key of access records."""


KEY_NAMES = frozenset(field.name for field in fields(Keyring))


def draw_keyring(random: Random) -> Keyring:
    """Draw all the registry's keys, at `init`."""
    return Keyring(**{name: draw_key(random) for name in sorted(KEY_NAMES)})


def wrap_keyring(kek: Kek, keyring: Keyring) -> dict[str, bytes]:
    """Wrap every key under its name, to be kept in the database."""
    return {name: wrap(kek, getattr(keyring, name)) for name in sorted(KEY_NAMES)}


def unwrap_keyring(kek: Kek, wrapped: Mapping[str, bytes]) -> Keyring:
    """Return the registry's keys; raises KeyringIncomplete or KeyUnwrapFailed."""
    if wrapped.keys() != KEY_NAMES:
        raise KeyringIncomplete(", ".join(sorted(wrapped.keys() ^ KEY_NAMES)))
    return Keyring(**{name: unwrap(kek, key) for name, key in wrapped.items()})


def rewrap_keyring(old: Kek, new: Kek, wrapped: Mapping[str, bytes]) -> dict[str, bytes]:
    """Wrap the registry's keys again for a new key-encryption key."""
    return wrap_keyring(new, unwrap_keyring(old, wrapped))
