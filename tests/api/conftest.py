"""The API as other programs reach it: real store, real doors, one token for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.storage.opening import open_store
from tests.api.office import Office, open_office
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK, copy_folder, made_folder

__all__ = ["made_folder"]


@pytest.fixture(scope="module")
def refusing(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One registry for all of a file's requests that are refused."""
    with served(made_folder, tmp_path_factory.mktemp("refusing"), MovableClock()) as office:
        yield office


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def office(made_folder: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Office]:
    """An empty registry behind its API."""
    with served(made_folder, tmp_path, clock) as office:
        yield office


@contextmanager
def served(made: Path, folder: Path, clock: MovableClock) -> Iterator[Office]:
    store = open_store(copy_folder(made, folder / "data"), KEK, clock=clock)
    with open_office(make_ports(store, folder, clock)) as office:
        yield office
    store.close()
