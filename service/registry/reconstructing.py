"""« Reconstituer une décision »: what was asked, what was known, what was signed, and what proves it.

Nothing is kept but who looked, at whom, and why. Auditor and quality see what communications see; what legal
alone sees is added under an exception over that very person or check (rules 5).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.registry.break_glass import note_use
from service.registry.case_finding import Met, find_case
from service.registry.case_gathering import Gathering, Sight
from service.registry.case_journal import Checks, find_checks
from service.registry.case_records import WAYS, Case, CaseKey
from service.registry.closed_lists import check_codes
from service.registry.errors import Fault, Invalid
from service.registry.files import File
from service.registry.permissions import can, check_may
from service.registry.recording import note_view
from service.registry.rule_set import rules_in_force
from service.registry.texts import check_texts
from service.registry.unmasking import may_see_masked

if TYPE_CHECKING:
    from service.registry.access_records import AccessRecord
    from service.registry.account_records import Caller
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports
    from service.registry.storing import Reader

LONGEST_WHY: Final = 1000
ACTION: Final = "reconstructed"


def reconstruct(ports: Ports, caller: Caller, key: CaseKey, why: str) -> Case:
    """Put a case together again; `why` is kept with the access to every person whom it shows.

    Someone unknown and someone of whom nothing is kept give the same empty case.
    """
    check_may(caller, "reconstruct")
    _check_given(key, why)
    met = find_case(ports, key)
    checks = find_checks(ports, met)
    sight = _sight(ports, caller, met, checks)
    case = Case(key, why.strip(), ports.clock(), caller.user, caller.role)
    with ports.store.reading() as reader:
        gathering = Gathering(ports, reader, sight)
        read = [reader.load_file(number) for number in dict.fromkeys(met.people)]
        files = {file.person.number: file for file in read if file is not None}
        proofs = [gathering.proof(one) for one in checks.records if _may_be_told(one, sight)]
        case = replace(
            case,
            posts=gathering.posts(met.posts),
            files=gathering.files(files.values()),
            decisions=tuple(gathering.decision(proof) for proof in proofs),
            checkpoint=reader.last_checkpoint(),
            rules=rules_in_force(ports.policy),
            journal_since=checks.since,
            journal_whole=checks.whole,
        )
        case = replace(case, staff=_staff(reader, case))
    others = (file for proof in proofs for found in proof.as_known_now.found for file in found.files)
    note_view(ports, caller, ACTION, _each_once(*files.values(), *others), why=case.why)
    for file in files.values():
        note_use(ports, caller, "person", file.person.number, [file])
    for proof in proofs:
        note_use(ports, caller, "decision", proof.record.number, [])
    return case if _tells(case) else _nothing(case)


def _may_be_told(record: AccessRecord, sight: Sight) -> bool:
    """Tell whether a check may stand in the case: legal's own, asked beside a legal act, tell of it."""
    return record.role != "legal" or record.number in sight.checks


def _check_given(key: CaseKey, why: str) -> None:
    check_codes(("/way", key.way, WAYS))
    if not why.strip():
        raise Invalid(Fault("/why", "MISSING"))
    if len(why) > LONGEST_WHY:
        raise Invalid(Fault("/why", "TOO_LONG", str(LONGEST_WHY)))
    check_texts({"why": why, "text": key.text, "who": key.who})


def _sight(ports: Ports, caller: Caller, met: Met, checks: Checks) -> Sight:
    """Ask of each person and each check whether the caller may know all of it."""
    shown = {
        record.number: {number for each in record.matched for number in each if number}
        for record in checks.records
    }
    everyone = set(met.people).union(*shown.values())
    people = frozenset(one for one in everyone if may_see_masked(ports, caller, "person", one))
    seen = frozenset(
        number
        for number, some in shown.items()
        if (some and some <= people) or may_see_masked(ports, caller, "decision", number)
    )
    return Sight(people, seen, can(caller, "read_legal_file"))


def _staff(reader: Reader, case: Case) -> dict[int, str]:
    """Read the names of the users whom the case names by number."""
    numbers: set[int | None] = {case.made_by}
    numbers |= {one.record.by for one in case.decisions}
    for post in case.posts:
        numbers |= {post.record.registered_by, *(one.done_by for one in post.takedowns)}
        numbers |= {one.act.by for one in post.acts}
    for file in case.files:
        numbers |= {one.act.by for one in file.acts}
        for paper in file.consents:
            numbers |= {paper.record.recorded_by, paper.record.confirmed_by}
            numbers |= {one.recorded_by for one in paper.record.withdrawals}
        if file.legal is not None:
            numbers |= _stamped_by(file.legal)
    users = [reader.load_user(number) for number in numbers if number]
    return {user.number: user.name for user in users if user is not None}


def _stamped_by(legal: LegalFile) -> set[int | None]:
    verified = [one.stamp for order in legal.orders for one in order.verifications]
    stamps = [
        *(one.stamp for one in legal.checks),
        *(one.stamp for one in legal.protections),
        *(one.stamp for one in legal.orders),
        *(one.stamp for one in legal.reviews),
        *verified,
    ]
    return {stamp.by for stamp in stamps}


def _each_once(*files: File) -> tuple[File, ...]:
    return tuple({file.person.number: file for file in files}.values())


def _tells(case: Case) -> bool:
    return bool(case.posts or case.decisions or any(file.consents for file in case.files))


def _nothing(case: Case) -> Case:
    """Return the one empty case: of nobody, and of somebody of whom nothing is kept."""
    return Case(case.key, case.why, case.made_at, case.made_by, case.role)
