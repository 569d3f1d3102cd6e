"""A version of a policy or of the moderation list, and who acknowledged it without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PolicyName = Literal["social_media", "netiquette", "moderation"]
"""The policy on social media, the netiquette, and the list that moderators follow (rules R79)."""
PolicyStep = Literal["draft", "approved", "replaced", "dropped"]


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """A version of a policy or of the moderation list.

    It is open as a draft and while it counts; replaced by a later one or dropped, it is closed and kept.
    What it says never changes: it lies apart, and its SHA-256 here.
    """

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    name: PolicyName = "social_media"
    version: int = 1
    step: PolicyStep = "draft"
    title: str = ""
    changed: str = ""
    """What changed since the version before, in the words of whoever wrote it."""
    starts_on: date | None = None
    concerns: tuple[str, ...] = ()
    """Who is asked to acknowledge it: `staff` (those who sign in), `rirtf` (resource responsables)."""
    media_type: str = "text/plain"
    sha256: str = ""
    blob: str = ""
    approved_at: datetime | None = None
    approved_by: int | None = None
    replaced_at: datetime | None = None
    reminded_at: datetime | None = None
    """When somebody last had reminders sent, besides those that leave by themselves."""


@dataclass(frozen=True, slots=True)
class AcknowledgementRecord:
    """One resource responsable asked to acknowledge one version; closed once they did."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    policy: int = 0
    person: int = 0
    sent: int = 0
    """Courriels that left; 0 where the registry knows no address."""
    sent_at: datetime | None = None
    digest: str = ""
    """SHA-256 of the link's secret, in hexadecimal."""
    done_at: datetime | None = None
    done_by: int = 0
    """User who says that the person read it in person; 0: the person did, by the link."""
