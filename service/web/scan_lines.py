"""Scans in words: groups of what waits, doubts with their reason, handwriting beside each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.registry.files import File
from service.registry.intake_confirming import is_unsigned
from service.registry.intake_reading import SEEN_BEFORE, Progress
from service.registry.intake_sheets import Sheet, is_clear, sheet_of, why_day_is_asked
from service.registry.scan_records import ScannedFormRecord
from service.web.paper import text_of
from service.web.scan_filling import crops_by_field, field_of_doubt
from service.web.showing import moment_of
from service.web.visits import Visit

PAGE: Final = "/numeriser"
GROUPS: Final = ("clear", "look", "unsigned", "seen", "unreadable", "refused")


@dataclass(frozen=True, slots=True)
class ShownScan:
    """One thing that waits: where it is dealt with, what it is, from which file, why it is in its group."""

    path: str
    title: str
    name: str
    source: str
    pages: str
    reasons: list[str]
    ref: str


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A file being read, and how far."""

    source: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """One doubt: the field of the page it leads to (or none), the paper's words for it, the reason."""

    field: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture of handwriting, and what it is of."""

    path: str
    label: str


def group_of(sheet: Sheet | None, scan: ScannedFormRecord) -> str:
    """Say in which group something waits."""
    if scan.what == "file":
        return "refused"
    if sheet is None:
        return "unreadable"
    if scan.seen is not None:
        return "seen"
    if is_unsigned(scan, sheet.form):
        return "unsigned"
    return "clear" if is_clear(sheet) else "look"


def sheet_if_form(
    visit: Visit, scan: ScannedFormRecord, file: File | None, waiting: Sequence[ScannedFormRecord]
) -> Sheet | None:
    """Put a form on the desk, among what waits; a page that is none, or of a form unknown here, is not."""
    form = visit.ports.forms.find(scan.family, scan.version) if scan.what == "form" else None
    return sheet_of(visit.ports, scan, form, file, waiting) if form else None


def shown_scan(visit: Visit, scan: ScannedFormRecord, file: File | None, sheet: Sheet | None) -> ShownScan:
    """Show one thing in the list."""
    words, ref = visit.words, visit.seal("scanned_form", scan.number)
    title = text_of(sheet.form, words.language).title if sheet else words(f"scan.what.{scan.what}")
    return ShownScan(
        path=f"{PAGE}/{ref}",
        title=title,
        name=file.person.names.display if file else "",
        source=scan.source,
        pages=", ".join(str(page) for page in scan.pages),
        reasons=_reasons(visit, scan, sheet),
        ref=ref,
    )


def doubts_of(visit: Visit, sheet: Sheet) -> list[ShownDoubt]:
    """List why a human must look, in the order of the paper."""
    words = visit.words
    text = text_of(sheet.form, words.language)
    doubts = [
        ShownDoubt(
            field_of_doubt(sheet.form, key) if key else "",
            _label(sheet, key, text.label(key) or "") if key else "",
            words(f"doubt.{code}"),
        )
        for code, key in sheet.scan.doubts
        if code != SEEN_BEFORE
    ]
    return list(dict.fromkeys(doubts))


def crops_of(visit: Visit, sheet: Sheet) -> dict[str, list[Crop]]:
    """Say which pictures of handwriting stand beside each field."""
    ref = visit.seal("scanned_form", sheet.scan.number)
    text = text_of(sheet.form, visit.words.language)
    return {
        name: [Crop(f"{PAGE}/{ref}/ecriture/{key}", text.label(key) or key) for key in keys]
        for name, keys in crops_by_field(sheet).items()
    }


def received_line(visit: Visit, scan: ScannedFormRecord) -> str:
    """Say when and from which file something came."""
    at = moment_of(visit.words, scan.received_at, visit.ports.time_zone)
    pages = ", ".join(str(page) for page in scan.pages)
    if not pages:
        return visit.words("scan.received.file", source=scan.source, moment=at)
    return visit.words("scan.received", source=scan.source, pages=pages, moment=at)


def _reasons(visit: Visit, scan: ScannedFormRecord, sheet: Sheet | None) -> list[str]:
    words = visit.words
    if scan.what != "form" or sheet is None:
        return [words(f"refusal.{scan.refusal or 'UNKNOWN_FORM'}")]
    reasons = list(dict.fromkeys(words(f"doubt.{code}") for code, _ in scan.doubts))
    if sheet.file is None:
        reasons.append(words("scan.reason.person"))
    if sheet.copied():
        reasons.append(words("scan.reason.copy"))
    if not sheet.fits:
        reasons.append(words("scan.unfit"))
    if sheet.beside:
        reasons.append(words(f"scan.beside.{sheet.beside}"))
    if sheet.file is not None and why_day_is_asked(sheet) == "PAPERS":
        reasons.append(words("scan.reason.day"))
    others = [slot for slot in sheet.signers() if "self" not in slot.signers]
    if others:
        reasons.append(words("scan.reason.signers"))
    return reasons


def _label(sheet: Sheet, key: str, own: str) -> str:
    """Return the paper's words for a box of a row: its question and the answer."""
    for use in sheet.form.uses:
        if key in use.boxes:
            return text_label(sheet, use.key)
    for field in sheet.form.fields:
        if key in field.boxes and key != field.key:
            return text_label(sheet, field.key)
    return own or key


def text_label(sheet: Sheet, key: str) -> str:
    """Return the form's words for a key, in the language it was signed in."""
    text = sheet.form.text(sheet.scan.language) or sheet.form.texts[0]
    return text.label(key) or key
