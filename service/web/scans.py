"""« Numériser »: hand scans in, see what waits, confirm at once what leaves no doubt."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid, NotFound, RegistryError, Stale
from service.registry.files import File
from service.registry.forms import Field
from service.registry.intake import MOST_BYTES, Received, list_scans, read_scanned, receive_scan
from service.registry.intake_confirming import confirm_scan
from service.registry.intake_reading import is_being_read, load_progress
from service.registry.intake_sheets import Sheet
from service.registry.naming import files_named
from service.registry.scan_records import ScannedFormRecord
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.paper import slots_of
from service.web.scan_filling import typed_sheet
from service.web.scan_lines import (
    GROUPS,
    PAGE,
    Crop,
    ShownReading,
    ShownScan,
    crops_of,
    group_of,
    received_line,
    sheet_if_form,
    shown_scan,
)
from service.web.scan_reviewing import review_unseen
from service.web.showing import day_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

BULK: Final = f"{PAGE}/confirmer"
ASIDE: Final = f"{PAGE}/mis-de-cote"
FIELD: Final = "scan"
WAIT_SECONDS: Final = 4.0
"""How long one small file may take before we answer without its being read."""
_LOOK_EVERY: Final = 0.1
MEGA: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ClearSheet:
    """One form without a doubt, in the list to confirm at once: what it accepts, the date written on it."""

    shown: ShownScan
    accepts: list[str]
    limits: list[str]
    pictures: int
    crops: list[Crop]
    day: str
    received: str


@router.get(PAGE)
def show_scans(visit: SignedVisit) -> Response:
    """Show where to hand scans in, and what waits."""
    return _page(visit, NOTHING_TYPED)


@router.post(PAGE)
def receive(visit: SignedVisit) -> Response:
    """Keep the files; answer at once, or with the form itself where reading took no time."""
    form = Filled(visit.sent)
    received: list[Received] = []
    for upload in visit.sent.uploads:
        if upload.field == FIELD and (upload.content or upload.name):
            received += _received(visit, form, upload.name, upload.content)
    if not received and not form.slips:
        form.slip(FIELD, "EMPTY")
    if form.slips:
        return _page(visit, form.mend(), UNPROCESSABLE)
    _wait(visit, received)
    return visit.go(_where(visit, received))


@router.get(BULK)
def show_bulk(visit: SignedVisit) -> Response:
    """List the forms that leave no doubt, before they are confirmed together."""
    return visit.page(
        "communications/scans_bulk.html",
        sheets=_clear(visit),
        failed=_failed(visit),
        done=_number(visit, "n"),
        typed=NOTHING_TYPED,
    )


@router.post(BULK)
def confirm_bulk(visit: SignedVisit) -> Response:
    """Confirm the forms ticked, each by itself: one that fails keeps none of the others back."""
    done, failed = 0, list[str]()
    for ref in visit.sent.each("forms"):
        try:
            _confirm_unseen(visit, ref)
            done += 1
        except (Slipped, Invalid, Conflict, NotFound, Stale):
            failed.append(ref)
    if failed:
        return visit.go(f"{BULK}?n={done}&e={'.'.join(failed[:50])}")
    return visit.go(f"{PAGE}?fait=lot&n={done}")


@router.get(ASIDE)
def show_aside(visit: SignedVisit) -> Response:
    """Show what was set aside, the last first."""
    scans = [one for one in list_scans(visit.ports, visit.caller, None) if one.state == "set_aside"]
    shown = [(scan, shown) for scan, _, shown in _shown(visit, tuple(reversed(scans)))]
    return visit.page("communications/scans_aside.html", scans=[(one, scan.reason) for scan, one in shown])


def next_path(visit: Visit, after: int) -> str:
    """Return where the next form waits: those that came after, then those before."""
    scans = list_scans(visit.ports, visit.caller)
    waiting = [one for one in scans if one.what == "form" and one.seen is None and one.number != after]
    later = [one for one in waiting if one.number > after]
    following = next(iter(later or waiting), None)
    return f"{PAGE}/{visit.seal('scanned_form', following.number)}" if following else PAGE


def _received(visit: Visit, form: Filled, name: str, content: bytes) -> list[Received]:
    try:
        return [receive_scan(visit.ports, visit.caller, name, content)]
    except Invalid as error:
        form.slip(FIELD, error.faults[0].code, file=name or "?")
        return []


def _wait(visit: Visit, received: list[Received]) -> None:
    """Give one small file the time to be read, so that its form is what comes next."""
    end = time.monotonic() + WAIT_SECONDS
    numbers = {one.file.number for one in received if not one.again} if len(received) == 1 else set()
    while numbers and time.monotonic() < end:
        time.sleep(_LOOK_EVERY)
        waiting = {one.number for one in list_scans(visit.ports, visit.caller) if is_being_read(one)}
        numbers &= waiting


def _where(visit: Visit, received: list[Received]) -> str:
    """Lead to the form when one file held one; else to the list."""
    again = sum(one.again for one in received)
    if len(received) == 1 and not again:
        digest = received[0].file.original.sha256
        of_it = [one for one in list_scans(visit.ports, visit.caller) if one.original.sha256 == digest]
        if len(of_it) == 1 and of_it[0].what == "form":
            return f"{PAGE}/{visit.seal('scanned_form', of_it[0].number)}"
    return f"{PAGE}?fait=recu&n={len(received) - again}&deja={again}"


def _page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    scans = list_scans(visit.ports, visit.caller)
    reading = [one for one in scans if is_being_read(one)]
    groups: dict[str, list[ShownScan]] = {group: [] for group in GROUPS}
    for scan, sheet, shown in _shown(visit, tuple(one for one in scans if not is_being_read(one))):
        groups[group_of(sheet, scan)].append(shown)
    return visit.page(
        "communications/scans.html",
        status=status,
        typed=typed,
        said=_said(visit),
        reading=[ShownReading(one.source, load_progress(visit.ports, one.number)) for one in reading],
        groups=[(group, some) for group, some in groups.items() if some],
        clear=len(groups["clear"]),
        most=MOST_BYTES // MEGA,
        bulk_path=BULK,
        aside_path=ASIDE,
    )


def _shown(
    visit: Visit, scans: tuple[ScannedFormRecord, ...]
) -> list[tuple[ScannedFormRecord, Sheet | None, ShownScan]]:
    """Show scans with the names of whom they are for; a record of the view is kept first."""
    people = [one.person for one in scans if one.person]
    files = files_named(visit.ports, visit.caller, people, "scans_listed") if people else {}
    waiting = list_scans(visit.ports, visit.caller)
    shown = []
    for scan in scans:
        file: File | None = files.get(scan.person) if scan.person else None
        sheet = sheet_if_form(visit, scan, file, waiting)
        shown.append((scan, sheet, shown_scan(visit, scan, file, sheet)))
    return shown


def _clear(visit: Visit) -> list[ClearSheet]:
    """Show each clear form with what it accepts and the day written on it."""
    met = [
        (scan, sheet, shown)
        for scan, sheet, shown in _shown(visit, list_scans(visit.ports, visit.caller))
        if sheet and group_of(sheet, scan) == "clear"
    ]
    return [
        ClearSheet(
            shown=shown,
            accepts=_accepts(visit, sheet),
            limits=_limits(visit, sheet),
            pictures=len(scan.pictures),
            crops=_dates(crops_of(visit, sheet)),
            day=day_of(visit.words, sheet.received),
            received=received_line(visit, scan),
        )
        for scan, sheet, shown in met
    ]


def _dates(crops: dict[str, list[Crop]]) -> list[Crop]:
    return [crop for name, some in crops.items() if name.startswith("on-") for crop in some]


def _accepts(visit: Visit, sheet: Sheet) -> list[str]:
    """Say in the form's own words what is accepted."""
    values = typed_sheet(sheet)
    media = [
        _label(visit, sheet, field.key) for field in sheet.form.group("media") if _is_marked(sheet, field)
    ]
    said = [(use, values[f"use-{use.key}"][0]) for use in sheet.form.uses]
    uses = [
        f"{_label(visit, sheet, use.key)} {_label(visit, sheet, f'answer_{answer}')}"
        for use, answer in said
        if answer in {"yes", "yes_with_limits"}
    ]
    return [*media, *uses]


def _limits(visit: Visit, sheet: Sheet) -> list[str]:
    """Say in the form's own words which limits are kept; one that is unsure is."""
    fields = [field for field in sheet.form.group("limit") if sheet.answer(field.key) != "no"]
    return [_label(visit, sheet, field.key) for field in fields]


def _label(visit: Visit, sheet: Sheet, key: str) -> str:
    text = sheet.form.text(visit.words.language) or sheet.form.texts[0]
    return text.label(key) or key


def _is_marked(sheet: Sheet, field: Field) -> bool:
    return sheet.answer(field.key) == "yes"


def _confirm_unseen(visit: Visit, ref: str) -> None:
    number, _ = visit.ports.references.open("scanned_form", ref)
    scan, file = read_scanned(visit.ports, visit.caller, number)
    sheet = sheet_if_form(visit, scan, file, list_scans(visit.ports, visit.caller))
    if sheet is None or group_of(sheet, scan) != "clear":
        raise NotFound
    slots = slots_of(sheet.form, sheet.age, visit.words)
    confirm_scan(visit.ports, visit.caller, number, review_unseen(sheet, slots))


def _failed(visit: Visit) -> list[str]:
    """Say again which forms could not be confirmed, by where they wait."""
    paths = []
    for ref in visit.query.get("e", "").split(".")[:50]:
        try:
            visit.ports.references.open("scanned_form", ref)
        except RegistryError:
            continue
        paths.append(f"{PAGE}/{ref}")
    return paths


def _said(visit: Visit) -> list[str]:
    done, words = visit.query.get("fait", ""), visit.words
    n, again = (_number(visit, name) for name in ("n", "deja"))
    said = []
    if done == "recu" and n:
        said.append(words.count("scan.said.received", n))
    if done == "recu" and again:
        said.append(words.count("scan.said.again", again))
    if done == "lot":
        said.append(words.count("scan.said.bulk", n))
    keys = {"inscrit": "scan.said.registered", "retrait": "scan.said.withdrawn", "cote": "scan.said.aside"}
    return said + ([words(keys[done])] if done in keys else [])


def _number(visit: Visit, name: str) -> int:
    text = visit.query.get(name, "")
    return int(text[:6]) if text.isdecimal() else 0
