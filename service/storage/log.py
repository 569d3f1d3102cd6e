"""Publishing checkpoints: the log padded, its root signed, at a fixed cadence whether or not it grew."""

from datetime import datetime
from typing import Final

from service.ledger import checkpoint as notes
from service.ledger.leaf import draw_filler_entry, padding_for
from service.ledger.note import Sign, VerifierKey
from service.ledger.tree import Frontier, leaf_hashes
from service.registry.storing import Checkpoint
from service.storage import checkpoints
from service.storage.placing import place_waiting, size_of, walk_entries
from service.storage.seals import Seals
from service.storage.sql import Sql
from service.storage.store import SqlStore
from service.vault.tags import tag_for

_FILLER: Final = 2**63
"""Where a person's number would be in a tag, for entries that stand for nothing."""
_ADD: Final = "INSERT INTO leaf (place, entry) VALUES (?, ?)"


def publish_checkpoint(store: SqlStore, key: VerifierKey, sign: Sign, at: datetime) -> Checkpoint:
    """Place what waits, pad the log, sign its size and root, keep the note. `key` bears the log's name."""
    with store.database.writing() as sql:
        while place_waiting(sql):
            pass
        _pad(sql, store.seals)
        frontier = grow(sql, checkpoints.load_frontier(sql))
        root = frontier.root()
        note = notes.sign_checkpoint(notes.Checkpoint(key.name, frontier.size, root), key, sign)
        note = _with_cosignatures(sql, note)
        published = Checkpoint(frontier.size, root, at, note)
        checkpoints.put(sql, published, frontier)
    return published


def _with_cosignatures(sql: Sql, note: str) -> str:
    """Return the note as witnesses cosigned it, when it is the one published last."""
    last = checkpoints.load_last(sql)
    return last.note if last and last.note.startswith(note) else note


def grow(sql: Sql, frontier: Frontier) -> Frontier:
    """Append to the edge all that came after it."""
    for entries in walk_entries(sql, frontier.size):
        frontier = frontier.extend(leaf_hashes(entries))
    return frontier


def filler_entry(seals: Seals, place: int) -> bytes:
    """Make the entry of a place that stands for no event.

    Like all others to whoever has not the registry's keys; to whoever has, a filler, so that no event can
    be taken away and passed off as one.
    """
    key = seals.keyring.tag
    return draw_filler_entry(lambda _: tag_for(key, _FILLER, place) + tag_for(key, _FILLER + 1, place))


def _pad(sql: Sql, seals: Seals) -> None:
    size = size_of(sql)
    for place in range(size, size + padding_for(size)):
        sql.run(_ADD, place, filler_entry(seals, place))
