"""Who is told of posts to take down, in one wording whatever the cause: once listed, then while late.

One job for each call: it tells the duty officers at once, comes again at the deadline, then each day, until
nothing that the call listed is open. Courriels name nobody and give no cause.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.domain.identifiers import parse
from service.i18n.dates import date_in_words, hour_in_words
from service.registry.accounts import CLOCKWORK
from service.registry.identity import fold_factor
from service.registry.messages import is_address, send_courriel
from service.registry.permissions import MAY
from service.registry.recording import changing
from service.registry.takedown_records import TakedownCallRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.registry.account_records import UserRecord
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord, TakedownRecord
    from service.registry.recording import Change
    from service.registry.storing import Reader

PAGE: Final = "/publications-a-retirer"
EVERY_ACCOUNT: Final = "*"
MOST_LISTED: Final = 50
"""Posts that a courriel lists; the page lists all."""
TOLD_AGAIN: Final = timedelta(days=1)


def do_takedown_letters(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Tell of a call's takedowns that are still open; come again while there are any."""
    with changing(ports, CLOCKWORK) as change:
        reader = change.writer
        call = reader.load_entry(TakedownCallRecord, int(job.details["call"]))
        left = reader.takedowns_called(call.number) if call else ()
        if call is None or not left:
            return None
        now = ports.clock()
        late = now >= call.due_at
        again = replace(job, tries=0, due_at=now + TOLD_AGAIN if late else call.due_at)
        for user, shown in _recipients(reader, left, late=late):
            _tell(change, user, call, shown, late=late)
        reader.put_job(again)
    return again


def _recipients(
    reader: Reader, left: Sequence[TakedownRecord], *, late: bool
) -> Iterable[tuple[UserRecord, list[str]]]:
    """Give each user to tell, with the lines of the posts they answer for.

    A post nobody is on duty for goes to all of communications; so does, besides, whatever is late.
    """
    users = [user for user in reader.list_users() if _can_be_told(user)]
    desk = [user for user in users if "communications" in user.roles]
    lines: dict[int, list[str]] = {}
    posts = {post.number: post for post in reader.load_posts(sorted({one.post for one in left}))}
    for one in left:
        account, line = _line(posts[one.post], one.copy)
        told = [user for user in users if _is_on_duty(user, account)]
        for user in {user.number: user for user in (*told, *(desk if late or not told else ()))}:
            lines.setdefault(user, []).append(line)
    return [(user, lines[user.number]) for user in users if user.number in lines]


def _can_be_told(user: UserRecord) -> bool:
    able = not user.disabled and any(role in MAY["take_down"] for role in user.roles)
    return able and is_address(user.email or "")


def _is_on_duty(user: UserRecord, account: str | None) -> bool:
    folded = {fold_factor(one) for one in user.duty}
    return EVERY_ACCOUNT in folded or (account is not None and fold_factor(account) in folded)


def _line(post: PostRecord, copy: int | None) -> tuple[str | None, str]:
    """Return the account that a post or its copy is on, and how a courriel names it."""
    _, account, url = post.place(copy)
    return account, " · ".join(part for part in (parse(post.citation).printed, account, url) if part)


def _tell(
    change: Change, user: UserRecord, call: TakedownCallRecord, lines: Sequence[str], *, late: bool
) -> None:
    due = call.due_at.astimezone(change.ports.time_zone)
    words = {
        "day": date_in_words(due.date(), user.language),
        "hour": hour_in_words(due, user.language),
        "posts": "\n".join(lines[:MOST_LISTED]),
        "path": PAGE,
    }
    send_courriel(change, user.email or "", user.language, "takedown_late" if late else "takedown", **words)
