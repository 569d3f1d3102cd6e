"""Receipts of checks: for a day, whoever asked can have signed what was asked and what was answered (P7).

What a receipt says was kept with the check: no file is read again, so that a receipt takes the same work
whatever the answer was, and says what was told then, and no more. It names nobody.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from service.registry.access_records import AccessRecord, GivenAnswer
from service.registry.errors import Conflict, NotFound
from service.registry.issuing import Receiptable
from service.registry.permissions import can, check_may

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.questions import Question, Who

OVER: Final = "RECEIPT_OVER"
GOOD_FOR: Final = timedelta(hours=24)
SALT: Final = 2
"""What else a check's number stands for, beside itself and its receipt: the salt of its question's digest."""
_NOT_OUTSIDE: Final = frozenset({"person", "of_event", "name", "birth_date", "email", "staff_number"})


@dataclass(frozen=True, slots=True)
class CheckReceipt:
    """A receipt as text, what it says, and until when it is valid; `salt` opens its digest."""

    check: str
    text: str
    at: datetime
    expires_at: datetime
    question: Question
    asked: tuple[str, ...]
    given: GivenAnswer
    salt: str


def sign_receipt(ports: Ports, caller: Caller, number: int) -> CheckReceipt:
    """Sign the receipt of a check for whoever asked, or an auditor.

    Raises `NotFound` for a check that is not theirs as for one that is not there, and `Conflict` RECEIPT_OVER
    a day after the answer.
    """
    check_may(caller, "sign_receipts")
    record = ports.store.load_access(number)
    if record is None or record.question is None or record.given is None or not _is_theirs(caller, record):
        raise NotFound
    now = ports.clock()
    if now >= record.at + GOOD_FOR:
        raise Conflict(OVER)
    ports.store.record_access(
        AccessRecord(now, caller.user, caller.role, caller.via, "check_receipt", record.seen)
    )
    return _signed(ports, record, record.question, record.given)


def digest_of(question: Question, asked: tuple[Who, ...], salt: str) -> bytes:
    """Digest the whole question: SHA-256 of canonical JSON of what was asked and a salt, nobody named."""
    people = [{name: one for name, one in _said(who).items() if name not in _NOT_OUTSIDE} for who in asked]
    whole = {"salt": salt, "question": _said(question), "who": people}
    written = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return sha256(written.encode()).digest()


def _signed(ports: Ports, record: AccessRecord, question: Question, given: GivenAnswer) -> CheckReceipt:
    check = ports.references.seal("check", record.number)
    salt = ports.references.seal("check", record.number, SALT)
    asked = tuple([who.consent_id for who in record.asked if who.consent_id])
    digest = digest_of(question, record.asked, salt)
    receiptable = Receiptable(check, record.at, question, asked, digest, given)
    text = ports.issuer.sign_receipt(receiptable, ports.clock())
    at = record.at.replace(microsecond=0)
    return CheckReceipt(check, text, at, at + GOOD_FOR, question, asked, given, salt)


def _is_theirs(caller: Caller, record: AccessRecord) -> bool:
    return record.by == caller.user or can(caller, "read_access_log")


def _said(asked: Question | Who) -> dict[str, Any]:
    return {name: one for name, one in asdict(asked).items() if one is not None}
