"""All the registry needs from outside. Use cases are given these; nothing here is reached for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from service.domain.facts import Config

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from service.ledger.note import VerifierKey
    from service.registry.desk_records import Row
    from service.registry.evidence import EvidenceWriter
    from service.registry.form_shelf import FormShelf
    from service.registry.heralds import Herald
    from service.registry.issuing import CodeDrawer, Issuer
    from service.registry.letters import Letter
    from service.registry.picture_marks import PictureMarker
    from service.registry.print_jobs import Printer
    from service.registry.scans import ScanOpener
    from service.registry.storing import Reader, Store

ReferenceKind = Literal[
    "person",
    "order",
    "review",
    "check",
    "clearance",
    "post",
    "takedown",
    "request",
    "user",
    "legal_check",
    "form",
    "invitation",
    "scanned_form",
    "break_glass",
    "event",
    "expected",
    "incident",
    "control",
    "webhook",
    "policy",
    "designation",
    "institutional",
    "reading",
]


class Blobs(Protocol):
    """Where sealed originals lie."""

    def put(self, person: int, name: str, content: bytes) -> None:
        """Seal with the person's key and keep, once and durably; `name` is new and unguessable."""

    def get(self, person: int, name: str) -> bytes:
        """Return the original, byte for byte. Raises `Unavailable` when missing or altered."""

    def remove(self, person: int, name: str) -> None:
        """Forget a blob that no record names any more; one that is gone already is no error."""


class References(Protocol):
    """Sealed references: what stands for internal numbers outside."""

    def seal(self, kind: ReferenceKind, number: int, item: int = 0) -> str:
        """Return the 26 characters that stand for a number (and an item of its file)."""

    def open(self, kind: ReferenceKind, text: str) -> tuple[int, int]:
        """Return (number, item); raises `NotFound` for anything not issued here."""


class Passwords(Protocol):
    """Argon2id, out of the registry's hands."""

    def hash(self, password: str) -> str:
        """Return a hash with its own salt and cost."""

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Tell whether the password is right; as slow for no hash at all."""


class Messenger(Protocol):
    """What carries courriels and texts. Whatever sending raises, the message was not taken."""

    @property
    def ways(self) -> frozenset[str]:
        """Tell what can be sent: `courriel`, `text`."""

    def address_of(self, path: str) -> str:
        """Return the whole address of a page of ours."""

    def send_courriel(self, letter: Letter) -> None:
        """Hand a letter over."""

    def send_text(self, to: str, text: str) -> None:
        """Hand a text message over; `to` is `+` and digits."""


class Desk(Protocol):
    """Names to search and work to do, held in this worker's memory; never for a decision."""

    def rows(self, ports: Ports, reader: Reader, *, for_legal: bool = False) -> dict[int, Row]:
        """Return the rows by person number, as of the last act; for legal, as of today too."""


class ListKey(Protocol):
    """What signs the lists that people take along."""

    @property
    def verifier(self) -> VerifierKey:
        """Return the key others verify lists with; it is no secret."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a list's text."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the establishment sets: the engine's configuration and how openings wait."""

    config: Config = field(default_factory=Config)
    minor_release: str = "07:00"
    """`immediate`, or the hour of the next business day at which what opens takes effect."""
    holidays: frozenset[str] = frozenset()
    takedown_hours: int = 24
    urgent_takedown_hours: int = 1


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything use cases are given. Clock gives an aware UTC datetime; `random` gives n random bytes."""

    store: Store
    blobs: Blobs
    references: References
    forms: FormShelf
    passwords: Passwords
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    time_zone: tzinfo
    policy: Policy
    desk: Desk
    messenger: Messenger
    printer: Printer
    establishment: Mapping[str, str]
    """Its words for the blanks of forms; what is missing is printed as a line to write on."""
    opener: ScanOpener
    evidence: EvidenceWriter
    herald: Herald
    pictures: PictureMarker
    lists: ListKey
    issuer: Issuer
    codes: CodeDrawer
    log_faults: Callable[[], tuple[str, ...]]
    """What shows that the log's history was changed: a code, and the witness that found it."""
