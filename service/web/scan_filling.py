"""What was read on a sheet, as the fields of the page hold it: doubts are never taken for a yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.domain.ages import age_on
from service.registry.files import File
from service.registry.forms import USE_ANSWERS, Field, FormVersion, Slot, Use
from service.registry.moments import local_day
from service.registry.ports import Ports
from service.registry.scan_records import ScannedFormRecord

Values = dict[str, tuple[str, ...]]
REFUSING: Final = frozenset({"refuses", "objects"})
LISTS: Final = {"media": "media", "limit": "limits", "withdrawn_by": "by", "scope": "scope"}
"""Groups of boxes and the field of the page that lists them."""
DAYS: Final = ("valid_from", "valid_until")
AFTER: Final = "_name"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet on the desk: what was read, on which form, for whom (if known), received on which day."""

    scan: ScannedFormRecord
    form: FormVersion
    file: File | None
    received: date
    age: int | None

    def answer(self, key: str) -> str:
        """Return what the reader says of a box."""
        return self.scan.boxes.get(key, "no")

    def is_inked(self, slot: Slot) -> bool:
        """Tell whether somebody may have signed there."""
        return bool(self.scan.ink.get(slot.key)) or self.is_doubtful(slot.key)

    def is_doubtful(self, key: str) -> bool:
        """Tell whether a human must look at this very field."""
        return any(field == key for _, field in self.scan.doubts)

    def signers(self) -> list[Slot]:
        """List the rooms where somebody with a say may have signed."""
        return [slot for slot in self.form.slots if slot.signers and self.is_inked(slot)]

    def copied(self) -> set[str]:
        """List the fields of the page whose words or days stand on the paper and must be copied."""
        activity = any(self.scan.written.get(field.key) for field in self.form.group("activity"))
        days = {name for name in DAYS if self.scan.written.get(name)}
        return days | ({"activity"} if activity else set())


def sheet_of(ports: Ports, scan: ScannedFormRecord, form: FormVersion, file: File | None) -> Sheet:
    """Put a sheet on the desk."""
    received = local_day(ports, scan.received_at)
    born = file.person.birth_date if file else None
    age = age_on(born, received, ports.policy.config.feb29_rule) if born else None
    return Sheet(scan, form, file, received, age)


def typed_sheet(sheet: Sheet) -> Values:
    """Return all that the page can hold before a human looks."""
    form = sheet.form
    values: Values = {name: _marked(sheet, form.group(group)) for group, name in LISTS.items()}
    values["scope"] = tuple(field.key for field in form.group("scope") if sheet.answer(field.key) != "no")
    values["covers_health"] = (_yes_no(sheet, "covers_health"),)
    values |= {f"use-{use.key}": (_answer(sheet, use),) for use in form.uses}
    wish = _wish(sheet)
    if wish:
        values["wish"] = (wish,)
    for slot in sheet.signers():
        values |= _signature(sheet, slot)
    return values


def is_clear(sheet: Sheet) -> bool:
    """Tell whether nothing on a sheet needs a human's hand: printed for one person, signed by them alone."""
    scan, form = sheet.scan, sheet.form
    signers = sheet.signers()
    alone = len(signers) == 1 and signers[0].signers == ("self",)
    known = sheet.file is not None and scan.printed_for
    return (
        known
        and alone
        and form.kind in {"authorization", "refusal"}
        and not (scan.doubts or scan.seen or sheet.copied())
        and _wish(sheet) not in REFUSING
        and can_propose_day(sheet)
    )


def can_propose_day(sheet: Sheet) -> bool:
    """Tell whether the day of reception may be proposed for the signature.

    Not where an earlier no could be overtaken by a paper that is in truth older than it.
    """
    if sheet.file is None:
        return False
    nos = any(
        consent.withdrawals or all(block.answer == "no" for block in consent.outcomes)
        for consent in sheet.file.consents
        if consent.state != "draft"
    )
    return not nos


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


def _marked(sheet: Sheet, fields: Iterable[Field]) -> tuple[str, ...]:
    """List the codes marked. A limit that is unsure is kept: it takes nothing from the person."""
    return tuple(
        code
        for field in fields
        for code in field.codes[:1]
        if sheet.answer(field.key) == "yes"
        or (field.group == "limit" and sheet.answer(field.key) == "unreadable")
    )


def _answer(sheet: Sheet, use: Use) -> str:
    said: Mapping[str, str] = {
        answer: sheet.answer(box) for answer, box in zip(USE_ANSWERS, use.boxes, strict=True)
    }
    if "unreadable" in said.values():
        return "unreadable"
    return next((answer for answer, read in said.items() if read == "yes"), "no")


def _yes_no(sheet: Sheet, key: str) -> str:
    yes, no = sheet.answer(f"{key}_yes"), sheet.answer(f"{key}_no")
    return "yes" if (yes, no) == ("yes", "no") else "no"


def _wish(sheet: Sheet) -> str:
    """Return the wish of whom others sign for; a no that is unsure is a no until a human looked."""
    said = [(field.codes[0], sheet.answer(field.key)) for field in sheet.form.group("wish")]
    no = next((code for code, answer in said if code in REFUSING and answer != "no"), "")
    return no or next((code for code, answer in said if answer == "yes"), "")


def _signature(sheet: Sheet, slot: Slot) -> Values:
    signers = _one_code(sheet, "signer", slot.signers)
    self_signed = slot.signers == ("self",) or signers == ("self",)
    own = sheet.file.person.names.display if sheet.file and self_signed else ""
    values = {
        f"name-{slot.key}": (own,),
        f"signer-{slot.key}": signers,
        f"method-{slot.key}": ("paper",),
        f"on-{slot.key}": (sheet.received.isoformat(),) if can_propose_day(sheet) else (),
    }
    if not self_signed:
        values[f"evidence-{slot.key}"] = _one_code(sheet, "evidence")
    return {name: some for name, some in values.items() if some and some[0]}


def _one_code(sheet: Sheet, group: str, allowed: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the one code marked in a group, or none when it is not one."""
    fields = [field for field in sheet.form.group(group) if field.codes and sheet.answer(field.key) == "yes"]
    fitting = [field.codes[0] for field in fields if allowed is None or field.codes[0] in allowed]
    return tuple(fitting) if len(fitting) == 1 else ()
