"""Migration 0005: takedowns already there stay as they were, and posts stand unless one of theirs is done.

Seen to fail: with every post standing after it.
"""

from dataclasses import replace

from alembic import command
from sqlalchemy import create_engine

from service.registry.takedown_records import LivePlace
from service.storage.address import read_address
from service.storage.opening import open_store
from service.storage.schema import configure, differs, migrate
from tests.storage.registry import NOW, Town, takedown
from tests.storage.test_log import verify
from tests.support.stores import KEK


def test_takedowns_are_kept_and_posts_stand_unless_taken_down(registry_url: str) -> None:
    store = open_store(registry_url, KEK)
    town = Town(store)
    standing, falling, fallen = (town.clear() for _ in range(3))
    numbers = {post.number: takedown(at, post.number) for at, post in enumerate((falling, fallen), 1)}
    for one in numbers.values():
        town.put("takedown_asked", None, one)
    done = replace(numbers[fallen.number], state="done", removed_at=NOW, done_by=3)
    town.put("takedown_done", None, done, replace(fallen, state="taken_down"))
    store.close()
    _take_back_to(registry_url, "0004")
    migrate(registry_url)
    assert not differs(registry_url)
    store = open_store(registry_url, KEK)
    with store.reading() as reader:
        assert reader.list_takedowns(None, 0, 10) == (numbers[falling.number], done)
        assert reader.places_of([standing.number, falling.number, fallen.number]) == (
            LivePlace(standing.number),
            LivePlace(falling.number, 0, numbers[falling.number].number),
        )
    assert verify(store).right
    store.close()


def _take_back_to(url: str, version: str) -> None:
    engine = create_engine(read_address(url).dialect_url)
    with engine.connect() as connection:
        command.downgrade(configure(connection), version)
        connection.commit()
    engine.dispose()
