"""The attack of a thief who has whole data folders, without the keys: measure all that shows, learn, guess.

Of each pair of folders one holds protected children and the other none. The thief learns on pairs whose truth
is known what differs, and how surely, then says of other pairs which is which.
"""

import math
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev

from tests.promises.theft import CHANCE, stolen_files

Measured = Mapping[str, float]
SURE = 2.0
"""Standard errors from which a difference counts as learnt."""
_STEADY = 1e-9
_WAL_HEADER, _FRAME_HEADER = 32, 24


def measure(data: Path) -> Measured:
    """Measure a folder: files, blobs, tables, columns, places of rows, pages, logs, bytes."""
    files = stolen_files(data)
    measured = dict(_of_files(data, files))
    for name in ("aval.db", "access.db"):
        connection = sqlite3.connect(f"file:{data / name}?mode=ro", uri=True)
        try:
            measured.update((f"{name} {what}", value) for what, value in _of_database(connection))
        finally:
            connection.close()
        measured.update((f"{name} {what}", value) for what, value in _of_log(files.get(f"{name}-wal", b"")))
    return measured


class Thief:
    """Someone who learns from pairs, the one with protected children first, and guesses others."""

    def __init__(self, known: Sequence[tuple[Measured, Measured]]) -> None:
        self._weights: dict[str, float] = {}
        for name in sorted({name for pair in known for one in pair for name in one}):
            differences = [one.get(name, 0.0) - two.get(name, 0.0) for one, two in known]
            middle, spread = fmean(differences), pstdev(differences)
            surely = middle * math.sqrt(len(known)) / (spread + _STEADY)
            if abs(surely) > SURE:
                self._weights[name] = middle / (spread * spread + _STEADY)

    @property
    def learnt(self) -> tuple[str, ...]:
        """List what seemed to differ, surest first."""
        return tuple(sorted(self._weights, key=lambda name: -abs(self._weights[name])))

    def says_first(self, one: Measured, two: Measured) -> bool | None:
        """Say whether the first has protected children; None: no idea."""
        told = [weight * (one.get(name, 0.0) - two.get(name, 0.0)) for name, weight in self._weights.items()]
        score = math.fsum(told)
        return None if score == 0 else score > 0


def _of_files(data: Path, files: Mapping[str, bytes]) -> Iterator[tuple[str, float]]:
    blobs = {name: content for name, content in files.items() if name.startswith("blobs")}
    yield "blobs", len(blobs)
    yield "blobs' names", sum(map(len, blobs))
    yield "blobs' folders", len({name.rsplit("/", 1)[0] for name in blobs})
    sizes = Counter(map(len, blobs.values()))
    for size, count in sizes.items():
        yield f"blobs of {size}", count
    kept = sorted(blobs, key=lambda name: (data / name).stat().st_mtime_ns)
    yield "blobs' sizes as kept", _order([len(blobs[name]) for name in kept])
    for name, content in files.items():
        if name not in blobs:
            yield f"{name} bytes", len(content)
            yield f"{name} zeros", content.count(0)
            yield f"{name} compressed", len(zlib.compress(content, 1))


def _of_database(connection: sqlite3.Connection) -> Iterator[tuple[str, float]]:
    for pragma in ("page_count", "freelist_count", "schema_version", "user_version"):
        yield pragma, connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of the schema
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        yield f"{table} rows", len(rows)
        for place, column in enumerate(columns):
            for what, value in _of_column(column, [row[place] for row in rows]):
                yield f"{table}.{column} {what}", value


def _of_column(column: str, values: Sequence[object]) -> Iterator[tuple[str, float]]:
    yield "nulls", sum(value is None for value in values)
    lengths = [len(value) for value in values if isinstance(value, bytes | str)]
    yield "bytes", sum(lengths)
    yield "longest", max(lengths, default=0)
    yield "bytes in order", _order(lengths)
    for text, count in Counter(value for value in values if isinstance(value, str)).items():
        if len(text) < 40:
            yield f"is {text}", count
    numbers = [value for value in values if isinstance(value, int)]
    if numbers and column not in CHANCE:
        yield "total", sum(numbers)
        yield "last", numbers[-1]
        yield "different", len(set(numbers))
        yield "in order", _order(numbers)


def _of_log(log: bytes) -> Iterator[tuple[str, float]]:
    """Read a write-ahead log: how many pages it holds, how many transactions, which pages how often."""
    if len(log) <= _WAL_HEADER:
        return
    step = int.from_bytes(log[8:12], "big") + _FRAME_HEADER
    starts = range(_WAL_HEADER, len(log) - step + 1, step)
    frames = [(log[at : at + 4], log[at + 4 : at + 8], log[at + _FRAME_HEADER]) for at in starts]
    yield "frames", len(frames)
    yield "commits", sum(size != bytes(4) for _, size, _ in frames)
    yield "pages written", len({page for page, _, _ in frames})
    yield "pages in order", _order([int.from_bytes(page, "big") for page, _, _ in frames])
    for kind, count in Counter(kind for _, _, kind in frames if kind in {2, 5, 10, 13}).items():
        yield f"pages of kind {kind}", count


def _order(numbers: Sequence[int]) -> float:
    """Measure in which order numbers stand: how many go up, and by how much they jump."""
    jumps = [later - earlier for earlier, later in pairwise(numbers)]
    return sum(jump > 0 for jump in jumps) + math.tanh(fmean(map(abs, jumps)) / 1000) if jumps else 0.0
