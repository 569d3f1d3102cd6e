"""One spelling of SQL for both databases, and what a connection is asked to do."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Protocol, TypeAlias

Values: TypeAlias = tuple[Any, ...]


class Sql(Protocol):
    """An open transaction.

    Statements are written once: `?` for a value, `IN ints(?)` and `IN blobs(?)` for a list of numbers or of
    bytes, `LOCK` at the end of what a writer is about to change.
    """

    locks: bool
    """Rows must be locked before they are read: others may write at the same time."""
    places_at_once: bool
    """Acts get their place in the log as they are written: nobody else writes."""

    def rows(self, statement: str, *values: Any) -> list[Values]:  # noqa: ANN401
        """Run a statement and return all its rows."""

    def run(self, statement: str, *values: Any) -> int:  # noqa: ANN401
        """Run a statement and return how many rows it changed."""

    def next_number(self, kind: str) -> int:
        """Give a number that was never given."""


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

    def close(self) -> None:
        """Let go of all connections."""


def one(rows: list[Values]) -> Values | None:
    """Return the first row, if there is one."""
    return rows[0] if rows else None


@cache
def spell_sqlite(statement: str) -> str:
    """Write a statement as SQLite has it. Lists come as JSON: the statement stays the same for any length."""
    return (
        statement.replace("ints(?)", "(SELECT value FROM json_each(?))")
        .replace("blobs(?)", "(SELECT from_hex(value) FROM json_each(?))")
        .removesuffix(" LOCK")
    )


@cache
def spell_postgres(statement: str, *, locks: bool) -> str:
    """Write a statement as PostgreSQL has it. A lock keeps writers off, not readers, nor new links."""
    text = (
        statement.replace("NOT IN ints(?)", "<> ALL(?::bigint[])")
        .replace("IN ints(?)", "= ANY(?::bigint[])")
        .replace("IN blobs(?)", "= ANY(?::bytea[])")
        .replace("?", "%s")
    )
    return text.removesuffix(" LOCK") + (" FOR NO KEY UPDATE" if locks and text.endswith(" LOCK") else "")
