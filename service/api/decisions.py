"""Decisions, shown again: as they were made, and as the registry knows that day now (P7)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from service.api.answers import printed, verdict_fields
from service.api.calls import Call, CallIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.domain.views import communications_reasons, publisher_view
from service.registry.errors import NotFound
from service.registry.judging import Judged
from service.registry.proving import Proof, prove_decision

routes = routes_on("decisions")


class Made(Shown):
    """A decision made again; verdict, persons and facts are for legal alone."""

    answer: str
    cite: list[str]
    conditions: list[str]
    reasons: list[str]
    verdict: str | None = None
    persons: list[dict[str, Any]] | None = None
    facts: dict[str, Any] | None = None


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


@routes.get("/decisions/{decision_id}", **may("read_decisions"))
def read_decision(call: CallIn, decision_id: str) -> DecisionShown:
    """Make a kept decision again, on what was known then and on what is known now."""
    number, item = call.ports.references.open("check", decision_id)
    if item:
        raise NotFound
    proof = prove_decision(call.ports, call.caller, number)
    return _shown(call, decision_id, proof)


def _shown(call: Call, decision_id: str, proof: Proof) -> DecisionShown:
    record = proof.record
    return DecisionShown.of(
        record,
        call.ports,
        id=decision_id,
        question=asdict(record.question) if record.question else {},
        persons=[[call.seal("person", number) for number in numbers if number] for numbers in record.matched],
        same_rules=proof.same_rules,
        reproduced=proof.reproduced,
        as_known_then=_made(call, proof.as_known_then),
        as_known_now=_made(call, proof.as_known_now),
    )


def _made(call: Call, judged: Judged) -> Made:
    view, legal = publisher_view(judged.decision), call.caller.role == "legal"
    masked = communications_reasons(judged.facts, call.ports.policy.config)
    made = Made(
        answer=view.answer,
        cite=printed(view.cite),
        conditions=list(view.conditions),
        reasons=list(judged.decision.reasons if legal else masked),
    )
    told = verdict_fields(judged) | {"facts": asdict(judged.facts)} if legal else {}
    return made.model_copy(update=told)
