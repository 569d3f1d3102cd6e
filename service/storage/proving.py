"""Taking acts back to their leaves, and leaves to the last checkpoint (RFC 9162)."""

import json
from collections.abc import Collection, Sequence
from typing import Final

from service.ledger.proofs import prove_inclusion
from service.ledger.tree import Frontier, leaf_hash
from service.registry.log_records import Leaf
from service.storage import checkpoints
from service.storage.acts import ActRow, read_rows, read_whole
from service.storage.placing import walk_leaves
from service.storage.sealed_files import open_row
from service.storage.seals import Seals
from service.storage.sql import Sql, one
from service.vault.sealing import Sealer
from service.vault.tags import tag_for

_TOPIC: Final = "SELECT sequence, place, entry, tag, who, sealed FROM act WHERE topic = ? ORDER BY sequence"


def leaves_of(sql: Sql, seals: Seals, person: int) -> tuple[Leaf, ...]:
    """Read the leaves of all acts about a person, oldest first."""
    row = one(sql.rows("SELECT data_key, sealed FROM person WHERE number = ?", person))
    if row is None:
        return ()
    sealer = seals.of_person(row[0])
    count = open_row(sealer, person, row[1]).acts
    tags = [tag_for(seals.keyring.tag, person, n) for n in range(1, count + 1)]
    found = {act.tag: act for act in read_rows(sql, tags)}
    return tuple(_leaf(sql, sealer, found[tag]) for tag in tags if tag in found)


def leaves_about(
    sql: Sql, seals: Seals, kinds: Sequence[str], wanted: Collection[tuple[str, int]]
) -> tuple[Leaf, ...]:
    """Read the leaves of acts about nobody that left one of these records (name of its kind, number)."""
    leaves = (_leaf(sql, seals.registry, ActRow(*row)) for kind in kinds for row in sql.rows(_TOPIC, kind))
    kept = [leaf for leaf in leaves if any(tuple(left[:2]) in wanted for left in _left_by(leaf))]
    return tuple(sorted(kept, key=lambda leaf: (leaf.place is None, leaf.place)))


def prove_places(sql: Sql, places: Collection[int]) -> dict[int, tuple[bytes, ...]]:
    """Make the proof of each place to the last checkpoint; places that it does not cover are left out.

    The leaves are walked once, and of the tree only what the proofs need is kept.
    """
    last = checkpoints.load_last(sql)
    covered = [place for place in places if last and place < last.size]
    if last is None or not covered:
        return {}
    needed: dict[tuple[int, int], bytes] = {}
    for place in covered:
        prove_inclusion(lambda level, at: needed.setdefault((level, at), b""), place, last.size)
    frontier = Frontier()
    for at, entry in walk_leaves(sql):
        if at >= last.size:
            break
        hashed = leaf_hash(entry)
        for node in frontier.completed(hashed):
            if (node.level, node.place) in needed:
                needed[node.level, node.place] = node.hash
        frontier = frontier.append(hashed)
    return {
        place: prove_inclusion(lambda level, at: needed[level, at], place, last.size).hashes
        for place in covered
    }


def _leaf(sql: Sql, sealer: Sealer, row: ActRow) -> Leaf:
    (_, secret, event), *_ = read_whole(sql, sealer, row).leaves
    return Leaf(row.entry, row.place, event, secret)


def _left_by(leaf: Leaf) -> list[list[object]]:
    left: list[list[object]] = json.loads(leaf.event)["records"]
    return left
