"""Status places and published lists. A place does not show whose it is, nor whether it is anyone's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from service.registry.status_records import PLACES_BITS, StatusListRecord, StatusPlaceRecord
from service.storage.accounts import decode_time, encode_time
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place
from service.storage.sizes import STATUS_PLACE
from service.storage.sql import Sql, Values, one

_OF: Final = "SELECT key, sealed FROM status_place WHERE code = ?"
_IN: Final = "SELECT key, sealed FROM status_place WHERE key >= ? AND key < ? ORDER BY key"
_KEYS: Final = "SELECT key FROM status_place WHERE key >= ? AND key < ?"
_GIVE: Final = "INSERT INTO status_place (key, code, sealed) VALUES (?, ?, ?)"
"""A place that somebody else was given at the same moment undoes the transaction: two never share one."""
_TURN: Final = "UPDATE status_place SET sealed = ? WHERE key = ?"
_LIST: Final = "SELECT number, at, content FROM status_list WHERE number = ?"
_NUMBERS: Final = "SELECT number FROM status_list ORDER BY number"
_BEGIN: Final = "INSERT INTO status_list (number, at, content) VALUES (?, ?, ?)"
_PUBLISH: Final = "UPDATE status_list SET at = ?, content = ? WHERE number = ?"
_CODE_BYTES: Final = 8


def load_place(sql: Sql, seals: Seals, citation: str) -> StatusPlaceRecord | None:
    """Read the place of a number."""
    found = (_open(seals, row) for row in sql.rows(_OF, seals.code("status", citation)))
    return next((each for each in found if each.citation == citation), None)


def list_places(sql: Sql, seals: Seals, number: int) -> tuple[StatusPlaceRecord, ...]:
    """Read all places given of a list, decoys among them."""
    first, after = number << PLACES_BITS, (number + 1) << PLACES_BITS
    return tuple(_open(seals, row) for row in sql.rows(_IN, first, after))


def taken_places(sql: Sql, number: int) -> frozenset[int]:
    """Return the places given of a list, decoys among them; none is opened."""
    first, after = number << PLACES_BITS, (number + 1) << PLACES_BITS
    return frozenset(key - first for (key,) in sql.rows(_KEYS, first, after))


def give_places(sql: Sql, seals: Seals, records: Iterable[StatusPlaceRecord]) -> None:
    """Keep places that nobody had; a decoy has a mark of its own, drawn at random."""
    for record in records:
        drawn = int.from_bytes(seals.random(_CODE_BYTES), "big", signed=True)
        code = seals.code("status", record.citation) if record.citation else drawn
        sql.run(_GIVE, record.key, code, _seal(seals, record))


def turn_places(sql: Sql, seals: Seals, records: Iterable[StatusPlaceRecord]) -> None:
    """Keep decoys that turned."""
    for record in records:
        sql.run(_TURN, _seal(seals, record), record.key)


def _seal(seals: Seals, record: StatusPlaceRecord) -> bytes:
    where = place("status_place", record.key)
    return seals.registry.seal(encode(record), where, seals.random, STATUS_PLACE)


def load_list(sql: Sql, number: int) -> StatusListRecord | None:
    """Read a list as it was last published."""
    row = one(sql.rows(_LIST, number))
    return StatusListRecord(row[0], decode_time(row[1]), bytes(row[2])) if row else None


def list_numbers(sql: Sql) -> tuple[int, ...]:
    """Return the numbers of all lists."""
    return tuple(number for (number,) in sql.rows(_NUMBERS))


def begin_list(sql: Sql, record: StatusListRecord) -> None:
    """Keep the first publication of a list that was not there."""
    sql.run(_BEGIN, record.number, encode_time(record.published_at), record.content)


def publish_list(sql: Sql, record: StatusListRecord) -> None:
    """Keep a list as it is published now."""
    sql.run(_PUBLISH, encode_time(record.published_at), record.content, record.number)


def _open(seals: Seals, row: Values) -> StatusPlaceRecord:
    key, sealed = row
    return decode(StatusPlaceRecord, seals.registry.open(sealed, place("status_place", key)))
