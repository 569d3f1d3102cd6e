"""The port `Issuer`: the keys of the day, read anew when their file changes, so that none needs a restart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from service.credentials.check_receipts import Receipt, issue_receipt, to_text
from service.credentials.issuing_keys import IssuingKeysMissing, KeptKeys, load_issuing_keys
from service.credentials.key_ring import STATUS, TOKENS, write_key
from service.credentials.refusals import StatusListFull
from service.credentials.scope import Scope
from service.credentials.status_lists import issue_status_list, read_status_list, set_bits
from service.credentials.status_places import Decoys, draw_place, first_decoys, turn_decoys
from service.credentials.token_texts import to_address, to_code
from service.credentials.tokens import Claims, StatusPlace, expiry_of, issue_token
from service.domain.identifiers import ConsentId
from service.registry.issuing import Issuable, KeysUnavailable, Receiptable, SignedToken

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime
    from pathlib import Path

    from service.credentials.signing import IssuingKey
    from service.vault.kek import Kek

STATUS_PATH: Final = "/status/"


@dataclass(slots=True)
class KeyIssuer:
    """Signs with the keys beside the key-encryption key. `public_url` is where pages and lists are loaded."""

    folder: Path
    kek: Kek = field(repr=False)
    public_url: str
    random: Callable[[int], bytes]
    _held: tuple[object, KeptKeys] | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def keys(self) -> KeptKeys:
        """Return the keys as their file holds them now."""
        try:
            found = (self.folder / "issuing.json").stat()
            version = found.st_ino, found.st_mtime_ns, found.st_size
            with self._lock:
                if self._held is None or self._held[0] != version:
                    self._held = version, load_issuing_keys(self.folder)
                return self._held[1]
        except (OSError, IssuingKeysMissing) as error:
            raise KeysUnavailable from error

    def has_term(self, last_day: date, issued_on: date) -> bool:
        """Tell whether a month end is left."""
        return expiry_of(last_day, issued_on) is not None

    def sign_token(self, issuable: Issuable, issued_on: date, at: datetime) -> SignedToken:
        """Sign a token that has a term."""
        expires = expiry_of(issuable.last_day, issued_on)
        if expires is None:
            raise AssertionError(issuable.last_day)
        claims = Claims(
            ConsentId(issuable.citation),
            issued_on,
            expires,
            Scope(issuable.media, issuable.channels),
            StatusPlace(issuable.place.list_number, issuable.place.index),
        )
        content = issue_token(claims, self._signing_key(TOKENS, at))
        until = expires - timedelta(days=1)
        return SignedToken(content, to_address(content, self.public_url), to_code(content), until)

    def sign_receipt(self, receiptable: Receiptable, at: datetime) -> str:
        """Sign a receipt with the key of the moment; return it as text."""
        question, given = receiptable.question, receiptable.given
        receipt = Receipt(
            issuer=urlsplit(self.public_url).netloc,
            number=receiptable.check,
            at=receiptable.at.replace(microsecond=0),
            medium=question.medium,
            channels=question.channels,
            purpose=question.purpose,
            on=question.on,
            asked=tuple(ConsentId(one) for one in receiptable.asked),
            digest=receiptable.digest,
            answer=given.answer,
            cite=tuple(ConsentId(one) for one in given.cite),
            conditions=given.conditions,
            until=given.until,
        )
        return to_text(issue_receipt(receipt, self._signing_key(TOKENS, at)))

    def _signing_key(self, use: str, at: datetime) -> IssuingKey:
        try:
            return self.keys.signing_key(use, self.kek, at)
        except IssuingKeysMissing as error:
            raise KeysUnavailable from error

    def draw_place(self, taken: AbstractSet[int]) -> int | None:
        """Draw a place that nobody has; None when half the list is taken."""
        try:
            return draw_place(taken, self.random)
        except StatusListFull:
            return None

    def first_decoys(self) -> frozenset[int]:
        """Draw the decoys a new list begins with."""
        return first_decoys(self.random).on

    def turn_decoys(
        self,
        decoys: tuple[AbstractSet[int], AbstractSet[int]],
        given: AbstractSet[int],
        turned: tuple[int, int],
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Turn decoys; a list too full for fresh ones keeps those it has."""
        on, ever = (frozenset(each) for each in decoys)
        try:
            after = turn_decoys(Decoys(on, ever), given, turned, self.random)
        except StatusListFull:
            return on, ever
        return after.on, after.ever

    def sign_list(self, number: int, places: AbstractSet[int], at: datetime) -> bytes:
        """Sign a list on which these places are set."""
        key = self._signing_key(STATUS, at)
        return issue_status_list(set_bits(places), f"{self.public_url}{STATUS_PATH}{number}", at, key)

    def published_keys(self) -> list[dict[str, object]]:
        """Return the public keys that verify tokens and lists."""
        return [write_key(each) for each in self.keys.ring().keys.values()]

    def places_set(self, content: bytes, among: AbstractSet[int]) -> frozenset[int]:
        """Return which of these places are set on a list of ours."""
        found = read_status_list(content, self.keys.ring())
        return frozenset(index for index in among if found.is_set(index))
