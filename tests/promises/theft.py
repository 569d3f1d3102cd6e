"""What a thief of the files, without the key, can search, measure and count."""

import base64
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import fmean, pstdev

CHANCE = frozenset({"mark", "code"})
TIMES = frozenset({"at", "due", "last_used"})
"""Columns whose values are drawn by chance, or are moments."""

Cells = tuple[tuple[str, str, object], ...]
Rows = Mapping[str, Sequence[Cells]]


def stolen_files(data: Path) -> dict[str, bytes]:
    """Read every file of a data folder but the keys, which lie on another volume."""
    files = (path for path in sorted(data.rglob("*")) if path.is_file() and "keys" not in path.parts)
    return {str(path.relative_to(data)): path.read_bytes() for path in files}


def words_found(files: Mapping[str, bytes], words: Iterable[str]) -> list[str]:
    """Search files for words, as they are and in the ways that programs write them."""
    lowered = {name: content.lower() for name, content in files.items()}
    return [
        f"{word} as {way} in {name}"
        for word in words
        for way, written in ways_to_write(word)
        for name, content in (files if way == "base64" else lowered).items()
        if written in content
    ]


def ways_to_write(word: str) -> Iterator[tuple[str, bytes]]:
    """List how a word may lie in a file; all but base64 in lower case."""
    low = word.lower()
    yield "text", low.encode()
    yield "latin-1", low.encode("latin-1", "ignore")
    yield "utf-16", low.encode("utf-16-le")
    yield "utf-16 big", low.encode("utf-16-be")
    yield "escaped", low.encode("ascii", "backslashreplace")
    for case in {word, low}:
        yield "hex", case.encode().hex().encode()
        for shift in range(3):
            # What comes before and after shares characters of base64 with the word: leave those out.
            whole = base64.b64encode(bytes(shift) + case.encode())
            yield "base64", whole[-(-shift * 8 // 6) : (shift + len(case.encode())) * 8 // 6]


def shape(path: Path) -> dict[str, object]:
    """Measure a database: for each table its rows, their nulls, sizes and links, in order; and its pages."""
    with _opened(path) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        measured: dict[str, object] = {name: _rows(connection, name) for name in sorted(tables)}
        for pragma in ("page_count", "freelist_count"):
            measured[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return measured


def features(data: Path, people: Sequence[int]) -> list[list[float]]:
    """Count, for each person, all that their rows show: sizes, rows, links, pages written, places."""
    with _opened(data / "aval.db") as connection:
        log = (data / "aval.db-wal").read_bytes() if (data / "aval.db-wal").exists() else b""
        return [_features(connection, log, person) for person in people]


def look_up_rows(data: Path) -> list[int]:
    """Count the look-up rows of each person."""
    each = "SELECT count(k.mark) FROM person p LEFT JOIN look_up k ON k.person = p.number GROUP BY p.number"
    with _opened(data / "aval.db") as connection:
        return [count for (count,) in connection.execute(each)]


def better_than_chance(table: Sequence[Sequence[float]], labels: Sequence[bool], chance: Random) -> bool:
    """Tell whether an attacker who learnt some labels guesses the others better than with labels shuffled."""
    splits = [chance.sample(range(len(labels)), len(labels)) for _ in range(10)]
    reached = _accuracy(table, labels, splits)
    shuffled = [chance.sample(list(labels), len(labels)) for _ in range(100)]
    by_chance = sorted(_accuracy(table, each, splits) for each in shuffled)
    return reached > by_chance[-1]


def _features(connection: sqlite3.Connection, log: bytes, person: int) -> list[float]:
    def rows(statement: str) -> list[tuple[int, ...]]:
        return connection.execute(statement, (person,)).fetchall()

    key, own = connection.execute(
        "SELECT data_key, length(sealed) FROM person WHERE number = ?", (person,)
    ).fetchone()
    papers = rows("SELECT number, length(sealed) FROM consent WHERE person = ?")
    marks = rows("SELECT mark FROM look_up WHERE person = ?")
    return [
        own,
        sum(size for (size,) in rows("SELECT length(sealed) FROM legal_file WHERE person = ?")),
        len(papers),
        sum(size for _, size in papers),
        max((number for number, _ in papers), default=0) - person,
        len(marks),
        fmean(mark for (mark,) in marks),
        len(rows("SELECT post FROM post_person WHERE person = ?")),
        log.count(key),
        person,
    ]


def _accuracy(
    table: Sequence[Sequence[float]], labels: Sequence[bool], splits: Sequence[Sequence[int]]
) -> float:
    """Learn on half, guess the other half: the direction from one group's mean to the other's."""
    return fmean(_guessed_right(table, labels, split) for split in splits)


def _guessed_right(table: Sequence[Sequence[float]], labels: Sequence[bool], split: Sequence[int]) -> float:
    known, asked = split[: len(split) // 2], split[len(split) // 2 :]
    columns = [[table[row][column] for row in known] for column in range(len(table[0]))]
    scales = [(fmean(column), pstdev(column) or 1.0) for column in columns]
    rows = {
        row: [(value - mean) / scale for value, (mean, scale) in zip(table[row], scales, strict=True)]
        for row in split
    }
    sides = [[rows[row] for row in known if labels[row] == side] for side in (True, False)]
    if not all(sides):
        return 0.5
    means = [[fmean(column) for column in zip(*side, strict=True)] for side in sides]
    direction = [one - other for one, other in zip(*means, strict=True)]
    middle = [(one + other) / 2 for one, other in zip(*means, strict=True)]
    right = 0
    for row in asked:
        score = sum(d * (v - m) for d, v, m in zip(direction, rows[row], middle, strict=True))
        right += (score > 0) == labels[row]
    return right / len(asked)


def _rows(connection: sqlite3.Connection, table: str) -> "Counter[Cells]":
    cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of the schema
    columns = [column[0] for column in cursor.description]
    moments = TIMES | ({"number"} if table == "access_record" else set())
    return Counter(
        tuple(_cell(column, value, moments) for column, value in zip(columns, row, strict=True))
        for row in cursor
    )


def _cell(column: str, value: object, moments: Iterable[str]) -> tuple[str, str, object]:
    kind = type(value).__name__
    if value is None or column in CHANCE or column in moments:
        return column, kind, None
    return column, kind, len(value) if isinstance(value, bytes) else value


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database as a thief does: to read, with its write-ahead log."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()
