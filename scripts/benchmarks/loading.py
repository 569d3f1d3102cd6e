"""Fills a registry fast: many people a transaction, each sealed by the storage's own functions."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.people import name_and_birth
from service.domain import identifiers
from service.registry.acts import Act
from service.registry.consent_records import ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.legal_records import LegalFile
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.storage.address import read_address
from service.storage.sqlite import SqliteSql, connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from service.registry.ports import Ports
    from service.storage.store import SqlStore
    from service.storage.writing import SqlWriter

FULL: Final = 2
"""SQLite's synchronous=FULL."""
AT_ONCE: Final = 2_000
"""People of one transaction."""
LOAD_CACHE_KIB: Final = 512 * 1024
"""Pages a load may hold: look-up marks are random, and lie all over their table."""
SIGNED_DAYS_AGO: Final = 30
MEDIA: Final = ("photo", "video", "voice", "name", "testimonial")
CHANNELS: Final = ("facebook", "instagram", "web_site")
PURPOSES: Final = ("information", "promotion")


def fill(ports: Ports, store: SqlStore, people: int) -> None:
    """Register people 1 to `people`, each with one paper in force."""
    first = 1
    while first <= people:
        after = min(first + AT_ONCE, people + 1)
        with store.writing() as writer:
            _widen(writer)
            _fill_some(ports, writer, range(first, after))
        first = after


def _fill_some(ports: Ports, writer: SqlWriter, numbers: range) -> None:
    now = ports.clock()
    for _ in numbers:
        number = writer.next_number("person")
        act = Act("person_registered", now, 0, "communications", "bench", number)
        writer.put(act, *_records(ports, writer, number, now))


def _records(
    ports: Ports, writer: SqlWriter, number: int, now: datetime
) -> Iterator[PersonRecord | LegalFile | ConsentRecord]:
    name, born = name_and_birth(number)
    yield PersonRecord(number, Names(name), (RolePeriod("user"),), now, now, birth_date=born)
    yield LegalFile(number)
    yield ConsentRecord(
        number=writer.next_number("consent"),
        id=identifiers.draw(ports.random, lambda _: False).text,
        person=number,
        state="confirmed",
        form="adult",
        version=1,
        language="fr",
        text_sha256="0" * 64,
        signatures=(SignatureRecord("self", name, _signed(now), "paper", verified=True),),
        outcomes=(Outcomes(MEDIA, CHANNELS, PURPOSES, "yes"),),
        establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
        recorded_at=now,
        recorded_by=0,
        confirmed_at=now,
        confirmed_by=0,
        changed_at=now,
    )


def _signed(now: datetime) -> date:
    return (now - timedelta(days=SIGNED_DAYS_AGO)).date()


def _widen(writer: SqlWriter) -> None:
    """Let this connection hold more pages; on PostgreSQL the server decides."""
    if isinstance(writer.sql, SqliteSql):
        writer.sql.rows(f"PRAGMA cache_size=-{LOAD_CACHE_KIB}")


def settle(url: str) -> None:
    """Move all that was written from the write-ahead log into the main file."""
    path = read_address(url).path
    if path is not None:
        with closing(connect(path, FULL)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
