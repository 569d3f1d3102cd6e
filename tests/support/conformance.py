"""What independent checkers hold against a PDF: PDF/UA-1 by three, PDF/A-2a by two."""

from io import BytesIO

import page
import pdf_oxide
import pdfua
import pikepdf
from page import ValidationProfile


def faults_of(content: bytes, *, archival: bool = True) -> list[str]:
    """List all faults; `archival`: PDF/A-2a is asked for as well as PDF/UA-1."""
    return [
        *_by_page(content, archival=archival),
        *_by_pdfua(content),
        *_by_oxide(content, archival=archival),
    ]


def _by_page(content: bytes, *, archival: bool) -> list[str]:
    profiles = (ValidationProfile.PDF_UA_1, *([ValidationProfile.PDF_A_2A] if archival else []))
    return [
        f"{profile.name} {failure.rule_id} {failure.message}"
        for profile in profiles
        for failure in page.validate_pdf_bytes(content, profile=profile).failures
    ]


def _by_pdfua(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as opened:
        document = pdfua.PdfDocument(opened, "form.pdf")
        # Rule by rule: `pdfua.validate` passes over a rule that fails.
        return [
            f"{one.rule_id} {one.message}"
            for rule in pdfua.default_registry()
            for one in rule.check(document)
        ]


def _by_oxide(content: bytes, *, archival: bool) -> list[str]:
    document = pdf_oxide.PdfDocument.from_bytes(content)
    verdicts = [document.validate_pdf_ua(), *([document.validate_pdf_a("2a")] if archival else [])]
    return [fault for verdict in verdicts for fault in verdict["errors"]]
