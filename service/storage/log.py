"""The log: leaves get their places, checkpoints are published over them, and all of it is computed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.ledger import checkpoint as notes
from service.ledger.failures import LedgerFailure
from service.ledger.leaf import draw_filler_entry, entry_for, padding_for
from service.ledger.note import Sign, VerifierKey, Verify
from service.ledger.tree import Frontier, leaf_hash
from service.registry.ports import Checkpoint
from service.storage import checkpoints
from service.storage.acts import ActRow, Opened, further_event, open_row, read_content, read_rows
from service.storage.seals import Seals, place_of_digest
from service.storage.sql import Sql
from service.storage.store import SqlStore
from service.vault.failures import SealBroken, VaultFailure
from service.vault.sealing import Sealer

_LEAVES: Final = "SELECT place, entry FROM leaf WHERE place >= ? ORDER BY place"
_UNPLACED: Final = "SELECT sequence, entry FROM act WHERE place IS NULL ORDER BY sequence LOCK"
_GIVE_PLACE: Final = "UPDATE act SET place = ? WHERE sequence = ?"
_ADD_LEAF: Final = "INSERT INTO leaf (place, entry) VALUES (?, ?)"
_ACTS: Final = "SELECT sequence, place, entry, tag, who, sealed FROM act ORDER BY sequence"
MOST_FAULTS: Final = 100


@dataclass(frozen=True, slots=True)
class LogReport:
    """What computing the log again showed; no faults: it is right. `unplaced` acts wait for their place."""

    placed: int
    unplaced: int
    checkpoints: int
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Tell whether everything is as it was written and signed."""
        return not self.faults


def publish_checkpoint(store: SqlStore, key: VerifierKey, sign: Sign, at: datetime) -> Checkpoint:
    """Place what waits, fill up to a multiple of 64 leaves, and keep the signed size and root."""
    with store.database.writing() as sql:
        place_leaves(sql)
        edge = _grown(sql, checkpoints.load_frontier(sql))
        for _ in range(padding_for(edge.size)):
            filler = draw_filler_entry(store.seals.random)
            sql.run(_ADD_LEAF, edge.size, filler)
            edge = edge.append(leaf_hash(filler))
        told = notes.Checkpoint(key.name, edge.size, edge.root())
        published = Checkpoint(edge.size, told.root, at, notes.sign_checkpoint(told, key, sign))
        checkpoints.put(sql, published, edge)
    return published


def place_leaves(sql: Sql) -> None:
    """Give acts that wait their places, in the order of their writing, after the last one."""
    waiting = sql.rows(_UNPLACED)
    if not waiting:
        return
    ((size,),) = sql.rows("SELECT coalesce(max(place) + 1, 0) FROM leaf")
    for place, (sequence, entry) in enumerate(waiting, size):
        sql.run(_ADD_LEAF, place, entry)
        sql.run(_GIVE_PLACE, place, sequence)


def verify_ledger(store: SqlStore, key: VerifierKey, verify: Verify, kept: str | None = None) -> LogReport:
    """Compute leaves and roots again and compare with what is kept; `kept` is a note someone else kept."""
    with store.database.reading() as sql:
        published = checkpoints.load_all(sql)
        wanted = {one.size: one.root for one in published}
        faults = list(_note_faults(published, key, verify))
        if kept is not None:
            faults += _keep_in_mind(kept, key, verify, wanted)
        leaves: dict[int, bytes] = dict(sql.rows(_LEAVES, 0))
        faults += _tree_faults(leaves, wanted)
        acts = [ActRow(*row) for row in sql.rows(_ACTS)]
        faults += _act_faults(sql, store.seals, acts, leaves)
    unplaced = sum(row.place is None for row in acts)
    return LogReport(len(leaves), unplaced, len(published), tuple(faults[:MOST_FAULTS]))


def _grown(sql: Sql, edge: Frontier) -> Frontier:
    for _, entry in sql.rows(_LEAVES, edge.size):
        edge = edge.append(leaf_hash(entry))
    return edge


def _note_faults(published: list[Checkpoint], key: VerifierKey, verify: Verify) -> Iterator[str]:
    for one in published:
        try:
            told = notes.verify_checkpoint(one.note, key, verify)
        except LedgerFailure as error:
            yield f"CHECKPOINT {one.size} {error.code}"
            continue
        if (told.size, told.root) != (one.size, one.root):
            yield f"CHECKPOINT {one.size} OTHER_THAN_SIGNED"


def _keep_in_mind(kept: str, key: VerifierKey, verify: Verify, wanted: dict[int, bytes]) -> list[str]:
    """Add the note someone kept to the roots that the tree must have had."""
    try:
        told = notes.verify_checkpoint(kept, key, verify)
    except LedgerFailure as error:
        return [f"KEPT_CHECKPOINT {error.code}"]
    if wanted.setdefault(told.size, told.root) != told.root:
        return [f"KEPT_CHECKPOINT {told.size} OTHER_ROOT"]
    return []


def _tree_faults(leaves: dict[int, bytes], wanted: dict[int, bytes]) -> Iterator[str]:
    edge = Frontier()
    for place in range(len(leaves)):
        if place not in leaves:
            yield f"PLACE {place} MISSING"
            return
        edge = edge.append(leaf_hash(leaves[place]))
        if edge.size in wanted and edge.root() != wanted[edge.size]:
            yield f"CHECKPOINT {edge.size} OTHER_ROOT"
    for size in sorted(wanted):
        if size > edge.size:
            yield f"CHECKPOINT {size} LEAVES_MISSING"


def _act_faults(sql: Sql, seals: Seals, acts: list[ActRow], leaves: dict[int, bytes]) -> Iterator[str]:
    keys: dict[int, bytes] = dict(sql.rows("SELECT number, data_key FROM person"))
    for row in acts:
        if row.place is not None and leaves.get(row.place) != row.entry:
            yield f"ACT {row.sequence} OTHER_LEAF"
        try:
            _check_entry(sql, _sealers(seals, keys, row), row)
        except (VaultFailure, LedgerFailure, ValueError) as error:
            yield f"ACT {row.sequence} {type(error).__name__}"


def _sealers(seals: Seals, keys: dict[int, bytes], row: ActRow) -> list[Sealer]:
    """List the keys an act may be under: a person's own, the registry's for what is about nobody."""
    who = int.from_bytes(seals.registry.open(row.who, place_of_digest("act", row.tag, "who")), "big")
    own = [seals.of_person(keys[who])] if who in keys else []
    return own if who else [seals.registry, *own]


def _check_entry(sql: Sql, sealers: list[Sealer], row: ActRow) -> None:
    """Raise when an act's content does not give its leaf. One whose key was destroyed has none to compare."""
    for number, sealer in enumerate(sealers, 1):
        try:
            opened = open_row(sealer, row)
        except SealBroken:
            if number == len(sealers):
                raise
            continue
        if entry_for(opened.secret, _event(sql, sealer, opened)) != row.entry:
            raise ValueError("OTHER_EVENT")
        return


def _event(sql: Sql, sealer: Sealer, opened: Opened) -> bytes:
    if not opened.first:
        return further_event(opened.part)
    rows = {each.tag: each for each in read_rows(sql, opened.further)} if opened.further else {}
    content = opened.part + b"".join(open_row(sealer, rows[tag]).part for tag in opened.further)
    return read_content(content)[0]
