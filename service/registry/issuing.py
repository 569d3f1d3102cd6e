"""What signs tokens and status lists, as the use cases need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from service.registry.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from service.registry.access_records import GivenAnswer
    from service.registry.questions import Question
    from service.registry.status_records import StatusPlaceRecord


@dataclass(frozen=True, slots=True)
class Issuable:
    """What a token is to say: a number, what it may be used for, and the last day of that."""

    citation: str
    media: tuple[str, ...]
    channels: tuple[str, ...]
    last_day: date
    place: StatusPlaceRecord


@dataclass(frozen=True, slots=True)
class SignedToken:
    """A token: its bytes, its address for a QR code, its short code, and the last day it says."""

    content: bytes
    address: str
    code: str
    until: date


@dataclass(frozen=True, slots=True)
class Receiptable:
    """What a receipt is to say: the check's number as it stands outside, its moment, question and answer."""

    check: str
    at: datetime
    question: Question
    asked: tuple[str, ...]
    digest: bytes
    given: GivenAnswer


class KeysUnavailable(Unavailable):
    """The keys that sign tokens and lists cannot be read now."""

    def __init__(self) -> None:
        super().__init__("TOKEN_KEYS_UNAVAILABLE")


class Issuer(Protocol):
    """Signs with the keys of the day; draws places and decoys."""

    def has_term(self, last_day: date, issued_on: date) -> bool:
        """Tell whether a month end is left: a token ends with a month, so that its day tells nothing."""

    def sign_token(self, issuable: Issuable, issued_on: date, at: datetime) -> SignedToken:
        """Sign a token that has a term."""

    def sign_receipt(self, receiptable: Receiptable, at: datetime) -> str:
        """Sign a receipt with the key of the moment; return it as text."""

    def draw_place(self, taken: AbstractSet[int]) -> int | None:
        """Draw a place that nobody has; None when half the list is taken."""

    def first_decoys(self) -> frozenset[int]:
        """Draw the decoys a new list begins with; all are set."""

    def turn_decoys(
        self,
        decoys: tuple[AbstractSet[int], AbstractSet[int]],
        given: AbstractSet[int],
        turned: tuple[int, int],
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Turn decoys, those set and all there ever were, with `turned` places set and unset; return both."""

    def sign_list(self, number: int, places: AbstractSet[int], at: datetime) -> bytes:
        """Sign a list on which these places are set."""

    def published_keys(self) -> list[dict[str, object]]:
        """Return the public keys that verify tokens and lists."""

    def places_set(self, content: bytes, among: AbstractSet[int]) -> frozenset[int]:
        """Return which of these places are set on a list of ours."""


class CodeDrawer(Protocol):
    """Draws the QR codes of tokens."""

    def draw(self, address: str, number: str, holds: str) -> str | None:
        """Return an SVG with the number and what the code holds in text; None for too long an address."""

    def paint(self, address: str, number: str, holds: str) -> bytes | None:
        """Return the same as PNG."""
