"""The forms on a legal file: answer the check, note a protection or a placement, record a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import (
    CONDITIONS,
    LPJ_STATUSES,
    OTHER_BANS,
    RESOURCE_CLIENTELES,
    REVIEW_OUTCOMES,
)
from service.registry.errors import Conflict, Invalid
from service.registry.moments import today
from service.registry.protecting import (
    OUTCOMES,
    NewCheck,
    NewProtection,
    answer_legal_check,
    record_placement,
    record_protection,
)
from service.registry.reviewing import NewReview, decide_review
from service.registry.waiting import REVIEWABLE, reviewable
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.mending import reason_in_words
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.showing import Line
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/dossiers/{ref}"
Record = Callable[[Filled, int], None]


@router.get(f"{PAGE}/verification")
def show_answer(visit: SignedVisit, ref: str) -> Response:
    """Ask what youth protection's respondent answered."""
    return _page(visit, ref, "check", NOTHING_TYPED)


@router.post(f"{PAGE}/verification")
def answer(visit: SignedVisit, ref: str) -> Response:
    """Record the answer on this file."""

    def record(form: Filled, number: int) -> None:
        new = read_check(form)
        form.done()
        answer_legal_check(visit.ports, visit.caller, number, new)

    return _recorded(visit, ref, "check", record)


@router.get(f"{PAGE}/protection")
def show_protection(visit: SignedVisit, ref: str) -> Response:
    """Show the protection as last recorded."""
    visit.must("read_legal_file")
    protections = file_at(visit, ref).legal.protections
    if not protections:
        return _page(visit, ref, "protection", NOTHING_TYPED)
    last = protections[-1]
    values = {
        "status": last.status,
        "since": last.since.isoformat() if last.since else None,
        "ended": last.ended.isoformat() if last.ended else None,
        "ycja": "yes" if last.ycja else None,
        "identifies_lpj_family": "yes" if last.identifies_lpj_family else None,
        "other_ban": last.other_ban,
        "source": last.source,
    }
    return _page(visit, ref, "protection", Typed({name: (value,) for name, value in values.items() if value}))


@router.post(f"{PAGE}/protection")
def protect(visit: SignedVisit, ref: str) -> Response:
    """Record the protection; the check is asked again."""

    def record(form: Filled, number: int) -> None:
        new = NewProtection(
            status=form.choice("status", LPJ_STATUSES),
            since=form.day_if_any("since"),
            ended=form.day_if_any("ended"),
            ycja=form.sent.ticked("ycja"),
            other_ban=form.choice_if_any("other_ban", OTHER_BANS),
            identifies_lpj_family=form.sent.ticked("identifies_lpj_family"),
            source=form.text("source"),
        )
        form.done()
        record_protection(visit.ports, visit.caller, number, new)

    return _recorded(visit, ref, "protection", record)


@router.get(f"{PAGE}/placement")
def show_placement(visit: SignedVisit, ref: str) -> Response:
    """Show the placement as last recorded."""
    visit.must("read_legal_file")
    placements = file_at(visit, ref).legal.placements
    values = {}
    if placements:
        values["clientele"] = placements[-1].resource_clientele
        values["kinship"] = "yes" if placements[-1].kinship else None
    return _page(visit, ref, "placement", Typed({name: (value,) for name, value in values.items() if value}))


@router.post(f"{PAGE}/placement")
def place(visit: SignedVisit, ref: str) -> Response:
    """Record what a resource does; those it hosts stay as they were."""

    def record(form: Filled, number: int) -> None:
        clientele = form.choice_if_any("clientele", RESOURCE_CLIENTELES)
        form.done()
        placements = file_at(visit, ref).legal.placements
        hosts = placements[-1].hosts if placements else ()
        kinship = form.sent.ticked("kinship")
        record_placement(visit.ports, visit.caller, number, clientele=clientele, kinship=kinship, hosts=hosts)

    return _recorded(visit, ref, "placement", record)


@router.get(f"{PAGE}/decision")
def show_decision(visit: SignedVisit, ref: str) -> Response:
    """Ask for the decision on what waits for legal."""
    begun = {"code": (visit.query.get("motif", ""),), "from": (today(visit.ports).isoformat(),)}
    return _page(visit, ref, "review", Typed(begun))


@router.post(f"{PAGE}/decision")
def decide(visit: SignedVisit, ref: str) -> Response:
    """Record the decision; it counts from its first to its last day."""

    def record(form: Filled, number: int) -> None:
        item = form.choice("code", _items())
        new = NewReview(
            outcome=form.choice("outcome", REVIEW_OUTCOMES),
            from_=form.day("from"),
            until=form.day("until"),
            conditions=form.choices("conditions", CONDITIONS, needed=False),
            note=form.sent.text("note"),
            activity=form.sent.some("activity"),
        )
        form.done()
        decide_review(visit.ports, visit.caller, number, int(item), new)

    return _recorded(visit, ref, "review", record)


def read_check(form: Filled) -> NewCheck:
    """Read the answer of youth protection's respondent."""
    return NewCheck(
        outcome=form.choice("outcome", OUTCOMES),
        protection=form.choice("protection", LPJ_STATUSES),
        asked_on=form.day("asked_on"),
        answered_by=form.text("answered_by"),
        until=form.day_if_any("until"),
        note=form.sent.text("note"),
    )


DONE: Final = {
    "check": "verification",
    "protection": "protection",
    "placement": "placement",
    "review": "decision",
}


def _recorded(visit: Visit, ref: str, kind: str, record: Record) -> Response:
    number, _ = visit.ports.references.open("person", ref)
    form = Filled(visit.sent)
    try:
        record(form, number)
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, ref, kind, form.mend(error), UNPROCESSABLE)
    return visit.go(f"/dossiers/{ref}?fait={DONE[kind]}")


def _page(visit: Visit, ref: str, kind: str, typed: Typed, status: int = 200) -> Response:
    visit.must("decide_legally")
    lists = {
        "protection": LPJ_STATUSES,
        "bans": OTHER_BANS,
        "clienteles": RESOURCE_CLIENTELES,
        "outcomes": REVIEW_OUTCOMES,
        "conditions": CONDITIONS,
        "codes": _codes(visit),
    }
    return visit.page(
        "legal/file_form.html",
        status=status,
        typed=typed,
        ref=ref,
        kind=kind,
        name=file_at(visit, ref).person.names.display,
        lists=lists,
    )


def _codes(visit: Visit) -> list[Line]:
    """Offer what the establishment's settings leave to legal."""
    codes = reviewable(visit.ports.policy.config)
    return [(str(REVIEWABLE.index(code) + 1), reason_in_words(visit, code)) for code in codes]


def _items() -> tuple[str, ...]:
    return tuple(str(place) for place in range(1, len(REVIEWABLE) + 1))
