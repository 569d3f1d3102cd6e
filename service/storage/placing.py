"""Giving committed acts their places in the log: one sequencer at a time, without gaps."""

from collections.abc import Iterator
from typing import Final

from service.storage.sql import Database, Sql

_LOCK: Final = "SELECT pg_advisory_xact_lock(4152414)"
"""One number of this registry's own, held until the transaction ends."""
_WAITING: Final = "SELECT sequence, entry FROM act WHERE place IS NULL ORDER BY sequence LIMIT 1000"
_END: Final = "SELECT coalesce(max(place) + 1, 0) FROM leaf"
_LEAF: Final = "INSERT INTO leaf (place, entry) VALUES (?, ?)"
_CHUNK: Final = 10_000
_LEAVES: Final = "SELECT place, entry FROM leaf WHERE place >= ? ORDER BY place LIMIT ?"
_EXPLAINED: Final = (
    "SELECT leaf.place, leaf.entry, act.entry FROM leaf LEFT JOIN act ON act.place = leaf.place"
    " WHERE leaf.place >= ? ORDER BY leaf.place LIMIT ?"
)
_PLACE: Final = "UPDATE act SET place = ? WHERE sequence = ?"


def place_leaves(database: Database) -> int:
    """Place what waits, and return how many there were. On SQLite nothing ever waits."""
    total = 0
    while True:
        with database.writing() as sql:
            placed = place_waiting(sql)
        total += placed
        if not placed:
            return total


def place_waiting(sql: Sql) -> int:
    """Place what waits, inside a transaction that no other sequencer can share."""
    if sql.places_at_once:
        return 0
    sql.rows(_LOCK)
    waiting = sql.rows(_WAITING)
    start = size_of(sql)
    for place, (sequence, entry) in enumerate(waiting, start):
        sql.run(_LEAF, place, entry)
        sql.run(_PLACE, place, sequence)
    return len(waiting)


def size_of(sql: Sql) -> int:
    """Return how many entries the log has."""
    return int(sql.rows(_END)[0][0])


def walk_leaves(sql: Sql, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Walk places and entries of the log in order."""
    while rows := sql.rows(_LEAVES, start, _CHUNK):
        yield from ((place, entry) for place, entry in rows)
        start = rows[-1][0] + 1


def walk_entries(sql: Sql, start: int) -> Iterator[list[bytes]]:
    """Walk the entries of the log in order, many at a time."""
    while rows := sql.rows(_LEAVES, start, _CHUNK):
        yield [entry for _, entry in rows]
        start = rows[-1][0] + 1


def walk_explained(sql: Sql) -> Iterator[list[tuple[int, bytes, bytes | None]]]:
    """Walk places, entries, and the entry of the act at each place (None: no act), many at a time."""
    start = 0
    while rows := sql.rows(_EXPLAINED, start, _CHUNK):
        yield [(place, entry, told) for place, entry, told in rows]
        start = rows[-1][0] + 1
