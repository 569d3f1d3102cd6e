"""The port `EvidenceWriter`: sealed documents and receipts as tagged PDF."""

from __future__ import annotations

from dataclasses import dataclass

from service.documents.evidence.dossier import draw_dossier
from service.documents.evidence.pictures import pictures_of
from service.documents.evidence.receipt import draw_receipt
from service.registry.evidence import Dossier, Subject


@dataclass(frozen=True, slots=True)
class PdfWriter:
    """Writes them; untrusted originals are opened by a process of their own."""

    def write_dossier(self, dossier: Dossier) -> bytes:
        """Return the document to be sealed."""
        return draw_dossier(dossier, pictures_of)

    def write_receipt(self, subject: Subject, language: str) -> bytes:
        """Return the receipt."""
        return draw_receipt(subject, language)
