"""Entries: one table for records of nobody in particular, each found among its like alone."""

from dataclasses import replace

from service.registry.acts import Act
from service.registry.event_records import EventRecord
from service.registry.incident_records import IncidentRecord
from service.storage.store import SqlStore
from tests.storage.registry import NOW


def keep(store: SqlStore, *records: EventRecord | IncidentRecord) -> None:
    with store.writing() as writer:
        for record in records:
            writer.put(Act("policy_set", NOW, 1, "communications", "api"), record)


def test_entries_are_found_among_their_like_alone(store: SqlStore) -> None:
    event, incident = EventRecord(1, "open", NOW, 7), IncidentRecord(2, "open", NOW, 7)
    newer = EventRecord(3, "closed", NOW, 7)
    keep(store, event, incident, newer)
    with store.reading() as reader:
        assert reader.load_entry(EventRecord, 1) == event
        assert reader.load_entry(IncidentRecord, 1) is None
        assert reader.list_entries(EventRecord, None, None, 10) == (newer, event)
        assert reader.list_entries(EventRecord, "open", None, 10) == (event,)
        assert reader.list_entries(EventRecord, None, 3, 10) == (event,)
        assert reader.list_entries(EventRecord, None, None, 1) == (newer,)


def test_an_entry_that_is_dealt_with_is_no_longer_open(store: SqlStore) -> None:
    event = EventRecord(1, "open", NOW, 7)
    keep(store, event)
    keep(store, replace(event, state="closed"))
    with store.reading() as reader:
        assert reader.list_entries(EventRecord, "open", None, 10) == ()


def test_numbers_are_one_sequence_for_all_kinds(store: SqlStore) -> None:
    with store.writing() as writer:
        assert [writer.next_number("entry") for _ in range(2)] == [1, 2]
