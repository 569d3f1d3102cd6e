"""The log's public files: they follow checkpoints, prove every leaf, and betray a history that changed."""

from datetime import timedelta
from pathlib import Path

import pytest

from service.credentials.log_key import is_signed
from service.ledger.checkpoint import verify_checkpoint
from service.ledger.note import VerifierKey
from service.ledger.proofs import prove_inclusion, verify_inclusion
from service.ledger.tile_files import check_bundle, nodes_in_tiles
from service.ledger.tiles import ENTRIES, tile_at
from service.ledger.tree import leaf_hash
from service.storage.log import publish_checkpoint
from service.storage.log_files import LogFiles, LogFilesDiffer
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town
from tests.support.log_keys import private_key, public_key

KEY = VerifierKey("aval.example/log", public_key(1))


def publish(store: SqlStore, minutes: int = 0) -> int:
    return publish_checkpoint(store, KEY, private_key(1).sign, NOW + timedelta(minutes=minutes)).size


@pytest.fixture
def files(tmp_path: Path) -> LogFiles:
    return LogFiles(tmp_path / "log")


def size_of(files: LogFiles) -> int:
    return verify_checkpoint(files.checkpoint() or "", KEY, is_signed).size


def test_the_files_follow_each_checkpoint_and_hold_every_entry(store: SqlStore, files: LogFiles) -> None:
    town = Town(store)
    for turn in range(6):
        town.register(f"Ana Roy {turn}")
        size = publish(store, turn)
        files.follow(store)
        assert size_of(files) == size
    told = verify_checkpoint(files.checkpoint() or "", KEY, is_signed)
    nodes = nodes_in_tiles(files.read, told.size)
    with store.database.reading() as sql:
        entries = [entry for (entry,) in sql.rows("SELECT entry FROM leaf ORDER BY place")]
    assert len(entries) == told.size > 256
    for place in (0, 255, 256, told.size - 1):
        verify_inclusion(prove_inclusion(nodes, place, told.size), leaf_hash(entries[place]), told.root)
    bundle = tile_at(ENTRIES, 0, told.size)
    assert list(check_bundle(files.read, bundle)) == entries[:256]


def test_files_of_a_new_folder_are_those_of_one_that_grew(
    store: SqlStore, files: LogFiles, tmp_path: Path
) -> None:
    town = Town(store)
    for turn in range(5):
        town.register(f"Ana Roy {turn}")
        publish(store, turn)
        files.follow(store)
    afresh = LogFiles(tmp_path / "other")
    afresh.follow(store)
    assert afresh.checkpoint() == files.checkpoint()
    for path in afresh.folder.rglob("*"):
        if path.is_file():
            name = str(path.relative_to(afresh.folder))
            assert path.read_bytes() == (files.folder / name).read_bytes()


def test_nothing_outside_the_tiles_is_read(files: LogFiles, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    for path in ("../secret", "tile/../../secret", "tile/0/000.p/0", "tile/0/1", "checkpoint", "tile/99/000"):
        assert files.read(path) is None


def test_an_older_registry_put_back_is_found_out_and_changes_no_file(
    store: SqlStore, files: LogFiles
) -> None:
    town = Town(store)
    publish(store)
    with store.database.reading() as sql:
        ((older,),) = sql.rows("SELECT max(size) FROM checkpoint")
    town.register("Luc Roy")
    publish(store, 1)
    files.follow(store)
    kept = files.checkpoint()
    with store.database.writing() as sql:
        sql.run("DELETE FROM checkpoint WHERE size > ?", older)
    with pytest.raises(LogFilesDiffer):
        files.follow(store)
    assert files.checkpoint() == kept


def test_a_rewritten_leaf_is_found_out(store: SqlStore, files: LogFiles) -> None:
    town = Town(store)
    town.register()
    publish(store)
    files.follow(store)
    town.register("Luc Roy")
    size = publish(store, 1)
    with store.database.writing() as sql:
        (entry,) = sql.rows("SELECT entry FROM leaf WHERE place = ?", size - 1)
        sql.run(
            "UPDATE leaf SET entry = ? WHERE place = ?", entry[0][:-1] + bytes([entry[0][-1] ^ 1]), size - 1
        )
    kept = files.checkpoint()
    with pytest.raises(LogFilesDiffer):
        files.follow(store)
    assert files.checkpoint() == kept
