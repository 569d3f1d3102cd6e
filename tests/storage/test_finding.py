"""Finding people: who is asked for, their namesakes, and nobody at the same cost."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from service.registry.legal_records import CheckEntry, LegalFile, ProtectionEntry
from service.registry.people_records import Names
from service.registry.questions import Who
from service.storage import finding
from service.storage.finding import find_files
from service.storage.sealed_files import Opened, open_file
from service.storage.sql import Sql, Values
from service.storage.store import SqlStore
from tests.storage.registry import BORN, STAMP, Town, person

ASKED = [
    ("as registered", {"name": "Zoé Côté-Lévesque", "birth_date": BORN}, "found"),
    ("words in another order", {"name": "LEVESQUE zoe cote", "birth_date": BORN}, "found"),
    ("another birth date", {"name": "Zoé Côté-Lévesque", "birth_date": date(2011, 1, 2)}, "nobody"),
    ("another name", {"name": "Zoé Tremblay", "birth_date": BORN}, "nobody"),
    ("courriel", {"name": "Zoé Côté-Lévesque", "email": "ZOE@example.org "}, "found"),
    ("another's courriel", {"name": "Zoé Côté-Lévesque", "email": "zoe@example.com"}, "nobody"),
    ("staff number", {"name": "Zoé Côté-Lévesque", "staff_number": "E 123"}, "found"),
    ("other name", {"name": "Zoé Roy", "birth_date": BORN}, "found"),
    ("name alone", {"name": "Zoé Côté-Lévesque"}, "nobody"),
    ("number", {"person": 1}, "found"),
    ("a number never given", {"person": 99}, "nobody"),
    ("the nobody file's number", {"person": 0}, "nobody"),
    ("an ID never given", {"consent_id": "1K7F3M9X4T8B2QDY"}, "nobody"),
    ("someone not looked up", {"unregistered": True}, "nobody"),
]


@pytest.mark.parametrize(("asked", "outcome"), [each[1:] for each in ASKED], ids=[each[0] for each in ASKED])
def test_people_are_found_by_what_they_are_asked_by(
    store: SqlStore, asked: dict[str, Any], outcome: str
) -> None:
    town = Town(store)
    names = Names("Zoé Côté-Lévesque", others=("Zoé Roy",))
    number = town.register(email="zoe@example.org", staff_number="e123")
    named = person(number, email="zoe@example.org", staff_number="e123")
    town.put("person_changed", number, replace(named, names=names))
    assert town.judged(**asked) == ([number] if outcome == "found" else [0])


def test_a_file_comes_whole(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    papers = tuple(town.sign(number) for _ in range(3))
    town.sign(town.register("Jean Tremblay"))
    with store.reading() as reader:
        file = reader.load_file(number)
        assert file is not None
        assert file.consents == papers
        assert file.person == person(number)
        assert file.legal.checks[0].status == "pending"
        assert file.acts == 4
        assert reader.load_consent(papers[1].id) == papers[1]
        assert reader.is_taken(papers[1].id)
        assert not reader.is_taken("1K7F3M9X4T8B2QDY")
        assert [file.person.number for file in reader.each_file()] == [1, 2]
        assert [file.person.number for file in reader.each_file(1)] == [2]
        assert reader.load_file(0) is None


def test_namesakes_are_found_by_code_as_by_name(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register("Cote Levesque, ZOE", email="z@example.org")
    paper = town.sign(one)
    town.register("Zoé Côté-Lévesque", birth_date=date(2011, 1, 2))
    assert town.judged(consent_id=paper.id) == [one, other]
    assert town.judged(name="zoe cote levesque", birth_date=BORN) == [one, other]
    assert town.judged(name="zoe cote levesque", email="z@example.org") == [one, other]
    assert town.judged(person=one) == [one, other]


def test_namesakes_under_another_name_are_found(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register("Zoé Roy"), town.register()
    town.put("person_changed", other, replace(person(other), names=Names("Zoé Côté", others=("Zoé Roy",))))
    assert town.judged(name="Zoé Côté", birth_date=BORN) == [one, other]


def test_namesakes_parted_by_a_human_are_two_people(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register()
    paper = town.sign(one)
    town.put("people_parted", one, replace(person(one), parted_from=(other,)))
    assert town.judged(consent_id=paper.id) == [one]


def test_several_are_asked_at_once(store: SqlStore) -> None:
    town = Town(store)
    numbers = [town.register(f"Personne {chr(65 + each)}") for each in range(12)]
    paper = town.sign(numbers[3])
    asked = [Who(name=f"Personne {chr(65 + each)}", birth_date=BORN) for each in range(12)]
    asked += [Who(name="Personne Z", birth_date=BORN), Who(consent_id=paper.id), Who(not_identifiable=True)]
    with store.reading() as reader:
        found = reader.find_files(asked)
    met = [[file.person.number for file in each.files] for each in found]
    assert met == [[number] for number in numbers] + [[], [numbers[3]], []]


def test_namesakes_asked_together_are_each_found_with_the_other(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register()
    papers = [town.sign(one), town.sign(other)]
    with store.reading() as reader:
        found = reader.find_files([Who(consent_id=paper.id) for paper in papers])
    assert [[file.person.number for file in each.files] for each in found] == [[one, other]] * 2


def test_an_exact_way_to_ask_lists_people(store: SqlStore) -> None:
    town = Town(store)
    number = town.register(email="z@example.org")
    with store.reading() as reader:
        assert reader.find_people("corner", (), "z@example.org") == (number,)
        assert reader.find_people("corner", (), "other@example.org") == ()


@dataclass(slots=True)
class Counting:
    """A transaction that counts its statements."""

    sql: Sql
    asked: list[str] = field(default_factory=list)
    locks: bool = False
    places_at_once: bool = True

    def rows(self, statement: str, *values: object) -> list[Values]:
        self.asked.append(statement)
        return self.sql.rows(statement, *values)

    def run(self, statement: str, *values: object) -> int:
        return self.sql.run(statement, *values)

    def next_number(self, kind: str) -> int:
        return self.sql.next_number(kind)

    def next_block(self, kind: str, count: int) -> int:
        return self.sql.next_block(kind, count)


def test_one_person_costs_one_opened_file_and_at_most_two_statements_whoever_it_is(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(store)
    paper = town.sign(town.register())
    opened: Counter[int] = Counter()

    def open_counted(*asked: Any) -> Opened:  # noqa: ANN401 - whatever opening takes
        opened.update([1])
        return open_file(*asked)

    monkeypatch.setattr(finding, "open_file", open_counted)
    known, unknown = "Zoé Côté-Lévesque", "Personne"
    for asked, statements in (
        (Who(name=known, birth_date=BORN), 1),
        (Who(name=unknown, birth_date=BORN), 2),
        (Who(consent_id=paper.id), 2),
        (Who(consent_id="1K7F3M9X4T8B2QDY"), 2),
        (Who(person=1), 2),
        (Who(person=99), 2),
    ):
        with store.database.reading() as sql:
            counting = Counting(sql)
            find_files(counting, store.seals, [asked])
        assert (len(counting.asked), opened.total()) == (statements, 1), asked
        opened.clear()


def test_what_a_file_holds_changes_no_statement(store: SqlStore) -> None:
    town = Town(store)
    town.register()
    protected = town.register("Jean Roy")
    town.sign(protected)
    legal = LegalFile(protected, (CheckEntry(STAMP, "rejected"),), (ProtectionEntry(STAMP, "active"),))
    town.put("legal_file_changed", protected, legal)
    asked = []
    for name in ("Zoé Côté-Lévesque", "Jean Roy"):
        with store.database.reading() as sql:
            counting = Counting(sql)
            find_files(counting, store.seals, [Who(name=name, birth_date=BORN)])
        asked.append(counting.asked)
    assert asked[0] == asked[1]
