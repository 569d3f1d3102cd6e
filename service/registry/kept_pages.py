"""What was typed on a page, kept sealed for a day, so that its answer can be shown again and nothing is lost.

The address of the answer carries a random ticket, never a word of what was asked; it opens for one session.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from service.registry.errors import NotFound
from service.registry.storing import Kept

if TYPE_CHECKING:
    from service.registry.ports import Ports

TICKET_BYTES = 16


def keep_page(ports: Ports, session: bytes, content: bytes) -> str:
    """Keep what was typed and return the ticket that finds it again; `session` is the session's digest."""
    ticket = ports.random(TICKET_BYTES).hex()
    with ports.store.writing() as writer:
        writer.keep(_key(session, ticket), Kept(content, 200, "page"), ports.clock())
    return ticket


def load_page(ports: Ports, session: bytes, ticket: str) -> bytes:
    """Return what was typed. Raises `NotFound` after a day, or for another session."""
    with ports.store.reading() as reader:
        kept = reader.load_kept(_key(session, ticket))
    if kept is None:
        raise NotFound
    return kept.body


def _key(session: bytes, ticket: str) -> bytes:
    return sha256(b"page\0" + session + ticket.encode()).digest()
