"""Fresh registries for tests: made once, then copied, on each kind of database in turn."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.storage.address import default_url
from service.storage.opening import init_registry, open_store
from service.storage.store import SqlStore
from service.vault.kek import Kek

KEK = Kek(bytes(range(7, 39)))


@dataclass(frozen=True, slots=True)
class Opener:
    """Where a test's registry is; each call opens it once more, as another process would."""

    url: str

    def __call__(self) -> SqlStore:
        return open_store(self.url, KEK)


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty registry, to copy."""
    folder = tmp_path_factory.mktemp("made")
    folder.chmod(0o700)
    init_registry(default_url(folder), KEK)
    return folder


@pytest.fixture
def sqlite_store(made_folder: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty registry on SQLite."""
    store = open_store(copy_folder(made_folder, tmp_path / "data"), KEK)
    yield store
    store.close()


def copy_folder(made: Path, folder: Path) -> str:
    """Copy a closed registry; return the copy's address."""
    shutil.copytree(made, folder)
    folder.chmod(0o700)
    return default_url(folder)
