"""Draws a report of facts and tables; its data go along as a file attached (PDF/A-3, ISO 19005-3)."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Final

from service.documents.evidence.flow import H1, H3, SMALL, WIDTH, Flow
from service.documents.sheets.stream_ends import ended
from service.documents.sheets.tagging import Attachment
from service.i18n.words import words_for
from service.registry.report_records import Report, Section

ROLE: Final = "quality"


def draw_report(report: Report, packed: bytes) -> bytes:
    """Return the tagged PDF with the data attached. It is drawn twice, for the number of its pages."""
    packed = ended(packed)
    digest = sha256(packed).hexdigest()
    first = _drawn(report, digest, 0)
    data = Attachment(report.data, packed, "application/json", report.title, report.made_at)
    return _drawn(report, digest, first.pages).finish(report.title, report.language, data)


def _drawn(report: Report, digest: str, pages: int) -> Flow:
    words = words_for(ROLE, report.language)
    foot = partial(words, "case.foot", title=report.title)
    flow = Flow(lambda page: foot(page=page, pages=pages or page))
    flow.heading(report.title, H1, above=0)
    flow.words(report.lead, above=0)
    flow.space(2.0)
    flow.facts(report.facts)
    for section in report.sections:
        _draw(flow, section)
    flow.heading(words("case.data"))
    flow.words(words("case.data.lead", file=report.data), style=SMALL)
    flow.space(1.0)
    flow.facts([(words("case.data.digest"), (digest,))])
    return flow


def _draw(flow: Flow, section: Section) -> None:
    if section.sub:
        flow.heading(section.heading, H3, above=3.0)
    else:
        flow.heading(section.heading)
    if section.lead:
        flow.words(section.lead, style=SMALL)
        flow.space(1.0)
    flow.facts(section.facts)
    if section.rows:
        flow.table(section.heads, [WIDTH * share for share in section.shares], section.rows)
