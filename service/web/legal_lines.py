"""A legal file in words: check, protection, placement, orders, reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.i18n.dates import date_in_words, moment_in_words
from service.registry.court_orders import OrderKey
from service.registry.files import File
from service.registry.legal_batches import Waiting
from service.registry.legal_files import current
from service.registry.legal_records import CheckEntry, OrderEntry, ProtectionEntry, ReviewEntry, Stamp
from service.registry.legal_tasks import order_state
from service.registry.moments import opening_at, today
from service.registry.signals import Sign
from service.web.mending import reason_in_words
from service.web.person_lines import Changeable
from service.web.showing import all_of, day_of, moment_of
from service.web.visits import Visit

LOOKS: Final = {"pending": "wait", "accepted": "good", "rejected": "bad", "expired": "wait"}
ORDER_LOOKS: Final = {"entered": "wait", "verified": "good", "rejected": "bad", "stayed": "bad"}


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order as lists show it."""

    ref: str
    file_number: str
    state: str
    line: str
    names: str = ""

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return ORDER_LOOKS[self.state]


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A recorded decision as a file shows it."""

    text: str
    line: str
    note: str


@dataclass(frozen=True, slots=True)
class SignCard:
    """A sign that communications reported; `seen` is empty until legal looked at it."""

    ref: str
    name: str
    line: str
    note: str
    seen: str
    outcome: str


def situation_of(visit: Visit, file: File, ref: str) -> list[Changeable]:
    """Write the check, the protection and the placement, with the way to change each.

    Who lives there is asked of a resource alone.
    """
    words, legal, base = visit.words, file.legal, f"/dossiers/{ref}"
    now = visit.ports.clock()
    lines = [
        (words("check.state"), _check(visit, legal.checks, now), f"{base}/verification"),
        (words("check.protection"), _protection(visit, legal.protections, now), f"{base}/protection"),
    ]
    placement = legal.placements[-1] if legal.placements else None
    parts, none = [], words("summary.none")
    if placement and placement.resource_clientele:
        parts.append(words(f"placement.clientele.{placement.resource_clientele}"))
    if placement and placement.kinship:
        parts.append(words("placement.kinship"))
    lines.append((words("placement.state"), ". ".join(parts) or none, f"{base}/placement"))
    living = len(placement.hosts) if placement else 0
    if parts or living:
        told = f"{living}" if living else words("hosting.none")
        lines.append((words("hosting.state"), told, f"{base}/placement/personnes"))
    return lines


def opening(visit: Visit) -> str:
    """Write from when what opens a permission counts, were it recorded now."""
    ports = visit.ports
    return moment_of(visit.words, opening_at(ports, ports.clock()), ports.time_zone)


def check_state(visit: Visit, checks: tuple[CheckEntry, ...]) -> str:
    """Return the state of the last check: one past its last day has run out."""
    last = checks[-1]
    over = last.until is not None and last.until < today(visit.ports)
    return "expired" if last.status == "accepted" and over else last.status


def order_card(visit: Visit, key: OrderKey, order: OrderEntry, names: str = "") -> OrderCard:
    """Make the card of an order."""
    words = visit.words
    line = " · ".join(
        (
            words(f"order.court.{order.court}"),
            date_in_words(order.order_date, words.language),
            all_of(words, "medium.", order.media),
        )
    )
    ref = visit.seal("order", key.person, key.item)
    return OrderCard(ref, order.file_number, order_state(order), line, names)


def review_card(visit: Visit, review: ReviewEntry) -> ReviewCard:
    """Make the card of a recorded decision."""
    words = visit.words
    line = words(
        "review.line",
        outcome=words(f"review.outcome.{review.outcome}"),
        first=day_of(words, review.from_),
        last=day_of(words, review.until),
    )
    return ReviewCard(reason_in_words(visit, review.code), line, review.note)


def _check(visit: Visit, checks: tuple[CheckEntry, ...], now: datetime) -> str:
    words = visit.words
    if not checks:
        return words("check.none")
    last = checks[-1]
    state = check_state(visit, checks)
    by_order = state == "accepted" and not (last.asked_on or last.answered_by)
    parts = [words("check.by_order" if by_order else f"check.{state}")]
    if last.status == "accepted" and last.until:
        parts.append(words("check.until", day=date_in_words(last.until, words.language)))
    return _with_effect(visit, " ".join(parts), last.stamp, now)


def _protection(visit: Visit, protections: tuple[ProtectionEntry, ...], now: datetime) -> str:
    words = visit.words
    if not protections:
        return words("protection.none")
    last = protections[-1]
    parts = [words(f"protection.{last.status}")]
    if last.ycja:
        parts.append(words("protection.ycja"))
    if last.other_ban:
        parts.append(words(f"protection.other_ban.{last.other_ban}"))
    if last.identifies_lpj_family:
        parts.append(words("protection.family"))
    if current(protections, now) != last:
        return _with_effect(visit, ". ".join(parts), last.stamp, now)
    return ". ".join(parts)


def _with_effect(visit: Visit, text: str, stamp: Stamp, now: datetime) -> str:
    if stamp.effective_at <= now:
        return text
    at = moment_in_words(stamp.effective_at, visit.ports.time_zone, visit.words.language)
    return f"{text}. {visit.words('check.effective', moment=at)}"


def signs_of(visit: Visit, signs: Iterable[Sign]) -> list[SignCard]:
    """Make the cards of signs."""
    return [_sign_card(visit, one) for one in signs]


def when_of(visit: Visit, waiting: Waiting) -> tuple[str, str]:
    """Return the state of a check in a list, and since or until when."""
    words, standing = visit.words, waiting.standing
    over = standing.until is not None and standing.until < today(visit.ports)
    state = "expired" if over and standing.status == "accepted" else standing.status
    key = "asked_on" if standing.asked_on else "until" if standing.until and not over else "since"
    return state, words(f"minors.{key}", day=date_in_words(waiting.due, words.language))


def _sign_card(visit: Visit, sign: Sign) -> SignCard:
    words, zone, entry = visit.words, visit.ports.time_zone, sign.entry
    return SignCard(
        visit.seal("person", sign.file.person.number),
        sign.file.person.names.display,
        words("file.signal", moment=moment_of(words, entry.stamp.recorded_at, zone)),
        entry.note,
        words("signs.seen", moment=moment_of(words, entry.seen_at, zone)) if entry.seen_at else "",
        entry.outcome,
    )
