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
from tests.support.postgres import Postgres

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


@pytest.fixture(scope="session")
def made_database(postgres_server: Postgres) -> str:
    """The name of a PostgreSQL database with an empty registry, to copy."""

    def fill(url: str) -> None:
        init_registry(url, KEK)

    return postgres_server.make_template(fill)


@pytest.fixture
def sqlite_url(made_folder: Path, tmp_path: Path) -> str:
    """The address of an empty registry on SQLite."""
    return copy_folder(made_folder, tmp_path / "data")


@pytest.fixture
def postgres_registry_url(postgres_server: Postgres, made_database: str) -> Iterator[str]:
    """The address of an empty registry on PostgreSQL."""
    name = postgres_server.create(made_database)
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[SqlStore]:
    """An empty registry on SQLite."""
    yield from _opened(sqlite_url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def registry_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty registry on each kind of database in turn."""
    wanted = "sqlite_url" if request.param == "sqlite" else "postgres_registry_url"
    return str(request.getfixturevalue(wanted))


@pytest.fixture
def store(registry_url: str) -> Iterator[SqlStore]:
    """An empty registry on each kind of database in turn."""
    yield from _opened(registry_url)


def copy_folder(made: Path, folder: Path) -> str:
    """Copy a closed registry; return the copy's address."""
    shutil.copytree(made, folder)
    folder.chmod(0o700)
    return default_url(folder)


def _opened(url: str) -> Iterator[SqlStore]:
    store = open_store(url, KEK)
    yield store
    store.close()
