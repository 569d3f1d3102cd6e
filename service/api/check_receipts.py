"""Receipts of checks: what was asked and answered, signed, for whoever asked; good for a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from service.api.answers import RECEIPT, printed
from service.api.calls import CallIn
from service.api.routes import COUNTED, may, routes_on
from service.api.shown import Shown, Stamp
from service.registry.check_receipts import sign_receipt
from service.registry.errors import NotFound

routes = routes_on("checks")


class CheckReceiptShown(Shown):
    """A receipt as text, and what is signed in it: nobody's name, and nothing that the answer did not say."""

    id: Annotated[str, Field(description="The check's number.")]
    receipt: Annotated[str, Field(description="CAR1: and base64url of a COSE_Sign1; verified offline.")]
    answered_at: Stamp
    expires_at: Annotated[Stamp, Field(description="From this moment it is no longer valid.")]
    medium: str
    channels: list[str]
    purpose: str
    on: date
    asked: Annotated[list[str], Field(description="The numbers that the question named, if any.")]
    salt: Annotated[str, Field(description="Opens the digest of the question (decision 0035).")]
    answer: str
    cite: list[str]
    conditions: list[str]
    valid_until: date


@routes.get("/checks/{check_id}/receipt", **may("sign_receipts", **{COUNTED: True}))
def read_receipt(call: CallIn, check_id: str) -> CheckReceiptShown:
    """Sign the receipt of one's own check, by its id or its receipt's; 409 RECEIPT_OVER after 24 hours."""
    number, item = call.ports.references.open("check", check_id)
    if item not in {0, RECEIPT}:
        raise NotFound
    made = sign_receipt(call.ports, call.caller, number)
    return CheckReceiptShown(
        id=made.check,
        receipt=made.text,
        answered_at=made.at,
        expires_at=made.expires_at,
        medium=made.question.medium,
        channels=list(made.question.channels),
        purpose=made.question.purpose,
        on=made.question.on,
        asked=printed(made.asked),
        salt=made.salt,
        answer=made.given.answer,
        cite=printed(made.given.cite),
        conditions=list(made.given.conditions),
        valid_until=made.given.until,
    )
