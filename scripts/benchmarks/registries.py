"""Registries to measure on: made once for each size, in folders of their own."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.benchmarks.loading import fill, settle
from service.registry.account_records import Caller
from service.registry.accounts import create_token, operator
from service.settings import Settings, load_settings
from service.storage.address import read_address
from service.wiring import init, open_registry, wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.registry.ports import Ports
    from service.storage.store import SqlStore

COMMUNICATIONS = Caller(0, "bench", "communications", "bench")
SETTINGS = {"AVAL_RATE": "off", "AVAL_MINOR_RELEASE": "immediate", "AVAL_FIXED_ANSWER_MS": "0"}


@dataclass(frozen=True, slots=True)
class Registry:
    """A filled registry: its people are numbered from 1 to `people`."""

    people: int
    database: str
    environment: dict[str, str]
    token: str
    load_seconds: float

    @property
    def settings(self) -> Settings:
        """Return what the application is set to."""
        return load_settings(self.environment)

    @contextmanager
    def opened(self) -> Iterator[tuple[Ports, SqlStore]]:
        """Open it in this process."""
        store = open_registry(self.settings)
        try:
            yield wire(self.settings, store), store
        finally:
            store.close()


def make_registry(folder: Path, people: int, database_url: str | None = None) -> Registry:
    """Make a registry of so many fictional people, with a publisher's token."""
    environment = SETTINGS | {"AVAL_DATA_DIR": str(folder)}
    if database_url is not None:
        environment["AVAL_DATABASE_URL"] = database_url
    settings = load_settings(environment)
    init(settings)
    started = time.perf_counter()
    store = open_registry(settings)
    ports = wire(settings, store)
    fill(ports, store, people)
    token = create_token(ports, operator(), "bench", "publisher")
    store.close()
    settle(settings.database_url)
    return Registry(people, _kind(settings.database_url), environment, token, time.perf_counter() - started)


def _kind(url: str) -> str:
    return "SQLite" if read_address(url).path else "PostgreSQL"
