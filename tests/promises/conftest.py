"""Servers for the tests of the promises: one right, one with faults planted; each made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.promises.amounts import chance_from
from tests.promises.desk import Desk
from tests.promises.lines import lines_to_each
from tests.promises.running import Running, running


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


@pytest.fixture(scope="session")
def four_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """The product as it is, answering from four processes."""
    with running(tmp_path_factory.mktemp("four") / "data", workers=4) as server:
        yield Workers(server)


@pytest.fixture(scope="session")
def planted_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """The product with a cache of one second and a withdrawal in two transactions."""
    application = "tests.promises.planted:application"
    folder = tmp_path_factory.mktemp("planted") / "data"
    with running(folder, workers=2, application=application) as server:
        yield Workers(server)
