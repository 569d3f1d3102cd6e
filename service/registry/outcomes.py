"""Answers to medium × channel × purpose, kept as blocks of equal answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.consent_records import GRANTED, Answer, Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to one medium on one channel for one purpose."""

    medium: str
    channel: str
    purpose: str
    answer: Answer


def blocks_of(choices: Iterable[Choice]) -> tuple[Outcomes, ...]:
    """Gather single answers into blocks; the last answer to a cell counts, in the order of the lists."""
    answers = {(one.medium, one.channel, one.purpose): one.answer for one in choices}
    channels: dict[tuple[str, str, Answer], list[str]] = defaultdict(list)
    for medium, channel, purpose in sorted(answers, key=_place):
        channels[medium, purpose, answers[medium, channel, purpose]].append(channel)
    media: dict[tuple[tuple[str, ...], str, Answer], list[str]] = defaultdict(list)
    for (medium, purpose, answer), reached in channels.items():
        media[tuple(reached), purpose, answer].append(medium)
    purposes: dict[tuple[tuple[str, ...], tuple[str, ...], Answer], list[str]] = defaultdict(list)
    for (some, purpose, answer), shown in media.items():
        purposes[tuple(shown), some, answer].append(purpose)
    return tuple(
        Outcomes(shown, some, tuple(uses), answer) for (shown, some, answer), uses in purposes.items()
    )


def take_back(blocks: Sequence[Outcomes], scope: Outcomes | None, on: date) -> tuple[Outcomes, ...]:
    """Mark what a withdrawal takes back; a partial one splits blocks, and an earlier day stands."""
    taken: list[Outcomes] = []
    for block in blocks:
        if block.answer not in GRANTED or block.withdrawn_on is not None:
            taken.append(block)
        elif scope is None:
            taken.append(replace(block, withdrawn_on=on))
        else:
            taken += _split(block, scope, on)
    return tuple(taken)


def _split(block: Outcomes, scope: Outcomes, on: date) -> list[Outcomes]:
    media_in, media_out = _part(block.media, scope.media)
    channels_in, channels_out = _part(block.channels, scope.channels)
    purposes_in, purposes_out = _part(block.purposes, scope.purposes)
    parts = [
        (media_out, block.channels, block.purposes, None),
        (media_in, channels_out, block.purposes, None),
        (media_in, channels_in, purposes_out, None),
        (media_in, channels_in, purposes_in, on),
    ]
    return [
        replace(block, media=media, channels=channels, purposes=purposes, withdrawn_on=day)
        for media, channels, purposes, day in parts
        if media and channels and purposes
    ]


def _part(all_of: Sequence[str], some: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(x for x in all_of if x in some), tuple(x for x in all_of if x not in some)


def _place(cell: tuple[str, str, str]) -> tuple[int, int, int]:
    medium, channel, purpose = cell
    return MEDIA.index(medium), CHANNELS.index(channel), PURPOSES.index(purpose)
