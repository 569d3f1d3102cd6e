"""The person's corner: a one-time code to the courriel or telephone of a file opens it, without an account.

Asking does the same work whoever is known: nothing is looked up before the answer has left. The job looks,
and sends the code to whom it finds, or to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.account_records import Caller
from service.registry.accounts import digest
from service.registry.codes import CODE_LASTS, TRIES, digest_code, draw_code, is_code
from service.registry.delivering import do_courriel, do_text
from service.registry.errors import Fault, Invalid
from service.registry.identity import CORNER, fold_factor
from service.registry.keyed import keyed_digest
from service.registry.messages import COURRIEL, MARK_BYTES, TEXT, WORD, is_address, plain_number
from service.registry.recording import changing
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader, Writer

JOB: Final = "corner_code"
CODE: Final = "corner_code"
ADDRESS: Final = "corner_address"
A_DAY: Final = timedelta(hours=24)
CODES_A_DAY: Final = 10
"""Codes that one address is sent in 24 hours for one source; asking for more reads alike, sends nothing."""
CODES_IN_ALL: Final = 50
"""Likewise for all sources together: with five tries each, chance opens one corner in four thousand a day."""
SETTLED: Final = timedelta(seconds=2)
"""The answer has long left by then, so that nobody hears from its time what the job then does."""
SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class CornerContact:
    """Where codes go: a courriel or a telephone number, folded as it is compared."""

    way: str
    to: str


def visitor(language: str = "fr") -> Caller:
    """Return the caller that a person in their own corner is: nobody's user, one role."""
    return Caller(0, "", "person", "corner", language)


def read_contact(typed: str) -> CornerContact:
    """Read a courriel or a telephone number. Raises `Invalid` by what was typed alone."""
    folded = fold_factor(typed)
    if is_address(folded):
        return CornerContact(COURRIEL, folded)
    number = plain_number(typed)
    if not number:
        raise Invalid(Fault("/contact", "BAD_CONTACT"))
    return CornerContact(TEXT, number)


def ask_code(ports: Ports, contact: CornerContact, language: str, source: str = "") -> str:
    """Have a new code sent, and return the secret of this browser: the code works with it alone.

    Codes sent before stay good, each in its browser: whoever asks for somebody else shuts nobody out.
    `source` is where the asking comes from; it is counted apart, so that others' asking uses nothing up.
    """
    secret = ports.random(SECRET_BYTES).hex()
    code = draw_code(ports)
    until = ports.clock() + CODE_LASTS
    with changing(ports, visitor(language)) as change:
        to = contact.to if _note_asked(change, contact, source) else ""
        held = {
            "code": digest_code(digest(secret), code),
            "way": contact.way,
            "to": contact.to,
        }
        ticket = TicketRecord(digest(secret), CODE, until, details=held)
        change.writer.put_ticket(ticket, ports.clock())
        details = {"to": to, "way": contact.way, "code": code, "language": language}
        mark = ports.random(MARK_BYTES).hex()
        change.later(JOB, None, ports.clock() + SETTLED, mark=mark, until=until.isoformat(), **details)
    return secret


def do_corner_code(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Send a code to its address when a file holds it; to one that no file holds, send nothing."""
    held = job.details
    with ports.store.reading() as reader:
        known = people_at(ports, reader, CornerContact(held["way"], held["to"]))
    if not known:
        return None
    letter = {
        "to": held["to"],
        "language": held["language"],
        "mark": held["mark"],
        "template": "code",
        f"{WORD}code": held["code"],
        f"{WORD}until": held["until"],
    }
    send = do_text if held["way"] == TEXT else do_courriel
    again = send(ports, replace(job, details=letter))
    return again and replace(again, details=held)


def is_right_code(writer: Writer, ports: Ports, secret: str, code: str) -> CornerContact | None:
    """Return whose corner a code opens, and use it up; a wrong one is counted, and says nothing of why."""
    now = ports.clock()
    ticket = writer.load_ticket(digest(secret))
    if ticket is None or ticket.kind != CODE:
        return None
    same = is_code(ticket.details["code"], ticket.digest, code)
    if not (same and ticket.expires_at > now and ticket.tries < TRIES):
        writer.put_ticket(replace(ticket, tries=ticket.tries + 1), now)
        return None
    writer.end_ticket(ticket.digest)
    return CornerContact(ticket.details["way"], ticket.details["to"])


def people_at(ports: Ports, reader: Reader, contact: CornerContact) -> tuple[int, ...]:
    """List whose files hold a contact; those who have died have no corner."""
    if not contact.to:
        return ()
    if contact.way == COURRIEL:
        met = reader.find_people(CORNER, (), contact.to)
    else:
        rows = ports.desk.rows(ports, reader)
        met = tuple(sorted(number for number, row in rows.items() if row.phone == contact.to))
    files = (reader.load_file(number) for number in met)
    return tuple(file.person.number for file in files if file is not None and file.person.deceased is None)


def _note_asked(change: Change, contact: CornerContact, source: str) -> bool:
    """Count a code asked for, and tell whether it may be sent; what one source may not ask uses nothing."""
    address = f"corner|{contact.way}|{contact.to}"
    here = _is_within(change, f"{address}|{source}", CODES_A_DAY)
    return _is_within(change, address, CODES_IN_ALL if here else 0)


def _is_within(change: Change, about: str, most: int) -> bool:
    """Count under a keyed digest what is asked in a day; tell whether it is one of the first ones."""
    now, key = change.ports.clock(), keyed_digest(change.ports, about)
    known = change.writer.load_ticket(key)
    if known is None or known.expires_at <= now:
        known = TicketRecord(key, ADDRESS, now + A_DAY)
    within = known.tries < most
    change.writer.put_ticket(replace(known, tries=known.tries + within), now)
    return within
