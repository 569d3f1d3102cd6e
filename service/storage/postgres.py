"""PostgreSQL: many writers at once, each locking the files it decides over before it reads them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, LiteralString

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from service.registry.errors import Unavailable
from service.storage.address import Address
from service.storage.failures import UnsafeSetting
from service.storage.sql import Sql, Values, spell_postgres

BUSY_SECONDS: Final = 10.0
MOST_CONNECTIONS: Final = 16
OLDEST_VERSION: Final = 150000
_SETTINGS: Final = {
    "synchronous_commit": "on",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "client_encoding": "UTF8",
    # A look-up joins five tables by their keys: planning it each time takes longer than running it.
    "plan_cache_mode": "force_generic_plan",
}
_DRAWS: Final = 20
"""How often numbers in a row are drawn before whoever wants them is told to come again."""
_READ: Final[LiteralString] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE: Final[LiteralString] = "BEGIN ISOLATION LEVEL READ COMMITTED"
_BUSY: Final = (
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.QueryCanceled,
    # Two writers drew or named the same at once: who tries again finds it taken.
    errors.UniqueViolation,
)


class PostgresSql:
    """A transaction, or single statements, on one connection; statements are prepared at their first use."""

    __slots__ = ("_connection", "locks")
    places_at_once = False

    def __init__(self, connection: psycopg.Connection[Values], *, locks: bool) -> None:
        self._connection = connection
        self.locks = locks

    def rows(self, statement: str, *values: object) -> list[Values]:
        """Run a statement and return all its rows."""
        return self._run(statement, values).fetchall()

    def run(self, statement: str, *values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return self._run(statement, values).rowcount

    def next_number(self, kind: str) -> int:
        """Give the next number; one given to an undone transaction is not given again."""
        return int(self.rows("SELECT nextval(?::regclass)", f"{kind}_number")[0][0])

    def next_block(self, kind: str, count: int) -> int:
        """Give the next numbers; where somebody took one in between, others are drawn."""
        statement = (
            "SELECT min(n), max(n) FROM (SELECT nextval(?::regclass) AS n FROM generate_series(1, ?)) AS d"
        )
        for _ in range(_DRAWS):
            first, last = self.rows(statement, f"{kind}_number", max(1, count))[0]
            if last - first < max(1, count):
                return int(first)
        raise Unavailable("STORAGE_BUSY")

    def _run(self, statement: str, values: Values) -> psycopg.Cursor[Values]:
        text = spell_postgres(statement, locks=self.locks)
        return self._connection.execute(text.encode(), values, prepare=True, binary=True)


class PostgresDatabase:
    """One database for everything."""

    accesses_apart = False

    def __init__(self, address: Address) -> None:
        options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        self._pool = ConnectionPool(
            address.url,
            min_size=0,
            max_size=MOST_CONNECTIONS,
            timeout=BUSY_SECONDS,
            kwargs={"autocommit": True, "options": options, "prepare_threshold": 0},
            open=False,
        )

    @contextmanager
    def reading(self) -> Iterator[Sql]:
        """One consistent view."""
        with self._use(_READ) as connection:
            yield PostgresSql(connection, locks=False)

    @contextmanager
    def writing(self) -> Iterator[Sql]:
        """One transaction."""
        with self._use(_WRITE) as connection:
            yield PostgresSql(connection, locks=True)

    @contextmanager
    def recording(self) -> Iterator[Sql]:
        """Where look-ups are recorded."""
        with self._use("") as connection:
            yield PostgresSql(connection, locks=False)

    def schema_version(self) -> str:
        """Return the last migration, or nothing; raises UnsafeSetting for a server not good enough."""
        with self._use("") as connection:
            _check(connection)
            found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
            if not found or found[0] is None:
                return ""
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return str(rows[0][0]) if rows else ""

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    @contextmanager
    def _use(self, begin: LiteralString) -> Iterator[psycopg.Connection[Values]]:
        connection = self._begin(begin)
        try:
            yield connection
            if begin:
                connection.execute("COMMIT")
        except psycopg.Error as error:
            raise from_postgres(error) from error
        finally:
            _undo(connection)
            self._pool.putconn(connection)

    def _begin(self, begin: LiteralString) -> psycopg.Connection[Values]:
        """Take a connection whose server is there: after a restart those held before are of no use."""
        for _ in range(MOST_CONNECTIONS + 1):
            connection = self._take()
            try:
                if begin:
                    connection.execute(begin)
            except psycopg.OperationalError:
                self._pool.putconn(connection)
            else:
                return connection
        raise Unavailable("STORAGE_UNAVAILABLE")

    def _take(self) -> psycopg.Connection[Values]:
        try:
            if self._pool.closed:
                self._pool.open()
            return self._pool.getconn()
        except PoolTimeout as error:
            raise Unavailable("STORAGE_BUSY") from error
        except PoolClosed as error:
            raise Unavailable("STORAGE_UNAVAILABLE") from error


def _undo(connection: psycopg.Connection[Values]) -> None:
    """Undo what is still open; a connection that is gone has undone it itself, and the pool drops it."""
    if not connection.closed and connection.info.transaction_status != TransactionStatus.IDLE:
        with suppress(psycopg.OperationalError):
            connection.rollback()


def from_postgres(error: psycopg.Error) -> Exception:
    """Tell what an error of PostgreSQL means here."""
    if isinstance(error, errors.DiskFull):
        return Unavailable("STORAGE_FULL")
    if isinstance(error, _BUSY):
        return Unavailable("STORAGE_BUSY")
    return Unavailable("STORAGE_UNAVAILABLE")


def _check(connection: psycopg.Connection[Values]) -> None:
    version = connection.info.server_version
    if version < OLDEST_VERSION:
        raise UnsafeSetting("POSTGRES_TOO_OLD", mend="PostgreSQL 15", found=str(version))
    row = connection.execute("SHOW synchronous_commit").fetchone()
    if row is None or row[0] not in ("on", "remote_apply"):
        mend = "ALTER SYSTEM SET synchronous_commit = on"
        raise UnsafeSetting("POSTGRES_SYNCHRONOUS_COMMIT", mend=mend, found=str(row and row[0]))
