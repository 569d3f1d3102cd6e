"""The key-encryption key: one file outside the database, of use to its owner alone."""

import base64
import binascii
import os
import stat
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from service.vault.failures import KekExists, KekMalformed, KekMissing, KekReadableByOthers, KekWeak
from service.vault.randomness import KEY_BYTES, Random, draw_key

_OWNER_ONLY: Final = frozenset({0o600, 0o400})
_LONGEST_FILE: Final = 128
_FEWEST_DISTINCT: Final = 16
"""32 drawn bytes hold fewer than 16 different ones, or steps, less than once in 10¹² keys."""


@dataclass(frozen=True, slots=True)
class Kek:
    """The key that wraps all others. Never printed."""

    key: bytes = field(repr=False)


def load_kek(path: Path) -> Kek:
    """Load the key from its file (32 raw bytes, or one line of base64).

    Raises KekMissing, KekReadableByOthers, KekMalformed or KekWeak: nothing starts without a good key.
    """
    key = _decode(_read_private(path))
    _check_strength(key)
    return Kek(key)


def create_kek(path: Path, random: Random) -> Kek:
    """Draw a key and write its file (base64, mode 0600), on disk before this returns.

    Raises KekExists when a file is there, KekWeak when the source of chance is broken.
    """
    key = draw_key(random)
    _check_strength(key)
    _write_private(path, base64.b64encode(key) + b"\n")
    return Kek(key)


def _read_private(path: Path) -> bytes:
    # The open file is checked, not the path: what a path names may change between two looks.
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise KekMissing from error
    try:
        _check_private(os.fstat(handle).st_mode)
        return os.read(handle, _LONGEST_FILE)
    finally:
        os.close(handle)


def _check_private(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise KekMalformed
    if stat.S_IMODE(mode) not in _OWNER_ONLY:
        raise KekReadableByOthers(f"{stat.S_IMODE(mode):04o}")


def _decode(content: bytes) -> bytes:
    if len(content) == KEY_BYTES:
        return content
    try:
        key = base64.b64decode(content.removesuffix(b"\n"), validate=True)
    except binascii.Error as error:
        raise KekMalformed from error
    if len(key) != KEY_BYTES:
        raise KekMalformed
    return key


def _check_strength(key: bytes) -> None:
    steps = {(after - before) % 256 for before, after in pairwise(key)}
    typed = all(0x20 <= byte < 0x7F for byte in key)  # noqa: PLR2004 - ASCII's printable characters
    if typed or min(len(set(key)), len(steps)) < _FEWEST_DISTINCT:
        raise KekWeak


def _write_private(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise KekExists from error
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(content)
        file.flush()
        os.fsync(handle)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names of a folder's files on disk: a crash before this could lose a key with its name."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
