"""Live posts decided again each morning (R80), in batches: what no longer stands is listed for takedown.

A batch is first read, then what falls is decided once more inside the transaction that lists it and notes how
far the walk has come. A process that is killed leaves the walk where its last batch ended; whoever takes it
up goes on from there. Neither the list nor the report says why a post falls.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import CLOCKWORK
from service.registry.daily import Daily, this_morning
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.post_batches import end_readings, keep_batch, read_batch
from service.registry.recording import changing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.account_records import Caller
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.post_batches import BatchKept
    from service.registry.recording import Change

WALK: Final = Daily(-5, "posts_review")
LEASE: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Review:
    """How far a walk has come, or what it did: counts alone."""

    day: str
    began_at: str
    before: int | None = None
    """Posts from this number on are done; None: none is yet."""
    newest: int = 0
    live: int = 0
    listed: int = 0
    lapsed: int = 0
    told: tuple[int, ...] = ()
    """Users written to this morning: once each."""
    ended_at: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether every post was seen."""
        return bool(self.ended_at)

    @property
    def share(self) -> float:
        """Return which part of the posts is done, from 0 to 1."""
        if self.is_over or self.before is None:
            return float(self.is_over)
        return 1 - (self.before - 1) / self.newest

    @property
    def seconds(self) -> float:
        """Return how long it took, 0 while it is under way."""
        began, ended = self.began_at, self.ended_at or self.began_at
        return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()


def do_posts_review(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Decide all live posts again, from where the walk stands; the job comes again tomorrow.

    Each batch holds the job anew: whoever lost it to another stops before it lists anything.
    """
    morning = this_morning(ports, job)
    if morning.is_done:
        return morning.again
    held = replace(job, tries=job.tries + 1)
    review = _under_way(job, morning.day) or _begin(ports)
    while not review.is_over:
        batch = read_batch(ports, review.before)
        with changing(ports, CLOCKWORK) as change:
            review = _after(change, review, keep_batch(change, batch, morning.since, review.told))
            if not _note(change, held, morning.again, review):
                raise Overtaken
    return replace(morning.again, details=_details(morning.day.isoformat(), review))


class Overtaken(Exception):
    """Another worker took the walk up meanwhile: nothing of this batch is kept."""


def review_posts(ports: Ports, caller: Caller) -> Iterator[Review]:
    """Decide all live posts again now, saying after each batch how far that is; writes to nobody."""
    check_may(caller, "review_posts")
    review = _begin(ports)
    while not review.is_over:
        batch = read_batch(ports, review.before)
        with changing(ports, caller) as change:
            review = _after(change, review, keep_batch(change, batch, today(ports), review.told))
            if review.is_over:
                _report(change, review)
        yield review


def last_review(ports: Ports, caller: Caller) -> Review | None:
    """Return the walk under way, or the last one; None before the first."""
    check_may(caller, "see_post_review")
    with ports.store.reading() as reader:
        job = next((one for one in reader.list_jobs() if one.number == WALK.number), None)
    return _read(job) if job else None


def _begin(ports: Ports) -> Review:
    now = ports.clock()
    return Review(local_day(ports, now).isoformat(), now.isoformat())


def _after(change: Change, review: Review, kept: BatchKept) -> Review:
    """Add what a batch did; the one that finds no post left ends the walk."""
    if kept.before is None:
        end_readings(change)
        return replace(review, ended_at=change.ports.clock().isoformat())
    return replace(
        review,
        before=kept.before,
        newest=review.newest or kept.newest,
        live=review.live + kept.live,
        listed=review.listed + kept.listed,
        lapsed=review.lapsed + kept.lapsed,
        told=kept.told,
    )


def _note(change: Change, held: JobRecord, again: JobRecord, review: Review) -> bool:
    """Note in the batch's own transaction how far the walk is; False when the job is no longer ours."""
    done = held.details.get("done", "")
    if review.is_over:
        kept = replace(again, tries=held.tries, details=_details(again.details["done"], review))
    else:
        kept = replace(held, due_at=change.ports.clock() + LEASE, details=_details(done, review))
    return change.writer.put_off(kept, held.tries)


def _report(change: Change, review: Review) -> None:
    """Keep the report of a walk somebody asked for, unless a morning's own is under way."""
    job = next((one for one in change.writer.list_jobs() if one.number == WALK.number), None)
    if job is not None and not ((known := _read(job)) and not known.is_over):
        change.writer.put_off(replace(job, details=_details(job.details.get("done", ""), review)), job.tries)


def _details(done: str, review: Review) -> dict[str, str]:
    kept = {"review": json.dumps(asdict(review))}
    return {**kept, "done": done} if done else kept


def _under_way(job: JobRecord, day: date) -> Review | None:
    known = _read(job)
    return known if known and not known.is_over and known.day == day.isoformat() else None


def _read(job: JobRecord) -> Review | None:
    text = job.details.get("review")
    if not text:
        return None
    kept = json.loads(text)
    return Review(**{**kept, "told": tuple(kept["told"])})
