"""Decisions, shown again: as they were made, and as the registry knows that day now (P7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.registry.break_glass import exception_over
from service.registry.consent_records import ConsentRecord
from service.registry.errors import NotFound
from service.registry.files import File, Found
from service.registry.judging import Asked, Judged
from service.registry.legal_records import LegalFile
from service.registry.loading import file_of
from service.registry.people_records import PersonRecord
from service.registry.permissions import can, check_may
from service.registry.recording import note_view
from service.registry.requested_posts import judge_to_tell
from service.registry.rule_set import rules_in_force

if TYPE_CHECKING:
    from service.registry.access_records import AccessRecord, Seen
    from service.registry.account_records import Caller
    from service.registry.acts import PastAct
    from service.registry.ports import Ports
    from service.registry.storing import Reader


@dataclass(frozen=True, slots=True)
class Proof:
    """A kept decision, made again on the facts as known then, and on what is known now of that day."""

    record: AccessRecord
    as_known_then: Judged
    as_known_now: Judged
    same_rules: bool
    whole: bool
    """Whether all of it may be shown: to legal, and under an open exception over it."""
    reproduced: bool
    """Whether the same facts gave the same verdict and codes again."""


def prove_decision(ports: Ports, caller: Caller, number: int) -> Proof:
    """Make a kept decision again. Raises `NotFound` when there is none of this number."""
    why = exception_over(ports, caller, "decision", number)
    if not why:
        check_may(caller, "read_decisions")
    record = ports.store.load_access(number)
    if record is None or record.question is None:
        raise NotFound
    with ports.store.reading() as reader:
        proof = prove(ports, reader, record, whole=bool(why) or can(caller, "read_legal_file"))
    files = [file for found in proof.as_known_now.found for file in found.files]
    note_view(ports, caller, "exception_used" if why else "decision_viewed", files, why=why)
    return proof


def prove(ports: Ports, reader: Reader, record: AccessRecord, *, whole: bool) -> Proof:
    """Make a decision again inside an open view; whoever calls this records who looks.

    Unless all of it may be shown, it is as everyone else is told: what legal was answered is not.
    """
    if record.question is None:
        raise NotFound
    then = [_found(reader, record, met, then=True) for met in record.matched]
    now = [_found(reader, record, met, then=False) for met in record.matched]
    asked = Asked(record.asked, record.question, record.visible_count)
    config = ports.policy.config
    before = judge_to_tell(asked, then, config, record.at)
    after = judge_to_tell(asked, now, config, ports.clock())
    decision = before.true.decision
    return Proof(
        record,
        before.true if whole else before.told,
        after.true if whole else after.told,
        same_rules=record.rules == rules_in_force(ports.policy),
        whole=whole,
        reproduced=(decision.verdict, decision.reasons) == (record.verdict, record.reasons),
    )


def read_history(ports: Ports, caller: Caller, number: int) -> tuple[PastAct, ...]:
    """List the acts on a file, oldest first. Legal acts are for legal alone; no one else sees they exist."""
    check_may(caller, "read_people")
    with ports.store.reading() as reader:
        file = file_of(reader, number)
        past = reader.history(number)
    note_view(ports, caller, "history_viewed", [file])
    if caller.role == "legal":
        return past
    shown = [one for one in past if one.act.kind != "legal_file"]
    return tuple(replace(one, n=place) for place, one in enumerate(shown, start=1))


def file_as_known(reader: Reader, person: int, acts: int) -> File:
    """Build a file again as it was after its first `acts` acts."""
    known: PersonRecord | None = None
    legal = LegalFile(person)
    consents: dict[int, ConsentRecord] = {}
    for past in reader.history(person)[:acts]:
        for record in past.records:
            if isinstance(record, PersonRecord):
                known = record
            elif isinstance(record, LegalFile):
                legal = record
            elif isinstance(record, ConsentRecord):
                consents[record.number] = record
    if known is None:
        raise NotFound
    return File(known, tuple(consents[number] for number in sorted(consents)), legal, acts)


def _found(reader: Reader, record: AccessRecord, met: tuple[int, ...], *, then: bool) -> Found:
    seen: dict[int, Seen] = {one.person: one for one in record.seen}
    files = tuple(
        file_as_known(reader, number, seen[number].acts) if then else file_of(reader, number)
        for number in met
        if number
    )
    (nobody,) = reader.find_files([replace(record.asked[0], consent_id="", person=None)])
    return Found(files, nobody.stand_in)
