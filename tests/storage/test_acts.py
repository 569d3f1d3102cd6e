"""Acts: what changed, in order, as it was left; found by their tags alone."""

from dataclasses import replace

from service.registry.acts import Act
from service.registry.legal_records import LegalFile, SignalEntry
from service.registry.people_records import PersonRecord
from service.storage.placing import place_leaves
from service.storage.store import SqlStore
from tests.storage.registry import NOW, STAMP, Town, act, person, takedown


def test_history_tells_each_act_and_what_it_left(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    paper = town.sign(number)
    suspended = replace(paper, state="suspended")
    town.put("consent_suspended", number, suspended)
    town.sign(town.register("Jean Tremblay"))
    with store.reading() as reader:
        history = reader.history(number)
        third = reader.past_act(number, 3)
        assert reader.past_act(number, 4) is None
        assert reader.past_act(number, 0) is None
        assert reader.history(99) == ()
    assert [past.act.kind for past in history] == [
        "person_registered", "consent_registered", "consent_suspended",
    ]  # fmt: skip
    assert [past.n for past in history] == [1, 2, 3]
    assert history[0].records[0] == person(number)
    assert third == history[2]
    assert third.records == (suspended,)
    assert third.act == act("consent_suspended", number)


def test_details_of_an_act_come_back(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    told = Act("legal_file", NOW, 3, "legal", "web", number, {"what": "vérification"})
    with store.writing() as writer:
        writer.put(told, LegalFile(number))
    with store.reading() as reader:
        assert reader.history(number)[-1].act == told


def test_an_act_too_large_for_one_row_goes_on_in_others_of_the_same_look(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    notes = [store.seals.random(1800).hex() for _ in range(2)]
    legal = LegalFile(number, signals=tuple(SignalEntry(STAMP, note) for note in notes))
    town.put("legal_file", number, legal)
    with store.reading() as reader:
        assert reader.history(number)[-1].records == (legal,)
        rows = reader.sql.rows("SELECT length(who), length(sealed), length(tag), topic FROM act")
    assert len(rows) == 2 + 2 + 1
    assert len({row[:3] for row in rows}) == 1


def test_acts_about_nobody_are_listed_by_kind(store: SqlStore) -> None:
    town = Town(store)
    cleared = [town.clear(), town.clear()]
    with store.writing() as writer:
        writer.put(act("takedown_asked"), takedown(writer.next_number("takedown"), cleared[0].number))
    with store.reading() as reader:
        assert [past.records for past in reader.registry_acts("post_cleared")] == [(one,) for one in cleared]
        assert [past.n for past in reader.registry_acts("post_cleared")] == [1, 2]
        assert reader.registry_acts("policy_set") == ()


def test_whom_acts_were_about_is_told_from_where_one_left_off(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register()
    place_leaves(store.database)
    with store.reading() as reader:
        newest, people = reader.changed_people(0)
        assert people == {one, other}
        assert reader.changed_people(newest) == (newest, frozenset())
    town.sign(other)
    with store.reading() as reader:
        assert reader.changed_people(newest)[1] == {other}


def test_only_what_was_put_is_changed(store: SqlStore) -> None:
    town = Town(store)
    number = town.register()
    with store.reading() as reader:
        before = reader.load_file(number)
    town.put("legal_file", number, LegalFile(number))
    with store.reading() as reader:
        after = reader.load_file(number)
    assert before is not None
    assert after == replace(before, legal=LegalFile(number), acts=2)
    assert isinstance(after.person, PersonRecord)
