"""A calendar of deadlines for one user of legal, read by a secret link that only their calendar knows.

Whoever fetches it on their behalf learns days and nothing else: one entry a day, however much is due then.
Of the secret only its SHA-256 is kept; a new link ends the one before.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.access_records import AccessRecord
from service.registry.accounts import digest
from service.registry.deadlines import days_ahead
from service.registry.errors import NotFound
from service.registry.keyed import keyed_digest
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller, UserRecord
    from service.registry.ports import Ports
    from service.registry.storing import Reader

KIND: Final = "calendar"
ROLE: Final = "legal"
LASTS: Final = timedelta(days=365)
SECRET_BYTES: Final = 32
REFERENCE: Final = 26
"""Characters of the reference that a link begins with."""


@dataclass(frozen=True, slots=True)
class DayDue:
    """A day of the calendar; `mark` is the same whenever it is read, and tells nothing."""

    on: date
    mark: str


def give_calendar(ports: Ports, caller: Caller) -> str:
    """Make the caller's link, in place of the one before; what it ends with is shown this once."""
    check_may(caller, "decide_legally")
    secret = ports.references.seal("user", caller.user) + ports.random(SECRET_BYTES).hex()
    now = ports.clock()
    ticket = TicketRecord(
        _place(ports, caller.user), KIND, now + LASTS, details={"sha256": digest(secret).hex()}
    )
    with changing(ports, caller) as change:
        change.writer.put_ticket(ticket, now)
        change.put("calendar_given", None)
    return secret


def end_calendar(ports: Ports, caller: Caller) -> None:
    """End the caller's link; without one, nothing."""
    check_may(caller, "decide_legally")
    with changing(ports, caller) as change:
        if change.writer.load_ticket(_place(ports, caller.user)) is not None:
            change.writer.end_ticket(_place(ports, caller.user))
            change.put("calendar_ended", None)


def calendar_until(ports: Ports, caller: Caller) -> date | None:
    """Return the last day of the caller's link; None without one."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        ticket = reader.load_ticket(_place(ports, caller.user))
    if ticket is None or ticket.expires_at <= ports.clock():
        return None
    return local_day(ports, ticket.expires_at)


def read_calendar(ports: Ports, secret: str) -> tuple[UserRecord, tuple[DayDue, ...]]:
    """Return whose calendar it is and its days. `NotFound` for any link that is not, or no longer, good."""
    with ports.store.reading() as reader:
        user = _holder(ports, reader, secret)
        days = days_ahead(ports, reader)
    ports.store.record_access(AccessRecord(ports.clock(), user.number, ROLE, KIND, "calendar_read", ()))
    return user, _marked(ports, days)


def list_days(ports: Ports, caller: Caller) -> tuple[DayDue, ...]:
    """Return the days of the calendar, to be taken home once."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        days = days_ahead(ports, reader)
    record = AccessRecord(ports.clock(), caller.user, caller.role, caller.via, "calendar_read", ())
    ports.store.record_access(record)
    return _marked(ports, days)


def _holder(ports: Ports, reader: Reader, secret: str) -> UserRecord:
    """Return whose link it is, while they may still see what it leads to."""
    number, _ = ports.references.open("user", secret[:REFERENCE])
    ticket, user = reader.load_ticket(_place(ports, number)), reader.load_user(number)
    if ticket is None or ticket.kind != KIND or ticket.expires_at <= ports.clock():
        raise NotFound
    if not hmac.compare_digest(ticket.details["sha256"], digest(secret).hex()):
        raise NotFound
    if user is None or user.disabled or ROLE not in user.roles:
        raise NotFound
    return user


def _marked(ports: Ports, days: tuple[date, ...]) -> tuple[DayDue, ...]:
    return tuple(DayDue(on, keyed_digest(ports, f"deadline|{on}").hex()[:32]) for on in days)


def _place(ports: Ports, user: int) -> bytes:
    return keyed_digest(ports, f"{KIND}|{user}")
