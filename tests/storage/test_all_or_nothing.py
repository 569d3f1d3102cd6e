"""One change is one transaction: whatever fails in it, before or after any write, nothing of it is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pytest

from service.registry.access_records import AccessRecord, Seen
from service.registry.legal_records import LegalFile
from service.registry.people_records import Names
from service.storage.placing import place_leaves
from service.storage.rows import METADATA
from service.storage.sql import Database, Sql, Values
from service.storage.store import SqlStore
from service.storage.writing import SqlWriter
from tests.storage.registry import NOW, Town, act, consent, person, post, register, takedown

T = TypeVar("T")
SIX_NAMES = Names("Un", others=("Deux", "Trois", "Quatre", "Cinq", "Six"))


class Crash(Exception):
    """What goes wrong on purpose."""


@dataclass(slots=True)
class FaultySql:
    """A transaction in which one write fails, before or after it is done."""

    sql: Sql
    fails_at: int
    fails_after: bool
    locks: bool
    places_at_once: bool
    done: int = 0

    def rows(self, statement: str, *values: object) -> list[Values]:
        return self._do(statement, lambda: self.sql.rows(statement, *values))

    def run(self, statement: str, *values: object) -> int:
        return self._do(statement, lambda: self.sql.run(statement, *values))

    def next_number(self, kind: str) -> int:
        return self.sql.next_number(kind)

    def next_block(self, kind: str, count: int) -> int:
        return self.sql.next_block(kind, count)

    def _do(self, statement: str, step: Callable[[], T]) -> T:
        if statement.startswith("SELECT"):
            return step()
        self.done += 1
        if self.done == self.fails_at and not self.fails_after:
            raise Crash
        result = step()
        if self.done == self.fails_at:
            raise Crash
        return result


@dataclass(slots=True)
class FaultyDatabase:
    """A database whose transactions fail at one write."""

    database: Database
    fails_at: int
    fails_after: bool

    @contextmanager
    def writing(self) -> Iterator[Sql]:
        with self.database.writing() as sql:
            yield FaultySql(sql, self.fails_at, self.fails_after, sql.locks, sql.places_at_once)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the rest is the database's own
        return getattr(self.database, name)


def dump(store: SqlStore) -> dict[str, list[Values]]:
    with store.database.reading() as sql:
        return {
            name: sorted(sql.rows(f"SELECT * FROM {name}"), key=repr)  # noqa: S608 - our own tables
            for name in METADATA.tables
            if name != "counter"
        }


def register_someone(writer: SqlWriter) -> None:
    register(writer, "Jean Tremblay")


def rename(writer: SqlWriter) -> None:
    writer.put(act("person_changed", 1), person(1, "Zoé Roy"))


def withdraw(writer: SqlWriter) -> None:
    paper = consent(1, 1, "1K7F3M9X4T8B2QDY")
    writer.put(act("consent_withdrawn", 1), replace(paper, state="withdrawn"))
    writer.put(act("takedown_asked"), takedown(2, 1))
    writer.record_access(AccessRecord(NOW, 3, "communications", "api", "withdraw", (Seen(1, 0),)))


def record_legal(writer: SqlWriter) -> None:
    writer.put(act("legal_file", 1), LegalFile(1, next_item=4))


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("change", [register_someone, rename, withdraw, record_legal])
def test_a_change_cut_short_leaves_nothing(
    store: SqlStore, change: Callable[[SqlWriter], None], moment: str
) -> None:
    town = Town(store)
    town.register()
    town.put("consent_registered", 1, consent(1, 1, "1K7F3M9X4T8B2QDY"))
    town.put("post_cleared", None, post(1, "1ABCDEFGHJKMNPSC", (1,), (1,)))
    place_leaves(store.database)
    before = dump(store)
    writes = 0
    for fails_at in range(1, 100):
        faulty = FaultyDatabase(store.database, fails_at, moment == "after")
        broken = SqlStore(faulty, store.seals, store.later, store.clock)
        if not crashes(broken, change):
            break
        writes = fails_at
        assert dump(store) == before, fails_at
    assert writes >= 3
    assert dump(store) != before


def crashes(store: SqlStore, change: Callable[[SqlWriter], None]) -> bool:
    try:
        with store.writing() as writer:
            change(writer)
    except Crash:
        return True
    return False


def test_records_of_someone_else_are_refused(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register()
    before = dump(store)
    for kind, subject, record in (
        ("person_changed", one, person(other)),
        ("legal_file", one, LegalFile(other)),
        ("consent_registered", one, consent(1, other, "1K7F3M9X4T8B2QDY")),
        ("consent_registered", None, consent(1, one, "1K7F3M9X4T8B2QDY")),
        ("post_cleared", one, post(1, "1ABCDEFGHJKMNPSC")),
        ("person_registered", 77, person(77)),
        ("person_registered", 77, LegalFile(77)),
        ("person_changed", one, replace(person(one), names=SIX_NAMES, email="a@b.c", staff_number="1")),
    ):
        with pytest.raises(ValueError, match=r"person|legal_file|consent|look_up|Record|Legal"):
            town.put(kind, subject, record)
    assert dump(store) == before
