"""Checks the daily time stamps that are kept with the log: each is of a note that the log signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.credentials.log_key import is_signed
from service.credentials.seal_keys import load_roots
from service.ledger.checkpoint import verify_checkpoint
from service.ledger.failures import LedgerFailure
from service.storage.log_keeping import STAMPS

if TYPE_CHECKING:
    from service.ledger.note import VerifierKey
    from service.settings import Settings
    from service.storage.log_files import LogFiles


@dataclass(frozen=True, slots=True)
class Stamps:
    """The days on which an authority dated the log, and those of which a stamp is false."""

    days: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check_stamps(settings: Settings, files: LogFiles, key: VerifierKey) -> Stamps:
    """Check every stamp, oldest first."""
    stamps = Stamps()
    kept = sorted((files.folder / STAMPS).glob("*.tsr"))
    if not kept:
        return stamps
    from service.documents.sealing.log_stamps import (
        StampFalse,
        check_dated,
    )

    roots = load_roots(settings.tsa_certificates) if settings.tsa_certificates else ()
    for path in kept:
        try:
            note = path.with_suffix(".note").read_bytes()
            check_dated(note, path.read_bytes(), roots)
            verify_checkpoint(note.decode("utf-8"), key, is_signed)
            stamps.days.append(path.stem)
            stamps.notes.append(note.decode("utf-8"))
        except (OSError, UnicodeDecodeError, LedgerFailure, StampFalse):
            stamps.faults.append(f"TIME_STAMP_FALSE {path.stem}")
    return stamps
