"""The ports `FormReader` and `ScanOpener`: each file is opened by a process of its own."""

from __future__ import annotations

import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from service.documents.confined import ROOT, in_memory
from service.documents.scans.gathering import gather
from service.documents.scans.kinds import Refusal, kind_of
from service.documents.scans.page_values import Garbled, PageReading, decode_page
from service.registry.errors import Unavailable
from service.registry.forms import FormVersion
from service.registry.scans import Place, RefusedFile, ScanReading, Told, UnreadPage

SILENCE_SECONDS: Final = 30.0
"""Longest wait for a page: a machine that does ten things at once is slow, not stuck."""
MOST_STARTS: Final = 4
"""A file that ends its reader more often is given up."""
_MOST_LINE: Final = 8 * 1024 * 1024
READ: Final = "service.documents.scans.child"
TAKE_OUT: Final = "service.documents.scans.taking_out"
TAKING_OUT_SECONDS: Final = 30.0


@dataclass(slots=True)
class _Reading:
    """How far the reading of one file is."""

    pages: dict[int, PageReading] = field(default_factory=dict)
    total: int = 0
    refused: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class ScanReader:
    """Reads scans of these forms."""

    versions: tuple[FormVersion, ...]

    def read(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> ScanReading:
        """Read files, each in its own process."""
        pages, refused = list[tuple[Place, PageReading]](), list[RefusedFile]()
        for path in files:
            try:
                with path.open("rb") as file:
                    read = self._file(file, _beginning_at(len(pages), progress))
            except OSError:
                refused.append(RefusedFile(str(path), "NOT_READABLE"))
                continue
            pages += ((Place(str(path), page.number), page) for page in read.pages.values())
            if read.refused:
                refused.append(RefusedFile(str(path), read.refused))
        return _reading(pages, refused, self.versions)

    def _file(
        self, file: BinaryIO, progress: Callable[[int, int], None], told: Told | None = None
    ) -> _Reading:
        """Read one file; a page that ends its reader is kept as unreadable, and the next reader goes on."""
        read = _Reading(told=told)
        try:
            kind_of(file)
        except Refusal as refusal:
            read.refused = refusal.code
            return read
        for _ in range(MOST_STARTS):
            end = self._start(file, len(read.pages) + 1, read, progress)
            if read.refused or (read.total and len(read.pages) >= read.total):
                return read
            if not read.pages:
                read.refused = end
                return read
            number = len(read.pages) + 1
            read.pages[number] = PageReading(number, "unreadable", reason=end)
            if number == read.total:
                return read
        read.refused = "TOO_LARGE"
        return read

    def _start(self, file: BinaryIO, first: int, read: _Reading, progress: Callable[[int, int], None]) -> str:
        """Have one process read from a page on; return why it ended."""
        asked = [READ, str(file.fileno()), str(first)] + (["shown"] if read.told else [])
        with _process(asked, file, pickle.dumps(self.versions)) as process:
            try:
                for said in _lines(process):
                    _note(read, said)
                    progress(len(read.pages), read.total)
            except (Garbled, TimeoutError) as error:
                process.kill()
                return "TOO_SLOW" if isinstance(error, TimeoutError) else "READER_FAILED"
        return _why(process.returncode)


class ScanDesk:
    """Opens what people hand in, held in memory: nothing of it is ever on the disk in clear."""

    def read_content(
        self, name: str, content: bytes, versions: Sequence[FormVersion], told: Told
    ) -> ScanReading:
        """Read one file of these forms; never raises for what it holds."""
        reader = ScanReader(tuple(versions))
        with in_memory(content) as file:
            read = reader._file(file, told.progress, told)  # noqa: SLF001 - of this module
        refused = [RefusedFile(name, read.refused)] if read.refused else []
        pages = [(Place(name, page.number), page) for page in read.pages.values()]
        return _reading(pages, refused, reader.versions)

    def take_out(self, content: bytes, pages: Sequence[int]) -> bytes:
        """Return a file with these pages alone. Raises `Unavailable`."""
        asked = [TAKE_OUT, "", *(str(page) for page in pages)]
        with in_memory(content) as file:
            asked[1] = str(file.fileno())
            process = _process(asked, file, b"")
            try:
                taken, _ = process.communicate(timeout=TAKING_OUT_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                raise Unavailable("READER_FAILED") from None
        if process.returncode or not taken:
            raise Unavailable("READER_FAILED")
        return taken


def _why(ended: int) -> str:
    """Say by a code why a process ended before it was done."""
    if ended == -signal.SIGPROF:
        return "TOO_SLOW"
    return "READER_FAILED" if ended > 0 else "TOO_LARGE"


def _beginning_at(before: int, progress: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Count a file's pages after those of the files before it."""
    return lambda done, total: progress(before + done, before + total)


def _process(asked: Sequence[str], file: BinaryIO, given: bytes) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    process = subprocess.Popen(  # noqa: S603 - our own program; what it is told are numbers
        [sys.executable, "-m", *asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(file.fileno(),),
        env=environment,
    )
    try:
        if process.stdin and given:
            process.stdin.write(given)
            process.stdin.close()
            process.stdin = None
    except BrokenPipeError:
        pass
    return process


def _lines(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    """Give what the process says, one document at a time. Raises `Garbled`, and `TimeoutError` on silence."""
    held = bytearray()
    output: IO[bytes] | None = process.stdout
    if output is None:
        raise Garbled
    with selectors.DefaultSelector() as waiting:
        waiting.register(output, selectors.EVENT_READ)
        while True:
            if not waiting.select(SILENCE_SECONDS):
                raise TimeoutError
            part = os.read(output.fileno(), 1 << 16)
            if not part:
                return
            held += part
            *whole, rest = held.split(b"\n")
            held = bytearray(rest)
            if len(held) > _MOST_LINE:
                raise Garbled
            for line in whole:
                yield _parsed(line)


def _parsed(line: bytes | bytearray) -> Any:  # noqa: ANN401 - looked at by `_note`
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Garbled from error


def _note(read: _Reading, said: Any) -> None:  # noqa: ANN401 - what another process says is anything
    """Note what the process said. Raises `Garbled`."""
    if not isinstance(said, dict):
        raise Garbled
    if "refused" in said:
        read.refused = str(said["refused"])
    elif "pages" in said:
        read.total = int(said["pages"])
    else:
        page = decode_page(said)
        if page.number != len(read.pages) + 1:
            raise Garbled
        if read.told and page.picture:
            read.told.picture(page.number, page.picture)
        read.pages[page.number] = replace(page, picture=b"")


def _reading(
    pages: Sequence[tuple[Place, PageReading]], refused: list[RefusedFile], versions: tuple[FormVersion, ...]
) -> ScanReading:
    unread = tuple(
        UnreadPage(place, page.reason, page.code.serial if page.code else "")
        for place, page in pages
        if page.kind == "unreadable"
    )
    blank = tuple(place for place, page in pages if page.kind == "blank")
    return ScanReading(gather(pages, versions), unread, tuple(refused), blank)
