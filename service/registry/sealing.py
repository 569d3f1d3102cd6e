"""What seals documents and tells whether a sealed one is as it was: the ports, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from service.registry.errors import Unavailable

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SEAL = "seal_consent"
"""Kind of job that a confirmation leaves behind: `consent` is the number in its details."""
AUTHENTIC = "AUTHENTIC"
MODIFIED = "MODIFIED"
CHECK_CODES = (
    AUTHENTIC,
    MODIFIED,
    "NOT_SEALED",
    "UNKNOWN_SEAL",
    "SEAL_REVOKED",
    "SEAL_NOT_VALID_THEN",
    "CANNOT_TELL",
    "UNREADABLE",
    "TOO_LARGE",
    "TOO_SLOW",
)
"""All that can be said of a sealed document; only the first means that it is genuine."""


class SealUnavailable(Unavailable):
    """The key or certificate that seals cannot be used now."""

    def __init__(self) -> None:
        super().__init__("SEAL_UNAVAILABLE")


class TimeStampUnavailable(Unavailable):
    """Whoever dates seals gives no answer."""

    def __init__(self) -> None:
        super().__init__("TIME_STAMP_UNAVAILABLE")


class Sealer(Protocol):
    """Seals documents in the establishment's name."""

    @property
    def time_stamped(self) -> bool:
        """Tell whether a third party dates each seal, so that it outlives its certificate."""

    def seal(self, document: bytes, number: str, language: str) -> bytes:
        """Return a PDF sealed; `number` is the authorization it is about, as printed.

        Raises `TimeStampUnavailable`.
        """


@dataclass(frozen=True, slots=True)
class TrustedSeals:
    """What a reader trusts, as PEM: roots of seals, roots of time stamps, lists of revoked certificates."""

    roots: tuple[str, ...]
    time_stamps: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What a check found: a code of `CHECK_CODES`; for an authentic document its number and its moment.

    `sealed_at` is what a third party attests when `attested`, else what our own clock said.
    """

    code: str
    number: str | None = None
    sealed_at: datetime | None = None
    attested: bool = False

    @property
    def authentic(self) -> bool:
        """Tell whether the document is genuine and unchanged."""
        return self.code == AUTHENTIC


class SealReader(Protocol):
    """Tells whether sealed documents are as they were."""

    def check(self, file: Path, trusted: TrustedSeals, at: datetime) -> SealCheck:
        """Check a file as of a moment; whatever the file holds, it answers, within seconds."""
