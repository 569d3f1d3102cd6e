"""Writers at once: who decides over a file holds it, whoever comes late is waited for, nothing is missed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Barrier, Thread

import pytest

from service.registry.errors import Unavailable
from service.registry.questions import Who
from service.storage.finding import find_files
from service.storage.opening import open_store
from service.storage.sql import Sql, Values
from service.storage.store import SqlStore
from tests.storage.registry import BORN, Town, act, person, post, takedown
from tests.support.stores import KEK

ROUNDS = 12
LOSE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@dataclass(slots=True)
class Race:
    """One withdrawal against one publication resting on the same paper, started together."""

    store: SqlStore
    number: int
    owner: int
    code: str
    start: Barrier = field(default_factory=lambda: Barrier(2))
    listed: bool = False
    published: bool = False

    def run(self) -> None:
        both = [Thread(target=self.publish), Thread(target=self.withdraw)]
        for each in both:
            each.start()
        for each in both:
            each.join()

    def publish(self) -> None:
        self.start.wait(30)
        with self.store.writing() as writer:
            (found,) = writer.find_files([Who(consent_id=self.code)])
            (current,) = [each for each in found.files[0].consents if each.id == self.code]
            if current.state == "confirmed":
                cleared = post(self.number, f"POST{self.number:012}", (self.owner,), (current.number,))
                writer.put(act("post_cleared"), cleared)
                self.published = True

    def withdraw(self) -> None:
        self.start.wait(30)
        with self.store.writing() as writer:
            current = writer.load_consent(self.code)
            assert current is not None
            writer.put(act("consent_withdrawn", self.owner), replace(current, state="withdrawn"))
            for each in writer.posts_resting_on([current.number]):
                writer.put(act("takedown_asked"), takedown(self.number, each.number))
                self.listed = True


def test_every_withdrawal_meets_every_post_or_the_post_is_refused(store: SqlStore) -> None:
    """P2: of a withdrawal and a publication at once, the second one sees the first."""
    town = Town(store)
    owner = town.register()
    for number in range(1, ROUNDS + 1):
        race = Race(store, number, owner, town.sign(owner).id)
        race.run()
        assert race.published == race.listed, number


@dataclass(slots=True)
class Interrupted:
    """A writer's transaction in which someone else is registered right after the first lock."""

    sql: Sql
    newcomer: Iterator[int]
    locks: bool = True
    places_at_once: bool = False
    locked: list[list[int]] = field(default_factory=list)

    def rows(self, statement: str, *values: object) -> list[Values]:
        found = self.sql.rows(statement, *values)
        if statement.endswith(" LOCK"):
            self.locked.append([row[0] for row in found])
            next(self.newcomer, None)
        return found

    def run(self, statement: str, *values: object) -> int:
        return self.sql.run(statement, *values)

    def next_number(self, kind: str) -> int:
        return self.sql.next_number(kind)

    def next_block(self, kind: str, count: int) -> int:
        return self.sql.next_block(kind, count)


def test_whoever_comes_between_lock_and_view_is_locked_and_read_again(postgres_registry_url: str) -> None:
    store, other = (open_store(postgres_registry_url, KEK) for _ in range(2))
    town = Town(store)
    first = town.register()
    newcomer = (Town(other).register() for _ in range(1))
    with store.database.writing() as sql:
        interrupted = Interrupted(sql, newcomer)
        (found,) = find_files(interrupted, store.seals, [Who(name="Zoé Côté-Lévesque", birth_date=BORN)])
    assert [file.person.number for file in found.files] == [first, first + 1]
    assert [first + 1] in interrupted.locked
    store.close()
    other.close()


def test_a_lost_server_connection_is_replaced(postgres_registry_url: str) -> None:
    store, other = (open_store(postgres_registry_url, KEK) for _ in range(2))
    number = Town(store).register()
    with other.database.recording() as sql:
        sql.rows(LOSE)
    with store.reading() as reader:
        assert reader.load_file(number) is not None
    store.close()
    other.close()


def test_a_change_whose_server_is_lost_is_not_kept(postgres_registry_url: str) -> None:
    store, other = (open_store(postgres_registry_url, KEK) for _ in range(2))
    number = Town(store).register()

    def change_and_lose() -> None:
        with store.writing() as writer:
            writer.put(act("person_changed", number), person(number, "Zoé Roy"))
            with other.database.recording() as sql:
                sql.rows(LOSE)

    with pytest.raises(Unavailable, match="STORAGE_UNAVAILABLE"):
        change_and_lose()
    with store.reading() as reader:
        file = reader.load_file(number)
    assert file is not None
    assert (file.acts, file.person) == (1, person(number))
    store.close()
    other.close()


def test_two_writers_of_one_number_are_told_to_try_again(store: SqlStore, registry_url: str) -> None:
    other = open_store(registry_url, KEK)
    Town(store).put("post_cleared", None, post(1, "1ABCDEFGHJKMNPSC"))
    with pytest.raises(Unavailable, match=r"STORAGE_(BUSY|UNAVAILABLE)"):
        Town(other).put("post_cleared", None, post(2, "1ABCDEFGHJKMNPSC"))
    other.close()
