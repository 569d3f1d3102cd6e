"""Making room in a legal file: it has one size for everyone, so what is spent goes first.

Nothing is lost by it: every entry stands in the act that recorded it. Room for a sign is always kept free:
whoever reports one must not learn from a refusal how much legal has written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from service.registry.errors import Conflict
from service.registry.legal_records import LegalFile
from service.storage.codec import encode
from service.storage.sizes import LEGAL_FILE
from service.vault.sealing import LENGTH_BYTES

_ROOM: Final = LEGAL_FILE - LENGTH_BYTES
_A_SIGN: Final = 2000
"""Bytes that only signs may take: one of the longest note, however it is written."""
_A_DAY: Final = timedelta(days=1)
"""A review's last day is a local date: it is over everywhere a day later."""


def fit(legal: LegalFile, now: datetime) -> tuple[LegalFile, bytes]:
    """Return the file that fits, and its bytes; raises Conflict("LEGAL_FILE_FULL") when nothing is spent."""
    content = encode(legal)
    while len(content) > _ROOM or _is_over_without_signs(legal, content):
        legal = _without_oldest(legal, now)
        content = encode(legal)
    return legal, content


def _is_over_without_signs(legal: LegalFile, content: bytes) -> bool:
    room = _ROOM - _A_SIGN
    return len(content) > room and len(encode(_without_signs(legal))) > room


def _without_signs(legal: LegalFile) -> LegalFile:
    """Leave out what a sign brings: itself, and the check that it opened."""
    opened = bool(legal.signals and legal.checks) and legal.checks[-1].status == "pending"
    return replace(legal, signals=(), checks=legal.checks[:-1] if opened else legal.checks)


def _without_oldest(legal: LegalFile, now: datetime) -> LegalFile:
    spent = sorted(_spent(legal, now), key=lambda found: found[0])
    if not spent and len(legal.signals) > 1:
        return replace(legal, signals=legal.signals[1:])
    if not spent:
        raise Conflict("LEGAL_FILE_FULL")
    _, name, index = spent[0]
    entries = getattr(legal, name)
    kept: dict[str, Any] = {name: (*entries[:index], *entries[index + 1 :])}
    return replace(legal, **kept)


def _spent(legal: LegalFile, now: datetime) -> Iterator[tuple[datetime, str, int]]:
    """Find entries that no longer count: when recorded, in which list, at which place."""
    spent: dict[str, Callable[[int], bool]] = {
        "checks": lambda index: _is_replaced(legal.checks, index, now),
        "protections": lambda index: _is_replaced(legal.protections, index, now),
        "placements": lambda index: _is_replaced(legal.placements, index, now),
        "kin": lambda index: _is_replaced(_of_child(legal, index), 0, now),
        "reviews": lambda index: legal.reviews[index].until < (now - _A_DAY).date(),
        "signals": lambda index: _is_seen(legal, index),
        "asked": lambda index: _is_replaced(legal.asked, index, now),
        "resources": lambda index: _is_replaced(_of_resource(legal, index), 0, now),
    }
    for name, is_spent in spent.items():
        for index, entry in enumerate(getattr(legal, name)):
            if is_spent(index):
                yield entry.stamp.recorded_at, name, index


def _of_child(legal: LegalFile, index: int) -> Sequence[Any]:
    """List this entry of kin and those after it on the same child."""
    return [one for one in legal.kin[index:] if one.child == legal.kin[index].child]


def _of_resource(legal: LegalFile, index: int) -> Sequence[Any]:
    """List this entry of resources and those after it on the same one and child."""
    first = legal.resources[index]
    same = (first.resource, first.child)
    return [one for one in legal.resources[index:] if (one.resource, one.child) == same]


def _is_replaced(entries: Sequence[Any], index: int, now: datetime) -> bool:
    """Tell whether a later entry already counts instead."""
    return any(later.stamp.effective_at <= now for later in entries[index + 1 :])


def _is_seen(legal: LegalFile, index: int) -> bool:
    """Tell whether legal looked at this signal, or answered a check after it came."""
    signal = legal.signals[index]
    if signal.seen_at is not None:
        return True
    came = signal.stamp.recorded_at
    return any(check.status != "pending" and check.stamp.recorded_at >= came for check in legal.checks)
