"""P5: whoever steals the files without the key reads nothing, and counts nothing that tells who is protected.

Seen to fail: with legal files as long as what they hold and with values kept beside their seal (the tables'
own checks refuse both), with what a legal act did kept as its topic, with a look-up row less for some, and
with a parent's file written along with a child's only where the child is protected.
"""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from service.registry.checking import check
from service.registry.judging import Asked
from service.registry.people_records import PersonRecord
from service.registry.questions import Who
from service.registry.relations import declare_relation
from service.registry.signals import report_signal
from tests.promises.amounts import amount, chance_from
from tests.promises.living import live_a_little, question
from tests.promises.registrar import PUBLISHER, Registrar
from tests.promises.theft import (
    better_than_chance,
    features,
    look_up_rows,
    shape,
    stolen_files,
    ways_to_write,
    words_found,
)
from tests.promises.town_hall import town_hall

CHILDREN = 5
THEFTS = 3
"""A thief who guesses is « better than chance » one time in a hundred; three times running, never."""
VICTIMS = amount("AVAL_VICTIMS", 40, 80)
SECRETS = (
    *("Théodora Quessyvère", "Quessyvère", "quessyvere", "Noé Zanthoxyle", "Zanthoxyle", "Parent de"),
    *("1983-07-19", "19/07/1983", "t.quess@exemple.ca", "418-555-0199", "EMP-77123"),
    *("Contenu du document", "Répondante Unetelle", "Juge Quelconque", "Bonaventure", "100-41-"),
    *("CQ_youth", "order_verified", "check_answered", "accepted", "no_tag", "yes_with_limits", "withdrawn"),
    *('"status":"active"', "Signe à regarder", "Merci à Noé", "Personne à joindre"),
)
"""Names, birth dates, contacts, what papers and orders say, what was done, what was asked."""


@dataclass(frozen=True, slots=True)
class Life:
    """A registry in which a bit of everything was done: its folder, and its files before it was closed."""

    data: Path
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    data = tmp_path_factory.mktemp("life") / "data"
    with town_hall(data) as hall:
        live_a_little(hall.registrar)
        return Life(data, stolen_files(data))


def test_nothing_personal_can_be_read_in_the_files(life: Life) -> None:
    assert {"aval.db", "aval.db-wal", "access.db"} <= life.files.keys()
    assert any(name.startswith("blobs") for name in life.files)
    assert words_found(life.files, SECRETS) == []


def test_nor_once_everything_has_moved_from_the_logs_into_the_files(life: Life) -> None:
    assert words_found(stolen_files(life.data), SECRETS) == []


def test_everyone_has_sixteen_look_up_rows_nobody_included(life: Life) -> None:
    assert look_up_rows(life.data) == [16] * 3


@pytest.mark.parametrize("word", ["Théodora", "1983-07-19"])
def test_the_search_finds_a_word_however_it_is_written(word: str) -> None:
    for way, written in ways_to_write(word):
        assert words_found({"file": b"\0\1" + written + b"\2\3"}, [word]), way


def test_a_registry_with_protected_children_has_the_shape_of_one_without(tmp_path: Path) -> None:
    folders = {protected: tmp_path / f"{protected}" for protected in (True, False)}
    for protected, folder in folders.items():
        with town_hall(folder) as hall:
            for number in range(CHILDREN):
                _family(hall.registrar, number, protected=protected)
    for name in ("aval.db", "access.db"):
        assert shape(folders[True] / name) == shape(folders[False] / name)


@dataclass(frozen=True, slots=True)
class Loot:
    """What a thief counts of children, and the truth about each: protected or not, and orders."""

    table: list[list[float]]
    protected: list[bool]


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory) -> Loot:
    return _rob(tmp_path_factory.mktemp("loot") / "data", 0)


@pytest.mark.long
def test_counting_all_that_shows_tells_protected_children_no_better_than_chance(
    tmp_path: Path, loot: Loot
) -> None:
    loots = chain([loot], (_rob(tmp_path / f"{theft}", theft) for theft in range(1, THEFTS)))
    assert not all(better_than_chance(each.table, each.protected, chance_from(1)) for each in loots)


def test_the_attack_succeeds_once_there_is_something_to_count(loot: Loot) -> None:
    orders = [[*row, float(protected)] for row, protected in zip(loot.table, loot.protected, strict=True)]
    assert better_than_chance(orders, loot.protected, chance_from(1))


def _family(r: Registrar, number: int, *, protected: bool) -> None:
    """Register a parent and a child; as many legal acts either way."""
    parent, child = r.adult(f"Parent {number}"), r.child(f"Enfant {number}", 6 + number)
    declare_relation(r.ports, r.communications, parent.number, "parent", child.number)
    r.in_force(child)
    _legal_acts(r, child, protected=protected)
    check(
        r.ports, PUBLISHER, Asked((Who(name=child.names.display, birth_date=child.birth_date),), question(r))
    )


def _legal_acts(r: Registrar, child: PersonRecord, *, protected: bool) -> None:
    """Answer the check; then enter an order and have it verified, or report two signals."""
    r.checked(child, "active" if protected else "none")
    if protected:
        r.ordered(child, ("no_name",))
    else:
        report_signal(r.ports, r.communications, child.number, "")
        report_signal(r.ports, r.communications, child.number, "")


def _rob(data: Path, trial: int) -> Loot:
    """Fill a registry with children, protected or not by chance, and count what shows of each."""
    chance = chance_from(trial)
    protected = [place % 2 == 0 for place in range(VICTIMS)]
    chance.shuffle(protected)
    with town_hall(data) as hall:
        r = hall.registrar
        children = [r.child(f"Enfant {place}", chance.randint(1, 16)) for place in range(VICTIMS)]
        order = chance.sample(range(VICTIMS), VICTIMS)
        for place in order:
            _childhood(r, children[place], protected=protected[place], signed=chance.random())
        table = features(data, [child.number for child in children])
    return Loot(table, protected)


def _childhood(r: Registrar, child: PersonRecord, *, protected: bool, signed: float) -> None:
    """Let a child's file grow: a paper for most, and for half of the protected an order in its place."""
    if signed < 0.2:
        _legal_acts(r, child, protected=protected)
    elif protected and signed < 0.6:
        r.checked(child, "active")
        r.ordered(child, dispenses_consent=True)
        report_signal(r.ports, r.communications, child.number, "")
        report_signal(r.ports, r.communications, child.number, "")
    else:
        r.in_force(child)
        _legal_acts(r, child, protected=protected)
