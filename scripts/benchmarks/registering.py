"""W5: registering a paper with its original, beside the least the disk can do for it."""

from __future__ import annotations

import os
import random
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.loading import FULL, MEDIA, PURPOSES
from scripts.benchmarks.people import name_and_birth
from scripts.benchmarks.registries import COMMUNICATIONS
from scripts.benchmarks.rounds import Pace, watched
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import NewConsent, register_consent
from service.registry.moments import today
from service.storage.sqlite import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

    from scripts.benchmarks.registries import Registry
    from scripts.benchmarks.rounds import Name
    from service.registry.ports import Ports

ORIGINAL_BYTES: Final = 300_000
SHELVES: Final = 256
_NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True)
class Registering:
    """Registers papers of random people, each with a new original."""

    ports: Ports
    people: int
    at_once: int

    def __call__(self) -> Pace:
        """Return how fast."""
        chance = random.SystemRandom()
        numbers = [chance.randint(1, self.people) for _ in range(self.at_once)]
        originals = list(_originals(self.at_once))
        with watched() as watch:
            for number, original in zip(numbers, originals, strict=True):
                register_consent(self.ports, COMMUNICATIONS, self._paper(number, original))
        return watch.pace(self.at_once)

    def _paper(self, number: int, original: bytes) -> NewConsent:
        day = today(self.ports) - timedelta(days=1)
        signature = SignatureRecord("self", name_and_birth(number)[0], day, "paper")
        outcomes = Outcomes(MEDIA, ("facebook",), PURPOSES, "yes")
        return NewConsent(number, "adult", "fr", (signature,), (outcomes,), original=original)


@dataclass(frozen=True, slots=True)
class Disk:
    """Writes 300 kB to a new file, durably, and commits one row at synchronous=FULL."""

    folder: Path
    connection: sqlite3.Connection
    at_once: int

    def __call__(self) -> Pace:
        """Return how fast."""
        originals = list(_originals(self.at_once))
        with watched() as watch:
            for original in originals:
                self._write(original)
        return watch.pace(self.at_once)

    def _write(self, original: bytes) -> None:
        handle = os.open(self.folder / f"{next(_NUMBERS)}", os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            os.write(handle, original)
            os.fsync(handle)
        finally:
            os.close(handle)
        self.connection.execute("INSERT INTO kept (digest) VALUES (?)", (original[-32:],))


def contestants(
    registry: Registry, folder: Path, at_once: int, until: ExitStack
) -> dict[Name, Callable[[], Pace]]:
    """Return what takes turns: registering, and the disk alone."""
    ports, _ = until.enter_context(registry.opened())
    _make_shelves(Path(registry.settings.blobs_url))
    folder.mkdir(mode=0o700)
    connection = until.enter_context(closing(_own_file(folder)))
    return {
        ("registered", registry.people): Registering(ports, registry.people, at_once),
        ("disk", registry.people): Disk(folder, connection, at_once),
    }


def _make_shelves(blobs: Path) -> None:
    """Make the folders of originals, as any registry in use for a day has them."""
    for shelf in range(SHELVES):
        (blobs / f"{shelf:02x}").mkdir(mode=0o700, parents=True, exist_ok=True)


def _own_file(folder: Path) -> sqlite3.Connection:
    path = folder / "commits.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE kept (digest BLOB NOT NULL)")
    return connect(path, FULL)


def _originals(wanted: int) -> Iterator[bytes]:
    for _ in range(wanted):
        yield b"%PDF-1.7\n" + secrets.token_bytes(ORIGINAL_BYTES - 9)
