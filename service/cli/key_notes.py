"""What `aval doctor` says of the keys that sign tokens and lists, and of the lists themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from service import wiring
from service.credentials.issuing_keys import SIGNS_FOR, load_issuing_keys, root_file
from service.credentials.key_ring import STATUS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.credentials.issuing_keys import KeptKeys
    from service.credentials.key_ring import VerifyingKey
    from service.registry.ports import Ports
    from service.settings import Settings

SOON: Final = timedelta(days=60)
NEEDED_FOR: Final = {TOKENS: timedelta(days=26 * 31), STATUS: timedelta(days=3)}
"""How long after a key was replaced what it signed may be in use: a bit over 25 months, and 48 hours."""
LATE: Final = timedelta(hours=2)
STALE: Final = timedelta(hours=48)


def note_keys(settings: Settings, at: datetime) -> list[str]:
    """Return a line for each thing worth knowing. Raises IssuingKeysMissing when there are no keys."""
    kept = load_issuing_keys(settings.kek_file.parent)
    lines = list(_root_here(settings))
    for use in (TOKENS, STATUS):
        lines += _note_use(kept, use, at)
    return lines


def note_lists(ports: Ports, at: datetime) -> list[str]:
    """Return a line for each status list that was not published as it should have been."""
    with ports.store.reading() as reader:
        found = [reader.load_status_list(number) for number in reader.status_lists()]
    return [
        _late(one.number, at - one.published_at) for one in found if one and at - one.published_at >= LATE
    ]


def _root_here(settings: Settings) -> Iterator[str]:
    path = root_file(settings.kek_file.parent)
    if path.exists() and not wiring.demonstration_file(settings).exists():
        yield f"note   the offline root's key lies beside the others: move {path} to a medium in a safe"


def _note_use(kept: KeptKeys, use: str, at: datetime) -> Iterator[str]:
    of_use = [one.public for one in kept.keys if one.public.use == use]
    signing = max(
        (one for one in of_use if one.is_in_force(at)), key=lambda one: one.not_before, default=None
    )
    if signing is None:
        yield f"WRONG  no key for {use} is in force: aval keys rotate --use {use}"
        return
    if at - signing.not_before >= SIGNS_FOR:
        yield f"note   the key {signing.kid.hex()} for {use} is a year old: aval keys rotate --use {use}"
    elif signing.not_after - at <= SOON:
        end = f"{signing.not_after:%Y-%m-%d}"
        yield f"note   the key {signing.kid.hex()} for {use} ends on {end}: aval keys rotate --use {use}"
    for old in of_use:
        if old.is_in_force(at) and _is_over(old, of_use, at, use):
            kid = old.kid.hex()
            yield f"note   nothing that the old key {kid} for {use} signed is in use: aval keys end {kid}"


def _is_over(old: VerifyingKey, of_use: list[VerifyingKey], at: datetime, use: str) -> bool:
    """Tell whether all that a key signed before it was replaced has run out."""
    later = [one.not_before for one in of_use if old.not_before < one.not_before <= at]
    return bool(later) and at - min(later) >= NEEDED_FOR[use]


def _late(number: int, since: timedelta) -> str:
    hours = int(since.total_seconds() // 3600)
    word = "WRONG " if since >= STALE else "note  "
    return f"{word} status list {number} is {hours} hours old: start the server, or aval status publish"
