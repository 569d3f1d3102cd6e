"""A registry for families to be brought into."""

from pathlib import Path

import pytest

from service.registry.ports import Ports
from service.storage.store import SqlStore
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import made_folder, sqlite_store, sqlite_url

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]


@pytest.fixture
def ports(sqlite_store: SqlStore, tmp_path: Path) -> Ports:
    """What use cases are given; openings take effect at once."""
    return make_ports(sqlite_store, tmp_path, MovableClock())
