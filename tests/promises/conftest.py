"""Servers for the tests of the promises: one right, one with faults planted; each made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.promises.amounts import chance_from
from tests.promises.desk import Desk
from tests.promises.lines import lines_to_each
from tests.promises.running import PRODUCT, Running, running
from tests.support.postgres import Postgres


@dataclass(frozen=True, slots=True)
class Workers:
    """A server of several workers, each of which can be reached on purpose."""

    server: Running

    @contextmanager
    def desk(self, seed: int) -> Iterator[Desk]:
        """Open a desk with a connection to every worker; each request takes one by chance."""
        lines = lines_to_each(self.server.url, self.server.worker_processes())
        chance = chance_from(seed)
        communications, publisher = self.server.token("communications"), self.server.token("publisher")
        try:
            yield Desk(lambda: chance.choice(lines), communications, publisher)
        finally:
            for line in lines:
                line.close()


ON_EACH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", params=ON_EACH)
def four_workers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workers]:
    """The product as it is, answering from four processes, over each kind of database in turn."""
    settings = {}
    if request.param == "postgres":
        postgres: Postgres = request.getfixturevalue("postgres_server")
        settings["AVAL_DATABASE_URL"] = postgres.url(postgres.create())
    folder = tmp_path_factory.mktemp("four") / "data"
    with running(folder, workers=4, application=PRODUCT, settings=settings) as server:
        yield Workers(server)


@pytest.fixture(params=ON_EACH)
def where(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of an empty registry, kept by each kind of database in turn."""
    if request.param == "postgres":
        return {"AVAL_DATABASE_URL": str(request.getfixturevalue("postgres_url"))}
    return {}


@pytest.fixture(scope="session")
def planted_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """The product with a cache of one second and a withdrawal in two transactions."""
    application = "tests.promises.planted:application"
    folder = tmp_path_factory.mktemp("planted") / "data"
    with running(folder, workers=2, application=application) as server:
        yield Workers(server)
