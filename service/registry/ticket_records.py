"""Tickets: what a secret opens for a short time (a code sent, a person's visit, a signature under way)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """What a secret opens; only the SHA-256 of the secret is kept."""

    digest: bytes
    kind: str
    expires_at: datetime
    person: int | None = None
    details: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    """How often something wrong was given with it."""
