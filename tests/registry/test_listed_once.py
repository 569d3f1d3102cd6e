"""A place is listed for takedown once, whoever asks for it at the same moment.

Seen to fail: with places read before the post and its people are held, on PostgreSQL.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import pytest

from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.incident_handling import ask_removal, link_post
from service.registry.incidents import Declared, declare_incident
from service.registry.post_batches import keep_batch, read_batch
from service.registry.post_records import PostRecord
from service.registry.recording import changing
from service.registry.takedowns import ask_takedowns, posts_touched
from service.storage.store import SqlStore
from tests.promises.registrar import open_registrar
from tests.registry.following import House
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.stores import (
    made_database,
    made_folder,
    postgres_registry_url,
    registry_url,
    sqlite_url,
    store,
)

__all__ = ["made_database", "made_folder", "postgres_registry_url", "registry_url", "sqlite_url", "store"]

AHEAD = 0.3
"""Seconds the second has to run into what the first holds."""


@pytest.fixture
def house(store: SqlStore, tmp_path: Path) -> House:
    """A house on each kind of database in turn."""
    clock, box = MovableClock(), PostBox()
    ports = replace(make_ports(store, tmp_path, clock), messenger=box)
    user = accounts.add_user(ports, accounts.operator(), "Publi", ("publisher",), email="publi@exemple.ca")
    return House(open_registrar(ports), ports, clock, box, Caller(user.number, "Publi", "publisher", "page"))


def removal(house: House, post: PostRecord) -> Callable[[], object]:
    """Ask for a post's removal as quality does for a declared situation."""
    user = accounts.add_user(house.ports, accounts.operator(), "Quali", ("quality",), email="q@exemple.ca")
    quality = Caller(user.number, "Quali", "quality", "page")
    number = declare_incident(house.ports, quality, Declared("Trop de monde.", "Hier")).number
    link_post(house.ports, quality, number, post.citation)
    return lambda: ask_removal(house.ports, quality, number, post.number)


def review(house: House, _: PostRecord) -> Callable[[], object]:
    """Review posts, one of which has ended meanwhile."""
    house.clock.pass_by(days=1)
    batch = read_batch(house.ports, None)

    def keep() -> None:
        with changing(house.ports, accounts.CLOCKWORK) as change:
            keep_batch(change, batch, house.registrar.day, ())

    return keep


@pytest.mark.parametrize("second", [removal, review])
def test_what_two_ask_for_at_once_is_listed_once(
    house: House, second: Callable[[House, PostRecord], Callable[[], object]]
) -> None:
    post = house.out(house.signed("Ana", valid_until=house.registrar.day))
    ask = second(house, post)
    with ThreadPoolExecutor(1) as pool:
        with changing(house.ports, house.registrar.communications) as change:
            change.writer.load_file(post.people[0].persons[0])
            ask_takedowns(change, posts_touched(change.writer, post.consents))
            late = pool.submit(ask)
            wait([late], AHEAD)
        late.result()
    assert [one.post for one in house.takedowns()] == [post.number]
