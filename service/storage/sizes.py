"""Sizes of sealed values: the same for everyone, or in steps, so that a length tells nothing of anybody."""

from typing import Final

from service.vault.sealing import LENGTH_BYTES, OVERHEAD

PERSON_STEP: Final = 1024
CONSENT_STEP: Final = 1920
LEGAL_FILE: Final = 8064
"""Room of a legal file. Everyone's has this size; with its row it fills two pages of 4 KiB."""
ACT: Final = 3840
"""Room of an act; what does not fit goes on in a further row of the same look."""
POST_STEP: Final = 2048
TAKEDOWN_STEP: Final = 1024
REQUEST_STEP: Final = 2048
USER_STEP: Final = 512
INVITATION_STEP: Final = 512
SCANNED_STEP: Final = 4096
BREAK_GLASS_STEP: Final = 2048
ENTRY_STEP: Final = 2048
STATUS_PLACE: Final = 128
JOB_STEP: Final = 1024
TICKET_STEP: Final = 512
ACCOUNT: Final = 512
"""Room of a token, a session, a one-time link."""
KEPT_STEP: Final = 256
ACCESS_BASE: Final = 1024
ACCESS_PERSON: Final = 256
"""What an access record grows by for each person asked about, so that verdicts and reasons do not show."""

WRAPPED_KEY: Final = 40
DIGEST: Final = 32
LOOK_UP_ROWS: Final = 16


def sealed_size(size: int) -> int:
    """Return how long a value of a fixed size is once sealed."""
    return size + OVERHEAD


def stepped(length: int, step: int, least: int = 0) -> int:
    """Return the next full step that holds a value of this length."""
    return max(least, -(-(length + LENGTH_BYTES) // step) * step)
