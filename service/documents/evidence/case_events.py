"""The timeline of a case: checks, posts, takedowns and changes of files, in the order they happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from service.documents.evidence.case_words import CaseTeller
from service.registry.case_records import CaseFile, CasePost

POST_ACTS = frozenset({"post_cleared", "post_published", "post_updated", "takedown_asked", "takedown_done"})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, what, and by whom (empty: not said)."""

    at: datetime
    what: str
    who: str = ""


def events_of(tell: CaseTeller) -> tuple[Event, ...]:
    """List all events, oldest first."""
    case = tell.case
    found: list[Event] = []
    for file in case.files:
        found += _file_events(tell, file)
    found += _checks(tell)
    for post in case.posts:
        found += _post_events(tell, post)
    # At one moment a withdrawal comes before its takedown, a check before the post that it cleared.
    return tuple(sorted(found, key=lambda event: event.at))


def action_of(tell: CaseTeller, action: str) -> str:
    """Write what kind of check it was."""
    key = f"case.action.{action}"
    return tell.words(key if tell.words.knows(key) else "case.action.check")


def _checks(tell: CaseTeller) -> Iterator[Event]:
    for decision in tell.case.decisions:
        record = decision.record
        action, answer = action_of(tell, record.action), tell.answer(record.answer)
        what = tell("event.check", action=action, answer=answer)
        yield Event(record.at, what, tell.by(record.by, record.role, record.via))


def _post_events(tell: CaseTeller, post: CasePost) -> Iterator[Event]:
    record, number = post.record, tell.number(post.record.citation)
    cleared = tell("event.of", what=tell("event.post_cleared"), name=number)
    yield Event(record.registered_at, cleared, _acted(tell, post, "post_cleared"))
    if record.published_at is not None:
        out = tell("event.of", what=tell("event.post_published"), name=number)
        yield Event(record.published_at, out, _acted(tell, post, "post_published"))
    changed = tell("event.of", what=tell("event.post_updated"), name=number)
    for act in (one.act for one in post.acts if one.act.kind == "post_updated"):
        yield Event(act.at, changed, tell.by(act.by, act.role, act.via))
    for one in post.takedowns:
        asked = tell("event.takedown_asked", due=tell.moment(one.due_at))
        yield Event(one.asked_at, tell("event.of", what=asked, name=number))
        if one.removed_at is not None:
            done = tell("event.of", what=tell("event.takedown_done"), name=number)
            yield Event(one.removed_at, done, _acted(tell, post, "takedown_done"))


def _acted(tell: CaseTeller, post: CasePost, kind: str) -> str:
    act = next((one.act for one in post.acts if one.act.kind == kind), None)
    return tell.by(act.by, act.role, act.via) if act else ""


def _file_events(tell: CaseTeller, file: CaseFile) -> Iterator[Event]:
    name = file.person.names.display
    for one in file.acts:
        what = tell("event.of", what=tell.act(one.act), name=name)
        yield Event(one.act.at, what, tell.by(one.act.by, one.act.role, one.act.via))
