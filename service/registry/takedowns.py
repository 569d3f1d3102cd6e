"""Posts that must come down: listed in the transaction of what makes them so (P2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.documents import kind_of
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.judging import Asked
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.post_records import RemovalProof
from service.registry.recording import changing, note_view
from service.registry.requested_posts import judge_to_tell
from service.registry.takedown_records import TakedownCallRecord, list_digest
from service.registry.telling import tell_programs
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from service.registry.account_records import Caller
    from service.registry.consent_records import Outcomes
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, TakedownRecord
    from service.registry.questions import Question
    from service.registry.recording import Change
    from service.registry.storing import Reader, Writer
    from service.registry.takedown_records import LivePlace


NOBODY: Final = 0
"""Whose key seals proofs: a post shows several people, or none of ours."""
BLOB_BYTES: Final = 16
MOST_OPEN: Final = 100_000
LETTERS: Final = "takedown_letters"
"""The work that tells whoever is on duty, once the change is kept."""


def ask_takedowns(change: Change, places: Sequence[LivePlace], *, urgent: bool = False) -> tuple[int, ...]:
    """List places for takedown, one deadline for all, and return the takedowns' numbers.

    One record, one act and one statement, however many there are. What is listed already stays listed, and is
    hastened when this is urgent. A post cleared and not yet published is listed too: it must not go out.
    """
    unlisted = [one for one in places if one.takedown is None]
    listed = [one.takedown for one in places if one.takedown is not None]
    slow = [one.number for one in change.writer.load_takedowns(listed) if not one.urgent] if urgent else []
    if not unlisted and not slow:
        return tuple(listed)
    first = change.writer.next_block("takedown", len(unlisted))
    asked = [(first + n, one.post, one.copy) for n, one in enumerate(unlisted)]
    call = _call(change, asked, slow, urgent=urgent)
    change.writer.list_for_takedown(call, first, unlisted, slow)
    change.put("takedown_asked", None, call)
    change.later(LETTERS, None, call.made_at, call=str(call.number))
    tell_programs(change, "takedown.asked", first, len(unlisted))
    return (*listed, *range(first, first + len(unlisted)))


def posts_touched(
    writer: Writer, consents: Iterable[int], scope: Outcomes | None = None
) -> tuple[LivePlace, ...]:
    """List where posts stand that rest on these consents, and fall in the scope taken back (None: whole).

    Of a paper taken back whole, no post is opened.
    """
    places = writer.places_resting_on(tuple(consents))
    if scope is None:
        return places
    posts = writer.load_posts(sorted({one.post for one in places}))
    falling = {(post.number, copy) for post in posts for copy in _falling_in(post, scope)}
    return tuple(one for one in places if (one.post, one.copy) in falling)


def recheck_posts_showing(
    change: Change, person: int, listed: Collection[int] = (), *, urgent: bool = False
) -> tuple[int, ...]:
    """Decide again the live posts that show a person, and list those that may no longer stand.

    Those `listed` a moment ago, and those that are to come down anyway, are not decided again.
    """
    places = change.writer.places_of(sorted(set(change.writer.numbers_showing(person)).difference(listed)))
    standing = sorted({one.post for one in places if one.takedown is None})
    posts = change.writer.load_posts(standing)
    fallen = {
        (post.number, copy) for post in posts for copy in fallen_places(change.ports, change.writer, post)
    }
    return ask_takedowns(change, [one for one in places if (one.post, one.copy) in fallen], urgent=urgent)


def _call(
    change: Change, asked: Sequence[tuple[int, int, int]], hastened: Sequence[int], *, urgent: bool
) -> TakedownCallRecord:
    now, policy = change.ports.clock(), change.ports.policy
    hours = policy.urgent_takedown_hours if urgent else policy.takedown_hours
    return TakedownCallRecord(
        number=change.writer.next_number("entry"),
        state="closed",
        made_at=now,
        made_by=change.caller.user,
        due_at=now + timedelta(hours=hours),
        urgent=urgent,
        count=len(asked),
        digest=list_digest(asked, hastened),
    )


def fallen_places(ports: Ports, reader: Reader, post: PostRecord) -> tuple[int, ...]:
    """Decide a post again, and where it may stand each of its copies: what may no longer be seen there."""
    people = tuple(one.again for one in (*post.people, *post.left_out))
    found = reader.find_files(people)
    now = ports.clock()
    question = replace(post.question, on=max(post.question.on, local_day(ports, now)))

    def stands(place: Question, shown: int | None = None) -> bool:
        asked = Asked(people[:shown], place, post.visible_count)
        return judge_to_tell(asked, found[:shown], ports.policy.config, now).told.publishable

    if not stands(question, len(post.people)):
        return post.live_places
    return tuple(
        one.item
        for one in post.copies
        if one.is_live
        and not stands(replace(question, channels=(one.channel,), repost=one.kind == "reshare"))
    )


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


def removals_of_post(ports: Ports, caller: Caller, post: int) -> tuple[TakedownRecord, ...]:
    """List what was taken down of a post."""
    check_may(caller, "take_down")
    with ports.store.reading() as reader:
        return tuple(one for one in reader.takedowns_of(post) if one.state == "done")


@dataclass(frozen=True, slots=True)
class Removed:
    """What is said of a removal: when, and what shows it, in words and as a picture or PDF."""

    at: datetime
    evidence: str | None = None
    proof: bytes = b""


def finish_takedown(ports: Ports, caller: Caller, number: int, removed: Removed) -> TakedownRecord:
    """Record that a post was removed, when, and what shows it."""
    check_may(caller, "take_down")
    check_texts({"evidence": removed.evidence})
    if removed.at > ports.clock() + timedelta(minutes=5):
        raise Invalid(Fault("/removed_at", "IN_THE_FUTURE"))
    media_type = kind_of(removed.proof) if removed.proof else ""
    with changing(ports, caller) as change:
        takedown = change.writer.load_takedown(number)
        post = change.writer.load_post(takedown.post) if takedown else None
        if takedown is None or post is None:
            raise NotFound
        if takedown.state == "done":
            raise Conflict("ALREADY_DONE")
        done = replace(
            takedown,
            state="done",
            removed_at=removed.at,
            evidence=removed.evidence,
            done_by=caller.user,
            proof=_kept(ports, removed.proof, media_type),
        )
        change.put("takedown_done", None, done, _without(post, done, removed.at))
        tell_programs(change, "takedown.done", number)
    return done


def read_proof(ports: Ports, caller: Caller, number: int) -> tuple[RemovalProof, bytes]:
    """Return the picture or PDF that shows a removal, as it was received; who looks is kept first."""
    proof = read_takedown(ports, caller, number).proof
    if proof is None:
        raise NotFound
    note_view(ports, caller, "removal_proof_viewed", [], why=ports.references.seal("takedown", number))
    return proof, ports.blobs.get(NOBODY, proof.blob)


def list_due(
    ports: Ports, caller: Caller, after: int | None = None, limit: int = 50
) -> tuple[tuple[TakedownRecord, PostRecord], ...]:
    """List what is open by its deadline, so that what is late comes first; `after`: the last one seen."""
    check_may(caller, "take_down")
    with ports.store.reading() as reader:
        found = sorted(reader.list_takedowns("open", 0, MOST_OPEN), key=lambda one: (one.due_at, one.number))
        start = next((at for at, one in enumerate(found, 1) if one.number == after), 0)
        shown = found[start : start + limit]
        posts = {post.number: post for post in reader.load_posts(sorted({one.post for one in shown}))}
    return tuple((one, posts[one.post]) for one in shown)


def _kept(ports: Ports, content: bytes, media_type: str) -> RemovalProof | None:
    """Keep what shows a removal, sealed, before the record that names it."""
    if not content:
        return None
    name = ports.random(BLOB_BYTES).hex()
    ports.blobs.put(NOBODY, name, content)
    return RemovalProof(name, sha256(content).hexdigest(), media_type, len(content))


def _without(post: PostRecord, takedown: TakedownRecord, removed_at: datetime) -> PostRecord:
    """Return a post as it is once it, or one of its copies, is taken down."""
    changed = replace(post, revision=post.revision + 1)
    if takedown.copy is not None:
        copies = tuple(
            replace(one, removed_at=removed_at) if one.item == takedown.copy else one for one in post.copies
        )
        return replace(changed, copies=copies)
    if post.state == "cleared":
        return replace(changed, state="withdrawn_before_publication")
    return replace(changed, state="taken_down") if post.state == "published" else changed


def _falling_in(post: PostRecord, scope: Outcomes) -> tuple[int, ...]:
    """List where a post stands on what was taken back: itself and its copies by their own channels."""
    question = post.question
    if question.medium not in scope.media or question.purpose not in scope.purposes:
        return ()
    channels = {0: question.channels, **{one.item: (one.channel,) for one in post.copies}}
    return tuple(place for place in post.live_places if not set(channels[place]).isdisjoint(scope.channels))
