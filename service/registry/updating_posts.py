"""Registered posts changed: decided again as a whole; what would not be clear stays as it was (P2)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from service.registry.checking import readable
from service.registry.errors import Conflict, NotFound, Stale
from service.registry.institutional_citing import cite, joined
from service.registry.judging import Asked
from service.registry.loading import check_revision
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.publishing import (
    NOT_CLEARED,
    NewPost,
    check_new,
    check_words,
    decide_now,
    people_of_post,
    read_post,
)
from service.registry.questions import Question
from service.registry.recording import changing
from service.registry.required_readings import check_read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.account_records import Caller
    from service.registry.judging import Judged
    from service.registry.ports import Ports
    from service.registry.post_records import PostPerson, PostRecord
    from service.registry.questions import Who
    from service.registry.recording import Change

OF_QUESTION: Final = frozenset(field.name for field in fields(Question))
OF_POST: Final = frozenset({"text", "account", "planned_at", "media", "confidential", "institutional"})
ACTION: Final = "post_clearance"


def update_post(
    ports: Ports, caller: Caller, number: int, changes: Mapping[str, Any], revision: int | None = None
) -> PostRecord:
    """Change a post that is to go out or is out; its number stays.

    `changes` are fields of a post, of its question, `people` and `visible_count`. Raises `Conflict`
    NOT_CLEARED when it would not be clear, `Stale` when somebody changed it meanwhile.
    """
    check_may(caller, "publish")
    before = read_post(ports, caller, number)
    new = changed_post(ports, before, changes)
    check_new(ports, caller, new)
    check_words(ports, caller, new)
    with changing(ports, caller) as change:
        # All files first, in one order: of those it showed and of those it will show.
        change.writer.find_files((*(one.again for one in before.people), *new.asked.people))
        post = _unchanged(change, before, revision)
        updated = _decided(change, post, new, keeps_day="on" not in changes)
        cited = cite(change.writer, new, number)
        updated = replace(updated, conditions=joined(updated.conditions, cited))
        change.put("post_updated", None, updated, *cited)
    return updated


def changed_post(ports: Ports, post: PostRecord, changes: Mapping[str, Any]) -> NewPost:
    """Return the post as it would be asked for now: a day that has passed is today, unless it is changed."""
    question = replace(post.question, on=max(post.question.on, today(ports)))
    question = replace(question, **{name: changes[name] for name in changes.keys() & OF_QUESTION})
    people = changes.get("people", tuple(_kept(one) for one in post.people))
    visible = changes.get("visible_count", post.visible_count)
    new = NewPost(Asked(people, question, visible), post.text, post.account, post.planned_at, post.media)
    new = replace(new, confidential=post.institutional is not None, institutional=post.institutional)
    new = replace(new, **{name: changes[name] for name in changes.keys() & OF_POST})
    return replace(new, asked=readable(new.asked))


def _kept(one: PostPerson) -> Who:
    """Ask for the same person by their file, whoever changes the post; their name is for its text alone."""
    return replace(one.again, name=one.who.name, of_event=one.who.of_event or bool(one.persons))


def _unchanged(change: Change, before: PostRecord, revision: int | None) -> PostRecord:
    post = change.writer.load_post(before.number)
    if post is None:
        raise NotFound
    check_revision(post.revision, revision)
    if post.revision != before.revision:
        raise Stale
    if not post.is_live or any(one.state == "open" for one in change.writer.takedowns_of(post.number)):
        raise Conflict(NOT_CLEARED)
    return post


def _decided(change: Change, post: PostRecord, new: NewPost, *, keeps_day: bool) -> PostRecord:
    judged = decide_now(change, new.asked, ACTION)
    check_read(change, new, judged)
    asked, people = new.asked, people_of_post(judged)
    return replace(
        post,
        question=replace(asked.question, on=post.question.on) if keeps_day else asked.question,
        people=people,
        left_out=_left_out(post, people),
        conditions=judged.decision.conditions,
        text=new.text,
        account=new.account,
        planned_at=new.planned_at,
        visible_count=asked.visible_count,
        media=new.media,
        consents=_rests_on(post, judged),
        institutional=new.institutional,
        revision=post.revision + 1,
    )


def _left_out(post: PostRecord, people: tuple[PostPerson, ...]) -> tuple[PostPerson, ...]:
    """Copies show whom the post showed: what these people say later counts for the copies too."""
    if not any(one.is_live for one in post.copies):
        return ()
    shown = {number for one in people for number in one.persons}
    before = (*post.left_out, *post.people)
    return tuple({one.persons: one for one in before if not shown.issuperset(one.persons)}.values())


def _rests_on(post: PostRecord, judged: Judged) -> tuple[int, ...]:
    """Copies show it as it was: what they rest on stays named, so that a withdrawal takes them down."""
    copied = any(one.is_live for one in post.copies)
    return tuple(sorted({*post.consents, *judged.consents})) if copied else judged.consents
