"""Originals: kept byte for byte, sealed with the person's key."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.registry.consent_records import DocumentRecord
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.loading import consent_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.consent_records import TransferRecord
    from service.registry.ports import Ports

MOST_BYTES: Final = 25 * 1024 * 1024
SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
"""First bytes of what is accepted; a file's name and declared type prove nothing."""


ENDINGS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}
"""How the names of such files end."""


def attach_document(
    ports: Ports, caller: Caller, consent_id: str, content: bytes, transfer: TransferRecord | None = None
) -> DocumentRecord:
    """Keep an original with its consent. The same file again changes nothing."""
    check_may(caller, "change_consents")
    kind_of(content, MOST_BYTES if transfer is None else len(content))
    digest = sha256(content).hexdigest()
    with ports.store.reading() as reader:
        _, consent = consent_of(reader, consent_id)
    known = next((one for one in consent.documents if one.sha256 == digest), None)
    if known is not None:
        return known
    document = keep_original(ports, caller, consent.person, content, transfer)
    with changing(ports, caller) as change:
        _, consent = consent_of(change.writer, consent_id)
        if consent.state in {"invalidated", "entered_in_error"}:
            raise Conflict("WRONG_STATE")
        changed = replace(
            consent,
            documents=(*consent.documents, document),
            changed_at=document.attached_at,
            revision=consent.revision + 1,
        )
        change.put("document_attached", consent.person, changed)
    return document


def keep_original(
    ports: Ports,
    caller: Caller,
    person: int,
    content: bytes,
    transfer: TransferRecord | None = None,
    *,
    most: int = MOST_BYTES,
) -> DocumentRecord:
    """Keep an original, on the disk when this returns, and describe it. Raises `Invalid` for no such file.

    What was scanned was let in already, whatever its size: then there is a `transfer`.
    Kept before the row that names it: a crash in between leaves a blob nobody names, no row without one.
    """
    media_type = kind_of(content, most if transfer is None else len(content))
    name = ports.random(16).hex()
    ports.blobs.put(person, name, content)
    digest = sha256(content).hexdigest()
    return DocumentRecord(digest, media_type, len(content), name, ports.clock(), caller.user, transfer)


def read_document(
    ports: Ports, caller: Caller, consent_id: str, digest: str | None = None
) -> tuple[DocumentRecord, bytes]:
    """Return an original as it was received: the last one, or the one of this SHA-256."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
    document = next((one for one in reversed(consent.documents) if digest in (None, one.sha256)), None)
    if document is None:
        raise NotFound
    note_view(ports, caller, "document_viewed", [file])
    return document, ports.blobs.get(consent.person, document.blob)


def kind_of(content: bytes, most: int = MOST_BYTES) -> str:
    """Tell the media type by the first bytes. Raises `Invalid` for what is not accepted."""
    if not content:
        raise Invalid(Fault("/file", "EMPTY"))
    if len(content) > most:
        raise Invalid(Fault("/file", "TOO_LARGE", str(most)))
    media_type = next((kind for sign, kind in SIGNS if content.startswith(sign)), None)
    if media_type is None:
        raise Invalid(Fault("/file", "NOT_IN_LIST", "PDF, JPEG, PNG, TIFF"))
    return media_type
