"""One spelling of SQL for both databases, and what a connection is asked to do."""

import re
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Final, Protocol, TypeAlias

LOCK: Final = " LOCK"
LOCK_FREE: Final = " LOCK FREE"
_LOCKS: Final = ((LOCK, " FOR NO KEY UPDATE"), (LOCK_FREE, " FOR NO KEY UPDATE SKIP LOCKED"))
_INTS: Final = re.compile(r"ints\(\?\) AS (\w+)")
_COUNTED: Final = re.compile(r"counted\(\?\) AS (\w+)")
_BLOBS: Final = re.compile(r"blobs\(\?\) AS (\w+)")

Values: TypeAlias = tuple[Any, ...]


class Sql(Protocol):
    """An open transaction.

    Statements are written once: `?` for a value, `ints(?) AS name` and `blobs(?) AS name` for a list of
    numbers or of bytes as a table with the column `value`, `counted(?) AS name` for a list of numbers with
    the columns `key` (0 for the first) and `value`, ` LOCK` after what a writer is about to change,
    ` LOCK FREE` for those of its rows that nobody else has locked.
    """

    locks: bool
    """Rows must be locked before they are read: others may write at the same time."""
    places_at_once: bool
    """Acts get their place in the log as they are written: nobody else writes."""

    def rows(self, statement: str, *values: object) -> list[Values]:
        """Run a statement and return all its rows."""

    def run(self, statement: str, *values: object) -> int:
        """Run a statement and return how many rows it changed."""

    def next_number(self, kind: str) -> int:
        """Give a number that was never given."""

    def next_block(self, kind: str, count: int) -> int:
        """Give as many numbers that were never given, one after the other; return the first."""


class Database(Protocol):
    """Where transactions come from. Errors come out as `Unavailable` or `StorageBroken`."""

    accesses_apart: bool
    """Look-ups are recorded elsewhere than changes."""

    def reading(self) -> AbstractContextManager[Sql]:
        """One consistent view."""

    def writing(self) -> AbstractContextManager[Sql]:
        """One transaction, kept at the end of the block unless an error leaves it."""

    def recording(self) -> AbstractContextManager[Sql]:
        """Where access records of look-ups are kept and read; each statement stands by itself."""

    def schema_version(self) -> str:
        """Return the database's last migration, or nothing when it has no tables."""

    def close(self) -> None:
        """Let go of all connections."""


def one(rows: list[Values]) -> Values | None:
    """Return the first row, if there is one."""
    return rows[0] if rows else None


@cache
def spell_sqlite(statement: str) -> str:
    """Write a statement as SQLite has it. Lists come as JSON: the statement stays the same for any length."""
    bare = statement.removesuffix(LOCK).removesuffix(LOCK_FREE)
    ints = _COUNTED.sub(r"json_each(?) AS \1", _INTS.sub(r"json_each(?) AS \1", bare))
    return _BLOBS.sub(r"(SELECT from_hex(value) AS value FROM json_each(?)) AS \1", ints)


@cache
def spell_postgres(statement: str, *, locks: bool) -> str:
    """Write a statement as PostgreSQL has it. A lock keeps writers off, not readers, nor new links."""
    lock = next((spelt for mark, spelt in _LOCKS if statement.endswith(mark)), "")
    bare = statement.removesuffix(LOCK).removesuffix(LOCK_FREE)
    counted = r"(SELECT o - 1 AS key, v AS value FROM unnest(?::bigint[]) WITH ORDINALITY AS u(v, o)) AS \1"
    ints = _INTS.sub(r"unnest(?::bigint[]) AS \1(value)", _COUNTED.sub(counted, bare))
    text = _BLOBS.sub(r"unnest(?::bytea[]) AS \1(value)", ints).replace("?", "%s")
    return f"{text}{lock}" if locks else text
