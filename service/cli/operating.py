"""What the local operator does: make the registry, add users, make tokens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from service import wiring
from service.registry import accounts
from service.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.ports import Ports


@contextmanager
def opened() -> Iterator[tuple[Settings, Ports]]:
    """Open the registry of this environment for one command."""
    settings = load_settings()
    store = wiring.open_registry(settings)
    try:
        yield settings, wiring.wire(settings, store)
    finally:
        store.close()


def init_registry() -> bool:
    """Make the registry; return False when it was there."""
    return wiring.init(load_settings())


def add_user(email: str, roles: tuple[str, ...], name: str) -> str:
    """Add a user; return the one-time link, good for 24 hours."""
    with opened() as (settings, ports):
        user = accounts.add_user(ports, accounts.operator(), name, roles, email=email)
        secret = accounts.issue_link(ports, accounts.operator(), user.number)
    return f"{settings.public_url}/mot-de-passe/{secret}"


def set_duty(email: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Say which pages and accounts a user takes posts down from; return them as kept."""
    with opened() as (_, ports):
        return accounts.set_duty(ports, accounts.operator(), email, places).duty


def create_token(name: str, role: str, email: str | None) -> str:
    """Make a token; return its secret."""
    with opened() as (_, ports):
        return accounts.create_token(ports, accounts.operator(), name, role, email)
