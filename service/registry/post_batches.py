"""Some posts of the morning's walk: decided again, listed for takedown, asked about, or given up.

A cleared post is asked about the morning after its day: is it online? Fourteen days after its day it lapses:
its number may no longer be used, and what shows the same people is to be checked anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.messages import is_address, send_courriel
from service.registry.moments import local_day, today
from service.registry.reading_records import ReadingRecord
from service.registry.required_readings import EVERY, counts
from service.registry.takedowns import ask_takedowns, fallen_places

if TYPE_CHECKING:
    from datetime import date

    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change

BATCH: Final = 100
LAPSES_AFTER: Final = timedelta(days=14)
PAGE: Final = "/publications"


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts read together, newest first: which of them are live, and which looked as if they fall."""

    posts: tuple[PostRecord, ...]
    live: tuple[PostRecord, ...]
    falling: tuple[PostRecord, ...]


@dataclass(frozen=True, slots=True)
class BatchKept:
    """What became of a batch; `before` is its oldest number, None when there was no post left."""

    before: int | None = None
    newest: int = 0
    live: int = 0
    listed: int = 0
    lapsed: int = 0
    told: tuple[int, ...] = ()


def read_batch(ports: Ports, before: int | None) -> Batch:
    """Read the next posts and decide the live ones, holding up nobody who writes."""
    with ports.store.reading() as reader:
        posts = reader.list_posts(before, BATCH)
        live = tuple(post for post in posts if post.live_places)
        falling = tuple(post for post in live if fallen_places(ports, reader, post))
    return Batch(posts, live, falling)


def keep_batch(change: Change, batch: Batch, since: date, told: tuple[int, ...]) -> BatchKept:
    """List what falls, decided once more; let lapse, or ask about, what was to be out by now."""
    if not batch.posts:
        return BatchKept(told=told)
    listed = _list(change, batch.falling)
    day = today(change.ports)
    lapsed, asked = 0, set(told)
    for post in (one for one in batch.live if one.state == "cleared"):
        due = due_on(change.ports, post)
        if due + LAPSES_AFTER < day:
            lapsed += _lapse(change, post.number)
        elif since <= due < day and post.registered_by not in asked:
            asked.add(post.registered_by)
            _ask(change, post.registered_by)
    return BatchKept(
        before=batch.posts[-1].number,
        newest=batch.posts[0].number,
        live=len(batch.live),
        listed=listed,
        lapsed=lapsed,
        told=tuple(sorted(asked)),
    )


def due_on(ports: Ports, post: PostRecord) -> date:
    """Return the day a post is to be out: its own, or the one it was planned for when that is later."""
    planned = local_day(ports, post.planned_at) if post.planned_at else post.question.on
    return max(post.question.on, planned)


def is_waiting(ports: Ports, post: PostRecord) -> bool:
    """Tell whether a post was to be out by now, and nobody said that it is."""
    return post.state == "cleared" and due_on(ports, post) < today(ports)


def end_readings(change: Change) -> None:
    """Close the readings whose time is over."""
    now = change.ports.clock()
    for one in change.writer.list_entries(ReadingRecord, "open", None, EVERY):
        if not counts(one, now):
            change.put("reading_ended", None, replace(one, state="closed"))


def _list(change: Change, falling: tuple[PostRecord, ...]) -> int:
    """List what falls and is not listed yet; return how many posts that is."""
    loaded = (change.writer.load_post(post.number) for post in falling)
    fallen = {
        (post.number, place)
        for post in loaded
        if post is not None
        for place in fallen_places(change.ports, change.writer, post)
    }
    # Read once the posts are held: somebody else may have listed some meanwhile.
    places = change.writer.places_of(sorted({number for number, _ in fallen}))
    unlisted = [one for one in places if one.takedown is None and (one.post, one.copy) in fallen]
    ask_takedowns(change, unlisted)
    return len({one.post for one in unlisted})


def _lapse(change: Change, number: int) -> bool:
    """Give up a post that is no longer to go out; one to be taken down waits until somebody looked."""
    post = change.writer.load_post(number)
    if post is None or post.state != "cleared":
        return False
    if any(known.state == "open" for known in change.writer.takedowns_of(number)):
        return False
    change.put("post_lapsed", None, replace(post, state="lapsed", revision=post.revision + 1))
    return True


def _ask(change: Change, number: int) -> None:
    user = change.writer.load_user(number)
    if user is not None and not user.disabled and is_address(user.email or ""):
        send_courriel(change, user.email or "", user.language, "post_waiting", path=PAGE)
