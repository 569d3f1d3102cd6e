"""W1: reading someone's facts and deciding, beside finding and opening a single row of their file."""

from __future__ import annotations

import random
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.loading import FULL
from scripts.benchmarks.people import name_and_birth
from scripts.benchmarks.rounds import Pace, watched
from service.registry.identity import BIRTH, sorted_words
from service.registry.judging import Asked, judge
from service.registry.moments import today
from service.registry.questions import Question, Who
from service.storage.address import read_address
from service.storage.seals import place
from service.storage.sqlite import connect
from service.vault.data_keys import unwrap
from service.vault.kek import load_kek
from service.vault.look_up import LookUpIndex
from service.vault.sealing import Sealer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import date

    from scripts.benchmarks.registries import Registry
    from scripts.benchmarks.rounds import Name
    from service.registry.ports import Ports
    from service.vault.kek import Kek

ONE_ROW: Final = (
    "SELECT p.number, p.data_key, p.sealed FROM look_up k CROSS JOIN person p"
    " WHERE k.mark = ? AND p.number = k.person"
)


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decides over random known people of one registry, as a check does, its record and answer aside."""

    ports: Ports
    people: int
    at_once: int

    def __call__(self) -> Pace:
        """Return how fast."""
        question = Question("photo", ("facebook",), "information", today(self.ports))
        asked = [Asked((Who(name=name, birth_date=born),), question) for name, born in some(self)]
        with watched() as watch:
            verdicts = [self._decide(one) for one in asked]
        for verdict in verdicts:
            check_is(verdict, "ALLOW")
        return watch.pace(len(asked))

    def _decide(self, asked: Asked) -> str:
        with self.ports.store.reading() as reader:
            found = reader.find_files(asked.people)
            judged = judge(asked, found, self.ports.policy.config, self.ports.clock())
        return judged.decision.verdict


@dataclass(frozen=True, slots=True)
class OneRow:
    """Finds random known people by name and birth date, unwraps their data key, opens their person row."""

    connection: sqlite3.Connection
    kek: Kek
    index: LookUpIndex
    people: int
    at_once: int

    def __call__(self) -> Pace:
        """Return how fast."""
        known = some(self)
        with watched() as watch:
            opened = [self._open(name, born) for name, born in known]
        for (name, _), content in zip(known, opened, strict=True):
            check_is(name if name.encode() in content else "another row", name)
        return watch.pace(len(known))

    def _open(self, name: str, born: date) -> bytes:
        key = self.index.key_for(BIRTH, sorted_words(name), born.isoformat())
        wanted = name.encode()
        for number, wrapped, sealed in self.connection.execute(ONE_ROW, (key,)):
            content = Sealer(unwrap(self.kek, wrapped)).open(sealed, place("person", number))
            if wanted in content:  # keys are short: among many people one meets two now and then
                return content
        return b""


def contestants(
    registries: Sequence[Registry], at_once: int, until: ExitStack
) -> dict[Name, Callable[[], Pace]]:
    """Return what takes turns: deciding and one row, at each size."""
    turns: dict[Name, Callable[[], Pace]] = {}
    for registry in registries:
        ports, store = until.enter_context(registry.opened())
        path = read_address(registry.settings.database_url).required_path
        connection = until.enter_context(closing(connect(path, FULL)))
        turns["decided", registry.people] = Deciding(ports, registry.people, at_once)
        turns["one row", registry.people] = OneRow(
            connection, load_kek(registry.settings.kek_file), store.seals.index, registry.people, at_once
        )
    return turns


def some(turn: Deciding | OneRow) -> list[tuple[str, date]]:
    """Draw known people by chance, so that nothing read for one helps another."""
    chance = random.SystemRandom()
    return [name_and_birth(chance.randint(1, turn.people)) for _ in range(turn.at_once)]


def check_is(found: str, wanted: str) -> None:
    """Raise when what was measured is not what was meant."""
    if found != wanted:
        raise WrongAnswer(found)


class WrongAnswer(Exception):
    """The registry answered something else than what is being measured."""
