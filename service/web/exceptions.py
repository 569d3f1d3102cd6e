"""« Accès d'exception »: asked by auditors and quality, answered by somebody else, listed for all three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import break_glass
from service.registry.break_glass import OUTCOMES, PAGE, SCOPES, reference_of, state_at
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.naming import staff_named
from service.registry.permissions import can
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.journal import REFERENCE
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.showing import Line, moment_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ASK: Final = f"{PAGE}/demander"
ONE: Final = f"{PAGE}/{{ref}}"
LOOKS: Final = {"open": "wait", "approved": "good", "refused": "bad", "ended": "calm", "lapsed": "calm"}
GROUPS: Final = {"open": "open", "approved": "approved"}
MOST: Final = 200
SAID: Final = {
    "demande": "exception.said.asked",
    "approved": "exception.said.approved",
    "refused": "exception.said.refused",
    "termine": "exception.said.ended",
}


@dataclass(frozen=True, slots=True)
class ExceptionCard:
    """An exception as its list and its page show it."""

    path: str
    state: str
    scope: str
    line: str
    reason: str

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return LOOKS[self.state]


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List exceptions: those that wait, those open now, those past."""
    found = break_glass.list_break_glass(visit.ports, visit.caller, limit=MOST)
    names = staff_named(visit.ports, visit.caller)
    groups: dict[str, list[ExceptionCard]] = {"open": [], "approved": [], "past": []}
    for one in found:
        card = _card(visit, one, names)
        groups[GROUPS.get(card.state, "past")].append(card)
    return visit.page(
        "audit/exceptions.html",
        groups=[(group, cards) for group, cards in groups.items() if cards],
        may_ask=can(visit.caller, "ask_break_glass"),
        said=SAID.get(visit.query.get("fait", ""), ""),
    )


@router.get(ASK)
def show_ask(visit: SignedVisit) -> Response:
    """Ask what is to be seen, and why."""
    visit.must("ask_break_glass")
    reference = visit.query.get("personne", "")
    begun = {"scope": ("person",), "reference": (reference,)} if reference else {}
    return visit.page("audit/exception_ask.html", typed=Typed(begun))


@router.post(ASK)
def ask(visit: SignedVisit) -> Response:
    """Keep the request; what is not there is asked for like what is."""
    visit.must("ask_break_glass")
    form = Filled(visit.sent)
    try:
        scope, reference, reason = form.choice("scope", SCOPES), form.text("reference"), form.text("grounds")
        if reference and not REFERENCE.fullmatch(reference):
            form.slip("reference", "BAD_VALUE")
        form.done()
        path = once(
            visit,
            lambda ports: break_glass.ask_break_glass(ports, visit.caller, scope, reference, reason),
            lambda _: f"{PAGE}?fait=demande",
        )
    except (Slipped, Invalid) as error:
        typed = form.mend(error, {"/reason": "grounds"})
        return visit.page("audit/exception_ask.html", status=UNPROCESSABLE, typed=typed)
    return visit.go(path)


@router.get(ONE)
def show_one(visit: SignedVisit, ref: str) -> Response:
    """Show one exception, and what one may do about it."""
    return _page(visit, ref, NOTHING_TYPED)


@router.post(f"{ONE}/reponse")
def decide(visit: SignedVisit, ref: str) -> Response:
    """Approve or refuse."""
    number = _loaded(visit, ref).number
    form = Filled(visit.sent)
    try:
        outcome = form.choice("outcome", OUTCOMES)
        form.done()
        path = once(
            visit,
            lambda ports: break_glass.decide_break_glass(ports, visit.caller, number, outcome),
            lambda decided: f"{PAGE}?fait={decided.state}",
        )
    except NotAllowed as error:
        visit.must("decide_break_glass")
        form.slip("outcome", error.code)
        return _page(visit, ref, form.mend(), UNPROCESSABLE)
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(path)


@router.post(f"{ONE}/fin")
def end(visit: SignedVisit, ref: str) -> Response:
    """End it early."""
    break_glass.end_break_glass(visit.ports, visit.caller, _loaded(visit, ref).number)
    return visit.go(f"{PAGE}?fait=termine")


def _loaded(visit: Visit, ref: str) -> BreakGlassRecord:
    number, _ = visit.ports.references.open("break_glass", ref)
    return break_glass.read_break_glass(visit.ports, visit.caller, number)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    record, caller = _loaded(visit, ref), visit.caller
    state = state_at(record, visit.ports.clock())
    mine = record.asked_by == caller.user
    return visit.page(
        "audit/exception.html",
        status=status,
        card=_card(visit, record, staff_named(visit.ports, caller)),
        lines=_lines(visit, record),
        ref=ref,
        typed=typed,
        own=mine and state == "open",
        may_decide=state == "open" and not mine and can(caller, "decide_break_glass"),
        may_end=state == "approved" or (mine and state == "open"),
        may_view=state == "approved" and mine and can(caller, "ask_break_glass"),
        file=_file_of(visit, record),
    )


def _file_of(visit: Visit, record: BreakGlassRecord) -> str:
    """Lead legal to the file they are asked to open; others have no way there."""
    known = record.scope == "person" and record.subject and can(visit.caller, "read_legal_file")
    return f"/dossiers/{visit.seal('person', record.subject)}" if known else ""


def _card(visit: Visit, record: BreakGlassRecord, names: dict[int, str]) -> ExceptionCard:
    words = visit.words
    when = moment_of(words, record.asked_at, visit.ports.time_zone)
    return ExceptionCard(
        path=f"{PAGE}/{visit.seal('break_glass', record.number)}",
        state=state_at(record, visit.ports.clock()),
        scope=words(f"exception.scope.{record.scope}"),
        line=words("exception.by", name=names.get(record.asked_by, ""), moment=when),
        reason=record.reason,
    )


def _lines(visit: Visit, record: BreakGlassRecord) -> list[Line]:
    words, zone, names = visit.words, visit.ports.time_zone, staff_named(visit.ports, visit.caller)
    lines = [
        (words("exception.scope"), words(f"exception.scope.{record.scope}")),
        (words("exception.reference"), reference_of(visit.ports, record)),
        (words("exception.reason"), record.reason),
        (words("exception.asked"), _by(visit, names, record.asked_by, record.asked_at)),
    ]
    if record.decided_by is not None and record.decided_at is not None:
        lines.append((words("exception.decided"), _by(visit, names, record.decided_by, record.decided_at)))
    if record.ends_at is not None:
        lines.append((words("exception.until"), moment_of(words, record.ends_at, zone)))
    if record.ended_at is not None:
        lines.append((words("exception.ended"), moment_of(words, record.ended_at, zone)))
    return lines


def _by(visit: Visit, names: dict[int, str], user: int, at: datetime) -> str:
    moment = moment_of(visit.words, at, visit.ports.time_zone)
    return visit.words("exception.by", name=names.get(user, ""), moment=moment)
