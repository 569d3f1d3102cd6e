"""A consent: the document apart from its outcomes (HL7 FHIR Consent, ISO/IEC TS 27560)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from service.registry.signing_evidence import ScreenSigning

ConsentState = Literal[
    "draft",
    "signed",
    "confirmed",
    "suspended",
    "withdrawn",
    "revoked",
    "invalidated",
    "superseded",
    "entered_in_error",
]
Answer = Literal["yes", "yes_with_limits", "no", "struck", "unreadable"]

GRANTED: frozenset[str] = frozenset({"yes", "yes_with_limits"})


@dataclass(frozen=True, slots=True)
class SignatureRecord:
    """Who signed, by what authority, how, and on what day."""

    signer: str
    name: str
    signed_on: date
    method: Literal["paper", "drawn", "typed", "code"]
    evidence: str = "none"
    verified: bool = False
    signer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The answer to every medium × channel × purpose of a block; `withdrawn_on` is the legal day."""

    media: tuple[str, ...]
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    answer: Answer
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class TransferRecord:
    """How a paper became a file (LCCJTI, s. 17): from paper, by a scanner, as received and kept.

    `sha256` and `media_type` are of the file as received, `pages` are the paper's in it. `whole`: the
    document is that file itself; else these pages were taken out of it, their pictures unchanged.
    """

    source: str
    sha256: str
    media_type: str
    pages: tuple[int, ...]
    received_at: datetime
    received_by: int
    via: str
    serial: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """An original kept byte for byte: SHA-256 of the file as received, and where its sealed copy lies."""

    sha256: str
    media_type: str
    size: int
    blob: str
    attached_at: datetime
    attached_by: int
    transfer: TransferRecord | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalRecord:
    """A withdrawal, whole or of a part; `received_on` is the legal day, `recorded_at` the registry's."""

    received_on: date
    recorded_at: datetime
    by: str
    how: str
    recorded_by: int
    scope: Outcomes | None = None


@dataclass(frozen=True, slots=True)
class Establishes:
    """What the form's version proves by its text, or what was recorded instead (R7, R8, R9, R14)."""

    opt_in: bool
    free: bool
    informed: bool
    distinct: bool


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One signed (or refused) form of one person. `id` is the 16 characters without hyphens."""

    number: int
    id: str
    person: int
    state: ConsentState
    form: str
    version: int
    language: str
    text_sha256: str
    signatures: tuple[SignatureRecord, ...]
    outcomes: tuple[Outcomes, ...]
    establishes: Establishes
    recorded_at: datetime
    recorded_by: int
    limits: tuple[str, ...] = ()
    covers_health: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    activity: str | None = None
    survives_death: bool = False
    liquidator: str = "unknown"
    written: bool = True
    paper_destroyed: bool = False
    transfer_documented: bool = True
    order: int | None = None
    """Item of the person's legal file when this number stands for an order that dispenses with consent."""
    confirmed_at: datetime | None = None
    confirmed_by: int | None = None
    documents: tuple[DocumentRecord, ...] = ()
    withdrawals: tuple[WithdrawalRecord, ...] = ()
    changed_at: datetime | None = None
    revision: int = 1
    screen: tuple[ScreenSigning, ...] = ()
    """How each signer signed on screen; nothing for paper."""
    sealed: DocumentRecord | None = None
    """The sealed PDF of this form: made once, after confirmation, and never made again."""

    @property
    def grants(self) -> bool:
        """Tell whether any answer is a yes; a form of nothing but no grants nothing."""
        return any(block.answer in GRANTED for block in self.outcomes)
