"""Draws the evidence pack of a case; its data go along as a file attached (PDF/A-3, ISO 19005-3)."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from hashlib import sha256
from typing import Final

from service.documents.evidence.case_parts import Sheet, sheet_of
from service.documents.evidence.case_people import Part
from service.documents.evidence.flow import H1, H3, SMALL, WIDTH, Flow
from service.documents.sheets.tagging import Attachment, fit_to_attach
from service.i18n.words import words_for
from service.registry.case_records import Case

DATA: Final = "dossier.json"
WIDTHS: Final = {3: (0.24, 0.46, 0.3), 4: (0.24, 0.42, 0.12, 0.22)}
"""Shares of the width that columns take, by their number."""
ROLE: Final = "auditor"


def draw_case(case: Case, packed: bytes, language: str, zone: tzinfo) -> bytes:
    """Return the tagged PDF with the data attached. It is drawn twice, for the number of its pages."""
    sheet = sheet_of(case, language, zone)
    packed = fit_to_attach(packed)
    digest = sha256(packed).hexdigest()
    first = _drawn(sheet, digest, language, 0)
    data = Attachment(DATA, packed, "application/json", sheet.title, case.made_at)
    return _drawn(sheet, digest, language, first.pages).finish(sheet.title, language, data)


def _drawn(sheet: Sheet, digest: str, language: str, pages: int) -> Flow:
    words = words_for(ROLE, language)
    foot = partial(words, "case.foot", title=sheet.title)
    flow = Flow(lambda page: foot(page=page, pages=pages or page))
    flow.heading(sheet.title, H1, above=0)
    flow.words(sheet.lead, above=0)
    flow.space(2.0)
    flow.facts(sheet.facts)
    for part in sheet.parts:
        _draw(flow, part)
    flow.heading(words("case.data"))
    flow.words(words("case.data.lead", file=DATA), style=SMALL)
    flow.space(1.0)
    flow.facts([(words("case.data.digest"), (digest,))])
    return flow


def _draw(flow: Flow, part: Part) -> None:
    if part.sub:
        flow.heading(part.heading, H3, above=3.0)
    else:
        flow.heading(part.heading)
    if part.lead:
        flow.words(part.lead, style=SMALL)
        flow.space(1.0)
    flow.facts(part.facts)
    if part.rows:
        widths = [WIDTH * share for share in WIDTHS[len(part.heads)]]
        flow.table(part.heads, widths, part.rows)
