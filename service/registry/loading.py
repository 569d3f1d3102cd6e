"""Reading one record for a use case: there, or one answer for absent and not for you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.registry.errors import NotFound, Stale

if TYPE_CHECKING:
    from service.registry.consent_records import ConsentRecord
    from service.registry.files import File
    from service.registry.storing import Reader


def file_of(reader: Reader, number: int) -> File:
    """Read a file or raise `NotFound`; number 0 is nobody's."""
    file = reader.load_file(number) if number else None
    if file is None:
        raise NotFound
    return file


def consent_of(reader: Reader, consent_id: str) -> tuple[File, ConsentRecord]:
    """Read a consent with the file it is of, or raise `NotFound`.

    A number that stands for a court order is no paper: it is not there to be read or changed as one.
    """
    consent = reader.load_consent(consent_id)
    if consent is None or consent.order is not None:
        raise NotFound
    file = file_of(reader, consent.person)
    return file, next(one for one in file.consents if one.id == consent_id)


def check_revision(actual: int, expected: int | None) -> None:
    """Raise `Stale` when the caller read an older revision."""
    if expected is not None and expected != actual:
        raise Stale
