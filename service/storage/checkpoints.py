"""Published checkpoints as they are kept."""

import json
from typing import Final

from service.ledger.tree import Frontier
from service.registry.storing import Checkpoint
from service.storage.accounts import decode_time, encode_time
from service.storage.sql import Sql, Values, one

_COLUMNS: Final = "SELECT size, root, at, note, frontier FROM checkpoint ORDER BY size"
_LAST: Final = f"{_COLUMNS} DESC LIMIT 1"
_PUT: Final = (
    "INSERT INTO checkpoint (size, root, at, note, frontier) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (size) DO UPDATE SET at = excluded.at, note = excluded.note"
)
_COSIGNED: Final = "UPDATE checkpoint SET note = ? WHERE size = ? AND root = ?"


def load_last(sql: Sql) -> Checkpoint | None:
    """Read the last one."""
    row = one(sql.rows(_LAST))
    return _read(row) if row else None


def load_all(sql: Sql) -> list[Checkpoint]:
    """Read all, smallest first."""
    return [_read(row) for row in sql.rows(_COLUMNS)]


def load_frontier(sql: Sql) -> Frontier:
    """Read the edge of the tree at the last checkpoint, from which it grows."""
    row = one(sql.rows(_LAST))
    return Frontier.decode(row[0], json.loads(row[4])) if row else Frontier()


def put(sql: Sql, checkpoint: Checkpoint, frontier: Frontier) -> None:
    """Keep a checkpoint; one of the same size only gets its new time."""
    edge = json.dumps(frontier.encode())
    sql.run(_PUT, checkpoint.size, checkpoint.root, encode_time(checkpoint.at), checkpoint.note, edge)


def keep_cosigned(sql: Sql, which: tuple[int, bytes], note: str) -> None:
    """Keep the note of a checkpoint (size, root) with what witnesses added to it."""
    sql.run(_COSIGNED, note, *which)


def _read(row: Values) -> Checkpoint:
    return Checkpoint(row[0], row[1], decode_time(row[2]), row[3])
