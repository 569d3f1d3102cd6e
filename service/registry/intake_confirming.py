"""Confirming what was scanned: one transaction from the sheet to the authorization in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from service.registry.consent_records import TransferRecord
from service.registry.consents import NewConsent, confirm_consent, register_consent
from service.registry.documents import attach_document
from service.registry.errors import Conflict, Fault, Invalid, NotFound, Stale
from service.registry.intake import MOST_LISTED, NOBODY, closed, find_sheet, note_known, open_scan
from service.registry.intake_sheets import Sheet, can_propose_day, is_clear, mark_of_papers, sheet_of
from service.registry.loading import check_revision, file_of
from service.registry.once import together
from service.registry.people import record_capacity, record_minority
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.withdrawing import NewWithdrawal, Withdrawn, withdraw_consent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord, SignatureRecord
    from service.registry.forms import FormVersion
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.scan_records import ScannedFormRecord
    from service.registry.storing import Reader

CONSENTS: Final = frozenset({"authorization", "refusal"})
FORGET: Final = "forget_pictures"
_BLOBS_A_JOB: Final = 20
"""Names in one job: what a job holds is short."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a human says stands on the sheet: signatures, answers (fields of a consent), the person's wish.

    `papers`: the mark of the person's papers when the page was shown. `proposed`: the page proposed the day
    of signature. `unseen`: the sheet is confirmed from the list, for nothing on it needs a hand.
    """

    signatures: tuple[SignatureRecord, ...]
    answers: Mapping[str, Any]
    wish: str | None = None
    revision: int | None = None
    papers: str | None = None
    proposed: bool = False
    unseen: bool = False


def confirm_scan(
    ports: Ports, caller: Caller, number: int, reviewed: Reviewed, pages: bytes | None = None
) -> ConsentRecord:
    """Register the form, keep its pages with it, confirm it, and close what was scanned: all of it or none.

    `pages` were taken by `take_pages` before a transaction that is under way. Raises `Invalid` with what to
    mend, `Conflict` when it was dealt with meanwhile, `Stale` when the person's papers changed meanwhile.
    """
    check_may(caller, "change_consents")
    taken = take_pages(ports, caller, number) if pages is None else pages
    with together(ports) as joined, changing(joined, caller) as change:
        now = open_scan(change.writer, number)
        check_revision(now.revision, reviewed.revision)
        form = form_of(ports, now)
        _check_can_confirm(now, form)
        _check_not_registered(ports, change.writer, now)
        _check_as_shown(_sheet(joined, change.writer, now, form), reviewed)
        new = NewConsent(
            person=_person(now),
            form=form.family,
            version=form.version,
            language=now.language,
            signatures=reviewed.signatures,
            original=taken,
            transfer=transfer_of(now),
            **_answers(reviewed.answers),
        )
        consent = register_consent(joined, caller, new)
        _note_wish(joined, caller, consent.person, reviewed.wish)
        confirmed = confirm_consent(joined, caller, consent.id, verified=True)
        change.put("scan_registered", None, _registered(ports, caller, now, consent.id))
        note_known(ports, change.writer, "serial", now.serial, now.number)
        forget_pictures(change, now)
    return confirmed


def withdraw_by_scan(
    ports: Ports,
    caller: Caller,
    number: int,
    consents: tuple[str, ...],
    new: NewWithdrawal,
    pages: bytes | None = None,
) -> tuple[Withdrawn, ...]:
    """Withdraw what a withdrawal form takes back, and keep its pages with each authorization.

    `pages` as for `confirm_scan`.
    """
    check_may(caller, "withdraw")
    if not consents:
        raise Invalid(Fault("/consents", "MISSING_CHOICE"))
    taken = take_pages(ports, caller, number) if pages is None else pages
    with together(ports) as joined, changing(joined, caller) as change:
        now = open_scan(change.writer, number)
        if form_of(ports, now).kind != "withdrawal":
            raise Conflict("NOT_A_WITHDRAWAL")
        own = {consent.id for consent in file_of(change.writer, _person(now)).consents}
        if not own.issuperset(consents):
            raise NotFound
        done = tuple(withdraw_consent(joined, caller, consent, new) for consent in consents)
        for consent in consents:
            attach_document(joined, caller, consent, taken, transfer_of(now))
        change.put("scan_registered", None, _registered(ports, caller, now, consents[0]))
        forget_pictures(change, now)
    return done


def form_of(ports: Ports, record: ScannedFormRecord) -> FormVersion:
    """Return the form that was scanned. Raises `NotFound` for a page that is none."""
    form = ports.forms.find(record.family, record.version) if record.what == "form" else None
    if form is None:
        raise NotFound
    return form


def is_unsigned(record: ScannedFormRecord, form: FormVersion) -> bool:
    """Tell whether nobody who may sign left any ink: then it is no authorization, whatever is ticked.

    A withdrawal counts without a signature.
    """
    if form.kind == "withdrawal":
        return False
    rooms = {slot.key for slot in form.slots if slot.signers}
    doubtful = {field for code, field in record.doubts if field in rooms and code != "COPIES_DIFFER"}
    return not doubtful and not any(record.ink.get(room) for room in rooms)


def take_pages(ports: Ports, caller: Caller, number: int) -> bytes:
    """Return the file as received where it holds this form alone, else the form's pages taken out of it.

    To be asked before a transaction begins: another process may take its time over it. Raises `Conflict`.
    """
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        record = open_scan(reader, number)
    form = form_of(ports, record)
    if form.kind != "withdrawal":
        _check_can_confirm(record, form)
    content = ports.blobs.get(NOBODY, record.original.blob)
    return content if record.alone else ports.opener.take_out(content, record.pages)


def transfer_of(record: ScannedFormRecord) -> TransferRecord:
    """Say how the paper became the document kept (LCCJTI, s. 17)."""
    return TransferRecord(
        source=record.source,
        sha256=record.original.sha256,
        media_type=record.original.media_type,
        pages=record.pages,
        received_at=record.received_at,
        received_by=record.received_by,
        via=record.via,
        serial=record.serial,
        whole=record.alone,
    )


def forget_pictures(change: Change, record: ScannedFormRecord) -> None:
    """Have the pictures made for the human's eyes removed, once the transaction is kept."""
    blobs = record.blobs()
    for first in range(0, len(blobs), _BLOBS_A_JOB):
        part = blobs[first : first + _BLOBS_A_JOB]
        change.later(FORGET, None, change.ports.clock(), blobs=" ".join(part))


def do_forget_pictures(ports: Ports, job: JobRecord) -> None:
    """Remove the pictures of a sheet that was registered; the paper's own are with the authorization."""
    for blob in job.details["blobs"].split():
        ports.blobs.remove(NOBODY, blob)


def _check_can_confirm(record: ScannedFormRecord, form: FormVersion) -> None:
    if form.kind not in CONSENTS:
        raise Conflict("NOT_A_CONSENT")
    if is_unsigned(record, form):
        raise Conflict("NOT_SIGNED")


def _sheet(ports: Ports, reader: Reader, record: ScannedFormRecord, form: FormVersion) -> Sheet:
    waiting = reader.list_scanned_forms("open", 0, MOST_LISTED)
    return sheet_of(ports, record, form, file_of(reader, _person(record)), waiting)


def _check_as_shown(sheet: Sheet, reviewed: Reviewed) -> None:
    """Raise `Stale` when what the page showed no longer holds, `Invalid` for what is not copied."""
    if reviewed.papers is not None and reviewed.papers != mark_of_papers(sheet.file):
        raise Stale
    if reviewed.proposed and not can_propose_day(sheet):
        raise Stale
    if reviewed.unseen and not is_clear(sheet):
        raise Stale
    left = [name for name in sorted(sheet.copied()) if not reviewed.answers.get(name)]
    if left:
        raise Invalid(*(Fault(f"/{name}", "TO_COPY") for name in left))


def _check_not_registered(ports: Ports, reader: Reader, record: ScannedFormRecord) -> None:
    """One sheet makes one authorization, however often it is scanned; one entered in error is none."""
    known = find_sheet(ports, reader, record.serial)
    if known is not None and known.number != record.number and known.state == "registered":
        raise Conflict("SHEET_REGISTERED")


def _person(record: ScannedFormRecord) -> int:
    if record.person is None:
        raise Invalid(Fault("/person", "MISSING"))
    return record.person


def _answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the fields of a draft into those of a new consent."""
    given = dict(answers)
    establishes = given.pop("establishes", None)
    if establishes is not None:
        names = ("opt_in", "free", "informed", "distinct")
        given |= {name: getattr(establishes, name) for name in names}
    return given


def _note_wish(ports: Ports, caller: Caller, number: int, wish: str | None) -> None:
    """Record what the person wants besides whoever signed for them: a no stands before any signature."""
    if wish is None:
        return
    with ports.store.reading() as reader:
        person = file_of(reader, number).person
    if wish in {"refuses", "agrees_or_not_asked"} and wish != person.minority.minor_wish:
        record_minority(ports, caller, number, replace(person.minority, minor_wish=wish))
    if wish in {"agrees", "objects"} and wish != person.capacity.wish:
        record_capacity(ports, caller, number, replace(person.capacity, wish=wish))


def _registered(ports: Ports, caller: Caller, record: ScannedFormRecord, consent: str) -> ScannedFormRecord:
    """Return the record as registered: what was read is the authorization's from now on."""
    return replace(
        closed(ports, caller, record),
        state="registered",
        consent=consent,
        boxes={},
        ink={},
        written={},
        dates={},
        words={},
        pictures=(),
        doubts=(),
    )
