"""The port `EvidenceWriter`: sealed documents and receipts as tagged PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.registry.evidence import Dossier, Subject

if TYPE_CHECKING:
    from datetime import tzinfo

    from service.registry.case_records import Case
    from service.registry.report_records import Report
    from service.registry.sealing import Sealer


@dataclass(frozen=True, slots=True)
class PdfWriter:
    """Writes them; untrusted originals are opened by a process of their own.

    `sealer` gives what seals, when it is first needed: pyHanko takes a second to load, and most commands
    seal nothing.
    """

    public_url: str
    sealer: Callable[[], Sealer]
    time_stamped: bool = False

    def write_sealed(self, dossier: Dossier) -> bytes:
        """Return the document, sealed."""
        from service.documents.evidence.dossier import draw_dossier  # noqa: PLC0415 - loaded when first needed
        from service.documents.evidence.pictures import pictures_of  # noqa: PLC0415 - likewise

        subject = dossier.subject
        content = draw_dossier(dossier, pictures_of)
        return self.sealer().seal(content, subject.number, subject.consent.language)

    def write_receipt(self, subject: Subject, language: str) -> bytes:
        """Return the receipt."""
        from service.documents.evidence.receipt import draw_receipt  # noqa: PLC0415 - loaded when first needed

        return draw_receipt(subject, language)

    def write_case(self, case: Case, packed: bytes, language: str, zone: tzinfo) -> bytes:
        """Return the evidence pack, sealed; its seal says nothing of whom it is about."""
        from service.documents.evidence.case_pack import draw_case  # noqa: PLC0415 - loaded when first needed

        return self.sealer().seal(draw_case(case, packed, language, zone), "", language)

    def write_report(self, report: Report, packed: bytes) -> bytes:
        """Return a report, sealed."""
        from service.documents.evidence.report import draw_report  # noqa: PLC0415 - loaded when first needed

        return self.sealer().seal(draw_report(report, packed), "", report.language)
