"""Access records: kept before the answer, listed newest first, those of changes in their transaction."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from service.registry.access_records import AccessRecord, Seen
from service.registry.errors import Unavailable
from service.registry.questions import Who
from service.storage.store import SqlStore
from tests.storage.registry import NOW, QUESTION


def look(at: datetime = NOW, why: str = "") -> AccessRecord:
    return AccessRecord(
        at,
        3,
        "publisher",
        "api",
        "check",
        (Seen(12, 4),),
        asked=(Who(consent_id="1K7F3M9X4T8B2QDY"),),
        matched=((12,),),
        question=QUESTION,
        verdict="DENY",
        reasons=("NO_CONSENT",),
        why=why,
    )


def test_a_record_is_there_once_kept(store: SqlStore) -> None:
    number = store.record_access(look())
    found = store.load_access(number)
    assert found is not None
    assert found.number == number
    assert found.reasons == ("NO_CONSENT",)
    assert found.matched == ((12,),)
    assert store.load_access(number + 2) is None


def test_the_record_of_a_change_is_kept_with_it_or_not_at_all(store: SqlStore) -> None:
    with store.writing() as writer:
        number = writer.record_access(look(why="kept"))
    undone = []
    with suppress(ZeroDivisionError), store.writing() as writer:
        undone.append(writer.record_access(look(why="undone")))
        undone.append(1 // 0)
    kept = store.load_access(number)
    assert kept is not None
    assert kept.why == "kept"
    assert store.load_access(undone[0]) is None


def test_records_of_looks_and_changes_are_listed_together_newest_first(store: SqlStore) -> None:
    moments = [NOW + timedelta(minutes=each) for each in range(6)]
    for each, moment in enumerate(moments):
        if each % 2:
            store.record_access(look(moment, str(each)))
        else:
            with store.writing() as writer:
                writer.record_access(look(moment, str(each)))
    assert [each.why for each in store.list_accesses(None, 10)] == list("543210")
    assert [each.why for each in store.list_accesses(moments[4], 2)] == list("32")


def test_records_of_one_moment_are_all_kept_apart(store: SqlStore) -> None:
    numbers = {store.record_access(look(why=str(each))) for each in range(150)}
    assert len(numbers) == 150
    assert {each.why for each in store.list_accesses(None, 200)} == {str(each) for each in range(150)}
    assert len(store.list_accesses(NOW + timedelta(microseconds=1), 200)) == 150
    assert store.list_accesses(NOW, 200) == ()


def test_numbers_fit_a_reference_until_2059(store: SqlStore) -> None:
    assert store.record_access(look(datetime(2059, 1, 1, tzinfo=UTC))) < 2**48


def test_a_record_that_cannot_be_kept_is_an_error(sqlite_store: SqlStore) -> None:
    with sqlite_store.database.recording() as sql:
        sql.run("DROP TABLE access_record")
    with pytest.raises(Unavailable, match="ACCESS_RECORD_UNAVAILABLE"):
        sqlite_store.record_access(look())
