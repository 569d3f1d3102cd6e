"""Reading what was received: the job that makes, of a file, one thing to deal with for each form or page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.account_records import Caller
from service.registry.errors import NotFound
from service.registry.intake import NOBODY, find_sheet, note_known
from service.registry.jobs import lease, put_off
from service.registry.recording import changing
from service.registry.scan_records import ScannedFormRecord
from service.registry.scans import Told
from service.registry.ticket_records import TicketRecord

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.scans import FormReading, ScanReading, UnreadPage

SEEN_BEFORE: Final = "SEEN_BEFORE"
UNKNOWN_PERSON: Final = "UNKNOWN_PERSON"
LEASE: Final = timedelta(minutes=2)
"""How long after the last page a reading that stopped is begun again."""
SAID_EVERY: Final = timedelta(seconds=1)
_LOG: Final = logging.getLogger("aval")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a file is; zero pages: it has not begun."""

    done: int
    total: int


def do_read_scan(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Read the file of a job; what is read already is not read again."""
    number = int(job.details["file"])
    with ports.store.reading() as reader:
        file = reader.load_scanned_form(number)
    if file is None or not is_being_read(file):
        return None
    reading = _Reading(ports, file, job)
    content = ports.blobs.get(NOBODY, file.original.blob)
    told = Told(reading.note_progress, reading.keep_picture)
    found = ports.opener.read_content(file.source, content, ports.forms.published(), told)
    for form in found.forms:
        reading.keep_handwriting(form)
    caller = Caller(file.received_by, "", job.details["role"], file.via)
    with changing(ports, caller) as change:
        now = change.writer.load_scanned_form(number)
        if now is None or not is_being_read(now):  # read by another meanwhile
            reading.forget()
            return None
        _keep(change, replace(now, revision=now.revision + 1), found, reading)
        change.writer.end_ticket(_progress_of(number))
    return None


def give_up_reading(change: Change, job: JobRecord) -> None:
    """Say of a file whose reading fails and fails that it cannot be read, so that someone deals with it."""
    file = change.writer.load_scanned_form(int(job.details["file"]))
    if file is not None and is_being_read(file):
        failed = replace(file, refusal="READER_FAILED", revision=file.revision + 1)
        change.put("scan_read", None, failed)


def is_being_read(file: ScannedFormRecord) -> bool:
    """Tell whether a record is a file that is not read yet."""
    return file.what == "file" and file.state == "open" and not file.refusal


def load_progress(ports: Ports, number: int) -> Progress:
    """Tell how far the reading of a file is."""
    with ports.store.reading() as reader:
        ticket = reader.load_ticket(_progress_of(number))
    if ticket is None:
        return Progress(0, 0)
    return Progress(int(ticket.details["done"]), int(ticket.details["total"]))


@dataclass(slots=True)
class _Reading:
    """A reading under way: says how far it is, and keeps pictures as they come."""

    ports: Ports
    file: ScannedFormRecord
    job: JobRecord
    pictures: dict[int, str] = field(default_factory=dict)
    """Blob of each page, by its number."""
    handwriting: dict[tuple[int, ...], tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)
    """Blobs of each form's dates and words, by its pages; kept before the transaction begins."""
    said_at: datetime | None = None

    def note_progress(self, done: int, total: int) -> None:
        """Say how far it is, once a second; the job stays ours as long as we say so."""
        now = self.ports.clock()
        if self.said_at is not None and now - self.said_at < SAID_EVERY:
            return
        self.said_at = now
        details = {"done": str(done), "total": str(total)}
        ticket = TicketRecord(_progress_of(self.file.number), "scan_progress", now + LEASE, details=details)
        with self.ports.store.writing() as writer:
            writer.put_ticket(ticket, now)
            kept = replace(self.job, tries=self.job.tries + 1, due_at=now + lease(self.job, LEASE))
            put_off(writer, self.job, kept)

    def keep_picture(self, page: int, jpeg: bytes) -> None:
        """Keep the picture of a page; a crash before the end leaves blobs nobody names."""
        self.pictures[page] = _kept(self.ports, jpeg)

    def keep_handwriting(self, form: FormReading) -> None:
        """Keep the pictures of what is written by hand on a form."""
        dates = {key: _kept(self.ports, png) for key, png in form.dates.items()}
        words = {key: _kept(self.ports, png) for key, png in form.words.items()}
        self.handwriting[tuple(place.page for place in form.places)] = dates, words

    def forget(self) -> None:
        """Remove what this reading kept: another came first, and its pictures are the ones named."""
        kept = [blob for held in self.handwriting.values() for one in held for blob in one.values()]
        for blob in (*self.pictures.values(), *kept):
            self.ports.blobs.remove(NOBODY, blob)


def _keep(change: Change, file: ScannedFormRecord, found: ScanReading, reading: _Reading) -> None:
    """Keep all that was read, and what became of the file, in one transaction."""
    refusal = found.refused[0].code if found.refused else ""
    things = len(found.forms) + len(found.unread)
    alone = things == 1 and not refusal
    done = replace(file, state="open" if refusal else "read", refusal=refusal, blank=len(found.blank))
    if not things and not refusal:
        done = replace(done, state="open", refusal="NOTHING_ON_IT")
    change.put("scan_read", None, done)
    for form in found.forms:
        record = _form(change, file, form, reading)
        whole = alone and file.original.media_type != "image/tiff"
        change.put("scan_read", None, replace(record, alone=whole))
        if record.seen is None:
            note_known(change.ports, change.writer, "serial", form.serial, record.number)
    for page in found.unread:
        change.put("scan_read", None, _page(change, file, page, reading.pictures))
    _LOG.info("scan read: %d forms, %d pages unreadable", len(found.forms), len(found.unread))


def _form(change: Change, file: ScannedFormRecord, form: FormReading, reading: _Reading) -> ScannedFormRecord:
    person, known = _person(change, form.person)
    seen = find_sheet(change.ports, change.writer, form.serial)
    doubts = [(doubt.code, doubt.field) for doubt in form.doubts]
    doubts += [(SEEN_BEFORE, "")] if seen else []
    doubts += [] if known else [(UNKNOWN_PERSON, "")]
    pages = tuple(place.page for place in form.places)
    dates, words = reading.handwriting[pages]
    return replace(
        _waiting(change, file, pages, reading.pictures),
        family=form.family,
        version=form.version,
        language=form.language,
        serial=form.serial,
        person=person,
        printed_for=person is not None,
        boxes=dict(form.boxes),
        ink=dict(form.ink),
        written=dict(form.written),
        dates=dates,
        words=words,
        doubts=tuple(doubts),
        seen=seen.number if seen else None,
    )


def _page(
    change: Change, file: ScannedFormRecord, page: UnreadPage, pictures: dict[int, str]
) -> ScannedFormRecord:
    waiting = _waiting(change, file, (page.place.page,), pictures)
    return replace(waiting, serial=page.serial, what="page", refusal=page.code)


def _waiting(
    change: Change, file: ScannedFormRecord, pages: tuple[int, ...], pictures: dict[int, str]
) -> ScannedFormRecord:
    """Begin the record of what some pages of a file hold."""
    return ScannedFormRecord(
        number=change.writer.next_number("scanned_form"),
        state="open",
        received_at=file.received_at,
        received_by=file.received_by,
        via=file.via,
        source=file.source,
        original=file.original,
        pages=pages,
        pictures=tuple(pictures[page] for page in pages if page in pictures),
    )


def _person(change: Change, sealed: str) -> tuple[int | None, bool]:
    """Return whom a sheet was printed for; False beside it when nobody here is known by that reference."""
    if not sealed:
        return None, True
    try:
        number, _ = change.ports.references.open("form", sealed)
    except NotFound:
        return None, False
    return (number, True) if change.writer.load_file(number) else (None, False)


def _kept(ports: Ports, picture: bytes) -> str:
    name = ports.random(16).hex()
    ports.blobs.put(NOBODY, name, picture)
    return name


def _progress_of(number: int) -> bytes:
    return sha256(f"scan\0progress\0{number}".encode()).digest()
