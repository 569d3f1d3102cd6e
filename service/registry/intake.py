"""Receiving scans: the file is kept byte for byte before anybody is answered, then read in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.documents import keep_original, kind_of
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.keyed import keyed_digest
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.scan_records import ScannedFormRecord
from service.registry.texts import check_texts, clean_name
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.storing import Reader, Writer

MOST_BYTES: Final = 100 * 1024 * 1024
"""Of one file handed in: some 300 pages from an office scanner."""
MOST_LISTED: Final = 2_000
NOBODY: Final = 0
JOB: Final = "read_scan"
_LONGEST_NAME: Final = 80
_NAMELESS: Final = "-"
_FOR_EVER: Final = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """A file received; `again`: the very same file had come before, and nothing was changed."""

    file: ScannedFormRecord
    again: bool = False


def receive_scan(ports: Ports, caller: Caller, name: str, content: bytes) -> Received:
    """Keep a file and leave its reading to be done. Raises `Invalid` for what is no scan."""
    check_may(caller, "change_consents")
    kind_of(content, MOST_BYTES)
    digest = sha256(content).hexdigest()
    with ports.store.reading() as reader:
        known = find_known(ports, reader, "file", digest)
        again = known is not None and not _gave_an_error(reader, known)
    if known is not None and again:
        return Received(known, again=True)
    original = keep_original(ports, caller, NOBODY, content, most=MOST_BYTES)
    with changing(ports, caller) as change:
        record = ScannedFormRecord(
            number=change.writer.next_number("scanned_form"),
            state="open",
            received_at=original.attached_at,
            received_by=caller.user,
            via=caller.via,
            source=_fit_name(name),
            original=original,
            pages=(),
            what="file",
        )
        change.put("scan_received", None, record)
        note_known(ports, change.writer, "file", digest, record.number)
        change.later(JOB, None, ports.clock(), file=str(record.number), role=caller.role)
    return Received(record)


def list_scans(ports: Ports, caller: Caller, state: str | None = "open") -> tuple[ScannedFormRecord, ...]:
    """List what waits in the order it came; without a state, everything."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        return reader.list_scanned_forms(state, 0, MOST_LISTED)


def read_scanned(ports: Ports, caller: Caller, number: int) -> tuple[ScannedFormRecord, File | None]:
    """Read what was scanned, with the file of whom it is for; a record of the view is kept first."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        record = reader.load_scanned_form(number)
        file = reader.load_file(record.person) if record and record.person else None
    if record is None:
        raise NotFound
    note_view(ports, caller, "scan_viewed", [file] if file else [])
    return record, file


def read_picture(ports: Ports, caller: Caller, number: int, blob: str) -> bytes:
    """Return a picture of what was scanned, by the name of its blob."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        record = reader.load_scanned_form(number)
    if record is None or blob not in record.blobs():
        raise NotFound
    return ports.blobs.get(NOBODY, blob)


def read_received(ports: Ports, caller: Caller, number: int) -> tuple[ScannedFormRecord, bytes]:
    """Return the file as it was received, byte for byte."""
    record, _ = read_scanned(ports, caller, number)
    return record, ports.blobs.get(NOBODY, record.original.blob)


def assign_person(ports: Ports, caller: Caller, number: int, person: int) -> ScannedFormRecord:
    """Say whose form it is: a human chose."""
    check_may(caller, "change_consents")
    with changing(ports, caller) as change:
        record = open_scan(change.writer, number)
        if change.writer.load_file(person) is None:
            raise NotFound
        assigned = replace(record, person=person, printed_for=False, revision=record.revision + 1)
        change.put("scan_assigned", None, assigned)
    return assigned


def set_aside(ports: Ports, caller: Caller, number: int, reason: str) -> ScannedFormRecord:
    """Put away what is not to be registered; it is kept, with the reason."""
    check_may(caller, "change_consents")
    if not reason.strip():
        raise Invalid(Fault("/reason", "MISSING"))
    check_texts({"reason": reason})
    with changing(ports, caller) as change:
        record = open_scan(change.writer, number)
        if record.what == "file" and not record.refusal:
            raise Conflict("STILL_READING")
        aside = replace(closed(ports, caller, record), state="set_aside", reason=reason.strip())
        change.put("scan_set_aside", None, aside)
    return aside


def take_back(ports: Ports, caller: Caller, number: int) -> ScannedFormRecord:
    """Bring back what was set aside."""
    check_may(caller, "change_consents")
    with changing(ports, caller) as change:
        record = change.writer.load_scanned_form(number)
        if record is None:
            raise NotFound
        if record.state != "set_aside":
            raise Conflict("ALREADY_DEALT_WITH")
        back = replace(
            record, state="open", closed_at=None, closed_by=None, reason="", revision=record.revision + 1
        )
        change.put("scan_taken_back", None, back)
    return back


def open_scan(reader: Reader, number: int) -> ScannedFormRecord:
    """Read what waits. Raises `Conflict` when it was dealt with meanwhile."""
    record = reader.load_scanned_form(number)
    if record is None:
        raise NotFound
    if record.state != "open":
        raise Conflict("ALREADY_DEALT_WITH")
    return record


def closed(ports: Ports, caller: Caller, record: ScannedFormRecord) -> ScannedFormRecord:
    """Return a record as dealt with now."""
    return replace(record, closed_at=ports.clock(), closed_by=caller.user, revision=record.revision + 1)


def find_known(ports: Ports, reader: Reader, kind: str, text: str) -> ScannedFormRecord | None:
    """Find what came before with this serial, or from this very file."""
    ticket = reader.load_ticket(_known_by(ports, kind, text))
    return reader.load_scanned_form(int(ticket.details["number"])) if ticket else None


def find_sheet(ports: Ports, reader: Reader, serial: str) -> ScannedFormRecord | None:
    """Find the sheet that came before with this serial; one that was entered in error never came."""
    known = find_known(ports, reader, "serial", serial)
    return None if known is None or _is_error(reader, known) else known


def note_known(ports: Ports, writer: Writer, kind: str, text: str, number: int) -> None:
    """Note that this serial or file has come."""
    key = _known_by(ports, kind, text)
    ticket = TicketRecord(key, f"scan_{kind}", _FOR_EVER, details={"number": str(number)})
    writer.put_ticket(ticket, ticket.expires_at.min.replace(tzinfo=UTC))


def _gave_an_error(reader: Reader, file: ScannedFormRecord) -> bool:
    """Tell whether something of this very file was entered in error: then it may come once more."""
    forms = reader.list_scanned_forms(None, 0, MOST_LISTED)
    return any(one.original.sha256 == file.original.sha256 and _is_error(reader, one) for one in forms)


def _is_error(reader: Reader, sheet: ScannedFormRecord) -> bool:
    consent = reader.load_consent(sheet.consent) if sheet.consent else None
    return consent is not None and consent.state == "entered_in_error"


def _known_by(ports: Ports, kind: str, text: str) -> bytes:
    return keyed_digest(ports, f"scan|{kind}|{text}")


def _fit_name(name: str) -> str:
    """Return a file's name as it may be kept: its last part, never with a number no field may hold."""
    short = clean_name(name).replace("\\", "/").rpartition("/")[2][:_LONGEST_NAME].strip() or _NAMELESS
    try:
        check_texts({"name": short})
    except Invalid:
        return _NAMELESS
    return short
