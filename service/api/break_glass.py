"""Break-glass: asked for a reason, approved by another user, open for an hour, over one thing."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from service.api.calls import Call, CallIn
from service.api.fields import LONGEST_REFERENCE, Given, Line, Note, Nothing, Reference, one_of, shown_by
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import number_or_none
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import break_glass
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.errors import Fault, Invalid
from service.registry.ports import Ports

routes = routes_on("break glass")


class ExceptionScopeGiven(Given):
    """What is to be seen: one person's legal file, or one decision. Exactly one of the two."""

    person_id: Reference | None = None
    decision_id: Reference | None = None


class BareScope(ExceptionScopeGiven):
    """What is to be seen, by its reference alone: what is no decision is asked for as a person."""

    def named(self, ports: Ports) -> ExceptionScopeGiven:
        """Return it by the name of what the reference stands for."""
        reference = self.person_id
        if number_or_none(ports, "check", reference or ""):
            return ExceptionScopeGiven(decision_id=reference)
        return ExceptionScopeGiven(person_id=reference)


def _bare(given: object) -> object:
    if not isinstance(given, str):
        return given
    if len(given) > LONGEST_REFERENCE:
        raise PydanticCustomError("TOO_LONG", str(LONGEST_REFERENCE))
    return BareScope(person_id=given)


class BreakGlassGiven(Given):
    """What is to be seen, and why: a whole sentence."""

    model_config = shown_by(
        {
            "scope": {"person_id": "mzxw6ytboi2gk3tuobqxezlonq"},
            "reason": "Plainte 2026-118 : vérifier qui a consulté le dossier, et sur quelle base.",
        },
        {
            "scope": "mzxw6ytboi2gk3tuobqxezlonq",
            "reason": "Demande d'accès du 13 octobre : revoir la décision contestée.",
        },
    )
    scope: Annotated[
        ExceptionScopeGiven, BeforeValidator(_bare, json_schema_input_type=ExceptionScopeGiven | Reference)
    ]
    reason: Annotated[
        Note,
        Field(
            description=f"A whole sentence: {break_glass.SHORTEST_REASON} characters at least, spaces around "
            f"it aside, and {break_glass.LONGEST_REASON} at most."
        ),
    ]


class OutcomeGiven(Given):
    """The second person's word; `approved` when it is not said."""

    model_config = shown_by({"outcome": "approved"})

    outcome: Annotated[Line, one_of(break_glass.OUTCOMES)] = "approved"


class ScopeShown(Shown):
    """One of the two, as it was given."""

    person_id: str | None
    decision_id: str | None


class BreakGlassShown(Shown):
    """An exception: who asked for what and why, who answered, until when it is open."""

    id: str
    status: str
    scope: ScopeShown
    reason: str
    asked_at: Stamp
    asked_by: Annotated[str, sealed("user")]
    role: str
    decided_at: Stamp | None
    decided_by: Annotated[str, sealed("user")] | None
    ends_at: Stamp | None
    ended_at: Stamp | None


async def _number(call: CallIn, break_glass_id: str) -> int:
    return call.number("break_glass", break_glass_id)


BreakGlassIn = Annotated[int, Depends(_number)]


@routes.post("/break-glass", status_code=201, **may("ask_break_glass"))
def ask(call: CallIn, given: BreakGlassGiven) -> BreakGlassShown:
    """Ask to see what legal sees; the answer is the same whether it is there or not."""
    scope = given.scope.named(call.ports) if isinstance(given.scope, BareScope) else given.scope
    kind, text = ("person", scope.person_id) if scope.decision_id is None else ("decision", scope.decision_id)
    if text is None or (scope.person_id is not None and scope.decision_id is not None):
        raise Invalid(Fault("/scope", "MISSING"))
    asked = call.once(
        lambda ports: break_glass.ask_break_glass(ports, call.caller, kind, text, given.reason),
        lambda record: str(record.number),
        lambda kept: break_glass.read_break_glass(call.ports, call.caller, int(kept)),
    )
    return _shown(call, asked).model_copy(update={"scope": ScopeShown(**scope.model_dump())})


@routes.get("/break-glass", **may("read_break_glass"))
def list_all(
    call: CallIn, request: Request, response: Response, cursor: Cursor = None, limit: Limit = 50
) -> Page[BreakGlassShown]:
    """List exceptions, newest first: all for those who approve, one's own for those who only ask."""
    before = place_of(call.ports, "break_glass", cursor)
    found = break_glass.list_break_glass(call.ports, call.caller, before, limit + 1)
    items = [_shown(call, one) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.get("/break-glass/{break_glass_id}", **may("read_break_glass"))
def read(call: CallIn, asked: BreakGlassIn) -> BreakGlassShown:
    """Read one exception."""
    return _shown(call, break_glass.read_break_glass(call.ports, call.caller, asked))


@routes.post("/break-glass/{break_glass_id}/approval", **may("decide_break_glass"))
def decide(call: CallIn, asked: BreakGlassIn, given: OutcomeGiven | None = None) -> BreakGlassShown:
    """Approve or refuse, as somebody else than who asked; approved, it is open for 60 minutes.

    Without a body, it is approved.
    """
    outcome = (given or OutcomeGiven()).outcome
    decided = call.once(
        lambda ports: break_glass.decide_break_glass(ports, call.caller, asked, outcome),
        lambda record: str(record.number),
        lambda kept: break_glass.read_break_glass(call.ports, call.caller, int(kept)),
    )
    return _shown(call, decided)


@routes.post("/break-glass/{break_glass_id}/end", **may("read_break_glass"))
def end(call: CallIn, asked: BreakGlassIn, _: Nothing | None = None) -> BreakGlassShown:
    """End one early."""
    ended = call.once(
        lambda ports: break_glass.end_break_glass(ports, call.caller, asked),
        lambda record: str(record.number),
        lambda kept: break_glass.read_break_glass(call.ports, call.caller, int(kept)),
    )
    return _shown(call, ended)


def _shown(call: Call, record: BreakGlassRecord) -> BreakGlassShown:
    person = record.scope == "person"
    given = break_glass.reference_of(call.ports, record)
    return BreakGlassShown.of(
        record,
        call.ports,
        id=call.seal("break_glass", record.number),
        status=break_glass.state_at(record, call.ports.clock()),
        scope=ScopeShown(person_id=given if person else None, decision_id=None if person else given),
    )
