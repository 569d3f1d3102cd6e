"""What is read under an exceptional access: one legal file, or one decision, in legal's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.views import publisher_view
from service.registry import break_glass
from service.registry.break_glass import PAGE
from service.registry.court_orders import OrderKey
from service.registry.errors import NotAllowed, NotFound
from service.registry.files import File
from service.registry.judging import Judged
from service.registry.proving import prove_decision
from service.registry.signals import Sign
from service.web.entrance import SignedVisit
from service.web.exceptions import ONE
from service.web.legal_lines import order_card, review_card, signs_of, situation_of
from service.web.mending import basis_of, reason_in_words
from service.web.page_route import PageRoute
from service.web.showing import Line, day_of, moment_of, question_in_short
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ANSWERS: Final = "journal.answer."


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A decision made again: the answer, the verdict, and its true reasons with their basis."""

    answer: str
    verdict: str
    reasons: list[Line]


@router.get(f"{ONE}/lecture")
def show_content(visit: SignedVisit, ref: str) -> Response:
    """Show what was opened, for as long as it is open; each showing is recorded."""
    number, _ = visit.ports.references.open("break_glass", ref)
    record = break_glass.read_break_glass(visit.ports, visit.caller, number)
    visit.must("ask_break_glass")
    reading = replace(visit, frame=replace(visit.frame, reads="exception"))
    until = moment_of(reading.words, record.ends_at, visit.ports.time_zone) if record.ends_at else ""
    try:
        if record.scope == "person":
            return _file_page(reading, f"{PAGE}/{ref}", until, record.subject)
        return _decision_page(reading, f"{PAGE}/{ref}", until, record.subject)
    except NotFound:
        return visit.page("audit/exception_nothing.html", back=f"{PAGE}/{ref}", until=until)


def _file_page(visit: Visit, back: str, until: str, number: int) -> Response:
    file: File = break_glass.read_legal_file(visit.ports, visit.caller, number)
    person, legal = file.person, file.legal
    return visit.page(
        "audit/exception_file.html",
        back=back,
        until=until,
        name=person.names.display,
        age=day_of(visit.words, person.birth_date) if person.birth_date else "",
        situation=[(label, value) for label, value, *_ in situation_of(visit, file, "")],
        orders=[order_card(visit, OrderKey(number, one.item), one) for one in reversed(legal.orders)],
        reviews=[review_card(visit, one) for one in reversed(legal.reviews)],
        signs=signs_of(visit, [Sign(file, one) for one in reversed(legal.signals)]),
    )


def _decision_page(visit: Visit, back: str, until: str, number: int) -> Response:
    if not break_glass.exception_over(visit.ports, visit.caller, "decision", number):
        raise NotAllowed
    proof = prove_decision(visit.ports, visit.caller, number)
    question = proof.record.question
    return visit.page(
        "audit/exception_decision.html",
        back=back,
        until=until,
        when=moment_of(visit.words, proof.record.at, visit.ports.time_zone),
        question=question_in_short(visit.words, question) if question else "",
        made=[
            ("then", _made(visit, proof.as_known_then)),
            ("now", _made(visit, proof.as_known_now)),
        ],
    )


def _made(visit: Visit, judged: Judged) -> MadeAgain:
    decision, words = judged.decision, visit.words
    return MadeAgain(
        words(f"{ANSWERS}{publisher_view(decision).answer}"),
        words(f"verdict.{decision.verdict}"),
        [(reason_in_words(visit, code), basis_of(visit, code)) for code in decision.reasons],
    )
