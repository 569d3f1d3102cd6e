"""Resource responsables are written to, reminded, and acknowledge by a link; opening it changes nothing.

One walk each morning sends, reminds and closes what was replaced; an approval, or whoever asks for reminders,
has the same done at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.account_records import Caller
from service.registry.accounts import CLOCKWORK, digest
from service.registry.acknowledging import asked_of, close, staff_of
from service.registry.daily import Daily, this_morning
from service.registry.errors import NotFound
from service.registry.messages import is_address, send_courriel
from service.registry.moments import local_day
from service.registry.policies import (
    MOST,
    NOBODY,
    content_of,
    load_policy,
    newest_approved,
    replace_earlier,
)
from service.registry.policy_records import AcknowledgementRecord, PolicyRecord
from service.registry.recording import changing
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from datetime import date, datetime

    from service.registry.job_records import JobRecord
    from service.registry.people_records import PersonRecord
    from service.registry.policy_contents import PolicyContent
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

WALK: Final = Daily(-7, "policies")
KIND: Final = "policy_link"
PAGE: Final = "/lire"
STAFF_PAGE: Final = "/politiques"
SECRET_BYTES: Final = 32
LASTS: Final = timedelta(days=60)
REMINDED_EVERY: Final = timedelta(days=7)
MOST_SENT: Final = 4
"""Courriels that leave by themselves, the first one included."""
ROLE: Final = "rirtf"


@dataclass(frozen=True, slots=True)
class OpenPolicy:
    """What a link shows: the version, what it says, and when it was acknowledged by this link."""

    record: PolicyRecord
    content: PolicyContent
    language: str
    done_at: datetime | None


def find_policy(ports: Ports, secret: str) -> OpenPolicy:
    """Read what a link opens, changing nothing. Raises `NotFound` for any that opens nothing (any more)."""
    with ports.store.reading() as reader:
        ticket, asked, record = _opened(ports, reader, secret)
    return OpenPolicy(record, content_of(ports, record), ticket.details["language"], asked.done_at)


def find_document(ports: Ports, secret: str) -> tuple[PolicyRecord, bytes]:
    """Return what the version of a link says, byte for byte."""
    record = find_policy(ports, secret).record
    return record, ports.blobs.get(NOBODY, record.blob)


def acknowledge_by_link(ports: Ports, secret: str) -> None:
    """Keep that the person of a link read it; pressed again, nothing."""
    with changing(ports, Caller(0, "", "person", KIND)) as change:
        _, asked, _ = _opened(ports, change.writer, secret)
        if asked.state == "open":
            close(change, asked)


def do_policy_sending(ports: Ports, job: JobRecord) -> None:
    """Write to those one version concerns: those never written to, or everybody who has not acknowledged."""
    with ports.store.reading() as reader:
        record = load_policy(reader, int(job.details["policy"]))
    if record.step == "approved":
        again = "again" in job.details
        send_links(ports, record, again=again)
        if again:
            remind_staff(ports, record)


def do_policies(ports: Ports, job: JobRecord) -> JobRecord:
    """Each morning: close what was replaced, write to newcomers, remind those who have not acknowledged."""
    morning = this_morning(ports, job)
    if morning.is_done:
        return morning.again
    with changing(ports, CLOCKWORK) as change:
        replace_earlier(change, morning.day)
    with ports.store.reading() as reader:
        current = newest_approved(reader.list_entries(PolicyRecord, "open", None, MOST))
    for record in current:
        send_links(ports, record)
        if _reminds_staff(ports, record, morning.since, morning.day):
            remind_staff(ports, record)
    with changing(ports, CLOCKWORK) as change:
        change.writer.put_job(morning.again)
    return morning.again


def send_links(ports: Ports, record: PolicyRecord, *, again: bool = False) -> None:
    """Write to each resource responsable who is due; each in a transaction of their own."""
    if "rirtf" not in record.concerns:
        return
    day, now = local_day(ports, ports.clock()), ports.clock()
    with ports.store.reading() as reader:
        known = asked_of(reader, record.number)
        people = [file.person for file in reader.each_file() if _is_responsable(file.person, day)]
    for person in people:
        asked = known.get(person.number)
        if asked is None or _is_due(asked, now, again=again):
            with changing(ports, CLOCKWORK) as change:
                _send(change, record, person, asked)


def remind_staff(ports: Ports, record: PolicyRecord) -> None:
    """Write to the users who have not acknowledged."""
    with changing(ports, CLOCKWORK) as change:
        path = f"{STAFF_PAGE}/{ports.references.seal('policy', record.number)}"
        for one in staff_of(change.writer, record):
            if one.at is None and is_address(one.user.email or ""):
                send_courriel(change, one.user.email or "", one.user.language, "policy_staff", path=path)


def _send(
    change: Change, record: PolicyRecord, person: PersonRecord, asked: AcknowledgementRecord | None
) -> None:
    ports, now = change.ports, change.ports.clock()
    if asked is None:
        number = change.writer.next_number("entry")
        asked = AcknowledgementRecord(number, "open", now, 0, record.number, person.number)
    elif _is_done(change.writer, asked):
        return
    if is_address(person.email or ""):
        secret = ports.random(SECRET_BYTES).hex()
        if asked.digest:
            change.writer.end_ticket(bytes.fromhex(asked.digest))
        details = {"asked": str(asked.number), "language": person.language}
        change.writer.put_ticket(TicketRecord(digest(secret), KIND, now + LASTS, details=details), now)
        asked = replace(asked, sent=asked.sent + 1, sent_at=now, digest=digest(secret).hex())
        send_courriel(change, person.email or "", person.language, "policy", path=f"{PAGE}/{secret}")
    change.put("policy_sent", None, asked, why=ports.references.seal("policy", record.number))


def _is_done(reader: Reader, asked: AcknowledgementRecord) -> bool:
    """Tell whether somebody acknowledged in between; the record is locked."""
    now_is = reader.load_entry(AcknowledgementRecord, asked.number)
    return now_is is None or now_is.state == "closed" or now_is.sent != asked.sent


def _is_due(asked: AcknowledgementRecord, now: datetime, *, again: bool) -> bool:
    if asked.state == "closed":
        return False
    if asked.sent_at is None or again:
        return True
    return asked.sent < MOST_SENT and now - asked.sent_at >= REMINDED_EVERY


def _is_responsable(person: PersonRecord, day: date) -> bool:
    """Tell whether someone answers for a resource that day, as communications know it."""
    if person.deceased is not None or person.unconfirmed:
        return False
    return any(
        one.role == ROLE
        and (one.since is None or one.since <= day)
        and (one.until is None or day <= one.until)
        for one in person.roles
    )


def _reminds_staff(ports: Ports, record: PolicyRecord, since: date, day: date) -> bool:
    if record.approved_at is None:
        return False
    first = local_day(ports, record.approved_at)
    return any(since < first + REMINDED_EVERY * times <= day for times in range(1, MOST_SENT))


def _opened(
    ports: Ports, reader: Reader, secret: str
) -> tuple[TicketRecord, AcknowledgementRecord, PolicyRecord]:
    ticket = reader.load_ticket(digest(secret))
    if ticket is None or ticket.kind != KIND or ticket.expires_at <= ports.clock():
        raise NotFound
    asked = reader.load_entry(AcknowledgementRecord, int(ticket.details["asked"]))
    record = load_policy(reader, asked.policy) if asked else None
    if asked is None or record is None or record.step != "approved":
        raise NotFound
    return ticket, asked, record
