"""Checks: may this person appear? One path for every caller and reason; the answer is never an error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.identifiers import BadIdentifier, parse
from service.domain.views import communications_reasons, publisher_view
from service.domain.vocabulary import (
    CAPTURE_PLACES,
    CHANNELS,
    CONTENT_FLAGS,
    MEDIA,
    PURPOSES,
    REQUESTERS,
    ROLES,
    SOURCES,
)
from service.registry.access_records import AccessRecord, GivenAnswer, Seen
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Fault, Invalid
from service.registry.judging import PUBLISHABLE, Asked, Judged, publisher_until, without_group
from service.registry.moments import coming_sunday, today
from service.registry.permissions import can, check_may
from service.registry.questions import Who
from service.registry.requested_posts import judge_to_tell
from service.registry.rule_set import rules_in_force
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.domain.person_walk import PersonDecision
    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.questions import Answer, Question
    from service.registry.requested_posts import Answerable
    from service.registry.storing import Checkpoint, Reader

CANNOT_TELL: Final = "cannot_tell"
UNREADABLE: Final = ""
"""Stands for a number whose check characters are wrong: the answer is cannot_tell, as for any such number."""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What a check answers. `reasons` and `judged` are for communications and legal alone."""

    number: int
    answer: Answer
    cite: tuple[str, ...]
    conditions: tuple[str, ...]
    valid_until: date
    as_of: Checkpoint | None
    reasons: tuple[str, ...] | None = None
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """What the answer is for one person of a post."""

    answer: Answer
    cite: tuple[str, ...]
    conditions: tuple[str, ...]


def check(ports: Ports, caller: Caller, asked: Asked) -> CheckAnswer:
    """Answer for one person, and keep who asked before the answer is given."""
    check_may(caller, "check")
    asked = readable(asked)
    check_asked(ports, caller, asked)
    with ports.store.reading() as reader:
        return answer_in(ports, reader, caller, asked, ports.clock())[0]


def answer_in(
    ports: Ports, reader: Reader, caller: Caller, asked: Asked, now: datetime, action: str = "check"
) -> tuple[CheckAnswer, Judged]:
    """Answer inside an open view; the same statements whatever is found and whatever is asked."""
    found = reader.find_files(asked.people)
    as_of = reader.last_checkpoint()
    known = judge_to_tell(asked, found, ports.policy.config, now)
    return answer_known(ports, caller, known, as_of, now, action=action)


def answer_known(
    ports: Ports,
    caller: Caller,
    known: Answerable,
    as_of: Checkpoint | None,
    now: datetime,
    *,
    action: str = "check",
) -> tuple[CheckAnswer, Judged]:
    """Keep who asked, then say what the caller may read of a decision made."""
    asked = known.true.asked
    judged = known.true if caller.role == "legal" else known.told
    said = _given(ports, judged)
    record = access_record(ports, caller, known, now, action)
    if action == "check":
        record = replace(record, given=said if judged is known.told else _given(ports, known.told))
    answer = CheckAnswer(
        number=ports.store.record_access(record),
        answer=said.answer,
        cite=said.cite,
        conditions=said.conditions,
        valid_until=said.until,
        as_of=as_of,
    )
    vague = said.answer == CANNOT_TELL
    if caller.role == "publisher":
        return answer, judged
    reasons = judged.decision.reasons
    if caller.role != "legal":
        shown_of = communications_reasons(judged.facts, ports.policy.config)
        reasons = shown_of if len(asked.people) > 1 else without_group(shown_of)
    shown = judged if caller.role == "legal" else None
    return replace(answer, reasons=() if vague else reasons, judged=shown), judged


def _given(ports: Ports, judged: Judged) -> GivenAnswer:
    """Return what is answered of a decision; of a question that nobody could answer, that alone."""
    asked, view = judged.asked, publisher_view(judged.decision)
    until = publisher_until(judged, ports.policy.config, asked.question.on)
    if any(is_vague(who) for who in asked.people):
        return GivenAnswer(CANNOT_TELL, (), (), coming_sunday(asked.question.on))
    return GivenAnswer(view.answer, view.cite, view.conditions, until)


def person_answers(judged: Judged) -> tuple[PersonAnswer, ...]:
    """Return the answer for each person of a post: the worst over namesakes and roles."""
    alike: list[list[PersonDecision]] = [[] for _ in judged.asked.people]
    for one in judged.decision.persons:
        alike[int(one.ref.partition(".")[0])].append(one)
    return tuple([_worst(who, some) for who, some in zip(judged.asked.people, alike, strict=True)])


def _worst(who: Who, alike: Sequence[PersonDecision]) -> PersonAnswer:
    if is_vague(who):
        return PersonAnswer(CANNOT_TELL, (), ())
    if any(one.verdict not in PUBLISHABLE for one in alike):
        return PersonAnswer("no", (), ())
    conditions = tuple(dict.fromkeys([code for one in alike for code in one.conditions]))
    cite = tuple(dict.fromkeys([number for one in alike for number in one.cite]))
    return PersonAnswer("yes_with_conditions" if conditions else "yes", cite, conditions)


def is_vague(who: Who) -> bool:
    """Tell whether the question itself cannot be answered: a name alone, for everyone, known or not."""
    if not who.looked_up or who.person is not None:
        return False
    if who.consent_id is not None:
        return who.consent_id == UNREADABLE
    return not (who.name and (who.birth_date or who.email or who.staff_number))


def readable(asked: Asked) -> Asked:
    """Read each number cited, in any case and spacing; one that cannot be read finds nothing."""
    if all(who.consent_id is None for who in asked.people):
        return asked
    people = tuple(readable_who(who) for who in asked.people)
    if any(who.consent_id == UNREADABLE for who in people):
        check_texts({"people": asked.people})  # what is no number of ours may be one that no field may hold
    return replace(asked, people=people)


def check_asked(ports: Ports, caller: Caller, asked: Asked) -> None:
    """Raise `Invalid` naming what to mend in the question."""
    question = asked.question
    check_codes(
        ("/medium", question.medium, MEDIA),
        *each_code("/channels", question.channels, CHANNELS),
        ("/purpose", question.purpose, PURPOSES),
        ("/source", question.source, SOURCES),
        ("/content_flag", question.content_flag, CONTENT_FLAGS),
    )
    faults = _unnamed_faults(question)
    if not question.channels:
        faults.append(Fault("/channels", "MISSING"))
    if question.on < today(ports):
        faults.append(Fault("/on", "IN_THE_PAST"))
    if not asked.people:
        faults.append(Fault("/people", "MISSING"))
    for place, who in enumerate(asked.people):
        faults += _who_faults(caller, who, f"/people/{place}" if len(asked.people) > 1 else "/who")
    if faults:
        raise Invalid(*faults)
    check_texts(asked)


def access_record(
    ports: Ports, caller: Caller, known: Answerable, now: datetime, action: str
) -> AccessRecord:
    """Make the record of a decision: the question, the files and how many acts each had, what came out.

    Its verdict and reasons are the rules'; its answer, which the journal shows, is what may be told.
    """
    judged, asked = known.true, known.true.asked
    met = [each.judged for each in judged.found]
    return AccessRecord(
        at=now,
        by=caller.user,
        role=caller.role,
        via=caller.via,
        action=action,
        seen=tuple([Seen(file.person.number, file.acts) for files in met for file in files]),
        asked=tuple([without_name(who) for who in asked.people]),
        matched=tuple([tuple([file.person.number for file in files]) for files in met]),
        question=asked.question,
        visible_count=asked.visible_count,
        verdict=judged.decision.verdict,
        reasons=judged.decision.reasons,
        answer=publisher_view(known.told.decision).answer,
        rules=rules_in_force(ports.policy),
    )


def without_name(who: Who) -> Who:
    """Leave out of a record the name and factors that were typed: it keeps whom they met."""
    return Who(
        consent_id=who.consent_id,
        person=who.person,
        unregistered=who.unregistered,
        role=who.role,
        adult=who.adult,
        not_identifiable=who.not_identifiable,
        appears_as=who.appears_as,
        identifiable_by=who.identifiable_by,
    )


def readable_who(who: Who) -> Who:
    """Read a number cited; one that cannot be read becomes one that finds nothing."""
    if who.consent_id is None:
        return who
    try:
        return replace(who, consent_id=parse(who.consent_id).text)
    except BadIdentifier:
        return replace(who, consent_id=UNREADABLE)


def _unnamed_faults(question: Question) -> list[Fault]:
    """Check the lists of which some words are not for publishers to read: the fault names none of them."""
    lists = (
        ("/capture_place", question.capture_place, CAPTURE_PLACES),
        ("/requested_by", question.requested_by, REQUESTERS),
    )
    return [Fault(pointer, "NOT_IN_LIST") for pointer, word, words in lists if word not in (None, *words)]


def _who_faults(caller: Caller, who: Who, pointer: str) -> list[Fault]:
    faults: list[Fault] = []
    if who.person is not None and not who.of_event and not can(caller, "check_by_person"):
        faults.append(Fault(f"{pointer}/person_id", "NOT_FOR_THIS_ROLE"))
    if who.looked_up and who.identifiable_by == ():
        faults.append(Fault(f"{pointer}/identifiable_by", "EMPTY_FOR_LOOKED_UP"))
    if who.unregistered and who.role not in ROLES:
        faults.append(Fault(f"{pointer}/role", "NOT_IN_LIST", ", ".join(ROLES)))
    if who.looked_up and who.consent_id is None and not who.name and who.person is None:
        faults.append(Fault(pointer, "MISSING"))
    return faults
