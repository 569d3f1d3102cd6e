"""A visit to the person's corner: opened by a code, over when closed or after 15 idle minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import digest
from service.registry.corner import SECRET_BYTES, CornerContact, is_right_code, visitor
from service.registry.recording import changing
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from service.registry.ports import Ports

KIND: Final = "corner"
IDLE: Final = timedelta(minutes=15)
LASTS: Final = timedelta(hours=2)
AWAKE_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CornerVisit:
    """Whose corner it is, by the contact that the code went to, and the token of its forms."""

    digest: bytes
    contact: CornerContact
    form_token: str
    language: str = "fr"


def enter_corner(ports: Ports, secret: str, code: str, language: str) -> str | None:
    """Open a visit by a code and return its secret; None for every code that does not open one."""
    visit = ports.random(SECRET_BYTES).hex()
    now = ports.clock()
    with changing(ports, visitor(language)) as change:
        contact = is_right_code(change.writer, ports, secret, code)
        if contact is None:
            return None
        held = {
            "way": contact.way,
            "to": contact.to,
            "form_token": ports.random(16).hex(),
            "ends": (now + LASTS).isoformat(),
        }
        change.writer.put_ticket(TicketRecord(digest(visit), KIND, now + IDLE, details=held), now)
    return visit


def read_corner(ports: Ports, secret: str, language: str) -> CornerVisit | None:
    """Return the visit a secret opens, and keep it awake; None when it is over."""
    now = ports.clock()
    with ports.store.reading() as reader:
        ticket = reader.load_ticket(digest(secret))
    if ticket is None or ticket.kind != KIND or ticket.expires_at <= now:
        return None
    ends = min(now + IDLE, datetime.fromisoformat(ticket.details["ends"]))
    if ends - ticket.expires_at >= AWAKE_EVERY:
        with ports.store.writing() as writer:
            if writer.load_ticket(ticket.digest) is not None:
                writer.put_ticket(replace(ticket, expires_at=ends), now)
    held = ticket.details
    return CornerVisit(ticket.digest, CornerContact(held["way"], held["to"]), held["form_token"], language)


def leave_corner(ports: Ports, secret: str) -> None:
    """End a visit at once; one that is over is no error."""
    with ports.store.writing() as writer:
        writer.end_ticket(digest(secret))
