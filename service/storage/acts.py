"""Acts: each sealed with what it changed, bound to its leaf, found again by its tag alone."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.ledger.leaf import SECRET_BYTES, canonical_event, entry_for
from service.registry.acts import Act, PastAct
from service.storage.codec import decode_named
from service.storage.seals import Seals, place_of_digest
from service.storage.sizes import ACT
from service.storage.sql import Sql, one
from service.vault.failures import SealBroken, TooLarge
from service.vault.sealing import LENGTH_BYTES, Sealer
from service.vault.tags import TAG_BYTES, tag_for

_WHOLE: Final = ACT - LENGTH_BYTES - SECRET_BYTES
_FIRST, _FURTHER = b"\x01", b"\x02"
_COUNT: Final = 1
_LENGTH: Final = 4

_WRITE: Final = "INSERT INTO act (place, entry, tag, topic, who, sealed) VALUES (?, ?, ?, ?, ?, ?)"
_NEXT_PLACE: Final = (
    "INSERT INTO leaf (place, entry) SELECT coalesce(max(place) + 1, 0), ? FROM leaf RETURNING place"
)
READ: Final = (
    "SELECT a.sequence, a.place, a.entry, a.tag, a.who, a.sealed"
    " FROM blobs(?) AS asked CROSS JOIN act a WHERE a.tag = asked.value"
)
_READ_TOPIC: Final = (
    "SELECT sequence, place, entry, tag, who, sealed FROM act WHERE topic = ? ORDER BY sequence"
)

_READ_TOPICS: Final = (
    "SELECT topic, sequence, place, entry, tag, who, sealed FROM act"
    " WHERE topic IS NOT NULL AND sequence > ? ORDER BY sequence LIMIT 500"
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record as an act left it: the name of its kind, its number, its bytes."""

    kind: str
    number: int
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act's row as it lies."""

    sequence: int
    place: int | None
    entry: bytes
    tag: bytes
    who: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What one row of an act holds: the leaf's secret, tags of further rows, a part of the content."""

    secret: bytes
    first: bool
    further: tuple[bytes, ...]
    part: bytes


@dataclass(frozen=True, slots=True)
class Whole:
    """An act with all its rows: the event as hashed, the records, and each row's secret and event."""

    event: bytes
    snapshots: list[Snapshot]
    leaves: list[tuple[ActRow, bytes, bytes]]


def write_act(
    sql: Sql, seals: Seals, sealer: Sealer, numbered: tuple[Act, int], snapshots: Sequence[Snapshot]
) -> None:
    """Keep an act (and which of the acts about its subject it is) with what it left behind, and its leaf."""
    act, n = numbered
    event = encode_event(act, n, snapshots)
    content = zlib.compress(_frame(event, *(_frame_snapshot(each) for each in snapshots)))
    tags, parts = _cut(seals, act, n, content)
    topic = act.kind if act.subject is None else None
    for tag, (part, hashed) in zip(tags, parts, strict=True):
        secret = seals.random(SECRET_BYTES)
        entry = entry_for(secret, hashed or event)
        body = sealer.seal(secret + part, place_of_digest("act", tag), seals.random, ACT)
        who = (act.subject or 0).to_bytes(8, "big")
        sealed_who = seals.registry.seal(who, place_of_digest("act", tag, "who"), seals.random)
        sql.run(_WRITE, _take_place(sql, entry), entry, tag, topic, sealed_who, body)
        topic = None


def encode_event(act: Act, n: int, snapshots: Sequence[Snapshot]) -> bytes:
    """Write what the leaf stands for: the act, and the digest of each record it left."""
    return canonical_event(
        {
            "kind": act.kind,
            "at": act.at.isoformat(),
            "by": act.by,
            "role": act.role,
            "via": act.via,
            "subject": act.subject,
            "n": n,
            "details": dict(act.details),
            "records": [[each.kind, each.number, each.digest] for each in snapshots],
        }
    )


def read_history(
    sql: Sql, seals: Seals, sealer: Sealer, person: int, numbers: Sequence[int]
) -> list[PastAct]:
    """Read acts about a person by which they are, in order."""
    tags = [tag_for(seals.keyring.tag, person, n) for n in numbers]
    rows = {row.tag: row for row in read_rows(sql, tags)}
    return [_past(sql, sealer, rows[tag], n) for n, tag in zip(numbers, tags, strict=True) if tag in rows]


def read_topic(sql: Sql, seals: Seals, topic: str) -> list[PastAct]:
    """Read acts about nobody, of one kind, in order."""
    rows = [ActRow(*row) for row in sql.rows(_READ_TOPIC, topic)]
    return [_past(sql, seals.registry, row, n) for n, row in enumerate(rows, 1)]


def read_rows(sql: Sql, tags: Sequence[bytes]) -> list[ActRow]:
    """Read rows by tag."""
    return [ActRow(*row) for row in sql.rows(READ, list(tags))]


def read_topic_rows(sql: Sql) -> Iterator[tuple[str, ActRow]]:
    """Walk the rows of all acts about nobody, in order, with the kind each is found by."""
    after = 0
    while rows := sql.rows(_READ_TOPICS, after):
        yield from ((row[0], ActRow(*row[1:])) for row in rows)
        after = rows[-1][1]


def open_row(sealer: Sealer, row: ActRow) -> Opened:
    """Open one row; raises SealBroken."""
    body = sealer.open(row.sealed, place_of_digest("act", row.tag))
    secret, kind, rest = body[:SECRET_BYTES], body[SECRET_BYTES : SECRET_BYTES + 1], body[SECRET_BYTES + 1 :]
    if kind == _FURTHER:
        return Opened(secret, first=False, further=(), part=rest)
    if kind != _FIRST:
        raise SealBroken
    end = _COUNT + rest[0] * TAG_BYTES
    tags = tuple(rest[at : at + TAG_BYTES] for at in range(_COUNT, end, TAG_BYTES))
    return Opened(secret, first=True, further=tags, part=rest[end:])


def read_content(content: bytes) -> tuple[bytes, list[Snapshot]]:
    """Read an act's whole content: the event as it was hashed, and the records."""
    try:
        event, *framed = _unframe(zlib.decompress(content))
    except (ValueError, zlib.error) as error:
        raise SealBroken from error
    return event, [_unframe_snapshot(each) for each in framed]


def further_event(part: bytes) -> bytes:
    """Write what the leaf of a further row stands for."""
    return canonical_event({"further": hashlib.sha256(part).hexdigest()})


def read_whole(sql: Sql, sealer: Sealer, row: ActRow) -> Whole:
    """Open an act with its further rows; raises SealBroken when one is missing or altered."""
    first = open_row(sealer, row)
    further = {each.tag: each for each in read_rows(sql, first.further)} if first.further else {}
    if len(further) != len(first.further):
        raise SealBroken
    rest = [(further[tag], open_row(sealer, further[tag])) for tag in first.further]
    event, snapshots = read_content(first.part + b"".join(opened.part for _, opened in rest))
    leaves = [(each, opened.secret, further_event(opened.part)) for each, opened in rest]
    return Whole(event, snapshots, [(row, first.secret, event), *leaves])


def _past(sql: Sql, sealer: Sealer, row: ActRow, n: int) -> PastAct:
    whole = read_whole(sql, sealer, row)
    records = tuple(decode_named(each.kind, each.content) for each in whole.snapshots)
    return PastAct(n, read_event(whole.event), records, row.sequence, row.place)


def read_event(event: bytes) -> Act:
    """Read the act that an event tells."""
    told = json.loads(event)
    at = datetime.fromisoformat(told["at"])
    return Act(told["kind"], at, told["by"], told["role"], told["via"], told["subject"], told["details"])


def _take_place(sql: Sql, entry: bytes) -> int | None:
    if not sql.places_at_once:
        return None
    row = one(sql.rows(_NEXT_PLACE, entry))
    return row[0] if row else None


def _cut(
    seals: Seals, act: Act, n: int, content: bytes
) -> tuple[list[bytes], list[tuple[bytes, bytes | None]]]:
    """Cut content over rows: their tags; each row's part, and its event when it is not the act's."""
    room = _WHOLE - 1
    count = next((count for count in range(256) if _first_room(count) + count * room >= len(content)), None)
    if count is None:
        raise TooLarge
    further = [seals.random(TAG_BYTES) for _ in range(count)]
    start = _first_room(count)
    cuts = [content[at : at + room] for at in range(start, len(content), room)]
    first = _FIRST + bytes([count]) + b"".join(further) + content[:start]
    tag = seals.random(TAG_BYTES) if act.subject is None else tag_for(seals.keyring.tag, act.subject, n)
    return [tag, *further], [(first, None), *((_FURTHER + cut, further_event(cut)) for cut in cuts)]


def _first_room(further: int) -> int:
    return _WHOLE - 1 - _COUNT - further * TAG_BYTES


def _frame(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)


def _unframe(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        length = int.from_bytes(content[at : at + _LENGTH], "big")
        yield content[at + _LENGTH : at + _LENGTH + length]
        at += _LENGTH + length


def _frame_snapshot(each: Snapshot) -> bytes:
    return f"{each.kind} {each.number} ".encode() + each.content


def _unframe_snapshot(framed: bytes) -> Snapshot:
    kind, number, content = framed.split(b" ", 2)
    return Snapshot(kind.decode(), int(number), content)
