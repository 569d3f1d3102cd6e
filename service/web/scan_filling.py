"""What was read on a sheet, as the fields of the page hold it: doubts are never taken for a yes."""

from __future__ import annotations

from typing import Final

from service.registry.forms import FormVersion, Slot
from service.registry.intake_sheets import (
    DAYS,
    Sheet,
    answer_to,
    can_propose_day,
    marked_codes,
    one_code,
    wish_of,
    yes_or_no,
)

Values = dict[str, tuple[str, ...]]
LISTS: Final = {"media": "media", "limit": "limits", "withdrawn_by": "by", "scope": "scope"}
"""Groups of boxes and the field of the page that lists them."""
AFTER: Final = "_name"


def typed_sheet(sheet: Sheet) -> Values:
    """Return all that the page can hold before a human looks."""
    form = sheet.form
    values: Values = {name: marked_codes(sheet, group) for group, name in LISTS.items()}
    values["scope"] = tuple(field.key for field in form.group("scope") if sheet.answer(field.key) != "no")
    values["covers_health"] = (yes_or_no(sheet, "covers_health"),)
    values |= {f"use-{use.key}": (answer_to(sheet, use),) for use in form.uses}
    wish = wish_of(sheet)
    if wish:
        values["wish"] = (wish,)
    for slot in sheet.signers():
        values |= _signature(sheet, slot)
    return values


def crops_by_field(sheet: Sheet) -> dict[str, list[str]]:
    """Say which pictures of handwriting stand beside each field of the page, by the key of the paper."""
    scan, form = sheet.scan, sheet.form
    held = {**scan.words, **scan.dates}
    crops = {"activity": [field.key for field in form.group("activity") if field.key in held]}
    crops |= {name: [name] for name in DAYS if name in held}
    names = [key for key in scan.words if key.endswith(AFTER) and key != "person_name"]
    signing = [key for key in names if key in {field.key for field in form.group("person")}]
    for slot in form.slots:
        by_hand = [] if scan.printed_for else ["person_name"]
        own = by_hand if slot.signers == ("self",) else signing
        crops[f"name-{slot.key}"] = [key for key in own if key in held]
        if slot.date_key in held:
            crops[f"on-{slot.key}"] = [slot.date_key]
    return {name: keys for name, keys in crops.items() if keys}


def field_of_doubt(form: FormVersion, key: str) -> str:
    """Say which field of the page a doubt about a box or a room of the paper belongs to, or none."""
    for use in form.uses:
        if key in use.boxes:
            return f"use-{use.key}"
    for slot in form.slots:
        if key in {slot.key, slot.date_key} and slot.signers:
            return f"{'name' if key == slot.key else 'on'}-{slot.key}"
    group = next((field.group for field in form.fields if key in (field.key, *field.boxes)), "")
    own = {"health": "covers_health", "wish": "wish", "activity": "activity", **LISTS}
    return key if key in DAYS else own.get(group, "")


def _signature(sheet: Sheet, slot: Slot) -> Values:
    signers = one_code(sheet, "signer", slot.signers)
    self_signed = slot.signers == ("self",) or signers == ("self",)
    own = sheet.file.person.names.display if sheet.file and self_signed else ""
    values = {
        f"name-{slot.key}": (own,),
        f"signer-{slot.key}": signers,
        f"method-{slot.key}": ("paper",),
        f"on-{slot.key}": (sheet.received.isoformat(),) if can_propose_day(sheet) else (),
    }
    if not self_signed:
        values[f"evidence-{slot.key}"] = one_code(sheet, "evidence")
    return {name: some for name, some in values.items() if some and some[0]}
