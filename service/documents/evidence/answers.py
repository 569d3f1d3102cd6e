"""What was answered, question by question: as shown on screen, else as the registry read it from paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from service.documents.evidence.told import Teller
from service.registry.consent_records import GRANTED, ConsentRecord, Outcomes
from service.registry.forms import Block, Field, Line, Slot, Use
from service.registry.signing_answers import Answers, asked_of, narrowed
from service.registry.signing_order import CHILD

PRINTED_CODE: Final = ("Ce code ", "This code ")
_IN_WORDS: Final = {"yes": "answer.yes", "yes_with_limits": "answer.yes_with_limits", "no": "answer.no"}


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of the form's text; `answer` is None for what asks nothing."""

    words: str
    answer: str | None = None


def answers_of(consent: ConsentRecord) -> tuple[Outcomes, ...]:
    """List the answers as they were signed: what was taken back since does not show."""
    plain = (replace(one, withdrawn_on=None) for one in consent.outcomes)
    return tuple(dict.fromkeys(plain))


def text_rows(tell: Teller, block: Block) -> Iterator[TextRow]:
    """Give the lines of a block with what was answered."""
    labels = {one.key for one in tell.subject.form.fields if one.kind == "label"}
    known, shown = _known(tell), shown_on_screen(tell)
    for line in block.lines:
        if line.key in labels or (shown is not None and not _was_shown(block, line, shown)):
            continue
        yield TextRow(line.text, _answer(tell, line, known) if line.key else None)


def _answer(tell: Teller, line: Line, known: Mapping[str, str]) -> str:
    given = known.get(line.key or "", "")
    return tell(_IN_WORDS[given]) if given in _IN_WORDS else given or "–"


def shown_on_screen(tell: Teller) -> frozenset[str] | None:
    """List the keys of the form that some signer had before them on screen; None for a paper."""
    subject = tell.subject
    if not subject.consent.screen:
        return None
    shown = set(_known(tell))
    for slot, one in zip(_slots(tell), subject.consent.screen, strict=False):
        wished = {field.key for field in subject.form.group("wish")} & {key for key, _ in one.answers}
        asked = asked_of(subject.form, slot, CHILD if wished else None)
        shown |= {each.key for group in fields(asked) for each in getattr(asked, group.name)}
    return frozenset(shown)


def _was_shown(block: Block, line: Line, shown: frozenset[str]) -> bool:
    """Tell whether a line was on the screen: nothing for paper alone, nor what explains a printed code."""
    if line.key is None:
        return not (block.key == "copy" and line.text.startswith(PRINTED_CODE))
    return line.key in shown


def _slots(tell: Teller) -> list[Slot]:
    """Give the place of the form that each signer on screen signed in, no place twice."""
    left, found = list(tell.subject.form.slots), []
    for one in tell.subject.consent.screen:
        slot = next((slot for slot in left if one.signer in slot.signers), None)
        if slot:
            left.remove(slot)
            found.append(slot)
    return found


def _known(tell: Teller) -> dict[str, str]:
    """Gather answers by key of the form: what every signer on screen granted, else what the record holds."""
    return _read_from_screen(tell) if tell.subject.consent.screen else _read_from_record(tell)


def _read_from_screen(tell: Teller) -> dict[str, str]:
    subject = tell.subject
    consent, form = subject.consent, subject.form
    given: Answers = ()
    for one in consent.screen:
        given = narrowed(given, one.answers, form)
    known = {"person_name": subject.person.names.display, **dict(given)}
    if consent.activity:
        known["activity_name"] = consent.activity
    for field in form.group("validity"):
        if known.get(field.key):
            known[field.key] = tell.day(date.fromisoformat(known[field.key]))
    for slot, one in zip(_slots(tell), consent.screen, strict=False):
        day = tell.day(one.signed_at.astimezone(subject.zone).date())
        known[slot.key] = one.typed_name or tell("screen.refused")
        if slot.date_key:
            known[slot.date_key] = day
    return known


def _read_from_record(tell: Teller) -> dict[str, str]:
    consent, form, person = tell.subject.consent, tell.subject.form, tell.subject.person
    known = {use.key: _use_answer(consent, use) for use in form.uses}
    for field in form.fields:
        if field.kind == "box":
            known[field.key] = "yes" if _is_ticked(tell, field) else ""
    known["covers_health"] = "yes" if consent.covers_health else "no"
    known["person_name"] = person.names.display
    days = {
        "person_birth_date": person.birth_date,
        "valid_from": consent.valid_from,
        "valid_until": consent.valid_until,
    }
    known |= {key: tell.day(day) for key, day in days.items() if day}
    if consent.activity:
        known["activity_name"] = consent.activity
    return known | _signed(tell)


def _signed(tell: Teller) -> dict[str, str]:
    """Say who signed in which place of the form, and when."""
    known = {}
    for slot in tell.subject.form.slots:
        for one in tell.subject.consent.signatures:
            if one.signer in slot.signers:
                known[slot.key] = one.name
                known[slot.date_key or slot.key] = tell.day(one.signed_on) if slot.date_key else one.name
    return known


def _use_answer(consent: ConsentRecord, use: Use) -> str:
    reached = {
        one.answer
        for one in consent.outcomes
        if use.purpose in one.purposes and set(use.channels) & set(one.channels)
    }
    return next((answer for answer in ("yes_with_limits", "yes") if answer in reached), "no")


def _is_ticked(tell: Teller, field: Field) -> bool:
    consent, person = tell.subject.consent, tell.subject.person
    held = {
        "media": {code for one in consent.outcomes if one.answer in GRANTED for code in one.media},
        "limit": set(consent.limits),
        "role": {one.role for one in person.roles},
    }
    if field.key == "person_adult":
        return person.adult_attested
    return bool(set(field.codes) & held.get(field.group, set()))
