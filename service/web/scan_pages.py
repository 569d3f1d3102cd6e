"""« Confirmer un formulaire »: the picture left, the fields right; Entrée confirms and brings the next."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain import serials
from service.registry.consent_records import ConsentRecord
from service.registry.documents import ENDINGS
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.files import File
from service.registry.intake import (
    list_scans,
    read_picture,
    read_received,
    read_scanned,
    set_aside,
    take_back,
)
from service.registry.intake_confirming import confirm_scan, is_unsigned, take_pages, withdraw_by_scan
from service.registry.intake_sheets import Sheet, is_clear, why_day_is_asked
from service.registry.scan_records import ScannedFormRecord
from service.registry.withdrawing import BY, is_live
from service.web.consent_lines import consent_card
from service.web.entrance import ShowInstead, SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.paper import ShownSlot, paper_of, slots_of, text_of
from service.web.rendering import DOWNLOAD, HEADERS, hyphenated
from service.web.scan_lines import PAGE, crops_of, doubts_of, received_line, sheet_if_form
from service.web.scan_people import choose_lines
from service.web.scan_reviewing import begun_review, read_review, read_withdrawal
from service.web.scans import next_path
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ONE: Final = f"{PAGE}/{{ref}}"
TURNS: Final = ("0", "90", "180", "270")


@router.get(ONE)
def show_scan(visit: SignedVisit, ref: str) -> Response:
    """Show what waits: a form to confirm, a page nobody could read, a file refused."""
    scan, file = _scan(visit, ref)
    sheet = _sheet_if_form(visit, scan, file)
    if scan.state != "open" or sheet is None:
        return _plain_page(visit, scan, NOTHING_TYPED)
    return _sheet_page(visit, sheet, Typed(_begun(sheet)))


@router.post(ONE)
def confirm(visit: SignedVisit, ref: str) -> Response:
    """Register, keep the pages, confirm: one press, one transaction; then the next."""
    scan, file = _scan(visit, ref)
    sheet = _open_sheet(visit, scan, file)
    form = Filled(visit.sent)
    try:
        if sheet.form.kind == "withdrawal":
            path = _withdraw(visit, form, sheet)
        else:
            reviewed = read_review(form, sheet, _slots(visit, sheet))
            pages = take_pages(visit.ports, visit.caller, scan.number)
            path = once(
                visit,
                lambda ports: confirm_scan(ports, visit.caller, scan.number, reviewed, pages),
                lambda consent: _after(visit, scan, consent),
            )
    except (Slipped, Invalid, Conflict) as error:
        return _sheet_page(visit, sheet, form.mend(error, _fields(visit, sheet, form)), UNPROCESSABLE)
    return visit.go(path)


@router.get(f"{ONE}/page/{{page}}")
def show_picture(visit: SignedVisit, ref: str, page: int) -> Response:
    """Send the picture of a page."""
    number, _ = visit.ports.references.open("scanned_form", ref)
    scan, _ = read_scanned(visit.ports, visit.caller, number)
    if not 1 <= page <= len(scan.pictures):
        raise NotFound
    content = read_picture(visit.ports, visit.caller, number, scan.pictures[page - 1])
    return Response(content, headers=HEADERS, media_type="image/jpeg")


@router.get(f"{ONE}/ecriture/{{key}}")
def show_handwriting(visit: SignedVisit, ref: str, key: str) -> Response:
    """Send the picture of a date or of words written by hand."""
    number, _ = visit.ports.references.open("scanned_form", ref)
    scan, _ = read_scanned(visit.ports, visit.caller, number)
    content = read_picture(visit.ports, visit.caller, number, {**scan.words, **scan.dates}.get(key, ""))
    return Response(content, headers=HEADERS, media_type="image/png")


@router.get(f"{ONE}/original")
def send_original(visit: SignedVisit, ref: str) -> Response:
    """Send the file as it was received, to keep and not to show."""
    number, _ = visit.ports.references.open("scanned_form", ref)
    scan, content = read_received(visit.ports, visit.caller, number)
    name = f"original.{ENDINGS[scan.original.media_type]}"
    headers = {**DOWNLOAD, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=scan.original.media_type)


@router.get(f"{ONE}/mettre-de-cote")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """Setting aside is asked by a form of the sheet's page."""
    visit.must("change_consents")
    return visit.go(f"{PAGE}/{ref}")


@router.post(f"{ONE}/mettre-de-cote")
def put_aside(visit: SignedVisit, ref: str) -> Response:
    """Set aside with a reason, or bring back."""
    number, _ = visit.ports.references.open("scanned_form", ref)
    if visit.sent.text("do") == "back":
        take_back(visit.ports, visit.caller, number)
        return visit.go(f"{PAGE}/{ref}")
    form = Filled(visit.sent)
    try:
        set_aside(visit.ports, visit.caller, number, visit.sent.text("reason"))
    except (Invalid, Conflict) as error:
        scan, file = _scan(visit, ref)
        sheet, typed = _sheet_if_form(visit, scan, file), form.mend(error)
        if sheet is None:
            return _plain_page(visit, scan, typed, UNPROCESSABLE)
        return _sheet_page(
            visit, sheet, Typed(_begun(sheet) | dict(typed.values), typed.slips), UNPROCESSABLE
        )
    return visit.go(f"{PAGE}?fait=cote")


def _withdraw(visit: Visit, form: Filled, sheet: Sheet) -> str:
    consents, new = read_withdrawal(form, sheet)
    bare = tuple(one.replace("-", "") for one in consents)
    pages = take_pages(visit.ports, visit.caller, sheet.scan.number)
    return once(
        visit,
        lambda ports: withdraw_by_scan(ports, visit.caller, sheet.scan.number, bare, new, pages),
        lambda done: (
            f"/autorisations/{hyphenated(done[0].consent.id)}?fait=retrait"
            f"&retraits={sum(len(one.takedowns) for one in done)}"
        ),
    )


def _after(visit: Visit, scan: ScannedFormRecord, consent: ConsentRecord) -> str:
    """Lead to the next form; when none waits, to the authorization just confirmed."""
    path = next_path(visit, scan.number)
    return (
        f"/autorisations/{hyphenated(consent.id)}?fait=confirmee" if path == PAGE else f"{path}?fait=inscrit"
    )


def _scan(visit: Visit, ref: str) -> tuple[ScannedFormRecord, File | None]:
    number, _ = visit.ports.references.open("scanned_form", ref)
    scan, file = read_scanned(visit.ports, visit.caller, number)
    if scan.state == "registered" and scan.consent:
        raise ShowInstead(f"/autorisations/{hyphenated(scan.consent)}")
    return scan, file


def _open_sheet(visit: Visit, scan: ScannedFormRecord, file: File | None) -> Sheet:
    sheet = _sheet_if_form(visit, scan, file)
    if sheet is None:
        raise NotFound
    return sheet


def _sheet_if_form(visit: Visit, scan: ScannedFormRecord, file: File | None) -> Sheet | None:
    return sheet_if_form(visit, scan, file, list_scans(visit.ports, visit.caller))


def _begun(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    begun = begun_review(sheet)
    if sheet.form.kind == "withdrawal" and sheet.file:
        begun |= {"received_on": (sheet.received.isoformat(),)}
        begun |= {"consents": tuple(hyphenated(one.id) for one in _live(sheet))}
    return begun


def _slots(visit: Visit, sheet: Sheet) -> list[ShownSlot]:
    return slots_of(sheet.form, sheet.age, visit.words)


def _fields(visit: Visit, sheet: Sheet, form: Filled) -> dict[str, str]:
    """Say which field each fault of the n-th signature is about."""
    filled = [slot.key for slot in _slots(visit, sheet) if form.sent.text(f"name-{slot.key}")]
    return {
        f"/signatures/{place}{pointer}": f"{name}-{key}"
        for place, key in enumerate(filled)
        for pointer, name in (("", "name"), ("/signed_on", "on"), ("/evidence", "evidence"))
    }


def _plain_page(visit: Visit, scan: ScannedFormRecord, typed: Typed, status: int = 200) -> Response:
    """Show what can only be looked at and set aside."""
    return visit.page(
        "communications/scan_unread.html",
        status=status,
        typed=typed,
        title=visit.words(f"scan.what.{scan.what}"),
        state=scan.state,
        refusal=scan.refusal or ("UNKNOWN_FORM" if scan.what == "form" else ""),
        received=received_line(visit, scan),
        reason=scan.reason,
        **_picture(visit, scan),
    )


def _sheet_page(visit: Visit, sheet: Sheet, typed: Typed, status: int = 200) -> Response:
    chooses = sheet.file is None or bool(visit.query.get("personne"))
    doubts = doubts_of(visit, sheet)
    return visit.page(
        "communications/scan_confirm.html",
        status=status,
        typed=typed,
        kind=sheet.form.kind,
        unsigned=is_unsigned(sheet.scan, sheet.form),
        doubts=doubts,
        doubtful={doubt.field: doubt.reason for doubt in doubts if doubt.field},
        crops=crops_of(visit, sheet),
        ready=is_clear(sheet) and not typed.slips,
        choose=choose_lines(visit, sheet) if chooses else None,
        nearby=sheet.beside,
        fits=sheet.fits,
        said=visit.query.get("fait", "") == "inscrit",
        **_head(visit, sheet),
        **_signing(visit, sheet),
        **_asked(visit, sheet),
        **_picture(visit, sheet.scan),
    )


def _head(visit: Visit, sheet: Sheet) -> dict[str, object]:
    """Say which sheet it is, and whose."""
    scan, file = sheet.scan, sheet.file
    return {
        "title": text_of(sheet.form, visit.words.language).title,
        "serial": serials.printed(scan.serial),
        "received": received_line(visit, scan),
        "name": file.person.names.display if file else "",
        "born": file.person.birth_date if file else None,
        "person_path": f"/personnes/{visit.seal('person', file.person.number)}" if file else "",
        "printed_for": scan.printed_for,
        "seen": f"{PAGE}/{visit.seal('scanned_form', scan.seen)}" if scan.seen else "",
    }


def _signing(visit: Visit, sheet: Sheet) -> dict[str, object]:
    """List the rooms where somebody signed, then those left empty."""
    slots = _slots(visit, sheet)
    inked = {slot.key for slot in sheet.signers()}
    dated = {slot.key for slot in sheet.form.slots if sheet.scan.written.get(slot.date_key or "")}
    return {
        "signed": [slot for slot in slots if slot.key in inked],
        "unsigned_slots": [slot for slot in slots if slot.key not in inked],
        "asked": why_day_is_asked(sheet),
        "dated": dated,
    }


def _asked(visit: Visit, sheet: Sheet) -> dict[str, object]:
    """Return the questions of the form, as copying by hand asks them."""
    text = text_of(sheet.form, visit.words.language)
    cards = [consent_card(visit, one) for one in _live(sheet)]
    return {
        "paper": paper_of(sheet.form, visit.words),
        "wishes": [(field.codes[0], text.label(field.key)) for field in sheet.form.group("wish")],
        "scope": [(field.key, text.label(field.key)) for field in sheet.form.group("scope")],
        "by": BY,
        "consents": [(card.number, f"{card.number} — {card.line}") for card in cards],
    }


def _picture(visit: Visit, scan: ScannedFormRecord) -> dict[str, object]:
    ref = visit.seal("scanned_form", scan.number)
    turn = visit.query.get("tourne", "0")
    at = TURNS.index(turn) if turn in TURNS else 0
    return {
        "ref": ref,
        "path": f"{PAGE}/{ref}",
        "pictures": len(scan.pictures),
        "turn": TURNS[at],
        "next_turn": TURNS[(at + 1) % len(TURNS)],
    }


def _live(sheet: Sheet) -> list[ConsentRecord]:
    """List the authorizations that a withdrawal form may take back, the last first."""
    consents = sheet.file.consents if sheet.file and sheet.form.kind == "withdrawal" else ()
    return [one for one in reversed(consents) if is_live(one)]
