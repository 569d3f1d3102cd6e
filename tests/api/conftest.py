"""The API as other programs reach it: real store, real doors, one token for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.storage.opening import open_store
from tests.api.office import Office, open_office
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import (
    KEK,
    copy_folder,
    made_database,
    made_folder,
    postgres_registry_url,
    registry_url,
    sqlite_url,
)

__all__ = ["made_database", "made_folder", "postgres_registry_url", "registry_url", "sqlite_url"]


@pytest.fixture(scope="module")
def refusing(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One registry for all of a file's requests that are refused."""
    folder = tmp_path_factory.mktemp("refusing")
    with served(copy_folder(made_folder, folder / "data"), folder, MovableClock()) as office:
        yield office


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path, clock: MovableClock) -> Iterator[Office]:
    """An empty registry behind its API."""
    with served(sqlite_url, tmp_path, clock) as office:
        yield office


@pytest.fixture
def anywhere(registry_url: str, tmp_path: Path, clock: MovableClock) -> Iterator[Office]:
    """An empty registry behind its API, on each kind of database in turn."""
    with served(registry_url, tmp_path, clock) as office:
        yield office


@contextmanager
def served(url: str, folder: Path, clock: MovableClock) -> Iterator[Office]:
    store = open_store(url, KEK, clock=clock)
    with open_office(make_ports(store, folder, clock)) as office:
        yield office
    store.close()
