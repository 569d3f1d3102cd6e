"""What goes wrong below the registry: refused settings, broken storage, and what is only unavailable now."""

import sqlite3
from typing import Final

from service.registry.errors import MustStop, Unavailable

_FULL: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN: Final = sqlite3.SQLITE_IOERR
_PRIMARY: Final = 0xFF
"""SQLite's result codes carry their family in the low byte."""


class StorageBroken(MustStop):
    """The disk failed a write or an fsync: the process must end, and nothing may be tried again (P6)."""


class Misplaced(ValueError):
    """A use case put a record where it does not belong; nothing is kept.

    Records of one call are about the act's subject, or about nobody; someone new comes with a person record
    and a legal file, and with no more ways to ask than everyone has rows.
    """


class UnsafeSetting(Exception):
    """The storage would not keep its promises as it is set up; `mend` is what to type."""

    def __init__(self, code: str, *, mend: str = "", found: str = "") -> None:
        super().__init__(f"{code} {found}".rstrip())
        self.code = code
        self.mend = mend
        self.found = found


class NotCurrent(UnsafeSetting):
    """The database has no tables, or those of another version."""

    def __init__(self, found: str) -> None:
        super().__init__("SCHEMA_NOT_CURRENT", mend="aval init", found=found)


def from_sqlite(error: sqlite3.Error) -> Exception:
    """Tell what an error of SQLite means here."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code in _FULL:
        return Unavailable("STORAGE_FULL")
    if code & _PRIMARY in _BUSY:
        return Unavailable("STORAGE_BUSY")
    if code & _PRIMARY == _BROKEN:
        return StorageBroken(getattr(error, "sqlite_errorname", str(code)))
    return Unavailable("STORAGE_UNAVAILABLE")
