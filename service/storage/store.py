"""The store: the registry's port over a database and its keys."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from heapq import merge
from itertools import islice
from threading import Event, local
from types import TracebackType

from service.registry.access_records import AccessRecord
from service.registry.errors import NotFound, RegistryError, Unavailable
from service.storage import accesses, accounts
from service.storage.later import Later
from service.storage.placing import place_leaves
from service.storage.reading import SqlReader
from service.storage.seals import Seals
from service.storage.sql import Database, Sql, one
from service.storage.writing import SqlWriter
from service.vault.failures import VaultFailure
from service.vault.sealing import Sealer


class SqlStore:
    """The port `Store` over SQL."""

    def __init__(self, database: Database, seals: Seals, later: Later, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.seals = seals
        self.later = later
        self.clock = clock
        self.work = Event()
        """Set when a job was kept: whoever does jobs need not wait."""
        self._open = local()
        self._touched: dict[bytes, datetime] = {}

    def reading(self) -> "View":
        """Open one consistent view."""
        return View(self.database.reading(), self.seals, self.clock)

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """Open one transaction; an exception undoes it."""
        with _readable(), self.database.writing() as sql:
            self._open.sql = sql
            writer = SqlWriter(sql, self.seals, self.clock)
            try:
                yield writer
            finally:
                self._open.sql = None
            waits = not sql.places_at_once
        if writer.leaves_work:
            self.work.set()
        if waits:
            self.later.ask("places", self._place)

    def record_access(self, record: AccessRecord) -> int:
        """Keep a look-up's access record, committed before this returns."""
        try:
            with self.database.recording() as sql:
                return accesses.record(sql, self.seals, record, accesses.LOOK_UP)
        except (RegistryError, VaultFailure) as error:
            raise Unavailable("ACCESS_RECORD_UNAVAILABLE") from error

    def load_access(self, number: int) -> AccessRecord | None:
        """Read one access record."""
        of_change = number % 2 == accesses.CHANGE
        with _readable(), self.database.reading() if of_change else self.database.recording() as sql:
            return accesses.load(sql, self.seals, number)

    def list_accesses(self, before: datetime | None, limit: int) -> tuple[AccessRecord, ...]:
        """List access records of look-ups and changes, newest first."""
        with _readable(), self.database.reading() as changes, self.database.recording() as looks:
            files = (changes, looks) if self.database.accesses_apart else (changes,)
            walks = (accesses.newest(sql, self.seals, before) for sql in files)
            return tuple(islice(merge(*walks, key=lambda access: access.at, reverse=True), limit))

    def touch_token(self, digest: bytes, at: datetime) -> None:
        """Note when a token was last used: at most once a minute, in the background."""
        last = self._touched.get(digest)
        if last is None or at - last >= accounts.TOUCH_EVERY:
            self._touched[digest] = at
            self.later.ask(("token", digest), partial(self._touch_token, digest, at))

    def sealer_of(self, person: int) -> Sealer:
        """Return the sealer of a person's originals, someone new in this thread's transaction included."""
        sql = getattr(self._open, "sql", None)
        if sql is not None:
            return self._sealer_of(sql, person)
        with _readable(), self.database.reading() as sql:
            return self._sealer_of(sql, person)

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self.later.finish()
        self.database.close()

    def _sealer_of(self, sql: Sql, person: int) -> Sealer:
        row = one(sql.rows("SELECT data_key FROM person WHERE number = ?", person))
        if row is None:
            raise NotFound
        return self.seals.of_person(row[0])

    def _place(self) -> None:
        place_leaves(self.database)

    def _touch_token(self, digest: bytes, at: datetime) -> None:
        with self.database.writing() as sql:
            accounts.touch_token(sql, digest, at)


class View:
    """A view of the registry in a `with` block. Written out, for every check opens one."""

    __slots__ = ("_clock", "_seals", "_transaction")

    def __init__(
        self, transaction: AbstractContextManager[Sql], seals: Seals, clock: Callable[[], datetime]
    ) -> None:
        self._transaction = transaction
        self._seals = seals
        self._clock = clock

    def __enter__(self) -> SqlReader:
        return SqlReader(self._transaction.__enter__(), self._seals, self._clock)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.__exit__(kind, error, trace)
        if isinstance(error, VaultFailure):
            raise Unavailable("RECORD_UNREADABLE") from error


@contextmanager
def _readable() -> Iterator[None]:
    """What does not open as it was sealed is unavailable: never a yes, never guessed at."""
    try:
        yield
    except VaultFailure as error:
        raise Unavailable("RECORD_UNREADABLE") from error
