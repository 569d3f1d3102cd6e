"""Confirming what was scanned: one transaction from the sheet to the authorization in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from service.registry.consent_records import TransferRecord
from service.registry.consents import NewConsent, confirm_consent, register_consent
from service.registry.documents import attach_document
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.intake import NOBODY, closed, find_known, note_known, open_scan
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
    from service.registry.ports import Ports
    from service.registry.scan_records import ScannedFormRecord
    from service.registry.storing import Reader

CONSENTS: Final = frozenset({"authorization", "refusal"})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a human says stands on the sheet: signatures, answers (fields of a consent), the person's wish."""

    signatures: tuple[SignatureRecord, ...]
    answers: Mapping[str, Any]
    wish: str | None = None
    revision: int | None = None


def confirm_scan(ports: Ports, caller: Caller, number: int, reviewed: Reviewed) -> ConsentRecord:
    """Register the form, keep its pages with it, confirm it, and close what was scanned: all of it or none.

    Raises `Invalid` with what to mend, `Conflict` when it was dealt with meanwhile.
    """
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        record = open_scan(reader, number)
    form = form_of(ports, record)
    _check_can_confirm(record, form)
    pages = take_pages(ports, record)
    with together(ports) as joined, changing(joined, caller) as change:
        now = open_scan(change.writer, number)
        check_revision(now.revision, reviewed.revision)
        _check_not_registered(change.writer, now)
        new = NewConsent(
            person=_person(now),
            form=form.family,
            version=form.version,
            language=now.language,
            signatures=reviewed.signatures,
            original=pages,
            transfer=transfer_of(now),
            **_answers(reviewed.answers),
        )
        consent = register_consent(joined, caller, new)
        _note_wish(joined, caller, consent.person, reviewed.wish)
        confirmed = confirm_consent(joined, caller, consent.id, verified=True)
        change.put("scan_registered", None, _registered(ports, caller, now, consent.id))
        note_known(change.writer, "serial", now.serial, now.number)
    forget_pictures(ports, record)
    return confirmed


def withdraw_by_scan(
    ports: Ports, caller: Caller, number: int, consents: tuple[str, ...], new: NewWithdrawal
) -> tuple[Withdrawn, ...]:
    """Withdraw what a withdrawal form takes back, and keep its pages with each authorization."""
    check_may(caller, "withdraw")
    if not consents:
        raise Invalid(Fault("/consents", "MISSING_CHOICE"))
    with ports.store.reading() as reader:
        record = open_scan(reader, number)
    if form_of(ports, record).kind != "withdrawal":
        raise Conflict("NOT_A_WITHDRAWAL")
    pages = take_pages(ports, record)
    with together(ports) as joined, changing(joined, caller) as change:
        now = open_scan(change.writer, number)
        own = {consent.id for consent in file_of(change.writer, _person(now)).consents}
        if not own.issuperset(consents):
            raise NotFound
        done = tuple(withdraw_consent(joined, caller, consent, new) for consent in consents)
        for consent in consents:
            attach_document(joined, caller, consent, pages, transfer_of(now))
        change.put("scan_registered", None, _registered(ports, caller, now, consents[0]))
    forget_pictures(ports, record)
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


def take_pages(ports: Ports, record: ScannedFormRecord) -> bytes:
    """Return the file as received where it holds this form alone, else the form's pages taken out of it."""
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


def forget_pictures(ports: Ports, record: ScannedFormRecord) -> None:
    """Remove the pictures made for the human's eyes; the paper's own are with the authorization."""
    for blob in record.blobs():
        ports.blobs.remove(NOBODY, blob)


def _check_can_confirm(record: ScannedFormRecord, form: FormVersion) -> None:
    if form.kind not in CONSENTS:
        raise Conflict("NOT_A_CONSENT")
    if is_unsigned(record, form):
        raise Conflict("NOT_SIGNED")


def _check_not_registered(reader: Reader, record: ScannedFormRecord) -> None:
    """One sheet makes one authorization, however often it is scanned."""
    known = find_known(reader, "serial", record.serial)
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
