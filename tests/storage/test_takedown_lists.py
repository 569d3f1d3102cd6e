"""Takedowns listed together: kept by one statement, read as any other, held to the call that asked them.

Seen to fail: with a call's digest that left the post out, and with a verification that took where posts
stand from the rows alone.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.registry.post_records import PostCopy, PostRecord
from service.registry.takedown_records import LivePlace, TakedownCallRecord, list_digest
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town, act, takedown
from tests.storage.test_log import verify

SOON = NOW + timedelta(hours=1)


def list_all(store: SqlStore, *, hasten: tuple[int, ...] = (), urgent: bool = False) -> TakedownCallRecord:
    """List whatever stands and has no takedown yet, and hasten others."""
    with store.writing() as writer:
        posts = [post.number for post in writer.list_posts(None, 10)]
        places = [one for one in writer.places_of(posts) if one.takedown is None]
        first = writer.next_block("takedown", len(places))
        asked = [(first + n, one.post, one.copy) for n, one in enumerate(places)]
        due = SOON if urgent else NOW + timedelta(hours=24)
        number = writer.next_number("entry")
        digest = list_digest(asked, hasten)
        call = TakedownCallRecord(number, "closed", NOW, 3, due, urgent, len(asked), digest)
        writer.list_for_takedown(call, first, places, hasten)
        writer.put(act("takedown_asked"), call)
    return call


def copied(post: PostRecord) -> PostRecord:
    """The post with a copy of ours, one by others, and one already removed."""
    copy = PostCopy(1, "copy", "facebook", "https://exemple.ca/1", None, NOW, 3)
    others = replace(copy, item=2, kind="elsewhere")
    return replace(post, copies=(copy, others, replace(copy, item=3, removed_at=NOW)))


def test_a_list_is_kept_for_posts_and_their_copies_and_read_as_any_takedown(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.clear(), town.clear()
    town.put("post_published", None, copied(other))
    call = list_all(store)
    with store.reading() as reader:
        found = reader.list_takedowns("open", 0, 10)
        assert [(each.post, each.copy, each.due_at, each.urgent) for each in found] == [
            (one.number, None, call.due_at, False),
            (other.number, None, call.due_at, False),
            (other.number, 1, call.due_at, False),
        ]
        assert reader.takedowns_of(other.number) == found[1:]
        assert reader.load_takedown(found[0].number) == found[0]
        assert reader.places_of([other.number]) == (
            LivePlace(other.number, 0, found[1].number),
            LivePlace(other.number, 1, found[2].number),
        )
    assert verify(store).right


def test_what_is_done_is_sealed_and_stands_no_more(store: SqlStore) -> None:
    town = Town(store)
    post = town.clear()
    list_all(store)
    with store.reading() as reader:
        (asked,) = reader.list_takedowns("open", 0, 10)
    done = replace(asked, state="done", removed_at=NOW, done_by=3)
    town.put("takedown_done", None, done, replace(post, state="taken_down"))
    with store.reading() as reader:
        assert reader.list_takedowns("open", 0, 10) == ()
        assert reader.takedowns_of(post.number) == (done,)
        assert reader.places_of([post.number]) == ()
    assert verify(store).right


def test_an_urgent_call_hastens_what_is_open_already_whoever_listed_it(store: SqlStore) -> None:
    town = Town(store)
    of_old, listed = town.clear(), town.clear()
    with store.writing() as writer:
        lone = takedown(writer.next_number("takedown"), of_old.number)
        writer.put(act("takedown_asked"), lone)
    list_all(store)
    with store.reading() as reader:
        numbers = tuple(each.number for each in reader.list_takedowns("open", 0, 10))
    list_all(store, hasten=numbers, urgent=True)
    with store.reading() as reader:
        found = reader.list_takedowns("open", 0, 10)
    assert [(each.post, each.urgent) for each in found] == [(of_old.number, True), (listed.number, True)]
    assert [each.due_at for each in found] == [min(lone.due_at, SOON), SOON]
    assert verify(store).right


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        ("DELETE FROM takedown WHERE number = 1", "takedown_call 1"),
        ("UPDATE takedown SET post = 2 WHERE number = 1", "takedown_call 1"),
        ("UPDATE takedown SET copy = 9 WHERE number = 1", "takedown_call 1"),
        ("UPDATE takedown SET call = NULL WHERE number = 1", "takedown_call 1"),
        ("UPDATE takedown SET call = 7", "takedown_call 7"),
        ("UPDATE takedown SET hastened = 1 WHERE number = 1", "takedown_call 1"),
        ("UPDATE takedown SET open = false WHERE number = 1", "takedown 1"),
        ("INSERT INTO takedown (number, post, call, open) VALUES (9, 1, 1, true)", "takedown_call 1"),
        ("DELETE FROM post_standing WHERE post = 1", "post 1"),
        ("UPDATE post_standing SET copy = 3 WHERE post = 1", "post 1"),
    ],
    ids=str,
)
def test_a_list_that_was_tampered_with_is_seen(store: SqlStore, tamper: str, fault: str) -> None:
    town = Town(store)
    town.clear()
    town.clear()
    list_all(store)
    assert verify(store).right
    with store.database.writing() as sql:
        assert sql.run(tamper)
    assert f"RECORD_DIFFERS {fault}" in verify(store).faults
