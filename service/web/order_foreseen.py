"""« Ce que chacun verra »: the answer about a person as if an order were verified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.court_orders import OrderKey
from service.registry.legal_records import OrderEntry
from service.registry.moments import today
from service.registry.order_preview import foresee, question_of
from service.registry.questions import Question
from service.web.filled import Filled
from service.web.mending import basis_of, reason_in_words
from service.web.reading import Sent
from service.web.rendering import hyphenated
from service.web.showing import Line, question_in_short
from service.web.typed import Typed
from service.web.visits import Visit

PANELS: Final = {"yes": "yes", "yes_with_conditions": "conditions", "no": "no"}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One question as each role would see its answer."""

    question: str
    answer: str
    cite: str
    conditions: tuple[str, ...]
    communications: list[str]
    verdict: str
    reasons: list[Line]


def begun(visit: Visit, order: OrderEntry) -> dict[str, tuple[str, ...]]:
    """Return the question as the page holds it: what was chosen, else the first thing the order allows."""
    first = question_of(visit.ports, order)
    values = {
        "medium": first.medium,
        "channel": first.channels[0],
        "purpose": first.purpose,
        "on_day": first.on.isoformat(),
        "activity": first.activity or "",
    }
    return {name: (visit.query.get(name) or value,) for name, value in values.items()}


def foreseen(visit: Visit, key: OrderKey, typed: Typed) -> Foreseen:
    """Write what each would see."""
    seen = foresee(visit.ports, visit.caller, key, _question(visit, typed))
    view, judged = seen.publisher, seen.judged
    return Foreseen(
        question=question_in_short(visit.words, seen.question),
        answer=PANELS[view.answer],
        cite=", ".join(hyphenated(number) for number in view.cite),
        conditions=view.conditions,
        communications=[reason_in_words(visit, code) for code in seen.communications],
        verdict=judged.decision.verdict,
        reasons=[(reason_in_words(visit, code), basis_of(visit, code)) for code in judged.decision.reasons],
    )


def _question(visit: Visit, typed: Typed) -> Question:
    """Read the question chosen; one that cannot be asked is asked of today."""
    form = Filled(Sent(typed.values, {}))
    question = Question(
        form.choice("medium", MEDIA),
        (form.choice("channel", CHANNELS),),
        form.choice("purpose", PURPOSES),
        form.day("on_day"),
        activity=typed.text("activity") or None,
    )
    if form.slips or question.on < today(visit.ports):
        return Question(MEDIA[0], CHANNELS[:1], PURPOSES[0], today(visit.ports))
    return question
