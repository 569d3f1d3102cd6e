"""Which posts a change of protection takes down: a person's, and those of their family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.loading import file_of
from service.registry.permissions import check_may

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, TakedownRecord


def list_falling(ports: Ports, caller: Caller, number: int) -> tuple[tuple[TakedownRecord, PostRecord], ...]:
    """List the open takedowns of posts that show a person or those related to them, the first due first."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        person = file_of(reader, number).person
        shown = dict.fromkeys((number, *(one.to for one in person.relations)))
        posts = {post.number: post for one in shown for post in reader.posts_showing(one)}
        found = [(takedown, post) for post in posts.values() for takedown in reader.takedowns_of(post.number)]
    falling = [one for one in found if one[0].state == "open"]
    return tuple(sorted(falling, key=lambda one: (one[0].due_at, one[0].number)))
