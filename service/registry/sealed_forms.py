"""The sealed document of an authorization, made once and kept; and the receipt, written when asked for."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.domain.identifiers import parse
from service.registry.accounts import operator
from service.registry.consent_records import ConsentRecord, DocumentRecord
from service.registry.errors import Conflict, NotFound
from service.registry.evidence import Dossier, Original, Subject
from service.registry.last_days import last_day_of
from service.registry.loading import consent_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.storing import Reader

SEALABLE: Final = frozenset({"confirmed", "suspended", "withdrawn", "revoked", "invalidated", "superseded"})
"""What was confirmed once; whatever came of it later, the document says what was signed."""
PDF: Final = "application/pdf"


def seal_consent(ports: Ports, caller: Caller, consent_id: str) -> DocumentRecord:
    """Make the sealed document of a confirmed form and keep it; the one that is there stays as it is."""
    check_may(caller, "change_consents")
    return _seal(ports, caller, consent_id)


def do_seal(ports: Ports, job: JobRecord) -> None:
    """Do what a confirmation left to be done. Raises `Unavailable` for another try later."""
    try:
        _seal(ports, operator("seals"), job.details["consent"])
    except (NotFound, Conflict):
        # Erased, or marked as an error, since then: there is nothing to seal any more.
        return


def read_sealed(ports: Ports, caller: Caller, consent_id: str) -> bytes:
    """Return the sealed document; made now when it is not there yet."""
    document = seal_consent(ports, caller, consent_id)
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
    note_view(ports, caller, "document_viewed", [file])
    return ports.blobs.get(consent.person, document.blob)


def make_receipt(ports: Ports, caller: Caller, consent_id: str, language: str | None = None) -> bytes:
    """Write the receipt of a form as it stands now: in the language of the form, or another."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
    note_view(ports, caller, "receipt_written", [file])
    return write_receipt(ports, file, consent, language)


def write_receipt(ports: Ports, file: File, consent: ConsentRecord, language: str | None = None) -> bytes:
    """Write a receipt for whoever has shown to be its person: no role is asked, no view recorded."""
    spoken = language if language in {"fr", "en"} else consent.language
    return ports.evidence.write_receipt(_subject(ports, file, consent), spoken)


def _seal(ports: Ports, caller: Caller, consent_id: str) -> DocumentRecord:
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
        if consent.sealed is not None:
            return consent.sealed
        if consent.state not in SEALABLE:
            raise Conflict("NOT_CONFIRMED")
        dossier = _dossier(ports, reader, file, consent)
    content = ports.evidence.write_sealed(dossier)
    name = ports.random(16).hex()
    ports.blobs.put(consent.person, name, content)
    document = DocumentRecord(
        sha256(content).hexdigest(), PDF, len(content), name, dossier.made_at, caller.user
    )
    return _keep(ports, caller, consent_id, document)


def _keep(ports: Ports, caller: Caller, consent_id: str, document: DocumentRecord) -> DocumentRecord:
    """Name the document on the record, unless another process was first. What it says is no revision."""
    with changing(ports, caller) as change:
        _, consent = consent_of(change.writer, consent_id)
        if consent.sealed is None:
            change.put("consent_sealed", consent.person, replace(consent, sealed=document))
            return document
    ports.blobs.remove(consent.person, document.blob)
    return consent.sealed


def _dossier(ports: Ports, reader: Reader, file: File, consent: ConsentRecord) -> Dossier:
    numbers = {consent.recorded_by, consent.confirmed_by, *(one.staff for one in consent.screen)}
    users = {number: reader.load_user(number) for number in numbers if number}
    return Dossier(
        subject=_subject(ports, file, consent),
        made_at=ports.clock(),
        time_stamped=ports.evidence.time_stamped,
        staff={number: user.name for number, user in users.items() if user},
        originals=[Original(one, ports.blobs.get(consent.person, one.blob)) for one in consent.documents],
        drawn={one.drawn: ports.blobs.get(consent.person, one.drawn) for one in consent.screen if one.drawn},
    )


def _subject(ports: Ports, file: File, consent: ConsentRecord) -> Subject:
    form = ports.forms.find(consent.form, consent.version)
    if form is None:
        raise NotFound
    number = parse(consent.id).printed
    return Subject(
        consent=consent,
        person=file.person,
        form=form,
        number=number,
        zone=ports.time_zone,
        establishment=ports.establishment,
        verification=f"{ports.evidence.public_url}/v/{number}",
        portal=f"{ports.evidence.public_url}/mes-autorisations",
        last_day=last_day_of(ports, consent),
    )
