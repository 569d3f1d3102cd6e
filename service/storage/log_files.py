"""The log as static files (C2SP tlog-tiles), for anyone to load and prove from: tiles, entries, checkpoint.

The folder follows the registry's checkpoints. Nothing in it is ever taken back: a registry that shows an
older or another history than its own files is found out (`ledger verify`), and its files stay.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from service.ledger.checkpoint import Checkpoint
from service.ledger.failures import LedgerFailure, TileMalformed
from service.ledger.tile_files import grow_bundles, grow_tiles, root_in_tiles
from service.ledger.tiles import WIDTH, Tile
from service.ledger.tree import leaf_hash
from service.storage import checkpoints
from service.storage.placing import walk_leaves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.storage.sql import Sql
    from service.storage.store import SqlStore

CHECKPOINT: Final = "checkpoint"
AT_ONCE: Final = 256 * WIDTH
"""Leaves written in one step."""


class LogFilesDiffer(LedgerFailure):
    """The files hold a history that the registry does not show: it was changed, or an older one put back."""

    code = "LOG_FILES_DIFFER"


@dataclass(frozen=True, slots=True)
class LogFiles:
    """The folder of one machine; several workers may share it."""

    folder: Path

    def read(self, path: str) -> bytes | None:
        """Return the file of a tile (its path below the log's address); None when there is none."""
        try:
            tile = Tile.decode(path)
        except TileMalformed:
            return None
        return self._read(tile.path)

    def checkpoint(self) -> str | None:
        """Return the note of the last checkpoint that all files are there for."""
        content = self._read(CHECKPOINT)
        return content.decode("utf-8") if content else None

    def read_beside(self, name: str) -> bytes | None:
        """Return a file that lies beside the tiles, and is served to nobody."""
        return self._read(name)

    def write_beside(self, name: str, content: bytes) -> None:
        """Keep a file beside the tiles."""
        self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._write(name, content)

    def follow(self, store: SqlStore) -> None:
        """Bring the files to the registry's last checkpoint. Raises LogFilesDiffer, changing nothing."""
        self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        with self._alone(), store.database.reading() as sql:
            last = checkpoints.load_last(sql)
            if last is None or last.note == self.checkpoint():
                return
            size = self._size()
            if size > last.size:
                raise LogFilesDiffer
            self._grow(sql, size, last.size)
            if root_in_tiles(self._read, last.size) != last.root:
                raise LogFilesDiffer
            self._write(CHECKPOINT, last.note.encode())

    def _size(self) -> int:
        note = self.checkpoint()
        return Checkpoint.decode(note.partition("\n\n")[0] + "\n").size if note else 0

    def _grow(self, sql: Sql, size: int, until: int) -> None:
        """Write the tiles of the leaves from `size` on, in steps that end on full tiles."""
        entries = (entry for at, entry in walk_leaves(sql, size) if at < until)
        while size < until:
            step = min(AT_ONCE - size % WIDTH, until - size)
            some = list(islice(entries, step))
            for tile, content in grow_bundles(self._read, size, some):
                self._write(tile.path, content)
            for tile, content in grow_tiles(self._read, size, [leaf_hash(entry) for entry in some]):
                self._write(tile.path, content)
            size += step

    def _read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _write(self, path: str, content: bytes) -> None:
        """Write a file whole: others read it, or none."""
        whole = self.folder / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        part = whole.with_name(f".{whole.name}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(whole)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self.folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
