"""« Où peut-elle paraître? »: the channels on which a check would answer yes, and none of the others.

Nothing here decides by itself: each channel is asked as a check asks it, and what is recorded and answered is
one check of the channels permitted; of all channels, where there is none. So a person with nothing and a
person nobody knows get the refusal of a check, over the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain.views import publisher_view
from service.domain.vocabulary import CHANNELS
from service.registry.checking import CheckAnswer, answer_known, check_asked, is_vague, readable
from service.registry.judging import Asked
from service.registry.permissions import check_may
from service.registry.requested_posts import judge_to_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.files import Found
    from service.registry.ports import Ports


@dataclass(frozen=True, slots=True)
class PermittedChannel:
    """A channel on which the person may appear, what to cite there and what to keep."""

    channel: str
    cite: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelsAnswer:
    """The answer for all channels permitted together, and each of them; none unless the answer is a yes."""

    whole: CheckAnswer
    channels: tuple[PermittedChannel, ...]


def find_permitted_channels(ports: Ports, caller: Caller, asked: Asked) -> ChannelsAnswer:
    """Find where one person may appear, and keep who asked before the answer is given."""
    check_may(caller, "check")
    asked = readable(_on(asked, CHANNELS))
    check_asked(ports, caller, asked)
    now = ports.clock()
    with ports.store.reading() as reader:
        found = reader.find_files(asked.people)
        as_of = reader.last_checkpoint()
        permitted = _permitted(ports, asked, found, now)
        channels = tuple(one.channel for one in permitted)
        known = judge_to_tell(_on(asked, channels or CHANNELS), found, ports.policy.config, now)
        return ChannelsAnswer(answer_known(ports, caller, known, as_of, now)[0], permitted)


def _on(asked: Asked, channels: tuple[str, ...]) -> Asked:
    return replace(asked, question=replace(asked.question, channels=channels))


def _permitted(
    ports: Ports, asked: Asked, found: Sequence[Found], now: datetime
) -> tuple[PermittedChannel, ...]:
    views = [
        (
            channel,
            publisher_view(
                judge_to_tell(_on(asked, (channel,)), found, ports.policy.config, now).told.decision
            ),
        )
        for channel in CHANNELS
    ]
    if any(is_vague(who) for who in asked.people):
        return ()
    return tuple(
        PermittedChannel(channel, view.cite, view.conditions)
        for channel, view in views
        if view.answer != "no"
    )
