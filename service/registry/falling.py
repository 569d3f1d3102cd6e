"""Which posts a change of protection takes down: those of everyone whose files it writes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.hosting import family_around
from service.registry.loading import file_of
from service.registry.permissions import check_may
from service.registry.ties import everyone_tied, foster_children

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, TakedownRecord
    from service.registry.storing import Reader


def list_falling(ports: Ports, caller: Caller, number: int) -> tuple[tuple[TakedownRecord, PostRecord], ...]:
    """List the open takedowns of posts that show a person, those around them, or whom they host or hosted.

    The first due first. Around someone is their family, two steps away at most; whoever they host counts
    with theirs.
    """
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        shown = _reached(reader, number)
        posts = {post.number: post for one in sorted(shown) for post in reader.posts_showing(one)}
        found = [(takedown, post) for post in posts.values() for takedown in reader.takedowns_of(post.number)]
    falling = [one for one in found if one[0].state == "open"]
    return tuple(sorted(falling, key=lambda one: (one[0].due_at, one[0].number)))


def _reached(reader: Reader, number: int) -> set[int]:
    file = file_of(reader, number)
    reached = {number, *everyone_tied(file.person)}
    for one in (number, *_ever_hosted(file)):
        reached |= {one, *family_around(reader, one)}
    return reached


def _ever_hosted(file: File) -> set[int]:
    """Return whom a person hosts, or did: a post taken down for a placement that ended is down still."""
    placed = {one for placement in file.legal.placements for one in placement.hosts}
    return placed | foster_children(file.person)
