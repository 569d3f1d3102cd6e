"""Users, their tokens and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.registry.institutional_records import Office

ROLES = ("communications", "legal", "publisher", "quality", "auditor", "admin")
NEVER_WITH_PUBLISHER = frozenset({"legal", "quality", "auditor"})


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """A version of a policy that a user acknowledged, by its number, and when."""

    policy: int
    at: datetime


@dataclass(frozen=True, slots=True)
class UserRecord:
    """Someone who may sign in, or a technical user that only tokens act for."""

    number: int
    name: str
    roles: tuple[str, ...]
    created_at: datetime
    email: str | None = None
    direction: str | None = None
    language: str = "fr"
    password_hash: str | None = None
    disabled: bool = False
    failures: int = 0
    locked_until: datetime | None = None
    duty: tuple[str, ...] = ()
    """Pages and accounts they take posts down from when on duty; `*` is all of them."""
    policies_read: tuple[PolicyRead, ...] = ()
    offices: tuple[Office, ...] = ()
    """In the name of whom they answer for confidential content."""


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """An API token: only the SHA-256 of its secret is kept; it has one user and one role."""

    digest: bytes
    user: int
    role: str
    name: str
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A signed-in session: only the SHA-256 of its id is kept."""

    digest: bytes
    user: int
    role: str
    form_token: str
    started_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A one-time link by which a user sets the password (24 h)."""

    digest: bytes
    user: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Caller:
    """Who acts: a user in one role, through one entrance."""

    user: int
    name: str
    role: str
    via: str
    language: str = "fr"
