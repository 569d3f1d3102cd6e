"""A monthly control: posts drawn by chance, looked at, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw of a post where it was published."""

    line: str
    """Whether the line to cite is there: `yes`, `no`, or `none` where nothing can be written."""
    place: str
    """Whether it is where it was declared: `yes`, `no`, or `gone`."""
    seen: int | None
    """How many people can be recognised; None when there was nothing to see."""
    unauthorized: bool
    """Whether it shows somebody without a valid authorization (R71)."""
    note: str
    looked_at: datetime
    looked_by: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A post that was drawn: what was declared of it then, and what was seen since."""

    post: int
    citation: str
    channels: tuple[str, ...]
    people: int
    """How many people can be recognised, as declared."""
    look: Look | None = None
    deviations: tuple[str, ...] = ()
    """What differs: `line`, `place`, `people`, `authorization`."""
    incident: int | None = None


@dataclass(frozen=True, slots=True)
class ControlRecord:
    """A monthly control: posts drawn by chance, looked at, signed.

    Who has `seed` and the numbers that the month's posts cite can draw again, and must find the same.
    """

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    month: str = ""
    """`2026-10`."""
    seed: str = ""
    checkpoint: int | None = None
    """Size of the log's checkpoint that the seed was made from; None when it was drawn at random."""
    published: int = 0
    """How many posts the sample was drawn among."""
    among: str = ""
    """SHA-256 of the numbers that were drawn from, sorted, with commas between."""
    size: str = ""
    drawn: tuple[Drawn, ...] = ()
    note: str = ""
    signed_at: datetime | None = None
    signed_by: int | None = None
