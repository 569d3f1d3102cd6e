"""A registry for families to be brought into."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest

from service.registry.ports import Ports
from service.storage.opening import open_store
from service.storage.store import SqlStore
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK, copy_folder, made_folder, sqlite_store, sqlite_url

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]


@pytest.fixture
def ports(sqlite_store: SqlStore, tmp_path: Path) -> Ports:
    """What use cases are given; openings take effect at once."""
    return make_ports(sqlite_store, tmp_path, MovableClock())


@pytest.fixture
def towns(made_folder: Path, tmp_path: Path) -> Iterator[Callable[[], Ports]]:
    """As many registries as a test wants, each its own."""
    numbers = count()
    with ExitStack() as stack:

        def another() -> Ports:
            folder = tmp_path / f"town {next(numbers)}"
            store = stack.enter_context(closing(open_store(copy_folder(made_folder, folder), KEK)))
            return make_ports(store, folder, MovableClock())

        yield another
