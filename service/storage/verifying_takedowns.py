"""Holding lists of takedowns to the calls that asked them, and where posts stand to the posts themselves."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from service.registry.errors import Unavailable
from service.registry.post_records import PostRecord, TakedownRecord
from service.registry.takedown_records import TakedownCallRecord, list_digest
from service.storage.codec import decode
from service.storage.seals import Seals, place
from service.storage.sql import Sql, Values
from service.vault.failures import VaultFailure

_ROWS: Final = (
    "SELECT number, post, copy, call, hastened, open, sealed FROM takedown"
    " WHERE number > ? ORDER BY number LIMIT 500"
)
_CALLS: Final = "SELECT number, sealed FROM entry WHERE kind = 'takedown_call' ORDER BY number"
_POSTS: Final = "SELECT number, sealed FROM post WHERE number > ? ORDER BY number LIMIT 500"
_STANDING: Final = "SELECT post, copy FROM post_standing WHERE post > ? AND post <= ? ORDER BY post, copy"

Fault = tuple[str, int]


def takedowns_that_differ(sql: Sql, seals: Seals) -> Iterator[Fault]:
    """Give takedowns that are not as sealed, and calls whose list is not what they say it is."""
    asked: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    hastened: dict[int, list[int]] = defaultdict(list)
    for number, post, copy, call, sooner, is_open, sealed in _walk(sql, _ROWS):
        if call is not None:
            asked[call].append((number, post, copy))
        if sooner is not None:
            hastened[sooner].append(number)
        if not _is_as_sealed(seals, (number, post, copy, call, is_open), sealed):
            yield "takedown", number
    calls = set()
    for number, sealed in sql.rows(_CALLS):
        calls.add(number)
        if _read_digest(seals, number, sealed) != list_digest(asked[number], hastened[number]):
            yield "takedown_call", number
    for number in sorted((asked.keys() | hastened.keys()) - calls):
        yield "takedown_call", number


def posts_that_stand_elsewhere(sql: Sql, seals: Seals) -> Iterator[Fault]:
    """Give posts whose rows say that they stand where they do not, or do not where they do."""
    after = 0
    while rows := sql.rows(_POSTS, after):
        standing: dict[int, list[int]] = defaultdict(list)
        for post, copy in sql.rows(_STANDING, after, rows[-1][0]):
            standing[post].append(copy)
        for number, sealed in rows:
            if tuple(standing[number]) != _live_places(seals, number, sealed):
                yield "post", number
        after = rows[-1][0]


def _walk(sql: Sql, statement: str) -> Iterator[Values]:
    after = 0
    while rows := sql.rows(statement, after):
        yield from rows
        after = rows[-1][0]


def _is_as_sealed(seals: Seals, row: Values, sealed: bytes | None) -> bool:
    number, post, copy, call, is_open = row
    if sealed is None:
        return bool(is_open) and call is not None
    try:
        kept = decode(TakedownRecord, seals.registry.open(sealed, place("takedown", number)))
    except (VaultFailure, Unavailable):
        return False
    told = kept.post, kept.copy or 0, kept.call, kept.state == "open"
    return told == (post, copy, call, bool(is_open))


def _read_digest(seals: Seals, number: int, sealed: bytes) -> str:
    try:
        return decode(TakedownCallRecord, seals.registry.open(sealed, place("entry", number))).digest
    except (VaultFailure, Unavailable):
        return ""


def _live_places(seals: Seals, number: int, sealed: bytes) -> tuple[int, ...]:
    try:
        return decode(PostRecord, seals.registry.open(sealed, place("post", number))).live_places
    except (VaultFailure, Unavailable):
        return ()
