"""Posts that must come down: listed in the transaction of what makes them so (P2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.judging import Asked
from service.registry.permissions import check_may
from service.registry.post_records import TakedownRecord
from service.registry.recording import changing
from service.registry.requested_posts import judge_to_tell
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.consent_records import Outcomes
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, PostState
    from service.registry.recording import Change
    from service.registry.storing import Writer

LIVE = frozenset({"cleared", "published"})


def ask_takedowns(change: Change, posts: Iterable[PostRecord], *, urgent: bool = False) -> tuple[int, ...]:
    """List posts for takedown, one deadline for all, and return the takedowns' numbers.

    A post cleared and not yet published is listed too: it must not go out.
    """
    now = change.ports.clock()
    hours = change.ports.policy.urgent_takedown_hours if urgent else change.ports.policy.takedown_hours
    numbers: list[int] = []
    for post in posts:
        open_already = next(
            (one for one in change.writer.takedowns_of(post.number) if one.state == "open"), None
        )
        if open_already is None:
            open_already = TakedownRecord(
                number=change.writer.next_number("takedown"),
                post=post.number,
                state="open",
                asked_at=now,
                due_at=now + timedelta(hours=hours),
                urgent=urgent,
            )
            change.put("takedown_asked", None, open_already)
        numbers.append(open_already.number)
    return tuple(numbers)


def posts_touched(writer: Writer, consents: Iterable[int], scope: Outcomes | None) -> tuple[PostRecord, ...]:
    """List live posts that rest on these consents, and fall in the scope taken back (None: the whole)."""
    posts = writer.posts_resting_on(tuple(consents))
    return tuple(post for post in posts if post.state in LIVE and (scope is None or _falls_in(post, scope)))


def recheck_posts_showing(change: Change, person: int) -> tuple[int, ...]:
    """Decide again the live posts that show a person, and list those that may no longer stand."""
    live = [post for post in change.writer.posts_showing(person) if post.state in LIVE]
    now = change.ports.clock()
    fallen = []
    for post in live:
        people = tuple(one.again for one in post.people)
        question = replace(
            post.question, on=max(post.question.on, now.astimezone(change.ports.time_zone).date())
        )
        found = change.writer.find_files(people)
        asked = Asked(people, question, post.visible_count)
        if not judge_to_tell(asked, found, change.ports.policy.config, now).told.publishable:
            fallen.append(post)
    return ask_takedowns(change, fallen)


def list_takedowns(
    ports: Ports, caller: Caller, state: str | None, after: int = 0, limit: int = 50
) -> tuple[tuple[TakedownRecord, PostRecord], ...]:
    """List takedowns with their posts, in the order they were asked."""
    check_may(caller, "take_down")
    with ports.store.reading() as reader:
        takedowns = reader.list_takedowns(state, after, limit)
        posts = {one.post: reader.load_post(one.post) for one in takedowns}
    return tuple((one, post) for one in takedowns if (post := posts[one.post]) is not None)


def read_takedown(ports: Ports, caller: Caller, number: int) -> TakedownRecord:
    """Read one takedown."""
    check_may(caller, "take_down")
    with ports.store.reading() as reader:
        takedown = reader.load_takedown(number)
    if takedown is None:
        raise NotFound
    return takedown


def finish_takedown(
    ports: Ports, caller: Caller, number: int, removed_at: datetime, evidence: str | None = None
) -> TakedownRecord:
    """Record that a post was removed, when, and what shows it."""
    check_may(caller, "take_down")
    check_texts({"evidence": evidence})
    if removed_at > ports.clock() + timedelta(minutes=5):
        raise Invalid(Fault("/removed_at", "IN_THE_FUTURE"))
    with changing(ports, caller) as change:
        takedown = change.writer.load_takedown(number)
        post = change.writer.load_post(takedown.post) if takedown else None
        if takedown is None or post is None:
            raise NotFound
        if takedown.state == "done":
            raise Conflict("ALREADY_DONE")
        done = replace(takedown, state="done", removed_at=removed_at, evidence=evidence, done_by=caller.user)
        after: PostState = "taken_down" if post.state == "published" else "withdrawn_before_publication"
        change.put("takedown_done", None, done, replace(post, state=after, revision=post.revision + 1))
    return done


def _falls_in(post: PostRecord, scope: Outcomes) -> bool:
    question = post.question
    return (
        question.medium in scope.media
        and question.purpose in scope.purposes
        and not set(question.channels).isdisjoint(scope.channels)
    )
