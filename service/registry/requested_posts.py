"""Posts that the DPJ or the police ask for: whoever they show, legal decides first.

The engine stops such a post for a protected person alone (R39). In the registry that would be a way to find
out: ask about someone whose answer is yes, say that the police want it, and see whether the answer turns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.domain.decision import decide
from service.domain.facts import LegalCheck

if TYPE_CHECKING:
    from datetime import date

    from service.domain.facts import Config, Person
    from service.registry.judging import Judged

CODE: Final = "LPJ_NECESSARY_FOR_ACT"
_OPEN: Final = LegalCheck("pending")


def held_for_legal(judged: Judged, config: Config) -> Judged:
    """Judge a requested post as if everyone's check were open, save those for whom legal has accepted it."""
    question = judged.asked.question
    if question.requested_by is None:
        return judged
    asked = judged.asked.people
    persons = tuple(
        replace(one, legal_check=_OPEN)
        if asked[int(one.ref.partition(".")[0])].looked_up and not _is_accepted(one, question.on)
        else one
        for one in judged.facts.persons
    )
    facts = replace(judged.facts, persons=persons)
    return replace(judged, facts=facts, decision=decide(facts, config))


def _is_accepted(person: Person, on: date) -> bool:
    return any(
        one.code == CODE and one.outcome == "accepted" and (one.from_ or on) <= on <= (one.until or on)
        for one in person.reviews
    )
