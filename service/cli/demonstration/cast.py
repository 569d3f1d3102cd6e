"""What is said of each fictional person: who they are, their papers, what legal knows. Plain values.

Days are counted from the day of loading, so that the demonstration stays alive: -30 is a month ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from service.registry.consent_records import Answer
    from service.registry.people_records import CapacityRecord, MinorityRecord, RolePeriod

End = Literal[
    "draft",
    "signed",
    "confirmed",
    "suspended",
    "withdrawn",
    "revoked",
    "withdrawn_part",
    "invalidated",
    "entered_in_error",
]
"""What becomes of a paper once entered."""

YEAR = 365


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature; no name is the person's own."""

    signer: str = "self"
    name: str | None = None
    evidence: str = "none"


@dataclass(frozen=True, slots=True)
class Paper:
    """One form as signed. `answers` go by the form's uses; a use left out is answered by `answer`."""

    form: str = "adult"
    signed: int = -60
    until: int | None = YEAR
    end: End = "confirmed"
    signers: tuple[Signer, ...] = (Signer(),)
    media: tuple[str, ...] = ("photo", "video", "voice", "name")
    answer: Answer = "yes"
    answers: tuple[tuple[str, Answer], ...] = ()
    limits: tuple[str, ...] = ()
    covers_health: bool = False
    activity: str | None = None
    survives_death: bool = False
    liquidator: str = "unknown"
    verified: bool = True
    written: bool = True
    paper_destroyed: bool = False
    informed: bool | None = None
    document: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The answer of youth protection's respondent."""

    outcome: str = "accepted"
    protection: str = "none"
    asked: int = -20
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """What legal recorded of a person's protection before the answer."""

    status: str
    since: int = -400
    ended: int | None = None
    ycja: bool = False
    other_ban: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A court order; `verified` is the second person's word, None while nobody has given it."""

    sequence: int
    dated: int = -120
    until: int | None = 300
    verified: str | None = "verified"
    conditions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ("facebook", "instagram", "web_site")
    dispenses: bool = False
    stayed: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """What a resource does and whom it hosts, by key."""

    clientele: str
    kinship: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Legal's decision on what waited for it."""

    code: str
    outcome: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Legal:
    """What only legal knows of someone."""

    check: Check | None = None
    protection: Protection | None = None
    placement: Placement | None = None
    orders: tuple[Order, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One fictional person. `key` tells namesakes apart; `phone` is given to everyone, no two alike."""

    name: str
    roles: tuple[RolePeriod, ...]
    born: date | None = None
    key: str = ""
    phone: str = ""
    email: str | None = None
    staff_number: str | None = None
    language: str = "fr"
    others: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    capacity: CapacityRecord | None = None
    minority: MinorityRecord | None = None
    died: int | None = None
    relations: tuple[tuple[str, str], ...] = ()
    """(kind, key): this person is `kind` of that one."""
    parted_from: str | None = None
    signal: str | None = None
    legal: Legal = Legal()
    drawn: bool = False
    """Drawn for a spot check when a paper of theirs is confirmed."""

    @property
    def known_as(self) -> str:
        """Return what other parts call this person."""
        return self.key or self.name
