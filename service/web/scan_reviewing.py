"""Reading what a human says stands on a sheet: the same fields and rules as copying a paper by hand."""

from __future__ import annotations

from dataclasses import replace

from service.domain.vocabulary import CHANNELS
from service.registry.consent_records import Outcomes
from service.registry.intake_confirming import Reviewed
from service.registry.intake_sheets import Sheet, can_propose_day, mark_of_papers
from service.registry.withdrawing import BY, NewWithdrawal
from service.web.copying import read_answers, read_signatures
from service.web.filled import Filled
from service.web.paper import ShownSlot
from service.web.reading import Sent
from service.web.scan_filling import Values, typed_sheet


def read_review(form: Filled, sheet: Sheet, slots: list[ShownSlot]) -> Reviewed:
    """Read the page; what is written on the paper and not copied is a slip, never left out unseen."""
    signatures = read_signatures(form, slots)
    inked = {slot.key for slot in sheet.signers() if sheet.scan.ink.get(slot.key)}
    for slot in slots:
        if slot.key in inked and not form.sent.text(f"name-{slot.key}"):
            form.slip(f"name-{slot.key}", "MISSING")
    _check_seen(form, sheet, slots)
    answers = read_answers(form, sheet.form)
    for name in sorted(sheet.copied()):
        if not form.sent.text(name):
            form.slip(name, "TO_COPY")
    wishes = [field.codes[0] for field in sheet.form.group("wish")]
    wish = form.choice_if_any("wish", wishes)
    if any(sheet.answer(field.key) != "no" for field in sheet.form.group("wish")) and wish is None:
        form.slip("wish", "MISSING_CHOICE")
    form.done()
    revision = form.sent.text("revision")
    return Reviewed(
        signatures,
        answers,
        wish,
        revision=int(revision) if revision.isdecimal() else None,
        papers=form.sent.text("papers"),
        proposed=form.sent.ticked("proposed"),
    )


def begun_review(sheet: Sheet) -> Values:
    """Return the page's fields before a human looks, with what they rest on, to be compared later."""
    seen = {
        "revision": str(sheet.scan.revision),
        "papers": mark_of_papers(sheet.file),
        "proposed": "yes" if can_propose_day(sheet) else "",
    }
    return {**typed_sheet(sheet), **{name: (text,) for name, text in seen.items() if text}}


def review_unseen(sheet: Sheet, slots: list[ShownSlot]) -> Reviewed:
    """Read a clear sheet as its page would be sent unchanged."""
    return replace(read_review(Filled(Sent(begun_review(sheet), {})), sheet, slots), unseen=True)


def _check_seen(form: Filled, sheet: Sheet, slots: list[ShownSlot]) -> None:
    """Where no ink was seen, a name makes no signature, unless a human says that they see one."""
    inked = {slot.key for slot in sheet.signers()}
    for slot in slots:
        named = form.sent.text(f"name-{slot.key}")
        if named and slot.key not in inked and not form.sent.ticked(f"seen-{slot.key}"):
            form.slip(f"seen-{slot.key}", "NO_INK")


def read_withdrawal(form: Filled, sheet: Sheet) -> tuple[tuple[str, ...], NewWithdrawal]:
    """Read which authorizations a withdrawal form takes back, and how much of them."""
    fields = sheet.form.group("scope")
    chosen = form.choices("scope", [field.key for field in fields], needed=False)
    consents = form.sent.each("consents")
    if not consents:
        form.slip("consents", "MISSING_CHOICE")
    new = NewWithdrawal(
        received_on=form.day("received_on"),
        by=form.choice("by", BY),
        how="written",
        scope=_scope({code for field in fields if field.key in chosen for code in field.codes}),
        urgent=form.sent.ticked("urgent"),
    )
    form.done()
    return consents, new


def _scope(channels: set[str]) -> Outcomes | None:
    """Return the part taken back; nothing said, or everything, is the whole."""
    if not channels or channels.issuperset(CHANNELS):
        return None
    return Outcomes((), tuple(code for code in CHANNELS if code in channels), (), "no")
