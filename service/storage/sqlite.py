"""SQLite: one writer at a time, readers beside it, each write on the disk before it is answered."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from service.registry.errors import Unavailable
from service.storage.address import Address
from service.storage.failures import UnsafeSetting, from_sqlite
from service.storage.later import Later
from service.storage.sql import Sql, Values, spell_sqlite

BUSY_SECONDS: Final = 10.0
_FULL, _NORMAL = 2, 1
_SETTINGS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-4000",
)


class SqliteSql:
    """A transaction, or single statements, on one plain connection."""

    __slots__ = ("_connection",)
    locks = False
    places_at_once = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, *values: object) -> list[Values]:
        """Run a statement and return all its rows."""
        return self._connection.execute(spell_sqlite(statement), _adapt(values)).fetchall()

    def run(self, statement: str, *values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return self._connection.execute(spell_sqlite(statement), _adapt(values)).rowcount

    def next_number(self, kind: str) -> int:
        """Give the next number; given back with its transaction."""
        statement = (
            "INSERT INTO counter (kind, last) VALUES (?, 1)"
            " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last"
        )
        return int(self.rows(statement, kind)[0][0])

    def next_block(self, kind: str, count: int) -> int:
        """Give the next numbers; given back with their transaction."""
        statement = (
            "INSERT INTO counter (kind, last) VALUES (?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET last = last + excluded.last RETURNING last"
        )
        return int(self.rows(statement, kind, count)[0][0]) - count + 1


class Connections:
    """Plain connections to one file, kept between uses; each is used by one thread at a time."""

    def __init__(self, path: Path, synchronous: int) -> None:
        self._path = path
        self._synchronous = synchronous
        self._free: deque[sqlite3.Connection] = deque()

    def take(self) -> sqlite3.Connection:
        """Lend a connection."""
        try:
            return self._free.pop()
        except IndexError:
            pass
        try:
            return connect(self._path, self._synchronous)
        except sqlite3.Error as error:
            raise from_sqlite(error) from error

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Take a connection back."""
        self._free.append(connection)

    def close(self) -> None:
        """Close those that are free."""
        while self._free:
            self._free.pop().close()


class Use:
    """The use of one connection in a `with` block, in a transaction unless `begin` is empty.

    Written out, for a check opens one: a generator would cost it as much as a look-up. A connection that
    failed is not lent again.
    """

    __slots__ = ("_begin", "_connection", "_connections", "_end")

    def __init__(self, connections: Connections, begin: str = "", end: str = "") -> None:
        self._connections = connections
        self._begin = begin
        self._end = end

    def __enter__(self) -> Sql:
        connection = self._connection = self._connections.take()
        if self._begin:
            try:
                connection.execute(self._begin)
            except sqlite3.Error as error:
                connection.close()
                raise from_sqlite(error) from error
        return SqliteSql(connection)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        connection = self._connection
        try:
            if self._begin and connection.in_transaction:
                connection.execute("ROLLBACK" if error else self._end)
        except sqlite3.Error as failed:
            connection.close()
            raise from_sqlite(failed) from failed
        if isinstance(error, sqlite3.Error):
            connection.close()
            raise from_sqlite(error) from error
        self._connections.give_back(connection)


class SqliteDatabase:
    """The registry's file, and beside it the file of look-ups."""

    accesses_apart = True

    def __init__(self, address: Address, later: Later) -> None:
        self._path = address.required_path
        self._main = Connections(address.required_path, _FULL)
        self._accesses = Connections(address.accesses, _NORMAL)
        self._turn = Lock()
        self._later = later

    def reading(self) -> Use:
        """One consistent view."""
        return Use(self._main, "BEGIN", "ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Sql]:
        """One transaction; writers of this process queue here, those of others at the file's lock."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise Unavailable("STORAGE_BUSY")
        try:
            with Use(self._main, "BEGIN IMMEDIATE", "COMMIT") as sql:
                yield sql
        finally:
            self._turn.release()

    def recording(self) -> Use:
        """Where look-ups are recorded; what is written is tidied away off every request's path."""
        self._later.ask("accesses", self._tidy)
        return Use(self._accesses)

    def schema_version(self) -> str:
        """Return the last migration, or nothing."""
        if not self._path.exists():
            return ""
        with Use(self._main) as sql:
            if not sql.rows("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"):
                return ""
            rows = sql.rows("SELECT version_num FROM alembic_version")
            return str(rows[0][0]) if rows else ""

    def close(self) -> None:
        """Let go of all connections."""
        self._main.close()
        self._accesses.close()

    def _tidy(self) -> None:
        """Move recorded look-ups from the write-ahead log into their file."""
        with Use(self._accesses) as sql:
            sql.rows("PRAGMA wal_checkpoint(PASSIVE)")


def connect(path: Path, synchronous: int) -> sqlite3.Connection:
    """Open a connection whose settings keep the promises; raises UnsafeSetting when they do not hold."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    for setting in (*_SETTINGS, f"PRAGMA synchronous={synchronous}"):
        connection.execute(setting)
    if synchronous == _NORMAL:
        connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.create_function("from_hex", 1, bytes.fromhex, deterministic=True)
    _check(connection, "journal_mode", "wal")
    _check(connection, "synchronous", synchronous)
    _check(connection, "foreign_keys", 1)
    return connection


def _check(connection: sqlite3.Connection, setting: str, wanted: object) -> None:
    (found,) = connection.execute(f"PRAGMA {setting}").fetchone()
    if found != wanted:
        connection.close()
        raise UnsafeSetting(f"SQLITE_{setting.upper()}", mend=f"PRAGMA {setting}={wanted}", found=str(found))


def _adapt(values: Values) -> Values:
    """Write lists as JSON; most statements have none."""
    if list in map(type, values):
        return tuple([_encode_list(value) if isinstance(value, list) else value for value in values])
    return values


def _encode_list(values: list[Any]) -> str:
    """Write a list of numbers or of bytes as JSON."""
    if values and isinstance(values[0], bytes):
        return str([value.hex() for value in values]).replace("'", '"')
    return str(values)
