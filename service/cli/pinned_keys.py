"""The keys that whoever verifies trusts: those of a file (`aval keys list`), or this registry's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from service.credentials.issuing_keys import IssuingKeysMissing
from service.credentials.key_ring import KeyRing, read_key_list
from service.credentials.refusals import KeysMalformed
from service.credentials.seal_keys import SealKeyMissing
from service.i18n.evidence import evidence_words
from service.registry.sealing import TrustedSeals

if TYPE_CHECKING:
    from pathlib import Path

KEYS: Final = "keys"
ROOTS: Final = "sealing_roots"
TIME_STAMPS: Final = "time_stamp_roots"
REVOKED: Final = "sealing_revoked"
MOST_BYTES: Final = 1024 * 1024


class KeysUnreadable(Exception):
    """A file of keys is no such file."""

    code = "KEYS_UNREADABLE"
    mend = "write such a file where the registry is: aval keys list > keys.json"


class KeysNeeded(Exception):
    """There are no keys of a registry here, and none were given: whoever verifies is a stranger to it."""

    code = SealKeyMissing.code

    def __init__(self, language: str) -> None:
        super().__init__(self.code)
        self.mend = evidence_words(language, "verify.keys")


@dataclass(frozen=True, slots=True)
class Pinned:
    """Keys of tokens and status lists, and the roots of seals; either may be none."""

    ring: KeyRing
    seals: TrustedSeals


def pinned_keys(path: Path | None, language: str) -> Pinned:
    """Read the keys of a file, or of this registry. Raises `KeysUnreadable` or `KeysNeeded`."""
    if path is not None:
        return read_keys(path)
    try:
        return own_keys()
    except (SealKeyMissing, IssuingKeysMissing) as error:
        raise KeysNeeded(language) from error


def read_keys(path: Path) -> Pinned:
    """Read a file of keys. Raises `KeysUnreadable`."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
        given: Any = json.loads(content)
        if not {KEYS, ROOTS} & given.keys():
            raise KeysUnreadable
        ring = read_key_list(content) if KEYS in given else KeyRing({})
        return Pinned(ring, TrustedSeals(*(_texts(given, name) for name in (ROOTS, TIME_STAMPS, REVOKED))))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, KeysMalformed) as error:
        raise KeysUnreadable from error


def own_keys() -> Pinned:
    """Return this registry's own keys, as it gives them to others."""
    from service.credentials.issuing_keys import load_issuing_keys
    from service.settings import load_settings

    seals = own_seals()
    return Pinned(load_issuing_keys(load_settings().kek_file.parent).ring(), seals)


def own_seals() -> TrustedSeals:
    """Return what others need to trust this registry's seals."""
    from service import wiring
    from service.settings import load_settings

    return wiring.open_trusted(load_settings())


def _texts(given: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 - what a file holds is anything
    texts = given.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise TypeError
    return tuple(texts)
