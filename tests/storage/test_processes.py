"""Several worker processes over one registry: each sees what the others kept, and the log has no gap."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from service.storage.opening import open_store
from service.storage.placing import place_leaves
from service.storage.store import SqlStore
from tests.storage.registry import Town, register
from tests.storage.test_log import verify
from tests.support.stores import KEK

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import sys
from service.storage.opening import open_store
from tests.storage.registry import Town
from tests.support.stores import KEK

store = open_store(sys.argv[1], KEK)
town = Town(store)
for _ in range(8):
    number = town.register(f"Personne {sys.argv[2]}")
    paper = town.sign(number)
    assert number in town.judged(consent_id=paper.id)
    town.clear((1, number), (paper.number,))
store.close()
"""


@pytest.mark.long
def test_four_processes_keep_one_registry(store: SqlStore, registry_url: str) -> None:
    town = Town(store)
    shared = town.register()
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, registry_url, letter], cwd=ROOT) for letter in "ABCD"
    ]
    assert [worker.wait(120) for worker in workers] == [0, 0, 0, 0]
    place_leaves(store.database)
    with store.reading() as reader:
        assert len(list(reader.each_file())) == 1 + 4 * 8
        posts = reader.posts_showing(shared)
        places = [row[0] for row in reader.sql.rows("SELECT place FROM act ORDER BY place")]
    assert len({post.number for post in posts}) == 32
    assert places == list(range(2 + 1 + 4 * 8 * 3))
    report = verify(store)
    assert report.right, report.faults


def test_a_number_given_back_comes_again_with_another_key(store: SqlStore, registry_url: str) -> None:
    undone = []
    with suppress(ZeroDivisionError), store.writing() as writer:
        undone.append(register(writer, "Zoé Roy"))
        writer.load_file(undone[0])
        undone.append(1 // 0)
    other = open_store(registry_url, KEK)
    number = Town(other).register()
    assert Town(store).judged(person=number) == [number]
    other.close()
