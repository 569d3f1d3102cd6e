"""A signature given on screen: who, how identified, what was shown, what was answered, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Identified = Literal["code_by_text", "code_told", "in_presence", "not_identified"]
"""`code_told`: by telephone, by someone of the house. `not_identified`: from a poster; nobody was checked."""


@dataclass(frozen=True, slots=True)
class ScreenSigning:
    """One person's signature on screen; one for each signer, in the order they signed.

    `answers`: (key of the form, answer) as shown to them at the end, in reading order: a use with
    yes|yes_with_limits|no, a question with yes|no, a ticked box with yes, a written field with its text.
    """

    signer: str
    """By what authority (vocabulary of signers)."""
    typed_name: str
    identified: Identified
    text_sha256: str
    """Of the very text shown, as `FormText.sha256`."""
    language: str
    shown_at: datetime
    answered_at: datetime
    signed_at: datetime
    answers: tuple[tuple[str, str], ...]
    sent_to: str = ""
    """Where the one-time code went, masked: the last two digits; never whole."""
    staff: int | None = None
    """User before whom they signed, when in presence."""
    document_shown: str = ""
    """What proof of identity was shown to the user, in words; empty: known to them, or none."""
    drawn: str | None = None
    """Name of the blob (of the consent's person) that holds the drawn signature, a PNG; None: typed alone."""
    drawn_sha256: str | None = None
