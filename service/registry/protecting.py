"""What only legal records of a person: protection, placement, and the check every minor goes through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import LPJ_STATUSES, OTHER_BANS, RESOURCE_CLIENTELES
from service.registry.closed_lists import check_codes
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.hosting import family_around, follow_placement, spread_hosting
from service.registry.legal_files import CHECK_DAYS, current, is_before_reopened, pending, stamp
from service.registry.legal_records import CheckEntry, PlacementEntry, ProtectionEntry
from service.registry.loading import file_of
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.relations import spread_protection
from service.registry.takedowns import recheck_posts_showing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports
    from service.registry.recording import Change

OUTCOMES: Final = ("accepted", "rejected")
LONGEST_ANSWER: Final = timedelta(days=366)
"""An answer is good for 90 days unless legal says otherwise; an end beyond a year is a slip."""
ROW_TWICE: Final = "ROW_TWICE"
"""Two answers on one file: which of them counts is for a person to say, whichever way they come."""
BEFORE_REOPENED: Final = "BEFORE_REOPENED"


@dataclass(frozen=True, slots=True)
class NewProtection:
    """A status with its dates and where it is known from."""

    status: str
    since: date | None = None
    ended: date | None = None
    ycja: bool = False
    other_ban: str | None = None
    identifies_lpj_family: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewCheck:
    """The answer of youth protection's respondent on one file."""

    outcome: str
    protection: str
    asked_on: date
    answered_by: str
    until: date | None = None
    note: str = ""
    answered_on: date | None = None


def record_protection(ports: Ports, caller: Caller, number: int, new: NewProtection) -> File:
    """Set youth protection status; it opens the legal check again, and parents' files follow."""
    check_may(caller, "decide_legally")
    check_codes(("/status", new.status, LPJ_STATUSES), ("/other_ban", new.other_ban, OTHER_BANS))
    _check_protection(ports, new)
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        legal = _protected(ports, caller, file.legal, new)
        _keep(change, "protection_recorded", pending(ports, caller, legal))
        return file_of(change.writer, number)


def record_placement(
    ports: Ports, caller: Caller, number: int, *, clientele: str | None, kinship: bool, hosts: tuple[int, ...]
) -> File:
    """Set what a resource does and whom it hosts; the legal check of all of them opens again."""
    check_may(caller, "decide_legally")
    check_codes(("/resource_clientele", clientele, RESOURCE_CLIENTELES))
    if number in hosts:
        raise Invalid(Fault("/hosts", "SAME_PERSON"))
    with changing(ports, caller) as change:
        entry = PlacementEntry(stamp(ports, caller, opens=False), clientele, kinship, hosts)
        return _place(change, file_of(change.writer, number), entry)


def record_hosted(ports: Ports, caller: Caller, number: int, person: int, *, comes: bool) -> File:
    """Note that someone comes to live with a resource, or leaves; what else is noted of it stays."""
    check_may(caller, "decide_legally")
    if number == person:
        raise Invalid(Fault("/hosts", "SAME_PERSON"))
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        mark = stamp(ports, caller, opens=False)
        last = file.legal.placements[-1] if file.legal.placements else PlacementEntry(mark)
        hosts = {*last.hosts} - {person} | ({person} if comes else set())
        return _place(change, file, replace(last, stamp=mark, hosts=tuple(sorted(hosts))))


def answer_legal_check(ports: Ports, caller: Caller, number: int, new: NewCheck) -> File:
    """Record the answer on one file."""
    check_may(caller, "decide_legally")
    _check_answer(ports, new)
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        _check_knew(ports, file, new, "")
        _answer(change, file, new)
        return file_of(change.writer, number)


def answer_legal_checks(ports: Ports, caller: Caller, answers: tuple[tuple[int, NewCheck], ...]) -> None:
    """Record the answers of one batch: all of them, or none; one answer for each file."""
    check_may(caller, "decide_legally")
    _check_once_each([number for number, _ in answers])
    for _, new in answers:
        _check_answer(ports, new)
    with changing(ports, caller) as change:
        for place, (number, new) in enumerate(answers):
            file = file_of(change.writer, number)
            _check_knew(ports, file, new, f"/checks/{place}")
            _answer(change, file, new)


def _place(change: Change, file: File, entry: PlacementEntry) -> File:
    number, ports, caller = file.person.number, change.ports, change.caller
    legal = replace(file.legal, placements=(*file.legal.placements, entry))
    _keep(change, "placement_recorded", pending(ports, caller, legal))
    before = file.legal.placements[-1].hosts if file.legal.placements else ()
    for hosted in sorted({*entry.hosts} ^ {*before}):
        child = file_of(change.writer, hosted)
        followed = follow_placement(change, child, number, hosted=hosted in entry.hosts)
        _keep(change, "placement_recorded", pending(ports, caller, followed))
        spread_hosting(change, family_around(change.writer, hosted))
    return file_of(change.writer, number)


def _check_once_each(numbers: list[int]) -> None:
    twice = [place for place, number in enumerate(numbers) if number in numbers[:place]]
    if twice:
        raise Invalid(*(Fault(f"/checks/{place}/person_id", ROW_TWICE) for place in twice))


def _check_protection(ports: Ports, new: NewProtection) -> None:
    check_texts(new)
    faults = [] if new.source.strip() else [Fault("/source", "MISSING")]
    day = today(ports)
    if new.since is not None and new.since > day:
        faults.append(Fault("/since", "IN_THE_FUTURE"))
    if new.ended is not None and new.status != "ended":
        faults.append(Fault("/ended", "NOT_ENDED"))
    elif new.ended is not None and new.since is not None and new.ended < new.since:
        faults.append(Fault("/ended", "BEFORE_START"))
    if faults:
        raise Invalid(*faults)


def _check_answer(ports: Ports, new: NewCheck) -> None:
    check_codes(("/outcome", new.outcome, OUTCOMES), ("/protection", new.protection, LPJ_STATUSES))
    check_texts(new)
    day = today(ports)
    days = (("/asked_on", new.asked_on), ("/answered_on", new.answered_on or day))
    faults = [Fault(pointer, "IN_THE_FUTURE") for pointer, on in days if on > day]
    if new.until is not None and new.until < new.asked_on:
        faults.append(Fault("/until", "BEFORE_START"))
    if new.until is not None and new.until - new.asked_on > LONGEST_ANSWER:
        faults.append(Fault("/until", "END_TOO_FAR"))
    if faults:
        raise Invalid(*faults)
    if new.outcome == "accepted" and new.protection == "unknown":
        raise Conflict("UNKNOWN_NOT_ACCEPTABLE")


def _check_knew(ports: Ports, file: File, new: NewCheck, pointer: str) -> None:
    """Raise `Invalid` for an answer given before what opened the check again: it says nothing of that."""
    if is_before_reopened(ports, file.legal, new.answered_on or today(ports)):
        raise Invalid(Fault(f"{pointer}/answered_on", BEFORE_REOPENED))


def _answer(change: Change, file: File, new: NewCheck) -> None:
    legal = file.legal
    last = legal.protections[-1] if legal.protections else None
    if last is None or last.status != new.protection:
        kept = {"ycja": last.ycja, "other_ban": last.other_ban} if last else {}
        family = last.identifies_lpj_family if last else False
        known = NewProtection(new.protection, since=new.asked_on, identifies_lpj_family=family, **kept)  # type: ignore[arg-type] # the two kept fields
        legal = _protected(change.ports, change.caller, legal, known)
    answered_on = new.answered_on or today(change.ports)
    check = CheckEntry(
        stamp(change.ports, change.caller, opens=_opens(change.ports, file, new)),
        new.outcome,
        new.asked_on,
        new.answered_by,
        answered_on,
        new.until or answered_on + timedelta(days=CHECK_DAYS),
        new.note,
    )
    _keep(change, "check_answered", replace(legal, checks=(*legal.checks, check)))


def _opens(ports: Ports, file: File, new: NewCheck) -> bool:
    """Tell whether an answer opens the file; one that renews what is still good leaves no day without one."""
    check = current(file.legal.checks, ports.clock())
    good = check is not None and check.status == "accepted" and (check.until or date.max) >= today(ports)
    return new.outcome == "accepted" and not good


def _protected(ports: Ports, caller: Caller, legal: LegalFile, new: NewProtection) -> LegalFile:
    opens = new.status == "none" and not (new.ycja or new.other_ban or new.identifies_lpj_family)
    entry = ProtectionEntry(
        stamp(ports, caller, opens=opens),
        new.status,
        new.since,
        new.ended,
        new.ycja,
        new.other_ban,
        new.identifies_lpj_family,
        new.source,
    )
    return replace(legal, protections=(*legal.protections, entry))


def _keep(change: Change, what: str, legal: LegalFile) -> None:
    change.put_legal(what, legal)
    spread_protection(change, file_of(change.writer, legal.person))
    recheck_posts_showing(change, legal.person)
