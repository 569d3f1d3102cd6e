"""A copy for whoever has just signed: to keep, by courriel, or where to find it by text message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from service.registry.errors import Conflict, NotFound
from service.registry.loading import consent_of
from service.registry.messages import CORNER_PAGE, COURRIEL, send_courriel, send_text
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.sealed_forms import write_receipt
from service.registry.signing_sessions import encode_session, load_session, signer

if TYPE_CHECKING:
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.signing_sessions import SigningSession
    from service.registry.ticket_records import TicketRecord

MOST_COPIES: Final = 3
"""Courriels one visit may have sent: it is for a copy or two, not for a mailing."""
NUMBER_PART: Final = 4
"""Characters of a number that are read out at once."""
CopyWay = Literal["courriel", "text"]
WAYS: Final[tuple[CopyWay, ...]] = ("courriel", "text")


def copy_of(ports: Ports, session: SigningSession) -> tuple[bytes, str]:
    """Return the receipt of what was just signed, and its number. Raises `NotFound` when nothing was."""
    caller = signer(session.language)
    check_may(caller, "sign")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, session.consent)
    note_view(ports, caller, "receipt_written", [file])
    return write_receipt(ports, file, consent, session.language), consent.id


def copies_offered(ports: Ports) -> tuple[CopyWay, ...]:
    """List how a copy can be sent, as far as we are set up for it."""
    return tuple(way for way in WAYS if way in ports.messenger.ways)


def send_copy(ports: Ports, session: SigningSession, to: str, way: CopyWay) -> None:
    """Send the receipt by courriel; by text message, its number and where one's own page is.

    Raises `Invalid` for no address, `Conflict` for a way that is not open and after too many copies.
    """
    caller = signer(session.language)
    check_may(caller, "sign")
    with changing(ports, caller) as change:
        held = load_session(ports, change.writer, session.digest)
        if not held.consent:
            raise NotFound
        if way not in copies_offered(ports):
            raise Conflict("COPY_NOT_OFFERED")
        if held.copies >= MOST_COPIES:
            raise Conflict("TOO_MANY_COPIES")
        _send(change, held, to, way)
        change.writer.put_ticket(_counted(held), ports.clock())


def _send(change: Change, held: SigningSession, to: str, way: CopyWay) -> None:
    words = {"number": _read_out(held.consent), "path": CORNER_PAGE}
    if way == COURRIEL:
        send_courriel(change, to, held.language, "receipt", receipt=held.consent, **words)
    else:
        send_text(change, to, held.language, "receipt", **words)


def _read_out(number: str) -> str:
    """Write a number by fours: 1K7F-3M9X-4T8B-2QDY."""
    bare = number.replace("-", "")
    return "-".join(bare[start : start + NUMBER_PART] for start in range(0, len(bare), NUMBER_PART))


def _counted(session: SigningSession) -> TicketRecord:
    return encode_session(replace(session, copies=session.copies + 1))
