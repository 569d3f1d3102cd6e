"""A disk that is full, busy or broken: a clear error, nothing half-written, and what to do next."""

import sqlite3
from datetime import timedelta
from threading import Event

import psycopg
import pytest
from psycopg import errors

from service.registry.access_records import AccessRecord
from service.registry.errors import Unavailable
from service.storage import sqlite
from service.storage.failures import StorageBroken, from_sqlite
from service.storage.later import Later
from service.storage.opening import open_store
from service.storage.postgres import from_postgres
from service.storage.sql import Sql
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town
from tests.support.stores import KEK

SQLITE = [
    (sqlite3.SQLITE_FULL, "STORAGE_FULL"),
    (sqlite3.SQLITE_IOERR_SHMSIZE, "STORAGE_FULL"),
    (sqlite3.SQLITE_BUSY, "STORAGE_BUSY"),
    (sqlite3.SQLITE_BUSY_SNAPSHOT, "STORAGE_BUSY"),
    (sqlite3.SQLITE_LOCKED, "STORAGE_BUSY"),
    (sqlite3.SQLITE_CORRUPT, "STORAGE_UNAVAILABLE"),
    (sqlite3.SQLITE_CANTOPEN, "STORAGE_UNAVAILABLE"),
    (sqlite3.SQLITE_READONLY, "STORAGE_UNAVAILABLE"),
]
BROKEN = [
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_READ,
]
POSTGRES = [
    (errors.DiskFull(), "STORAGE_FULL"),
    (errors.LockNotAvailable(), "STORAGE_BUSY"),
    (errors.DeadlockDetected(), "STORAGE_BUSY"),
    (errors.SerializationFailure(), "STORAGE_BUSY"),
    (errors.UniqueViolation(), "STORAGE_BUSY"),
    (psycopg.OperationalError(), "STORAGE_UNAVAILABLE"),
]


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("told by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(("number", "code"), SQLITE)
def test_what_sqlite_says_has_a_code(number: int, code: str) -> None:
    found = from_sqlite(sqlite_error(number))
    assert isinstance(found, Unavailable)
    assert found.code == code


@pytest.mark.parametrize("number", BROKEN)
def test_a_failed_write_or_fsync_is_never_tried_again(number: int) -> None:
    assert isinstance(from_sqlite(sqlite_error(number)), StorageBroken)


@pytest.mark.parametrize(("error", "code"), POSTGRES)
def test_what_postgresql_says_has_a_code(error: psycopg.Error, code: str) -> None:
    found = from_postgres(error)
    assert isinstance(found, Unavailable)
    assert found.code == code


def limit(sql: Sql, pages: int) -> None:
    """Fill the disk, as far as this connection can tell."""
    sql.rows(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_refuses_and_works_again_when_there_is_room(sqlite_store: SqlStore) -> None:
    town = Town(sqlite_store)
    kept = [town.register()]

    def register_many() -> None:
        for _ in range(10):
            kept.append(town.register())  # noqa: PERF401 - those kept before the disk is full count

    with sqlite_store.database.reading() as sql:
        ((pages,),) = sql.rows("PRAGMA page_count")
        limit(sql, pages + 8)
    with pytest.raises(Unavailable, match="STORAGE_FULL"):
        register_many()
    with sqlite_store.reading() as reader:
        assert [file.person.number for file in reader.each_file()] == kept
    # The connection that failed was let go: the next one sees the disk as it is.
    assert town.register() == kept[-1] + 1


def test_no_look_up_goes_without_its_record_on_a_full_disk(sqlite_store: SqlStore) -> None:
    kept: list[int] = []

    def look_often() -> None:
        for each in range(100):
            at = NOW + timedelta(seconds=each)
            kept.append(sqlite_store.record_access(AccessRecord(at, 3, "publisher", "api", "check")))

    with sqlite_store.database.recording() as sql:
        limit(sql, 3)
    with pytest.raises(Unavailable, match="ACCESS_RECORD_UNAVAILABLE"):
        look_often()
    assert {each.number for each in sqlite_store.list_accesses(None, 200)} == set(kept)
    sqlite_store.record_access(AccessRecord(NOW, 3, "publisher", "api", "check"))


def test_a_writer_that_waits_too_long_is_told_so(
    sqlite_store: SqlStore, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    other = open_store(sqlite_url, KEK)
    with sqlite_store.writing():
        with pytest.raises(Unavailable, match="STORAGE_BUSY"):
            Town(other).register()
        with pytest.raises(Unavailable, match="STORAGE_BUSY"):
            Town(sqlite_store).register()
    Town(other).register()
    other.close()


def test_a_disk_that_broke_behind_a_request_ends_the_next_one() -> None:
    later, done = Later(), Event()

    def chore() -> None:
        done.set()
        raise StorageBroken

    later.ask("chore", chore)
    assert done.wait(20)
    later.finish()
    with pytest.raises(StorageBroken):
        later.ask("another", chore)


def test_what_waits_is_done_once_and_before_the_end() -> None:
    later, done = Later(), []
    for _ in range(5):
        later.ask("chore", lambda: done.append(1))
    later.finish()
    assert done == [1]
    later.ask("chore", lambda: done.append(2))
    assert done == [1]


def test_a_chore_that_cannot_be_done_now_keeps_no_other_back() -> None:
    later, done = Later(), []

    def fail() -> None:
        raise Unavailable("STORAGE_BUSY")

    later.ask("first", fail)
    later.ask("second", lambda: done.append(1))
    later.finish()
    assert done == [1]
