"""Checks a receipt of a check with no network and no registry: pinned keys, a moment.

Authentic and valid are two statements, and neither says that the person may appear today: `usable` is always
None. A receipt is proof of having asked; for an answer, one asks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from service.credentials.check_receipts import Receipt, read_receipt, read_text
from service.credentials.refusals import CredentialRefused, KeyNotInForce

if TYPE_CHECKING:
    from datetime import datetime

    from service.credentials.key_ring import KeyRing

KIND: Final = "check_receipt"
VALID: Final = "RECEIPT_VALID"
EXPIRED: Final = "RECEIPT_EXPIRED"
NOT_YET: Final = "RECEIPT_NOT_YET"


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What was found. True only when authentic and within its day; `detail` is a code."""

    authentic: bool
    receipt: Receipt | None
    detail: str

    def __bool__(self) -> bool:
        return self.detail == VALID

    def to_json(self) -> dict[str, object]:
        """Return the fields of every verification, and besides what the receipt says."""
        said = self.receipt
        shared: dict[str, object] = {
            "authentic": self.authentic,
            "id": said.number if said else None,
            "usable": None,
            "until": said.until.isoformat() if said else None,
            "scope": [said.medium] if said else [],
            "channels": list(said.channels) if said else [],
            "as_of": _written(said.at) if said else None,
            "detail": self.detail,
            "kind": KIND,
        }
        return shared | (_said(said) if said else {})


def verify_receipt(given: str | bytes, keys: KeyRing, at: datetime) -> VerifiedReceipt:
    """Check a receipt, as text or as bytes, at a moment (with its zone); never raises for what is given."""
    try:
        receipt, key = read_receipt(read_text(given) if isinstance(given, str) else given, keys)
        if not key.is_in_force(at) or receipt.expires_at <= key.not_before:
            raise KeyNotInForce
    except CredentialRefused as refused:
        return VerifiedReceipt(authentic=False, receipt=None, detail=refused.code)
    detail = VALID if at < receipt.expires_at else EXPIRED
    return VerifiedReceipt(authentic=True, receipt=receipt, detail=NOT_YET if at < receipt.at else detail)


def _said(said: Receipt) -> dict[str, object]:
    return {
        "issuer": said.issuer,
        "expires_at": _written(said.expires_at),
        "purpose": said.purpose,
        "on": said.on.isoformat(),
        "asked": [one.printed for one in said.asked],
        "digest": said.digest.hex(),
        "answer": said.answer,
        "cite": [one.printed for one in said.cite],
        "conditions": list(said.conditions),
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
