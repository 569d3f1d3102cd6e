"""The legal file: what only legal knows of a person. One sealed record of fixed size for everyone.

Each list keeps its entries in the order recorded. The entry that counts at a moment is the last recorded
one whose `effective_at` has come: what opens a permission waits for the fixed hour, what closes acts at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who recorded an entry, when, and from when it counts."""

    recorded_at: datetime
    effective_at: datetime
    by: int


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """The legal check of the file: pending, accepted or rejected (asked on, answered by, until)."""

    stamp: Stamp
    status: str
    asked_on: date | None = None
    answered_by: str | None = None
    answered_on: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """Youth protection's respondent was asked about this file; the check stands as it was until answered."""

    stamp: Stamp
    on: date


@dataclass(frozen=True, slots=True)
class ProtectionEntry:
    """Youth protection status as of an answer or a report (LPJ), and youth criminal justice (YCJA)."""

    stamp: Stamp
    status: str
    since: date | None = None
    ended: date | None = None
    ycja: bool = False
    other_ban: str | None = None
    identifies_lpj_family: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlacementEntry:
    """What a resource does and whom it hosts (RI-RTF); set and read by legal only."""

    stamp: Stamp
    resource_clientele: str | None = None
    kinship: bool = False
    hosts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """The resource of `resource` hosts `child`: this person, or a child of their family (while `hosted`)."""

    stamp: Stamp
    resource: int
    child: int
    hosted: bool
    until: date | None = None
    """The child's 18th birthday, from which day it tells nothing of a child; None: not known."""


@dataclass(frozen=True, slots=True)
class KinEntry:
    """This person is parent or tutor of the protected child `child` (held while `concerned`)."""

    stamp: Stamp
    child: int
    concerned: bool
    until: date | None = None
    """The child's 18th birthday, from which day this no longer matters; None: not known."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A second person's word on an order: verified or rejected."""

    stamp: Stamp
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """An appeal or stay begins (stayed) or ends."""

    stamp: Stamp
    stayed: bool
    ground: str | None = None
    """`appeal` or `stay`; None where it was not said."""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderCopy:
    """The sealed copy of an order, for legal alone: name of the blob, SHA-256 of the file, its media type."""

    name: str
    sha256: str
    media_type: str
    added_by: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """A court order as entered; the same entry stands in the file of each person it covers."""

    item: int
    stamp: Stamp
    court: str
    file_number: str
    order_date: date
    persons: tuple[int, ...]
    media: tuple[str, ...]
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    works: tuple[str, ...] | None = None
    dispenses_consent: bool = False
    statute_cited: str | None = None
    judge: str | None = None
    district: str | None = None
    copy_location: str | None = None
    interpretation: str | None = None
    consent_id: str | None = None
    """Number to cite when the order dispenses with consent, of the shape of every other."""
    verifications: tuple[Verification, ...] = ()
    stays: tuple[Stay, ...] = ()
    other_conditions: str = ""
    """Conditions that the closed catalogue does not hold, in words: such an order cannot be verified."""
    renews: tuple[int, int] | None = None
    """The order it renews: the file of the first person that one covers, and its item there."""
    copy: OrderCopy | None = None


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """Legal's recorded decision on a REVIEW: a fact of the engine from one day to another."""

    item: int
    stamp: Stamp
    code: str
    outcome: str
    from_: date
    until: date
    conditions: tuple[str, ...] = ()
    activity: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignalEntry:
    """A sign reported by communications; they can write it and never read it."""

    stamp: Stamp
    note: str
    seen_at: datetime | None = None
    seen_by: int | None = None
    outcome: str = ""
    """What legal made of it, in words."""


@dataclass(frozen=True, slots=True)
class LegalFile:
    """Everything only legal may know. `next_item` numbers orders and reviews inside the file."""

    person: int
    checks: tuple[CheckEntry, ...] = ()
    protections: tuple[ProtectionEntry, ...] = ()
    placements: tuple[PlacementEntry, ...] = ()
    kin: tuple[KinEntry, ...] = ()
    orders: tuple[OrderEntry, ...] = ()
    reviews: tuple[ReviewEntry, ...] = ()
    signals: tuple[SignalEntry, ...] = ()
    next_item: int = 1
    asked: tuple[AskedEntry, ...] = ()
    resources: tuple[ResourceEntry, ...] = ()
