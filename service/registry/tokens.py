"""Tokens: what a number may be used for, signed, to be printed and verified offline by anyone.

A token says what a check would answer today (design, Usable). It is made when it is asked for and kept
nowhere; only its place in the status lists is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from service.domain.ages import add_months
from service.domain.identifiers import ConsentId
from service.domain.valid_until import valid_until
from service.registry.errors import Conflict, Unavailable
from service.registry.issuing import Issuable
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.standing import answers_of, largest_product
from service.registry.status_places import place_for

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.issuing import SignedToken
    from service.registry.judging import Judged
    from service.registry.ports import Ports
    from service.registry.recording import Change

NOT_USABLE: Final = "NOT_USABLE"
Drawn = TypeVar("Drawn", str, bytes)
BUSY: Final = "STORAGE_BUSY"
TRIES: Final = 4
"""Who asks for a first token while somebody else is given one may draw, or begin a list, just as they do."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what it says."""

    citation: str
    signed: SignedToken
    media: tuple[str, ...]
    channels: tuple[str, ...]


def issue_token(ports: Ports, caller: Caller, citation: str) -> Token:
    """Issue the token of a paper's or a post's number.

    Raises `Conflict` NOT_USABLE, whatever the cause, when no check would answer yes today, or no month end is
    left until it ends. A number nobody has is no other case: it would tell who has a paper.
    """
    check_may(caller, "issue_tokens")
    for more in reversed(range(TRIES)):
        try:
            with changing(ports, caller) as change:
                return _issue(change, citation)
        except Unavailable as error:
            if error.code != BUSY or not more:
                raise
    raise AssertionError(TRIES)


def draw_code(ports: Ports, token: Token, holds: str) -> str:
    """Draw a token's QR code. Raises `Conflict` TOKEN_TOO_LONG when the registry's address is too long."""
    return _there(ports.codes.draw(token.signed.address, ConsentId(token.citation).printed, holds))


def paint_code(ports: Ports, token: Token, holds: str) -> bytes:
    """Draw it as PNG. Raises `Conflict` TOKEN_TOO_LONG as well."""
    return _there(ports.codes.paint(token.signed.address, ConsentId(token.citation).printed, holds))


def _there(drawn: Drawn | None) -> Drawn:
    if drawn is None:
        raise Conflict("TOKEN_TOO_LONG")
    return drawn


def _issue(change: Change, citation: str) -> Token:
    ports, day = change.ports, change.ports.clock().astimezone(UTC).date()
    ends = _last_days(ports, answers_of(ports, change.writer, citation), today(ports))
    usable: dict[str, set[str]] = {}
    for medium, channel in ends:
        usable.setdefault(medium, set()).add(channel)
    media, channels = largest_product(usable)
    last = min((ends[medium, channel] for medium in media for channel in channels), default=day)
    if not ends or not ports.issuer.has_term(last, day):
        raise Conflict(NOT_USABLE)
    place = place_for(change, citation)
    signed = ports.issuer.sign_token(Issuable(citation, media, channels, last, place), day, ports.clock())
    change.put("token_issued", None, number=citation)
    return Token(citation, signed, media, channels)


def _last_days(
    ports: Ports, answers: list[tuple[tuple[str, tuple[str, ...]], Judged]], day: date
) -> dict[tuple[str, str], date]:
    """Return the last day of each medium and channel answered yes today: the latest of its purposes."""
    config = ports.policy.config
    furthest = add_months(day, config.max_consent_months)
    ends: dict[tuple[str, str], date] = {}
    for (medium, channels), judged in answers:
        changes = valid_until(judged.facts, config, not_after=furthest)
        last = furthest if changes is None else changes - timedelta(days=1)
        for channel in channels:
            ends[medium, channel] = max(last, ends.get((medium, channel), last))
    return ends
