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
_PUT_PLACE: Final = (
    "INSERT INTO status_place (key, code, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET sealed = excluded.sealed"
)
_LIST: Final = "SELECT number, at, content FROM status_list WHERE number = ?"
_NUMBERS: Final = "SELECT number FROM status_list ORDER BY number"
_PUT_LIST: Final = (
    "INSERT INTO status_list (number, at, content) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET at = excluded.at, content = excluded.content"
)
_CODE_BYTES: Final = 8


def load_place(sql: Sql, seals: Seals, citation: str) -> StatusPlaceRecord | None:
    """Read the place of a number."""
    found = (_open(seals, row) for row in sql.rows(_OF, seals.code("status", citation)))
    return next((each for each in found if each.citation == citation), None)


def list_places(sql: Sql, seals: Seals, number: int) -> tuple[StatusPlaceRecord, ...]:
    """Read all places given of a list, decoys among them."""
    first, after = number << PLACES_BITS, (number + 1) << PLACES_BITS
    return tuple(_open(seals, row) for row in sql.rows(_IN, first, after))


def put_places(sql: Sql, seals: Seals, records: Iterable[StatusPlaceRecord]) -> None:
    """Keep places, new or changed; a decoy has a mark of its own, drawn at random."""
    for record in records:
        drawn = int.from_bytes(seals.random(_CODE_BYTES), "big", signed=True)
        code = seals.code("status", record.citation) if record.citation else drawn
        sealed = seals.registry.seal(
            encode(record), place("status_place", record.key), seals.random, STATUS_PLACE
        )
        sql.run(_PUT_PLACE, record.key, code, sealed)


def load_list(sql: Sql, number: int) -> StatusListRecord | None:
    """Read a list as it was last published."""
    row = one(sql.rows(_LIST, number))
    return StatusListRecord(row[0], decode_time(row[1]), bytes(row[2])) if row else None


def list_numbers(sql: Sql) -> tuple[int, ...]:
    """Return the numbers of all lists."""
    return tuple(number for (number,) in sql.rows(_NUMBERS))


def put_list(sql: Sql, record: StatusListRecord) -> None:
    """Keep a list as it is published now."""
    sql.run(_PUT_LIST, record.number, encode_time(record.published_at), record.content)


def _open(seals: Seals, row: Values) -> StatusPlaceRecord:
    key, sealed = row
    return decode(StatusPlaceRecord, seals.registry.open(sealed, place("status_place", key)))
