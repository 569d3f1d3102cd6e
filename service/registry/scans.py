"""What was read on scanned forms: plain values for whoever shows, confirms or registers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from service.registry.forms import FormVersion

Answer: TypeAlias = Literal["yes", "no", "unreadable"]
"""`yes` is said of a clear mark alone; whatever leaves a doubt is `unreadable`."""
ANSWERS: Final[tuple[Answer, ...]] = ("yes", "no", "unreadable")

MOST_PAGES: Final = 2_000
MOST_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a human must look: a code, and the field it is about (empty: the form as a whole)."""

    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One page of one file; pages count from 1."""

    source: str
    page: int


@dataclass(frozen=True, slots=True)
class FormReading:
    """One form as read, whatever the order in which its pages lay in the stack."""

    places: tuple[Place, ...]
    family: str
    version: int
    language: str
    serial: str
    person: str
    """Sealed reference of whom it was printed for, or empty."""
    boxes: Mapping[str, Answer]
    ink: Mapping[str, bool]
    """Whether something is written in the room of each signature."""
    written: Mapping[str, bool]
    """Likewise for what is written by hand: words and dates."""
    dates: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures (PNG) of the dates written by hand, for the human's eyes."""
    words: Mapping[str, bytes] = field(default_factory=dict)
    """Likewise of the words written by hand."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page kept for the human because no form could be read on it."""

    place: Place
    code: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file not read, or not to its end, and why."""

    source: str
    code: str


@dataclass(frozen=True, slots=True)
class ScanReading:
    """All that was found in the files given."""

    forms: tuple[FormReading, ...]
    unread: tuple[UnreadPage, ...]
    refused: tuple[RefusedFile, ...]
    blank: tuple[Place, ...]


class FormReader(Protocol):
    """Reads scanned forms."""

    def read(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> ScanReading:
        """Read files; `progress` is told after each page how many are done, and how many there are so far.

        Never raises for what a file holds: a file that cannot be read is among those refused.
        """


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told while a file is read: how far it is, and each page's picture (JPEG, upright when known)."""

    progress: Callable[[int, int], None]
    picture: Callable[[int, bytes], None]


class ScanOpener(Protocol):
    """Opens what people hand in, away from the process that serves: it may be made to harm."""

    def read_content(
        self, name: str, content: bytes, versions: Sequence[FormVersion], told: Told
    ) -> ScanReading:
        """Read one file of these forms; never raises for what it holds."""

    def take_out(self, content: bytes, pages: Sequence[int]) -> bytes:
        """Return a file with these pages alone, their pictures as they were; counted from 1.

        Raises `Unavailable` when the file gives no pages any more.
        """
