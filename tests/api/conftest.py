"""The API as other programs reach it: real store, real doors, one token for each role."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.storage.store import SqlStore
from tests.api.office import Office, open_office
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import made_folder, sqlite_store

__all__ = ["made_folder", "sqlite_store"]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def office(sqlite_store: SqlStore, tmp_path: Path, clock: MovableClock) -> Iterator[Office]:
    """An empty registry behind its API."""
    with open_office(make_ports(sqlite_store, tmp_path, clock)) as office:
        yield office
