"""Authorizations as they are shown to communications and legal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from service.api.shown import Printed, Shown, Stamp, sealed
from service.registry.consent_records import ConsentRecord
from service.registry.moments import today
from service.registry.ports import Ports


class SignatureShown(Shown):
    """Who signed, by what authority, how, and on what day."""

    signer: str
    name: str
    signed_on: date
    method: str
    evidence: str
    verified: bool
    signer_id: str | None


class BlockShown(Shown):
    """The answer to every medium × channel × purpose of a block."""

    media: list[str]
    channels: list[str]
    purposes: list[str]
    answer: str
    withdrawn_on: date | None


class TransferShown(Shown):
    """How a paper became a file (LCCJTI, s. 17); `sha256` is of the file as received."""

    FROM: ClassVar = {"received_by_id": "received_by"}

    source: str
    sha256: str
    media_type: str
    pages: list[int]
    received_at: Stamp
    received_by_id: Annotated[str, sealed("user")]
    via: str
    serial: str
    whole: bool


class DocumentShown(Shown):
    """An original kept byte for byte."""

    sha256: str
    media_type: str
    size: int
    attached_at: Stamp
    transfer: TransferShown | None


class WithdrawalShown(Shown):
    """A withdrawal, whole or of a part."""

    received_on: date
    recorded_at: Stamp
    by: str
    how: str
    scope: BlockShown | None


class ConsentShown(Shown):
    """One signed form: the document apart from what it grants."""

    FROM: ClassVar = {
        "person_id": "person",
        "status": "state",
        "opt_in": "establishes.opt_in",
        "free": "establishes.free",
        "informed": "establishes.informed",
        "distinct": "establishes.distinct",
        "registered_at": "recorded_at",
        "updated_at": "changed_at",
    }

    id: Printed
    person_id: Annotated[str, sealed("person")]
    status: str
    form: str
    version: int
    language: str
    text_sha256: str
    signatures: list[SignatureShown]
    outcomes: list[BlockShown]
    limits: list[str]
    covers_health: bool
    valid_from: date | None
    valid_until: date | None
    activity: str | None
    opt_in: bool
    free: bool
    informed: bool
    distinct: bool
    survives_death: bool
    liquidator: str
    written: bool
    documents: list[DocumentShown]
    withdrawals: list[WithdrawalShown]
    registered_at: Stamp
    confirmed_at: Stamp | None
    updated_at: Stamp | None


def status_on(consent: ConsentRecord, day: date) -> str:
    """Return the state people read: a confirmed paper past its last day has expired."""
    over = consent.valid_until is not None and consent.valid_until < day
    return "expired" if consent.state == "confirmed" and over else consent.state


def show_consent(ports: Ports, consent: ConsentRecord) -> ConsentShown:
    """Show one signed form."""
    return ConsentShown.of(consent, ports, status=status_on(consent, today(ports)))
