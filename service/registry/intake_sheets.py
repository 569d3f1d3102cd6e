"""A sheet on the desk: what its doubts mean, whether its day may be proposed and nobody need look closer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from service.domain.ages import age_on
from service.registry.forms import USE_ANSWERS
from service.registry.moments import local_day
from service.registry.signing_order import may_fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from service.registry.consent_records import ConsentRecord
    from service.registry.files import File
    from service.registry.forms import FormVersion, Slot, Use
    from service.registry.ports import Ports
    from service.registry.scan_records import ScannedFormRecord

REFUSING: Final = frozenset({"refuses", "objects"})
DAYS: Final = ("valid_from", "valid_until")
Beside = Literal["", "SAME_PERSON", "NO_PERSON"]
"""What else waits that could change this sheet: another of the same person, or a no that nobody has yet."""
Asked = Literal["", "NO_PERSON", "PAPERS", "SAME_PERSON"]
_NO_EFFECT: Final = frozenset({"draft", "entered_in_error"})
_NOS: Final = frozenset({"withdrawal", "refusal"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet on the desk: what was read, on which form, for whom (if known), received on which day."""

    scan: ScannedFormRecord
    form: FormVersion
    file: File | None
    received: date
    age: int | None
    beside: Beside = ""
    fits: bool = True
    """Somebody may sign this form for a person of that age and capacity."""

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
        """List what narrows the yes by hand, and must be copied: the activity, the first and last day."""
        activity = any(self.scan.written.get(field.key) for field in self.form.group("activity"))
        days = {name for name in DAYS if self.scan.written.get(name)}
        return days | ({"activity"} if activity else set())


def sheet_of(
    ports: Ports,
    scan: ScannedFormRecord,
    form: FormVersion,
    file: File | None,
    waiting: Iterable[ScannedFormRecord],
) -> Sheet:
    """Put a sheet on the desk, among all that waits there."""
    received = local_day(ports, scan.received_at)
    born = file.person.birth_date if file else None
    age = age_on(born, received, ports.policy.config.feb29_rule) if born else None
    fits = file is None or may_fit(ports, file.person, form)
    return Sheet(scan, form, file, received, age, _beside(ports, scan, waiting), fits)


def is_clear(sheet: Sheet) -> bool:
    """Tell whether nothing on a sheet needs a human's hand: printed for one person, signed by them alone."""
    scan, form = sheet.scan, sheet.form
    signers = sheet.signers()
    alone = len(signers) == 1 and signers[0].signers == ("self",)
    known = sheet.file is not None and scan.printed_for
    return (
        known
        and alone
        and sheet.fits
        and form.kind in {"authorization", "refusal"}
        and not (scan.doubts or scan.seen or sheet.beside or sheet.copied())
        and wish_of(sheet) not in REFUSING
        and can_propose_day(sheet)
    )


def can_propose_day(sheet: Sheet) -> bool:
    """Tell whether the day of reception may be proposed for the signature."""
    return not why_day_is_asked(sheet)


def why_day_is_asked(sheet: Sheet) -> Asked:
    """Say why the day written must be copied; empty when the day of reception may be proposed.

    The sheet may be older than it looks. Where anything else of the person's stands or waits, a day too late
    could make it overtake a narrower paper, a refusal or a withdrawal that is in truth later.
    """
    if sheet.file is None:
        return "NO_PERSON"
    person = sheet.file.person
    if papers_of(sheet.file) or REFUSING & {person.minority.minor_wish, person.capacity.wish}:
        return "PAPERS"
    return "SAME_PERSON" if sheet.beside == "SAME_PERSON" else ""


def papers_of(file: File) -> tuple[ConsentRecord, ...]:
    """List the person's papers that have, had or may have an effect."""
    return tuple(one for one in file.consents if one.order is None and one.state not in _NO_EFFECT)


def mark_of_papers(file: File | None) -> str:
    """Return a mark that changes with anything recorded about the person's papers; empty for nobody."""
    if file is None:
        return ""
    person = file.person
    wishes = (person.number, person.minority.minor_wish, person.capacity.wish)
    papers = [
        (
            one.number,
            one.state,
            one.signatures,
            one.outcomes,
            one.withdrawals,
            one.valid_from,
            one.valid_until,
        )
        for one in papers_of(file)
    ]
    return sha256(repr((wishes, papers)).encode()).hexdigest()[:32]


def marked_codes(sheet: Sheet, group: str) -> tuple[str, ...]:
    """List the codes marked. A limit that is unsure is kept: it takes nothing from the person."""
    return tuple(
        code
        for field in sheet.form.group(group)
        for code in field.codes[:1]
        if sheet.answer(field.key) == "yes"
        or (field.group == "limit" and sheet.answer(field.key) == "unreadable")
    )


def answer_to(sheet: Sheet, use: Use) -> str:
    """Return the answer to a question: unsure wherever one of its boxes is."""
    said = {answer: sheet.answer(box) for answer, box in zip(USE_ANSWERS, use.boxes, strict=True)}
    if "unreadable" in said.values():
        return "unreadable"
    return next((answer for answer, read in said.items() if read == "yes"), "no")


def yes_or_no(sheet: Sheet, key: str) -> str:
    """Return yes where it alone is marked without a doubt."""
    yes, no = sheet.answer(f"{key}_yes"), sheet.answer(f"{key}_no")
    return "yes" if (yes, no) == ("yes", "no") else "no"


def wish_of(sheet: Sheet) -> str:
    """Return the wish of whom others sign for; a no that is unsure is a no until a human looked."""
    said = [(field.codes[0], sheet.answer(field.key)) for field in sheet.form.group("wish")]
    no = next((code for code, answer in said if code in REFUSING and answer != "no"), "")
    return no or next((code for code, answer in said if answer == "yes"), "")


def one_code(sheet: Sheet, group: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the one code marked in a group, or none when it is not one."""
    fields = [field for field in sheet.form.group(group) if field.codes and sheet.answer(field.key) == "yes"]
    fitting = [field.codes[0] for field in fields if allowed is None or field.codes[0] in allowed]
    return tuple(fitting) if len(fitting) == 1 else ()


def _beside(ports: Ports, scan: ScannedFormRecord, waiting: Iterable[ScannedFormRecord]) -> Beside:
    others = [
        one for one in waiting if one.what == "form" and one.state == "open" and not _is_copy(one, scan)
    ]
    if scan.person is not None and any(one.person == scan.person for one in others):
        return "SAME_PERSON"
    unassigned = [ports.forms.find(one.family, one.version) for one in others if one.person is None]
    return "NO_PERSON" if any(form is not None and form.kind in _NOS for form in unassigned) else ""


def _is_copy(one: ScannedFormRecord, scan: ScannedFormRecord) -> bool:
    """Tell whether it is the sheet itself, or the same sheet scanned again and read the same."""
    if one.number == scan.number:
        return True
    same = (scan.serial, scan.boxes, scan.ink, scan.written)
    return bool(scan.serial) and (one.serial, one.boxes, one.ink, one.written) == same
