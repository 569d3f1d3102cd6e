"""What waits on the intake's desk: a file received, each form read in it, each page nobody could read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.registry.consent_records import DocumentRecord

ScannedState = Literal["open", "read", "registered", "set_aside"]
"""A file is open until it is read, and stays so when it was refused; the rest is until a human closes it."""
ScannedWhat = Literal["form", "page", "file"]


@dataclass(frozen=True, slots=True)
class ScannedFormRecord:
    """One form as read, one page that could not be, or the file itself.

    Its pictures and its file lie under the nobody file's key until it is known whose they are.
    """

    number: int
    state: ScannedState
    received_at: datetime
    received_by: int
    via: str
    source: str
    """Name of the file it came in."""
    original: DocumentRecord
    pages: tuple[int, ...]
    """Pages of the file, counted from 1, in the form's order."""
    pictures: tuple[str, ...] = ()
    """Blobs: one picture a page, upright."""
    family: str = ""
    version: int = 0
    language: str = ""
    serial: str = ""
    person: int | None = None
    """Whom it was printed for, or whom a human chose."""
    boxes: dict[str, str] = field(default_factory=dict)
    ink: dict[str, bool] = field(default_factory=dict)
    written: dict[str, bool] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    """Blobs: pictures of dates written by hand, by field."""
    doubts: tuple[tuple[str, str], ...] = ()
    """(code, field), the field empty for the form as a whole."""
    consent: str | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    revision: int = 1
    what: ScannedWhat = "form"
    words: dict[str, str] = field(default_factory=dict)
    """Blobs: pictures of words written by hand, by field."""
    refusal: str = ""
    """Why the file was not read, or not to its end; why the page could not be read."""
    seen: int | None = None
    """Number of the form with the same serial that came before."""
    alone: bool = False
    """Nothing else than this form was in its file."""
    blank: int = 0
    """Of a file: blank pages left out."""
    printed_for: bool = False
    """The code on the sheet says whom it is for; nobody had to choose."""
    reason: str = ""
    """Why it was set aside, in the words of whoever did."""

    def blobs(self) -> tuple[str, ...]:
        """List the pictures kept for the human's eyes."""
        return (*self.pictures, *self.dates.values(), *self.words.values())
