"""A scanned form between its arrival and its registration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.registry.consent_records import DocumentRecord

ScannedState = Literal["open", "registered", "set_aside"]


@dataclass(frozen=True, slots=True)
class ScannedFormRecord:
    """One form as read, or one page that could not be, waiting for a human.

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
    """Whom it was printed for."""
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
