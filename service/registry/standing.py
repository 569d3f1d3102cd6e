"""What anyone may know of a number: whether it can be used today, and for what (design, Usable)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from service.domain.vocabulary import CHANNELS, MEDIA
from service.registry.consent_records import GRANTED
from service.registry.files import Found
from service.registry.judging import Asked, publisher_until
from service.registry.moments import today
from service.registry.publishing import citation_is_usable, citation_standing
from service.registry.questions import Question, Who
from service.registry.requested_posts import judge_to_tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.registry.files import File
    from service.registry.judging import Judged
    from service.registry.ports import Ports
    from service.registry.post_records import PostRecord
    from service.registry.storing import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """Usable or not; not usable is one constant for every cause, an unknown number included."""

    usable: bool
    until: date | None = None
    media: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


NOT_USABLE = Standing(usable=False)


def standing_of(ports: Ports, number: str) -> Standing:
    """Return what a consent's or a post's number may be used for today."""
    with ports.store.reading() as reader:
        (found,) = reader.find_files([Who(consent_id=number)])
        post = reader.load_post_cited(number)
        if post is not None:
            return _post_standing(ports, reader, post)
    return consent_standing(ports, found, number) if found.files else NOT_USABLE


def consent_standing(ports: Ports, found: Found, number: str) -> Standing:
    """Ask a check of every cell the paper grants, with default facts, and keep those answered yes."""
    day, config = today(ports), ports.policy.config
    usable: dict[str, set[str]] = {}
    until: list[date] = []
    for question, judged in _granted(ports, found, number):
        usable.setdefault(question.medium, set()).update(question.channels)
        until.append(publisher_until(judged, config, day))
    if not usable:
        return NOT_USABLE
    media, channels = largest_product(usable)
    return Standing(usable=True, until=min(until), media=media, channels=channels)


def is_usable(ports: Ports, reader: Reader, number: str) -> bool:
    """Tell whether a number may be used for anything today."""
    return next(_answers(ports, reader, number), None) is not None


def answers_of(ports: Ports, reader: Reader, number: str) -> list[tuple[tuple[str, tuple[str, ...]], Judged]]:
    """Return what a number would get a yes for today: medium and channels, with the decision of each."""
    return [
        ((question.medium, question.channels), judged) for question, judged in _answers(ports, reader, number)
    ]


def _answers(ports: Ports, reader: Reader, number: str) -> Iterator[tuple[Question, Judged]]:
    post = reader.load_post_cited(number)
    if post is not None:
        found = reader.find_files(tuple(one.again for one in post.people))
        judged = citation_standing(ports, post, found)
        yield from [] if judged is None else [(post.question, judged)]
        return
    (met,) = reader.find_files([Who(consent_id=number)])
    yield from _granted(ports, met, number)


def _granted(ports: Ports, found: Found, number: str) -> Iterator[tuple[Question, Judged]]:
    """Ask a check of every cell the paper grants, and give those answered yes by this very paper."""
    who = Who(consent_id=number)
    day, now, config = today(ports), ports.clock(), ports.policy.config
    for question in _cells(found.files, number, day):
        judged = judge_to_tell(Asked((who,), question), [found], config, now).told
        if judged.publishable and number in judged.decision.cite:
            yield question, judged


def largest_product(usable: dict[str, set[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the largest media × channels all of whose cells are usable; the first in list order on a tie."""
    shown = [medium for medium in MEDIA if medium in usable]
    best: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    for size in range(1, len(shown) + 1):
        for media in combinations(shown, size):
            common = set.intersection(*(usable[medium] for medium in media))
            if len(common) * size > len(best[0]) * len(best[1]):
                best = (media, tuple(channel for channel in CHANNELS if channel in common))
    return best


def _cells(files: tuple[File, ...], number: str, day: date) -> list[Question]:
    blocks = [
        (block.media, block.channels, block.purposes, consent.activity)
        for file in files
        for consent in file.consents
        if consent.id == number
        for block in consent.outcomes
        if block.answer in GRANTED and block.withdrawn_on is None
    ]
    blocks += [
        (order.media, order.channels, order.purposes, order.works[0] if order.works else None)
        for file in files
        for order in file.legal.orders
        if order.consent_id == number
    ]
    return [
        Question(medium, (channel,), purpose, day, activity=activity)
        for media, channels, purposes, activity in blocks
        for medium in media
        for channel in channels
        for purpose in purposes
    ]


def _post_standing(ports: Ports, reader: Reader, post: PostRecord) -> Standing:
    found = reader.find_files(tuple(one.again for one in post.people))
    if not citation_is_usable(ports, post, found):
        return NOT_USABLE
    question = post.question
    return Standing(usable=True, until=today(ports), media=(question.medium,), channels=question.channels)
