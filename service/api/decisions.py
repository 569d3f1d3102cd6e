"""Decisions, shown again: as they were made, and as the registry knows that day now (P7)."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any, Final

from pydantic import Field

from service.api.answers import printed, verdict_fields
from service.api.calls import Call, CallIn
from service.api.openapi import GLASS
from service.api.paths import number_or_none
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.domain.views import communications_reasons, publisher_view
from service.registry.judging import Judged
from service.registry.proving import Proof, prove_decision
from service.registry.questions import Question

routes = routes_on("decisions")

WHOLE: Final = Field(json_schema_extra={GLASS: ["auditor", "quality"]})


class Made(Shown):
    """A decision made again; verdict, persons and facts are for legal, and for others under an exception."""

    answer: str
    cite: list[str]
    conditions: list[str]
    reasons: list[str]
    verdict: Annotated[str | None, WHOLE] = None
    persons: Annotated[list[dict[str, Any]] | None, WHOLE] = None
    facts: Annotated[dict[str, Any] | None, WHOLE] = None


class DecisionShown(Shown):
    """Who asked what, when; what came out; and the same facts decided again, then and now."""

    id: str
    at: Stamp
    by: Annotated[str, sealed("user")]
    role: str
    via: str
    action: str
    answer: str | None
    rules: str | None
    question: dict[str, Any]
    persons: list[list[str]]
    visible_count: int | None
    same_rules: bool
    reproduced: bool
    as_known_then: Made
    as_known_now: Made


@routes.get(
    "/decisions/{decision_id}",
    response_model_exclude_unset=True,
    **may("see_decisions", **{GLASS: ["quality"]}),
)
def read_decision(call: CallIn, decision_id: str) -> DecisionShown:
    """Make a kept decision again, on what was known then and on what is known now."""
    proof = prove_decision(call.ports, call.caller, number_or_none(call.ports, "check", decision_id))
    return _shown(call, decision_id, proof)


def _shown(call: Call, decision_id: str, proof: Proof) -> DecisionShown:
    record = proof.record
    return DecisionShown.of(
        record,
        call.ports,
        id=decision_id,
        question=_question(record.question, whole=proof.whole) if record.question else {},
        persons=[[call.seal("person", number) for number in numbers if number] for numbers in record.matched],
        same_rules=proof.same_rules,
        reproduced=proof.reproduced,
        as_known_then=_made(call, proof.as_known_then, whole=proof.whole),
        as_known_now=_made(call, proof.as_known_now, whole=proof.whole),
    )


def _question(question: Question, *, whole: bool) -> dict[str, Any]:
    """Show what was asked; what of it is a protection fact is for those who read them (rules 6)."""
    if whole:
        return asdict(question)
    hidden = question.capture_place == "youth_court_hearing"
    place = "other" if hidden else question.capture_place
    return asdict(replace(question, capture_place=place, context_links_family=False, requested_by=None))


def _made(call: Call, judged: Judged, *, whole: bool) -> Made:
    view = publisher_view(judged.decision)
    masked = communications_reasons(judged.facts, call.ports.policy.config)
    made = Made(
        answer=view.answer,
        cite=printed(view.cite),
        conditions=list(view.conditions),
        reasons=list(judged.decision.reasons if whole else masked),
    )
    told = verdict_fields(judged) | {"facts": asdict(judged.facts)} if whole else {}
    return made.model_copy(update=told)
