"""What whoever withdrew is told once all is done: what was removed, and what cannot be.

It tells addresses and days of posts that rested on their own paper; nothing of the others shown in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.registry.accounts import CLOCKWORK
from service.registry.messages import CORNER_PAGE, is_address, send_courriel
from service.registry.moments import local_day
from service.registry.recording import changing

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, TakedownRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

JOB: Final = "takedown_receipt"
LOOKED_AGAIN: Final = timedelta(hours=1)
MOST_LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the posts that rested on one paper, since it was taken back."""

    removed: tuple[tuple[str, datetime], ...]
    """(address, when) of each post or copy taken down that had been out."""
    left: int
    """How many are still to be taken down."""
    beyond: tuple[str, ...]
    """Addresses where others shared it: theirs to remove."""


NOTHING_REMOVED: Final = Removal((), 0, ())


def removal_of(reader: Reader, paper: ConsentRecord, since: datetime) -> Removal:
    """Tell what became of what was taken back of a paper; `since`: when that was."""
    asked = [
        (post, one)
        for post in reader.posts_resting_on([paper.number])
        for one in reader.takedowns_of(post.number)
        if _is_since(one, since) and _is_taken_back(paper, post, one.copy)
    ]
    done = [(post.place(one.copy)[2], one.removed_at) for post, one in asked]
    posts = {post.number: post for post, _ in asked}.values()
    return Removal(
        removed=tuple((address, at) for address, at in done if address and at),
        left=sum(one.state == "open" for _, one in asked),
        beyond=tuple(copy.url for post in posts for copy in post.copies if not copy.is_ours),
    )


def _is_since(takedown: TakedownRecord, since: datetime) -> bool:
    """Tell whether it was to be done still; the hour of a removal is as somebody remembers it."""
    removed_at = takedown.removed_at
    return removed_at is None or max(removed_at, takedown.asked_at) >= since


def _is_taken_back(paper: ConsentRecord, post: PostRecord, copy: int | None) -> bool:
    """Tell whether a post, or a copy of it, stood on what was taken back: others may end the rest of it."""
    channels, question = set(post.place(copy)[0]), post.question
    return any(
        scope is None
        or (
            question.medium in scope.media
            and question.purpose in scope.purposes
            and not channels.isdisjoint(scope.channels)
        )
        for scope in (one.scope for one in paper.withdrawals)
    )


def do_takedown_receipt(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Write to whoever withdrew once nothing is left to take down; look again in an hour while there is."""
    with changing(ports, CLOCKWORK) as change:
        consent = change.writer.load_consent(job.details["consent"])
        if consent is None:
            return None
        told = removal_of(change.writer, consent, datetime.fromisoformat(job.details["since"]))
        if told.left:
            return replace(job, tries=0, due_at=ports.clock() + LOOKED_AGAIN)
        _tell(change, consent.person, told)
        change.writer.end_job(job.number)  # with the courriel: told once
    return None


def _tell(change: Change, number: int, told: Removal) -> None:
    file = change.writer.load_file(number)
    person = file.person if file else None
    if person is None or person.deceased is not None or not is_address(person.email or ""):
        return
    removed = [
        f"{address} ({date_in_words(local_day(change.ports, at), person.language)})"
        for address, at in told.removed
    ]
    words = {
        "removed": "\n".join(removed[:MOST_LISTED]) or "—",
        "beyond": "\n".join(told.beyond[:MOST_LISTED]) or "—",
        "path": CORNER_PAGE,
    }
    send_courriel(change, person.email or "", person.language, "removed", **words)
