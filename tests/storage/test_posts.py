"""Posts, takedowns, requests and users: kept, listed, found by what they are asked by."""

from dataclasses import replace

from service.registry.account_records import UserRecord
from service.registry.post_records import RequestRecord
from service.storage.store import SqlStore
from tests.storage.registry import NOW, Town, takedown


def test_posts_are_found_by_number_citation_paper_and_person(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.register(), town.register("Jean Tremblay")
    paper = town.sign(one)
    first = town.clear((one,), (paper.number,))
    second = town.clear((one, other))
    with store.reading() as reader:
        assert reader.load_post(first.number) == first
        assert reader.load_post(99) is None
        assert reader.load_post_cited(second.citation) == second
        assert reader.load_post_cited("1K7F3M9X4T8B2QDY") is None
        assert reader.is_taken(second.citation)
        assert reader.posts_resting_on([paper.number, 99]) == (first,)
        assert reader.posts_resting_on([]) == ()
        assert reader.posts_showing(one) == (first, second)
        assert reader.posts_showing(other) == (second,)
        assert reader.list_posts(None, 10) == (second, first)
        assert reader.list_posts(second.number, 10) == (first,)


def test_a_changed_post_changes_its_links(store: SqlStore) -> None:
    town = Town(store)
    one = town.register()
    paper, newer = town.sign(one), town.sign(one)
    cleared = town.clear((one,), (paper.number,))
    published = replace(cleared, state="published", consents=(newer.number,), revision=2)
    town.put("post_published", None, published)
    with store.reading() as reader:
        assert reader.posts_resting_on([paper.number]) == ()
        assert reader.posts_resting_on([newer.number]) == (published,)


def test_takedowns_are_listed_by_state_and_by_post(store: SqlStore) -> None:
    town = Town(store)
    one, other = town.clear(), town.clear()
    asked = [takedown(number, of) for number, of in ((1, one.number), (2, other.number), (3, one.number))]
    for each in asked:
        town.put("takedown_asked", None, each)
    done = replace(asked[0], state="done", removed_at=NOW, done_by=3)
    town.put("takedown_done", None, done)
    with store.reading() as reader:
        assert reader.load_takedown(1) == done
        assert reader.list_takedowns("open", 0, 10) == (asked[1], asked[2])
        assert reader.list_takedowns("done", 0, 10) == (done,)
        assert reader.list_takedowns(None, 1, 1) == (asked[1],)
        assert reader.takedowns_of(one.number) == (done, asked[2])


def test_requests_are_listed_newest_first(store: SqlStore) -> None:
    town = Town(store)
    asked = [RequestRecord(number, NOW, 3, "open", f"Demande {number}") for number in (1, 2, 3)]
    for each in asked:
        town.put("authorization_requested", None, each)
    closed = replace(asked[1], state="done", closed_at=NOW, closed_by=4)
    town.put("request_closed", None, closed)
    with store.reading() as reader:
        assert reader.load_request(2) == closed
        assert reader.list_requests(None, None, 10) == (asked[2], closed, asked[0])
        assert reader.list_requests("open", None, 10) == (asked[2], asked[0])
        assert reader.list_requests("open", 3, 10) == (asked[0],)


def test_users_are_found_by_courriel_case_aside(store: SqlStore) -> None:
    town = Town(store)
    ada = UserRecord(1, "Ada", ("legal",), NOW, email="Ada@Example.org", password_hash="x" * 97)
    robot = UserRecord(2, "Site", ("publisher",), NOW)
    town.put("user_added", None, ada)
    town.put("user_added", None, robot)
    moved = replace(ada, email="ada@example.com")
    with store.reading() as reader:
        assert reader.load_user_by_email(" ada@example.ORG") == ada
        assert reader.load_user(2) == robot
        assert reader.list_users() == (ada, robot)
    town.put("user_changed", None, moved)
    with store.reading() as reader:
        assert reader.load_user_by_email("ada@example.org") is None
        assert reader.load_user_by_email("ada@example.com") == moved


def test_numbers_are_never_given_twice(store: SqlStore) -> None:
    with store.writing() as writer:
        assert [writer.next_number("post") for _ in range(3)] == [1, 2, 3]
        assert writer.next_number("user") == 1
    with store.writing() as writer:
        assert writer.next_number("post") == 4
