"""Tokens, sessions, one-time links, kept answers."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.storing import Kept
from service.storage.opening import open_store
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town
from tests.support.stores import KEK


def digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


@pytest.fixture
def town(store: SqlStore) -> Town:
    town = Town(store)
    for number in (1, 2):
        town.put("user_added", None, UserRecord(number, f"User {number}", ("legal",), NOW))
    return town


def test_a_token_is_kept_changed_and_found_by_its_digest(town: Town) -> None:
    token = TokenRecord(digest("a"), 1, "legal", "Poste de légal", NOW)
    revoked = replace(token, revoked_at=NOW)
    with town.store.writing() as writer:
        writer.put_token(token)
        assert writer.load_token(token.digest) == token
        writer.put_token(revoked)
    with town.store.reading() as reader:
        assert reader.load_token(token.digest) == revoked
        assert reader.load_token(digest("b")) is None


def test_a_token_comes_with_its_user_as_both_are_now(town: Town) -> None:
    token = TokenRecord(digest("a"), 1, "legal", "Poste de légal", NOW)
    with town.store.writing() as writer:
        writer.put_token(token)

    def holder() -> tuple[TokenRecord, UserRecord] | None:
        with town.store.reading() as reader:
            return reader.load_holder(token.digest)

    user = UserRecord(1, "User 1", ("legal",), NOW)
    assert holder() == holder() == (token, user)
    disabled, revoked = replace(user, disabled=True), replace(token, revoked_at=NOW)
    town.put("user_changed", None, disabled)
    assert holder() == (token, disabled)
    with town.store.writing() as writer:
        writer.put_token(revoked)
        assert writer.load_holder(digest("b")) is None
    assert holder() == (revoked, disabled)


def wait_for(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_use_of_a_token_is_noted_in_the_background_at_most_once_a_minute(town: Town) -> None:
    token = TokenRecord(digest("a"), 1, "legal", "Poste", NOW)
    with town.store.writing() as writer:
        writer.put_token(token)

    def last_used() -> datetime | None:
        with town.store.reading() as reader:
            found = reader.load_token(token.digest)
        return found.last_used_at if found else None

    town.store.touch_token(token.digest, NOW)
    wait_for(lambda: last_used() == NOW)
    town.store.touch_token(token.digest, NOW + timedelta(seconds=30))
    town.store.touch_token(token.digest, NOW + timedelta(seconds=61))
    wait_for(lambda: last_used() == NOW + timedelta(seconds=61))


def test_sessions_end_one_by_one_or_all_of_a_user(town: Town) -> None:
    sessions = [SessionRecord(digest(each), 1 + (each == "c"), "legal", "form", NOW, NOW) for each in "abc"]

    def left() -> list[bool]:
        with town.store.reading() as reader:
            return [reader.load_session(each.digest) == each for each in sessions]

    with town.store.writing() as writer:
        for each in sessions:
            writer.put_session(each)
    assert left() == [True, True, True]
    with town.store.writing() as writer:
        writer.end_sessions(1, digest("a"))
        writer.end_sessions(2, digest("b"))
    assert left() == [False, True, True]
    with town.store.writing() as writer:
        writer.end_sessions(1)
    assert left() == [False, False, True]


def test_a_one_time_link_is_used_up(town: Town) -> None:
    link = LinkRecord(digest("a"), 1, NOW)
    with town.store.writing() as writer:
        writer.put_link(link)
    with town.store.writing() as writer:
        assert writer.load_link(link.digest) == link
        writer.end_link(link.digest)
    with town.store.reading() as reader:
        assert reader.load_link(link.digest) is None


def test_an_answer_is_kept_for_a_day(registry_url: str) -> None:
    moment = [datetime(2026, 10, 13, 12, tzinfo=UTC)]
    store = open_store(registry_url, KEK, clock=lambda: moment[0])
    kept = Kept(b"\x00\n body digest", 201, "person 12")

    def load() -> Kept | None:
        with store.reading() as reader:
            return reader.load_kept(digest("key"))

    with store.writing() as writer:
        writer.keep(digest("key"), kept, moment[0])
    moment[0] += timedelta(hours=23, minutes=59)
    assert load() == kept
    moment[0] += timedelta(minutes=1)
    assert load() is None
    with store.writing() as writer:
        writer.keep(digest("key"), replace(kept, status=200), moment[0])
    assert load() == replace(kept, status=200)
    store.close()
