"""Where else a published post can be seen: copies, re-shares by accounts of ours, and those of others (R65).

A copy and a re-share of ours are publications, decided again when they are said. What others re-shared is
kept as it is said, whatever the answer would be: it is out, and not ours to take down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args

from service.domain.vocabulary import CHANNELS
from service.registry.closed_lists import check_codes
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.institutional_citing import check_covered
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.post_records import CopyKind, PostCopy
from service.registry.publishing import NOT_CLEARED, asked_today, decide_now
from service.registry.recording import changing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.recording import Change

COPY_KINDS: Final = get_args(CopyKind)
MOST_COPIES: Final = 50
CLOCKS_DIFFER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NewCopy:
    """A further address as it is said."""

    kind: CopyKind
    channel: str
    url: str
    at: datetime
    account: str | None = None


def add_copy(ports: Ports, caller: Caller, number: int, new: NewCopy) -> PostRecord:
    """Keep a further address of a published post; the same address said twice is one.

    Raises `Conflict` NOT_CLEARED when the post is not out, is to be taken down, or may not be shown there.
    """
    check_may(caller, "publish")
    _check(ports, new)
    with changing(ports, caller) as change:
        post = change.writer.load_post(number)
        if post is None:
            raise NotFound
        if any(_is_same(one, new) for one in post.copies):
            return post
        _check_post(change, post)
        consents = post.consents if new.kind == "elsewhere" else _decided(change, post, new)
        if new.kind != "elsewhere":
            check_covered(change.writer, post.institutional, (new.channel,), today(ports))
        copied = replace(
            post,
            copies=(*post.copies, _copy(post, new, caller)),
            consents=consents,
            revision=post.revision + 1,
        )
        change.put("post_copied", None, copied)
    return copied


def _is_same(one: PostCopy, new: NewCopy) -> bool:
    said = (one.kind, one.channel, one.url)
    return one.removed_at is None and said == (new.kind, new.channel, new.url)


def _decided(change: Change, post: PostRecord, new: NewCopy) -> tuple[int, ...]:
    """Decide the post again for where the copy is; what that rests on, the post rests on."""
    asked = asked_today(change.ports, post)
    question = replace(asked.question, channels=(new.channel,), repost=new.kind == "reshare")
    judged = decide_now(change, replace(asked, question=question), "post_copy")
    return tuple(sorted({*post.consents, *judged.consents}))


def _copy(post: PostRecord, new: NewCopy, caller: Caller) -> PostCopy:
    item = max((one.item for one in post.copies), default=0) + 1
    return PostCopy(item, new.kind, new.channel, new.url, new.account, new.at, caller.user)


def _check_post(change: Change, post: PostRecord) -> None:
    taken_down = any(one.state == "open" for one in change.writer.takedowns_of(post.number))
    if post.state != "published" or taken_down:
        raise Conflict(NOT_CLEARED)
    if len(post.copies) >= MOST_COPIES:
        raise Invalid(Fault("/url", "TOO_MANY", str(MOST_COPIES)))


def _check(ports: Ports, new: NewCopy) -> None:
    check_codes(("/kind", new.kind, COPY_KINDS), ("/channel", new.channel, CHANNELS))
    check_texts({"url": new.url, "account": new.account})
    if new.at > ports.clock() + CLOCKS_DIFFER:
        raise Invalid(Fault("/at", "IN_THE_FUTURE"))
