"""Tickets: known by the digest of a secret, sealed under the registry's key, gone when they run out."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from service.registry.ticket_records import TicketRecord
from service.storage.accounts import encode_time
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place_of_digest
from service.storage.sizes import TICKET_STEP, stepped
from service.storage.sql import Sql, one

_LOAD: Final = "SELECT sealed FROM ticket WHERE digest = ? LOCK"
_PUT: Final = (
    "INSERT INTO ticket (digest, until, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (digest) DO UPDATE SET until = excluded.until, sealed = excluded.sealed"
)


def load_ticket(sql: Sql, seals: Seals, digest: bytes) -> TicketRecord | None:
    """Read a ticket; whether it still holds is for whoever asks to say."""
    row = one(sql.rows(_LOAD, digest))
    if row is None:
        return None
    content = seals.registry.open(row[0], place_of_digest("ticket", digest))
    return replace(decode(TicketRecord, content), digest=digest)


def put_ticket(sql: Sql, seals: Seals, ticket: TicketRecord, now: datetime) -> None:
    """Keep a ticket, and forget those that ran out."""
    content = encode(replace(ticket, digest=b""))
    where = place_of_digest("ticket", ticket.digest)
    sealed = seals.registry.seal(content, where, seals.random, stepped(len(content), TICKET_STEP))
    sql.run("DELETE FROM ticket WHERE until < ?", encode_time(now))
    sql.run(_PUT, ticket.digest, encode_time(ticket.expires_at), sealed)
