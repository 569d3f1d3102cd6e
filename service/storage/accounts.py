"""Tokens, sessions, one-time links and kept answers: known by a digest, sealed under the registry's key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.storing import Kept
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place, place_of_digest
from service.storage.sizes import ACCOUNT, KEPT_STEP, stepped
from service.storage.sql import Sql, one

AccountT = TypeVar("AccountT", TokenRecord, SessionRecord, LinkRecord)

_LAST_USED: Final = "SELECT last_used, sealed FROM token WHERE digest = ?"
_HOLDER: Final = (
    "SELECT token.sealed, registry_user.number, registry_user.sealed"
    " FROM token JOIN registry_user ON registry_user.number = token.owner WHERE token.digest = ?"
)
_TOUCH: Final = "UPDATE token SET last_used = ? WHERE digest = ? AND (last_used IS NULL OR last_used < ?)"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_STEP: Final = timedelta(microseconds=1)
TOUCH_EVERY: Final = timedelta(minutes=1)


def encode_time(at: datetime) -> int:
    """Write a moment as microseconds since 1970."""
    return (at - _EPOCH) // _STEP


def decode_time(at: int) -> datetime:
    """Read a moment."""
    return _EPOCH + at * _STEP


def load_token(sql: Sql, seals: Seals, digest: bytes) -> TokenRecord | None:
    """Read a token."""
    row = one(sql.rows(_LAST_USED, digest))
    if row is None:
        return None
    token = _open(seals, "token", digest, TokenRecord, row[1])
    return replace(token, last_used_at=None if row[0] is None else decode_time(row[0]))


def load_holder(sql: Sql, seals: Seals, digest: bytes) -> tuple[TokenRecord, UserRecord] | None:
    """Read a token and the user it acts for; what is the same bytes as last time is not opened again."""
    row = one(sql.rows(_HOLDER, digest))
    if row is None:
        return None
    held = seals.holders.get(digest)
    if held is None or held[0] != row:
        token, number, user = row
        opened = seals.registry.open(user, place("registry_user", number))
        held = row, (_open(seals, "token", digest, TokenRecord, token), decode(UserRecord, opened))
        seals.holders[digest] = held
    return held[1]


def load_session(sql: Sql, seals: Seals, digest: bytes) -> SessionRecord | None:
    """Read a session."""
    row = one(sql.rows("SELECT sealed FROM session WHERE digest = ?", digest))
    return _open(seals, "session", digest, SessionRecord, row[0]) if row else None


def load_link(sql: Sql, seals: Seals, digest: bytes) -> LinkRecord | None:
    """Read a one-time link; in a writer no one else can use it meanwhile."""
    row = one(sql.rows("SELECT sealed FROM one_time_link WHERE digest = ? LOCK", digest))
    return _open(seals, "one_time_link", digest, LinkRecord, row[0]) if row else None


def put_token(sql: Sql, seals: Seals, token: TokenRecord) -> None:
    """Keep a token; when it was last used is kept beside it."""
    used = None if token.last_used_at is None else encode_time(token.last_used_at)
    _put(sql, seals, "token", replace(token, last_used_at=None))
    sql.run("UPDATE token SET last_used = ? WHERE digest = ?", used, token.digest)


def touch_token(sql: Sql, digest: bytes, at: datetime) -> None:
    """Note when a token was used, unless noted within the minute."""
    sql.run(_TOUCH, encode_time(at), digest, encode_time(at - TOUCH_EVERY))


def put_session(sql: Sql, seals: Seals, session: SessionRecord) -> None:
    """Keep a session."""
    _put(sql, seals, "session", session)


def put_link(sql: Sql, seals: Seals, link: LinkRecord) -> None:
    """Keep a one-time link."""
    _put(sql, seals, "one_time_link", link)


def load_kept(sql: Sql, seals: Seals, key: bytes, since: datetime) -> Kept | None:
    """Read what a key was answered, when it was since then."""
    row = one(sql.rows("SELECT sealed FROM kept_answer WHERE key = ? AND at > ?", key, encode_time(since)))
    if row is None:
        return None
    content = seals.registry.open(row[0], place_of_digest("kept_answer", key))
    head, _, body = content.partition(b"\n")
    status, _, reference = head.decode().partition(" ")
    return Kept(body, int(status), reference)


def keep(sql: Sql, seals: Seals, key: bytes, kept: Kept, at: datetime) -> None:
    """Keep what a key was answered, and forget what is older than a day."""
    content = f"{kept.status} {kept.reference}\n".encode() + kept.body
    where = place_of_digest("kept_answer", key)
    sealed = seals.registry.seal(content, where, seals.random, stepped(len(content), KEPT_STEP))
    sql.run("DELETE FROM kept_answer WHERE at <= ?", encode_time(at - timedelta(days=1)))
    sql.run("INSERT INTO kept_answer (key, at, sealed) VALUES (?, ?, ?)", key, encode_time(at), sealed)


def _open(seals: Seals, table: str, digest: bytes, shape: type[AccountT], sealed: bytes) -> AccountT:
    record = decode(shape, seals.registry.open(sealed, place_of_digest(table, digest)))
    return replace(record, digest=digest)


def _put(sql: Sql, seals: Seals, table: str, record: AccountT) -> None:
    # The digest is the row's own name, and no text.
    content = encode(replace(record, digest=b""))
    sealed = seals.registry.seal(content, place_of_digest(table, record.digest), seals.random, ACCOUNT)
    sql.run(
        f"INSERT INTO {table} (digest, owner, sealed) VALUES (?, ?, ?)"  # noqa: S608 - one of three names
        " ON CONFLICT (digest) DO UPDATE SET sealed = excluded.sealed",
        record.digest,
        record.user,
        sealed,
    )
