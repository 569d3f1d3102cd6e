"""An invitation to sign on screen: on a tablet, by a link, or from a poster for all who come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

InvitationKind = Literal["tablet", "link", "poster"]
InvitationState = Literal["open", "signed", "refused", "ended"]
CodeWay = Literal["", "text", "told"]
"""How the code of a link is given: by text message, or told by telephone by someone of the house."""


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """Who is asked to sign what, and how far it is. Names and addresses are in the files, never here."""

    number: int
    kind: InvitationKind
    state: InvitationState
    form: str
    version: int
    language: str
    asked_at: datetime
    asked_by: int
    ends_at: datetime
    digest: str = ""
    """SHA-256 of the secret of the link in use now (hexadecimal); on a tablet, new at each handing over."""
    person: int | None = None
    consent: str | None = None
    """The draft that is filled in, once there is one."""
    signers: tuple[str, ...] = ()
    """Slots of the form to be signed, in order (`signature_self`, ...); those before `step` are."""
    step: int = 0
    activity: str | None = None
    reminded: int = 0
    closed_at: datetime | None = None
    revision: int = 1
    code_by: CodeWay = ""
    known: bool = False
    """In presence: identity was checked. By link: the contact was in the file before."""
    document_shown: str = ""
    """What proof of identity was shown, in words."""
    evidence: str = "none"
    """Proof of the signer's authority that was shown (vocabulary of evidence)."""
    place: str | None = None
    held_on: date | None = None
    event: int | None = None
    """The event that whoever signs by this poster joins."""
