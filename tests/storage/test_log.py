"""The log: contiguous places, checkpoints that grow, and everything that was tampered with is seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from service.ledger.note import VerifierKey
from service.ledger.tree import leaf_hash, root_of
from service.registry.storing import Checkpoint
from service.storage.log import publish_checkpoint
from service.storage.opening import open_store
from service.storage.placing import place_leaves, walk_leaves
from service.storage.sql import Sql
from service.storage.store import SqlStore
from service.storage.verifying import LogReport, verify_ledger
from tests.storage.registry import NOW, Town, act, register
from tests.support.stores import KEK

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("aval.example", PRIVATE.public_key().public_bytes_raw())


def is_signed(key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def publish(store: SqlStore, minutes: int = 0) -> Checkpoint:
    return publish_checkpoint(store, KEY, PRIVATE.sign, NOW + timedelta(minutes=minutes))


def verify(store: SqlStore, kept: str | None = None) -> LogReport:
    return verify_ledger(store, KEY, is_signed, kept)


@pytest.fixture
def town(store: SqlStore) -> Town:
    town = Town(store)
    number = town.register()
    paper = town.sign(number)
    town.clear((number,), (paper.number,))
    return town


def test_a_checkpoint_is_padded_signed_and_kept(town: Town) -> None:
    published = publish(town.store)
    assert published.size == 64
    with town.store.reading() as reader:
        assert reader.last_checkpoint() == published
        leaves = [leaf_hash(entry) for _, entry in walk_leaves(reader.sql)]
    assert published.root == root_of(leaves)
    assert verify(town.store).right


def test_a_checkpoint_without_changes_only_gets_its_new_time(town: Town) -> None:
    first, second = publish(town.store), publish(town.store, minutes=5)
    assert (second.size, second.root, second.note) == (first.size, first.root, first.note)
    with town.store.reading() as reader:
        assert reader.last_checkpoint() == second


def test_the_log_grows_from_where_it_was(town: Town) -> None:
    first = publish(town.store)
    for _ in range(70):
        town.sign(1)
    second = publish(town.store)
    assert second.size == 192
    report = verify(town.store, first.note)
    assert report.right, report.faults
    assert (report.placed, report.unplaced, report.checkpoints, report.acts) == (192, 0, 2, 75)


def test_places_are_contiguous_whoever_writes_at_once(store: SqlStore) -> None:
    def write(name: str) -> None:
        for _ in range(15):
            with store.writing() as writer:
                number = register(writer, name)
                writer.put(act("person_changed", number))

    writers = [Thread(target=write, args=(f"Personne {letter}",)) for letter in "ABCD"]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    place_leaves(store.database)
    with store.reading() as reader:
        places = [row[0] for row in reader.sql.rows("SELECT place FROM act ORDER BY place")]
    assert places == list(range(2 + 4 * 15 * 2))
    assert verify(store).right


def test_no_act_waits_for_its_place_once_the_store_is_closed(registry_url: str) -> None:
    first, second = (open_store(registry_url, KEK) for _ in range(2))
    Town(first).register()
    first.close()
    with second.reading() as reader:
        assert reader.sql.rows("SELECT count(*) FROM act WHERE place IS NULL") == [(0,)]
    second.close()


def change(statement: str, *values: object) -> Callable[[Sql], None]:
    def tamper(sql: Sql) -> None:
        assert sql.run(statement, *values)

    return tamper


def with_foreign_keys_off(store: SqlStore) -> None:
    """Whoever tampers with a file is not held up by its checks."""
    with store.database.reading() as sql:
        if sql.places_at_once:
            sql.run("ROLLBACK")
            sql.run("PRAGMA foreign_keys=OFF")
            return
    with store.database.writing() as sql:
        sql.run("ALTER TABLE act DROP CONSTRAINT fk_act_place_leaf")
        sql.run("ALTER TABLE post_standing DROP CONSTRAINT fk_post_standing_post_post")


def put_for_another(sql: Sql) -> None:
    """Put one paper's seal in the place of another's."""
    ((kept,),) = sql.rows("SELECT sealed FROM consent WHERE number = 1")
    sql.run("UPDATE consent SET sealed = ? WHERE number = 2", kept)


ZEROS = bytes(4000)
TAMPERED = [
    ("a leaf's entry", change("UPDATE leaf SET entry = ? WHERE place = 3", ZEROS[:33]), "LEAF_DIFFERS 3"),
    ("an act's entry", change("UPDATE act SET entry = ? WHERE place = 3", ZEROS[:33]), "ENTRY_FALSE"),
    ("a filler", change("UPDATE leaf SET entry = ? WHERE place = 60", ZEROS[:33]), "LEAF_UNEXPLAINED 60"),
    ("an act taken away", change("DELETE FROM act WHERE place = 3"), "ACT_MISSING person 1"),
    ("an act moved", change("UPDATE act SET place = NULL WHERE place = 3"), "LEAF_UNEXPLAINED 3"),
    ("the last leaf", change("DELETE FROM leaf WHERE place = 63"), "LEAVES_MISSING 64"),
    ("a leaf in between", change("DELETE FROM leaf WHERE place = 50"), "PLACES_NOT_CONTIGUOUS 50"),
    ("a root", change("UPDATE checkpoint SET root = ?", ZEROS[:32]), "NOTE_FALSE 64"),
    ("a note", change("UPDATE checkpoint SET note = 'x'"), "NOTE_FALSE 64"),
    ("an act's body", change("UPDATE act SET sealed = ? WHERE place = 3", ZEROS[:3869]), "ACT_UNREADABLE"),
    ("whom it is about", change("UPDATE act SET who = ? WHERE place = 3", ZEROS[:37]), "ACT_UNREADABLE"),
    ("a paper taken away", change("DELETE FROM consent WHERE number = 2"), "RECORD_DIFFERS consent 2"),
    ("a paper put for another", put_for_another, "RECORD_UNREADABLE person 1"),
    ("a post taken away", change("DELETE FROM post WHERE number = 2"), "RECORD_DIFFERS post 2"),
    ("a post's seal", change("UPDATE post SET sealed = ?", ZEROS[: 2048 + 29]), "RECORD_UNREADABLE post 1"),
    ("a topic", change("UPDATE act SET topic = 'user_added' WHERE topic = 'post_cleared'"), "WHO_DIFFERS"),
    ("an act hidden", change("UPDATE act SET topic = NULL WHERE topic = 'post_cleared'"), "ACT_UNACCOUNTED"),
]
NAMES = [each[0] for each in TAMPERED]


@pytest.mark.parametrize(("tamper", "fault"), [each[1:] for each in TAMPERED], ids=NAMES)
def test_what_was_tampered_with_is_seen(store: SqlStore, tamper: Callable[[Sql], None], fault: str) -> None:
    town = Town(store)
    town.register()
    town.sign(1)
    town.sign(1)
    town.clear()
    town.clear()
    publish(store)
    assert verify(store).right
    with_foreign_keys_off(store)
    with store.database.writing() as sql:
        tamper(sql)
    assert [each for each in verify(store).faults if each.startswith(fault)], verify(store).faults


def test_an_old_paper_put_back_is_seen(store: SqlStore) -> None:
    town = Town(store)
    town.register()
    paper = town.sign(1)
    with store.database.reading() as sql:
        ((before,),) = sql.rows("SELECT sealed FROM consent")
    town.put("consent_withdrawn", 1, replace(paper, state="withdrawn"))
    with store.database.writing() as sql:
        sql.run("UPDATE consent SET sealed = ?", before)
    assert verify(store).faults == [f"RECORD_DIFFERS consent {paper.number}"]


def test_another_log_than_the_one_a_note_was_kept_of_is_seen(town: Town) -> None:
    kept = publish(town.store)
    other = publish_checkpoint(town.store, KEY, PRIVATE.sign, NOW)
    assert verify(town.store, kept.note).right
    assert verify(town.store, other.note.replace("64", "65")).faults == ["NOTE_FALSE kept"]
