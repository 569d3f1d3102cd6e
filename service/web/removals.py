"""What was taken down of a post: where, when, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass

from service.registry.post_records import PostRecord, TakedownRecord
from service.registry.takedowns import removals_of_post
from service.web.showing import all_of, moment_of
from service.web.visits import Visit


@dataclass(frozen=True, slots=True)
class ShownRemoval:
    """One removal; `proof` is the way to the picture or PDF that shows it."""

    where: str
    when: str
    evidence: str
    proof: str


def removals_of(visit: Visit, post: PostRecord) -> list[ShownRemoval]:
    """List what was taken down of a post."""
    return [_shown(visit, post, one) for one in removals_of_post(visit.ports, visit.caller, post.number)]


def _shown(visit: Visit, post: PostRecord, one: TakedownRecord) -> ShownRemoval:
    channels, account, url = post.place(one.copy)
    named = (all_of(visit.words, "channel.", channels), account, url)
    path = f"/publications-a-retirer/{visit.seal('takedown', one.number)}/preuve"
    return ShownRemoval(
        where=" · ".join(part for part in named if part),
        when=moment_of(visit.words, one.removed_at, visit.ports.time_zone) if one.removed_at else "",
        evidence=one.evidence or "",
        proof=path if one.proof else "",
    )
