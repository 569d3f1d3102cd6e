"""Originals in a folder: sealed with their person's key, written once, on the disk before they are cited."""

import errno
import os
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from service.registry.errors import Unavailable
from service.storage.failures import StorageBroken
from service.storage.seals import FORMAT
from service.vault.blobs import open_blob, seal_blob
from service.vault.failures import VaultFailure
from service.vault.randomness import Random
from service.vault.sealing import Place, Sealer

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{8,100}")
_SHELF: Final = 2
"""Characters of a name that say in which folder it lies."""
SYNCS_AT_ONCE: Final = 4
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FolderBlobs:
    """The port `Blobs` over a local folder; a file of someone else, or under another name, does not open."""

    def __init__(
        self, folder: Path, sealer_of: Callable[[int], Sealer], random: Random = secrets.token_bytes
    ) -> None:
        self._folder = folder
        self._sealer_of = sealer_of
        self._random = random
        self._beside = ThreadPoolExecutor(SYNCS_AT_ONCE, "blobs")

    def put(self, person: int, name: str, content: bytes) -> None:
        """Seal with the person's key and keep, once and durably."""
        path = self._path(name)
        sealed = seal_blob(self._sealer_of(person), content, _place(person, name), self._random)
        with _disk():
            _make_folder(path.parent)
            _create(path, sealed, self._beside)

    def get(self, person: int, name: str) -> bytes:
        """Return the original, byte for byte. Raises `Unavailable` when missing or altered."""
        with _disk():
            sealed = self._path(name).read_bytes()
        try:
            return open_blob(self._sealer_of(person), sealed, _place(person, name))
        except VaultFailure as error:
            raise Unavailable("RECORD_UNREADABLE") from error

    def remove(self, person: int, name: str) -> None:  # noqa: ARG002 - where it lies does not depend on whose it is
        """Forget a blob that no record names any more."""
        path = self._path(name)
        with _disk():
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Unavailable("RECORD_UNREADABLE")
        return self._folder / name[:_SHELF] / name


def _place(person: int, name: str) -> Place:
    return Place("blob", person, name, FORMAT)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(folder.parent)


def _create(path: Path, content: bytes, beside: Executor) -> None:
    """Write a new file: nothing is ever written over, and nothing is left of what could not be written whole.

    What a crash leaves half written is named by no row.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        # Name and content are brought to the disk at once: one after the other takes twice as long.
        named = beside.submit(_sync_folder, path.parent)
        try:
            _fill(handle, content)
        finally:
            named.result()
    except BaseException:
        path.unlink()
        raise


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        _sync(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise StorageBroken from error


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "STORAGE_FULL" if error.errno in _FULL else "STORAGE_UNAVAILABLE"
        raise Unavailable(code) from error
