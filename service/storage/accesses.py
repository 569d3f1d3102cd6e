"""Access records, sealed. A record's number is its moment, so that the newest are found without an index."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from service.registry.access_records import AccessRecord
from service.registry.errors import Unavailable
from service.storage.accounts import encode_time
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place
from service.storage.sizes import ACCESS_BASE, ACCESS_PERSON, stepped
from service.storage.sql import Sql, one

LOOK_UP, CHANGE = 0, 1
"""Last bit of a number: recorded for a look-up, or in the transaction of a change."""
TICK: Final = 20
"""Microseconds that numbers of one kind are apart: 48 bits last until 2059."""
_SLACK: Final = timedelta(seconds=2)
"""How much later than its own moment a record's number may be."""
_TRIES: Final = 100

_WRITE: Final = "INSERT INTO access_record (number, sealed) VALUES (?, ?) ON CONFLICT (number) DO NOTHING"
_NEAR: Final = (
    "SELECT number FROM access_record WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT 1"
)
_READ: Final = "SELECT number, sealed FROM access_record WHERE number = ?"
_BEFORE: Final = "SELECT number, sealed FROM access_record WHERE number < ? ORDER BY number DESC LIMIT 100"
_NO_END: Final = 2**62


def record(sql: Sql, seals: Seals, access: AccessRecord, kind: int) -> int:
    """Keep a record and return its number."""
    content = encode(replace(access, number=0) if access.number else access)
    least = ACCESS_BASE + ACCESS_PERSON * len(access.asked)
    size = stepped(len(content), ACCESS_PERSON, least)
    number = 2 * (encode_time(access.at) // TICK) + kind
    for _ in range(_TRIES):
        sealed = seals.access.seal(content, place("access_record", number), seals.random, size)
        if sql.run(_WRITE, number, sealed):
            return number
        number = _after_near(sql, number)
    raise Unavailable("STORAGE_BUSY")


def load(sql: Sql, seals: Seals, number: int) -> AccessRecord | None:
    """Read one record."""
    row = one(sql.rows(_READ, number))
    return _open(seals, row[0], row[1]) if row else None


def newest(sql: Sql, seals: Seals, before: datetime | None) -> Iterator[AccessRecord]:
    """Walk records of before a moment, newest first."""
    number = _NO_END if before is None else 2 * (encode_time(before + _SLACK) // TICK)
    while rows := sql.rows(_BEFORE, number):
        for number, sealed in rows:  # the next page begins where this one ends
            access = _open(seals, number, sealed)
            if before is None or access.at < before:
                yield access


def _after_near(sql: Sql, number: int) -> int:
    row = one(sql.rows(_NEAR, number, number + 2 * (_SLACK // timedelta(microseconds=TICK))))
    return int(row[0]) + 2 if row else number


def _open(seals: Seals, number: int, sealed: bytes) -> AccessRecord:
    content = seals.access.open(sealed, place("access_record", number))
    return replace(decode(AccessRecord, content), number=number)
