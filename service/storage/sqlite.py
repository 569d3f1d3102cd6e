"""SQLite: one writer at a time, readers beside it, each write on the disk before it is answered."""

import json
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

    __slots__ = ("connection", "locks", "places_at_once")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.locks = False
        self.places_at_once = True

    def rows(self, statement: str, *values: Any) -> list[Values]:  # noqa: ANN401
        """Run a statement and return all its rows."""
        return self.connection.execute(spell_sqlite(statement), _adapt(values)).fetchall()

    def run(self, statement: str, *values: Any) -> int:  # noqa: ANN401
        """Run a statement and return how many rows it changed."""
        return self.connection.execute(spell_sqlite(statement), _adapt(values)).rowcount

    def next_number(self, kind: str) -> int:
        """Give the next number; given back with its transaction."""
        statement = (
            "INSERT INTO counter (kind, last) VALUES (?, 1)"
            " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last"
        )
        return int(self.rows(statement, kind)[0][0])


class Connections:
    """Plain connections to one file, kept between uses; each is used by one thread at a time."""

    def __init__(self, path: Path, synchronous: int) -> None:
        self._path = path
        self._synchronous = synchronous
        self._free: deque[sqlite3.Connection] = deque()

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; one that failed is not lent again."""
        connection = self._take()
        try:
            yield connection
        except sqlite3.Error as error:
            connection.close()
            raise from_sqlite(error) from error
        except BaseException:
            self._give_back(connection)
            raise
        self._give_back(connection)

    def close(self) -> None:
        """Close those that are free."""
        while self._free:
            self._free.pop().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._free.pop()
        except IndexError:
            return self._open()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.close()
        else:
            self._free.append(connection)

    def _open(self) -> sqlite3.Connection:
        try:
            return connect(self._path, self._synchronous)
        except sqlite3.Error as error:
            raise from_sqlite(error) from error


class SqliteDatabase:
    """The registry's file, and beside it the file of look-ups."""

    accesses_apart = True

    def __init__(self, address: Address, later: Later) -> None:
        self._main = Connections(address.required_path, _FULL)
        self._accesses = Connections(address.accesses, _NORMAL)
        self._turn = Lock()
        self._later = later

    @contextmanager
    def reading(self) -> Iterator[Sql]:
        """One consistent view."""
        with self._main.use() as connection:
            connection.execute("BEGIN")
            try:
                yield SqliteSql(connection)
            finally:
                _undo(connection)

    @contextmanager
    def writing(self) -> Iterator[Sql]:
        """One transaction; writers of this process queue here, those of others at the file's lock."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise Unavailable("STORAGE_BUSY")
        try:
            with self._main.use() as connection:
                yield from _write(connection)
        finally:
            self._turn.release()

    @contextmanager
    def recording(self) -> Iterator[Sql]:
        """Where look-ups are recorded."""
        with self._accesses.use() as connection:
            yield SqliteSql(connection)
        self._later.ask("accesses", self._tidy)

    def close(self) -> None:
        """Let go of all connections."""
        self._main.close()
        self._accesses.close()

    def _tidy(self) -> None:
        """Move recorded look-ups from the write-ahead log into their file, off every request's path."""
        with self._accesses.use() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


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


def _write(connection: sqlite3.Connection) -> Iterator[Sql]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield SqliteSql(connection)
        connection.execute("COMMIT")
    except BaseException:
        _undo(connection)
        raise


def _undo(connection: sqlite3.Connection) -> None:
    # A full disk undoes the transaction by itself.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _adapt(values: Values) -> Values:
    return tuple(_encode_list(value) if isinstance(value, list) else value for value in values)


def _encode_list(values: list[Any]) -> str:
    return json.dumps([value.hex() if isinstance(value, bytes) else value for value in values])
