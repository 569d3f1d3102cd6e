"""What a sealed document and a receipt are made of: plain values, and the port that writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from service.registry.consent_records import ConsentRecord, DocumentRecord
from service.registry.forms import FormVersion
from service.registry.people_records import PersonRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.registry.case_records import Case
    from service.registry.report_records import Report


@dataclass(frozen=True, slots=True)
class Subject:
    """One authorization or refusal with all that is said beside it. Nothing here depends on a legal file."""

    consent: ConsentRecord
    person: PersonRecord
    form: FormVersion
    number: str
    """As printed."""
    zone: tzinfo
    establishment: Mapping[str, str]
    verification: str
    """Address that the code leads to."""
    portal: str
    """Address of « Mes autorisations »."""
    last_day: date | None = None
    """Last day of what it allows, as the rules count it; None before any signature."""


@dataclass(frozen=True, slots=True)
class Original:
    """An original as it came, with what the registry noted of it."""

    record: DocumentRecord
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the sealed document of one authorization holds."""

    subject: Subject
    made_at: datetime
    time_stamped: bool
    """Whether a third party dates the seal: the document says so of itself."""
    staff: Mapping[int, str]
    """Names of the users whom the record names by number."""
    originals: Sequence[Original] = ()
    drawn: Mapping[str, bytes] = field(default_factory=dict)
    """Drawn signatures by the name of their blob."""


class EvidenceWriter(Protocol):
    """Writes documents for people to keep."""

    @property
    def public_url(self) -> str:
        """Return the registry's public address, without a slash at its end."""

    @property
    def time_stamped(self) -> bool:
        """Tell whether a third party dates each seal, so that it outlives its certificate."""

    def write_sealed(self, dossier: Dossier) -> bytes:
        """Return a sealed PDF: what was signed, the whole text, the original, how.

        Raises `Unavailable` when it cannot be sealed now.
        """

    def write_receipt(self, subject: Subject, language: str) -> bytes:
        """Return one page for the person: what was answered, until when, how to change one's mind."""

    def write_case(self, case: Case, packed: bytes, language: str, zone: tzinfo) -> bytes:
        """Return the evidence pack of a case as a sealed PDF, with `packed` (its JSON) attached.

        Raises `Unavailable` when it cannot be sealed now.
        """

    def write_report(self, report: Report, packed: bytes) -> bytes:
        """Return a report as a sealed PDF, with `packed` (its JSON) attached.

        Raises `Unavailable` when it cannot be sealed now.
        """
