"""P2: of a withdrawal and a publication at the same moment, one sees the other.

Either the post was refused, or it is in the withdrawal's list of posts to take down.
Seen to fail: with the withdrawal in two transactions of `planted.py` (kept as a test below).
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from time import sleep

import pytest

from tests.promises.amounts import amount, chance_from
from tests.promises.conftest import Workers
from tests.promises.desk import API, Desk, done
from tests.promises.lines import Sent

pytestmark = pytest.mark.long

RACES = amount("AVAL_RACES", 40, 100)
PLANTED_RACES = 40
HEAD_START = 0.02
"""Seconds one side may begin before the other."""


def test_each_post_is_refused_or_listed_for_takedown(four_workers: Workers) -> None:
    ends = Counter(race_ends(four_workers, RACES, "Course"))
    assert ends["lost"] == 0
    assert ends["refused"], "no withdrawal was ever first: nothing was shown"
    assert ends["listed"], "no post was ever first: nothing was shown"


def test_a_post_cleared_before_is_refused_or_listed_when_published(four_workers: Workers) -> None:
    ends = Counter(race_ends(four_workers, RACES // 2, "Parution", cleared=True))
    assert ends["lost"] == 0
    assert ends["listed"]


def test_a_withdrawal_in_two_transactions_is_noticed(planted_workers: Workers) -> None:
    assert Counter(race_ends(planted_workers, PLANTED_RACES, "Perdue"))["lost"]


def race_ends(workers: Workers, races: int, name: str, *, cleared: bool = False) -> list[str]:
    """Race withdrawals against posts; return how each race ended: refused, listed or lost."""
    chance = chance_from(3)
    with ThreadPoolExecutor(2) as pool, workers.desk(1) as desk, workers.desk(2) as other:
        pairs = [
            _race(pool, (desk, other), f"Personne {name} {race:05d}", chance, cleared=cleared)
            for race in range(races)
        ]
        posts = _posts_by_takedown(desk)
    return [_end(withdrawal, post, posts) for withdrawal, post in pairs]


def _race(
    pool: ThreadPoolExecutor, desks: tuple[Desk, Desk], name: str, chance: Random, *, cleared: bool
) -> tuple[Sent, Sent]:
    desk, other = desks
    signed = desk.register(name)
    post = done(other.post(signed.named()), 201)["id"] if cleared else None
    start = Barrier(2)
    ahead = chance.uniform(-HEAD_START, HEAD_START)

    def withdraw() -> Sent:
        start.wait()
        sleep(max(0, ahead))
        return desk.withdraw(signed.consent)

    def publish() -> Sent:
        start.wait()
        sleep(max(0, -ahead))
        return other.publish(post) if post else other.post(signed.named())

    withdrawing, publishing = pool.submit(withdraw), pool.submit(publish)
    return withdrawing.result(), publishing.result()


def _end(withdrawal: Sent, post: Sent, posts: dict[str, str]) -> str:
    listed = {posts[takedown] for takedown in done(withdrawal, 200)["takedowns"]}
    if post.status == 409:
        return "refused"
    assert post.status in (200, 201), post.body
    return "listed" if post.document["id"] in listed else "lost"


def _posts_by_takedown(desk: Desk) -> dict[str, str]:
    """Read the whole list of posts to take down."""
    posts: dict[str, str] = {}
    path: str | None = f"{API}/takedowns?status=open&limit=100"
    while path:
        page = done(desk.pick().ask("GET", path, desk.publisher), 200)
        posts |= {one["id"]: one["post_id"] for one in page["items"]}
        path = f"{API}/takedowns?status=open&limit=100&cursor={page['next']}" if page["next"] else None
    return posts
