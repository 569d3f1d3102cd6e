"""What was answered, question by question: as shown on screen, else as the registry read it from paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from service.documents.evidence.told import Teller
from service.registry.consent_records import GRANTED, ConsentRecord, Outcomes
from service.registry.forms import Block, Field, Line, Use

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
    known = _known(tell)
    for line in block.lines:
        if line.key in labels:
            continue
        yield TextRow(line.text, _answer(tell, line, known) if line.key else None)


def _answer(tell: Teller, line: Line, known: Mapping[str, str]) -> str:
    given = known.get(line.key or "", "")
    return tell(_IN_WORDS[given]) if given in _IN_WORDS else given or "–"


def _known(tell: Teller) -> dict[str, str]:
    """Gather answers by key of the form: the last signer's on screen, else what the record holds."""
    screen = tell.subject.consent.screen
    return dict(screen[-1].answers) if screen else _read_from_record(tell)


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
