"""Checks a token with no network and no registry: pinned keys, a status list if there is one, a moment.

Usable alone: it loads nothing of the registry but the form of IDs and the lists of media and channels.
Authentic and usable are two statements. What cannot be told is None, never yes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.credentials.refusals import CredentialRefused, KeyNotInForce
from service.credentials.status_lists import StatusList, read_status_list
from service.credentials.token_texts import read_text
from service.credentials.tokens import read_token

if TYPE_CHECKING:
    from datetime import date, datetime

    from service.credentials.key_ring import KeyRing
    from service.credentials.tokens import Claims

USABLE: Final = "USABLE"
NOT_USABLE: Final = "NOT_USABLE"
EXPIRED: Final = "TOKEN_EXPIRED"
NOT_YET: Final = "TOKEN_NOT_YET"
STATUS_MISSING: Final = "STATUS_MISSING"
STATUS_NOT_AUTHENTIC: Final = "STATUS_NOT_AUTHENTIC"
STATUS_OF_ANOTHER_LIST: Final = "STATUS_OF_ANOTHER_LIST"
STATUS_NOT_YET: Final = "STATUS_NOT_YET"
STATUS_STALE: Final = "STATUS_STALE"

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""A reader's clock may be that much behind the one that signed a list."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer of `aval verify`. True only when authentic and usable.

    `until` is the last day of use, `as_of` when the status list was signed; `detail` is a code: one of this
    module's, or of `refusals`.
    """

    authentic: bool
    id: str | None
    usable: bool | None
    until: str | None
    scope: tuple[str, ...]
    channels: tuple[str, ...]
    as_of: str | None
    detail: str

    def __bool__(self) -> bool:
        return self.authentic and self.usable is True

    def to_json(self) -> dict[str, object]:
        """Return the fields by name, lists as lists."""
        return asdict(self) | {"scope": list(self.scope), "channels": list(self.channels)}


def verify_token(
    given: str | bytes, keys: KeyRing, status: bytes | StatusList | None, at: datetime
) -> Verified:
    """Check a token, as text or as bytes, at a moment (with its zone); never raises for what is given.

    `status` is the signed list the token names, or one read before by `read_status_list` with the same keys.
    """
    try:
        claims = _read_claims(given, keys, at)
    except CredentialRefused as refused:
        return Verified(False, None, False, None, (), (), None, refused.code)  # noqa: FBT003 - fields' order
    detail = _term(claims, at)
    known = _fresh_list(status, claims, keys, at) if detail is None else None
    if isinstance(known, StatusList):
        detail = NOT_USABLE if known.is_set(claims.status.index) else USABLE
    return _answer(claims, known, detail)


def _read_claims(given: str | bytes, keys: KeyRing, at: datetime) -> Claims:
    claims, key = read_token(read_text(given) if isinstance(given, str) else given, keys)
    if not key.is_in_force(at) or claims.issued_on < key.not_before.date():
        raise KeyNotInForce
    return claims


def _term(claims: Claims, at: datetime) -> str | None:
    today = at.astimezone(UTC).date()
    if today < claims.issued_on:
        return NOT_YET
    return None if today < claims.expires_on else EXPIRED


def _fresh_list(
    status: bytes | StatusList | None, claims: Claims, keys: KeyRing, at: datetime
) -> StatusList | str:
    """Return the list that tells, or the code of why none does."""
    if status is None:
        return STATUS_MISSING
    try:
        found = status if isinstance(status, StatusList) else read_status_list(status, keys)
    except CredentialRefused:
        return STATUS_NOT_AUTHENTIC
    if not found.key.is_in_force(at):
        return STATUS_NOT_AUTHENTIC
    if found.number != claims.status.list_number:
        return STATUS_OF_ANOTHER_LIST
    if found.issued_at > at + CLOCKS_DIFFER:
        return STATUS_NOT_YET
    return found if at < found.expires_at else STATUS_STALE


def _answer(claims: Claims, known: StatusList | str | None, detail: str | None) -> Verified:
    code = known if isinstance(known, str) else str(detail)
    return Verified(
        authentic=True,
        id=claims.id.printed,
        usable=None if isinstance(known, str) else code == USABLE,
        until=_last_day(claims.expires_on),
        scope=claims.scope.media,
        channels=claims.scope.channels,
        as_of=_moment(known.issued_at) if isinstance(known, StatusList) else None,
        detail=code,
    )


@lru_cache(maxsize=256)
def _last_day(expires_on: date) -> str:
    return (expires_on - timedelta(days=1)).isoformat()


@lru_cache(maxsize=256)
def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
