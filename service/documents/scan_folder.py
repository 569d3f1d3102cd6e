"""The watched folder: what a scanner leaves there is taken in once it is whole, and never lost on the way.

A file goes from the folder only when the registry holds it, byte for byte, and was asked to show it again.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Final

from service.registry.errors import Fault, Invalid, MustStop
from service.registry.intake import MOST_BYTES
from service.registry.texts import clean_name

EVERY_SECONDS: Final = 3.0
REFUSED: Final = "refuses"
UNFINISHED: Final = (".part", ".tmp", ".crdownload", ".filepart")
_LOG: Final = logging.getLogger("aval")

Receive = Callable[[str, bytes], bool]
"""Keeps a file of this name; True once it is kept and was read back as it was. Raises `Invalid`."""


@dataclass(slots=True)
class ScanFolder:
    """A folder in which files are looked for; `why` writes a refusal for whoever looks there."""

    folder: Path
    receive: Receive
    why: Callable[[str, str], str]
    most: int = MOST_BYTES
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> int:
        """Take in every file that has not changed since the last look; return how many."""
        with _alone(self.folder) as alone:
            if not alone:
                return 0
            now = {path: _shape(path) for path in self._candidates()}
            whole = [path for path, shape in sorted(now.items()) if self._seen.get(path) == shape]
            self._seen = now
            return sum(self._take(path) for path in whole)

    def _candidates(self) -> Iterator[Path]:
        for entry in os.scandir(self.folder):
            plain = entry.is_file(follow_symlinks=False)
            if plain and not entry.name.startswith(".") and not entry.name.lower().endswith(UNFINISHED):
                yield Path(entry.path)

    def _take(self, path: Path) -> bool:
        try:
            try:
                return self._received(path)
            except Invalid as error:
                self._refuse(path, error.faults[0].code)
        except MustStop:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one file meets, the next ones are taken in
            _LOG.warning("scan folder: %s", type(error).__name__)
        return False

    def _received(self, path: Path) -> bool:
        """Take one file in. What is too large is refused before it is read."""
        if path.stat().st_size > self.most:
            raise Invalid(Fault("/file", "TOO_LARGE", str(self.most)))
        content = _read_unlocked(path)
        if content is None or not self.receive(clean_name(path.name), content):
            return False
        path.unlink()
        return True

    def _refuse(self, path: Path, code: str) -> None:
        """Put a file that is no scan where people find it, with the reason beside."""
        folder = self.folder / REFUSED
        folder.mkdir(exist_ok=True)
        place = folder / path.name
        number = 1
        while place.exists():
            number += 1
            place = folder / f"{path.stem}-{number}{path.suffix}"
        place.with_name(f"{place.name}.txt").write_text(
            self.why(clean_name(path.name), code), encoding="utf-8"
        )
        path.rename(place)


class FolderWatch:
    """Looks into the folder every few seconds, in a thread of its own."""

    def __init__(self, folder: ScanFolder, stop: Callable[[Exception], None]) -> None:
        self._folder = folder
        self._stop = stop
        self._over = Event()
        self._thread = Thread(target=self._run, name="scan-folder", daemon=True)

    def begin(self) -> None:
        """Begin to look."""
        self._thread.start()

    def end(self) -> None:
        """Stop, and wait for what is under way."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            try:
                self._folder.look()
            except MustStop as error:
                self._stop(error)
            except Exception as error:  # noqa: BLE001 - a fault of the folder stops nobody's server
                _LOG.warning("scan folder: %s", type(error).__name__)


def _shape(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _read_unlocked(path: Path) -> bytes | None:
    """Read a file nobody is writing; None when another program holds it."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        return file.read()


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Hold the folder for one worker of several; False when another holds it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
