"""Puts the pages of a stack together into forms, whatever their order; shows copies and missing pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from service.documents.form_codes import FormCode
from service.documents.scans.page_values import PageReading
from service.registry.forms import FormVersion
from service.registry.scans import Answer, Doubt, FormReading, Place

Seen: TypeAlias = tuple[Place, FormCode, PageReading]


def gather(
    pages: Sequence[tuple[Place, PageReading]], versions: Sequence[FormVersion]
) -> tuple[FormReading, ...]:
    """Return the forms in the order of their first page in the stack."""
    sheets: dict[FormCode, list[Seen]] = {}
    for place, page in pages:
        code = page.code
        if page.kind == "form" and code is not None:
            sheets.setdefault(replace(code, page=1), []).append((place, code, page))
    forms = {(form.family, form.version): form for form in versions}
    serials = [code.serial for code in sheets]
    return tuple(
        _form(seen, forms[code.family, code.version], shared=serials.count(code.serial) > 1)
        for code, seen in sheets.items()
    )


def _form(seen: list[Seen], form: FormVersion, *, shared: bool) -> FormReading:
    code = seen[0][1]
    ordered = sorted(seen, key=lambda each: each[1].page)
    numbers = [each.page for _, each, _ in ordered]
    doubts = [Doubt("SERIAL_SHARED")] if shared else []
    doubts += [Doubt("DUPLICATE")] if len(set(numbers)) < len(numbers) else []
    boxes: dict[str, Answer] = {}
    ink: dict[str, bool] = {}
    written: dict[str, bool] = {}
    dates: dict[str, bytes] = {}
    words: dict[str, bytes] = {}
    for _, _, page in ordered:
        doubts += page.doubts
        doubts += _put_together(boxes, page.boxes)
        _only_if_both(ink, page.ink, doubts)
        written |= page.written
        dates |= page.dates
        words |= page.words
    if set(numbers) != set(range(1, code.pages + 1)):
        doubts.append(Doubt("PAGE_MISSING"))
        boxes = {**dict.fromkeys(_boxes(form), "unreadable"), **boxes}
        ink = {**{slot.key: False for slot in form.slots}, **ink}
    return FormReading(
        tuple(place for place, _, _ in ordered),
        code.family,
        code.version,
        code.language,
        code.serial,
        code.person,
        boxes,
        ink,
        written,
        dates,
        words,
        tuple(dict.fromkeys(doubts)),
    )


def _put_together(boxes: dict[str, Answer], page: Mapping[str, Answer]) -> list[Doubt]:
    """Add a page's boxes; where a second copy says otherwise, nothing is certain."""
    doubts = []
    for key, answer in page.items():
        if boxes.setdefault(key, answer) != answer:
            boxes[key] = "unreadable"
            doubts.append(Doubt("COPIES_DIFFER", key))
    return doubts


def _only_if_both(ink: dict[str, bool], page: Mapping[str, bool], doubts: list[Doubt]) -> None:
    """Add a page's signatures; of two copies, one may have been scanned before it was signed."""
    for key, signed in page.items():
        if ink.setdefault(key, signed) != signed:
            ink[key] = False
            doubts.append(Doubt("COPIES_DIFFER", key))


def _boxes(form: FormVersion) -> list[str]:
    own = [box for field in form.fields for box in field.boxes]
    return own + [box for use in form.uses for box in use.boxes]
