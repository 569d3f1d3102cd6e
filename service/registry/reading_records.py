"""A post somebody asked to see before it goes out, or was sent once it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ReadingKind = Literal["draft", "published"]
ReadingAnswer = Literal["accepted", "refused"]
ReadingWay = Literal["courriel", "in_person"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What of a post is shown to the person it shows."""

    text: str
    medium: str
    channels: tuple[str, ...]
    purpose: str
    on: date
    pictures: tuple[str, ...] = ()
    """Names of pictures and recordings."""


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """One person asked to read one text (`draft`), or sent the address of a post that is out (`published`).

    It is open as long as it counts: until answered and its time is over, or another takes its place.
    """

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    kind: ReadingKind = "draft"
    person: int = 0
    place: int = 0
    """Place of the person among those of the post, from 0."""
    digest: str = ""
    """SHA-256 of what makes the text another one: its words, pictures, medium, channels and purpose."""
    draft: Draft | None = None
    post: int | None = None
    way: ReadingWay = "courriel"
    """`in_person` where the registry knows no courriel: somebody of the house shows it."""
    ends_at: datetime | None = None
    answer: ReadingAnswer | None = None
    answered_at: datetime | None = None
    answered_by: int = 0
    """User who says what the person answered in person; 0: the person did, in their corner."""
    word: str = ""
    """What the person added, for whoever wrote the post."""
