"""A copy for whoever has just signed: to keep, or by courriel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.registry.errors import Conflict, NotFound
from service.registry.loading import consent_of
from service.registry.messages import send_courriel
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.sealed_forms import write_receipt
from service.registry.signing_sessions import encode_session, load_session, signer

if TYPE_CHECKING:
    from service.registry.ports import Ports
    from service.registry.signing_sessions import SigningSession
    from service.registry.ticket_records import TicketRecord

MOST_COPIES: Final = 3
"""Courriels one visit may have sent: it is for a copy or two, not for a mailing."""
CORNER: Final = "/mes-autorisations"


def copy_of(ports: Ports, session: SigningSession) -> tuple[bytes, str]:
    """Return the receipt of what was just signed, and its number. Raises `NotFound` when nothing was."""
    caller = signer(session.language)
    check_may(caller, "sign")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, session.consent)
    note_view(ports, caller, "receipt_written", [file])
    return write_receipt(ports, file, consent, session.language), consent.id


def send_copy(ports: Ports, session: SigningSession, to: str) -> None:
    """Send the receipt by courriel, with the way to one's own page. Raises `Invalid` for no address."""
    caller = signer(session.language)
    check_may(caller, "sign")
    with changing(ports, caller) as change:
        held = load_session(ports, change.writer, session.digest)
        if not held.consent:
            raise NotFound
        if held.copies >= MOST_COPIES:
            raise Conflict("TOO_MANY_COPIES")
        send_courriel(change, to, held.language, "receipt", receipt=held.consent, path=CORNER)
        change.writer.put_ticket(_counted(held), ports.clock())


def _counted(session: SigningSession) -> TicketRecord:
    return encode_session(replace(session, copies=session.copies + 1))
