"""One table: which HTTP status each code of the registry and of its entrances has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

UNKNOWN_CODE: Final = 500

STATUSES: Final[Mapping[str, int]] = {
    # What was asked
    "MALFORMED_JSON": 400,
    "MALFORMED_FORM": 400,
    "BAD_ID": 400,
    "NOT_AUTHENTICATED": 401,
    "NOT_ALLOWED": 403,
    "FOUR_EYES": 403,
    "FORGED": 403,
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "INVALID": 422,
    "IDEMPOTENCY_KEY_REUSED": 422,
    "RATE_LIMITED": 429,
    # What the record's state does not permit
    "ALREADY_CONFIRMED": 409,
    "ALREADY_DEALT_WITH": 409,
    "ALREADY_DONE": 409,
    "ALREADY_THERE": 409,
    "CLEARANCE_INVALID": 409,
    "COPY_NOT_OFFERED": 409,
    "EVENT_CLOSED": 409,
    "EVENT_FULL": 409,
    "FORM_NOT_APPROVED": 409,
    "FORM_PUBLISHED": 409,
    "LEGAL_FILE_FULL": 409,
    "NOT_A_CONSENT": 409,
    "NOT_A_WITHDRAWAL": 409,
    "NOT_ALL_LOOKED_AT": 409,
    "NOT_ASSESSED": 409,
    "NOT_CLEARED": 409,
    "NOT_CONFIRMED": 409,
    "NOT_FOR_POSTERS": 409,
    "NOT_SIGNED": 409,
    "NOT_SORTED": 409,
    "NO_TEXTS": 409,
    "ORDER_CONDITIONS_OUTSIDE": 409,
    "READING_NEEDED": 409,
    "REMINDED_TODAY": 409,
    "RECEIPT_OVER": 409,
    "READING_NOT_ASKED": 409,
    "READ_AGAIN": 409,
    "SHEET_REGISTERED": 409,
    "SIGNED_ON_SCREEN": 409,
    "SIGNERS_LACK": 409,
    "NOBODY_EXPECTED": 409,
    "NOT_USABLE": 409,
    "STILL_READING": 409,
    "TOKEN_TOO_LONG": 409,
    "TOO_MANY_COPIES": 409,
    "UNKNOWN_NOT_ACCEPTABLE": 409,
    "WRONG_STATE": 409,
    "STALE": 412,
    # What the registry cannot do now
    "INTERNAL": 500,
    "ACCESS_RECORD_UNAVAILABLE": 503,
    "FORM_EDITED": 503,
    "RECORD_UNREADABLE": 503,
    "SEAL_UNAVAILABLE": 503,
    "STORAGE_BUSY": 503,
    "STORAGE_FULL": 503,
    "STORAGE_UNAVAILABLE": 503,
    "TIME_STAMP_UNAVAILABLE": 503,
    "TOKEN_KEYS_UNAVAILABLE": 503,
    "WEBHOOK_KEY_UNAVAILABLE": 503,
}
"""Complete: a test finds every code the registry and the storage raise, and looks for its row here."""


def status_of(code: str) -> int:
    """Return the status of a code; one without a row is our mistake, and never a success."""
    return STATUSES.get(code, UNKNOWN_CODE)
