"""« Qui peut paraître? » and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.checking import CheckAnswer, check, check_asked
from service.registry.errors import Invalid, Unavailable
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.questions import Question, Who
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.last_post import last_post_of, remember_post
from service.web.mending import mending_of
from service.web.page_route import PageRoute
from service.web.questions import LISTS, read_person, read_question
from service.web.reading import Sent
from service.web.showing import citation_line, moment_of, question_in_short, question_lines, who_lines
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/qui-peut-paraitre"
FIELDS: Final = {
    "/on": "on",
    "/question": "activity",
    "/who": "who",
    "/people": "who",
    "/medium": "medium",
    "/channels": "channels",
    "/purpose": "purpose",
}
POST_FIELDS: Final = frozenset({"medium", "channels", "purpose", "on", "activity"})


@router.get(PAGE)
def show_ask(visit: SignedVisit) -> Response:
    """Ask whom and which post; what the last post was is offered again."""
    visit.must("check")
    ticket = visit.query.get("de", "")
    before = tickets.load(visit, ticket).values if ticket else last_post_of(visit)
    return _ask_page(visit, Typed({"on": (today(visit.ports).isoformat(),), **before}))


@router.post(PAGE)
def ask(visit: SignedVisit) -> Response:
    """Keep the question, and lead to its answer."""
    form = Filled(visit.sent)
    try:
        asked = _read(form)
        form.done()
        check_asked(visit.ports, visit.caller, asked)
    except (Slipped, Invalid) as error:
        return _ask_page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    answer = visit.go(f"{PAGE}/{tickets.keep(visit)}")
    return remember_post(visit, answer)


@router.get(f"{PAGE}/{{ticket}}")
def show_answer(visit: SignedVisit, ticket: str) -> Response:
    """Answer the question kept under the ticket, as of now: a page reloaded is asked again."""
    visit.count_question()
    sent = tickets.load(visit, ticket)
    asked = _read(Filled(sent))
    try:
        answer = check(visit.ports, visit.caller, asked)
    except Unavailable:
        return visit.page("publisher/retry.html", status=503, ticket=ticket, back=PAGE)
    return _answer_page(visit, Shown(ticket, asked, answer), NOTHING_TYPED)


@router.post(f"{PAGE}/{{ticket}}")
def confirm_conditions(visit: SignedVisit, ticket: str) -> Response:
    """Show the number once every condition is ticked."""
    visit.count_question()
    asked = _read(Filled(tickets.load(visit, ticket)))
    answer = check(visit.ports, visit.caller, asked)
    if set(answer.conditions) - set(visit.sent.each("conditions")):
        form = Filled(visit.sent)
        form.slip("conditions", "CONDITIONS")
        return _answer_page(visit, Shown(ticket, asked, answer), form.mend(), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ticket}?lu={mark_of(answer.conditions)}")


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer and what it answers."""

    ticket: str
    asked: Asked
    answer: CheckAnswer

    @property
    def who(self) -> Who:
        """Return whom was asked about."""
        return self.asked.people[0]

    @property
    def question(self) -> Question:
        """Return the post asked about."""
        return self.asked.question

    def panel(self, read: str) -> str:
        """Say which panel shows the answer; `read` is the mark of the conditions that were ticked."""
        if self.answer.answer == "cannot_tell":
            return "unreadable" if self.who.consent_id is not None else "specify"
        if self.answer.answer == "yes_with_conditions":
            return "kept" if read == mark_of(self.answer.conditions) else "conditions"
        return self.answer.answer


def mark_of(conditions: tuple[str, ...]) -> str:
    """Return a short mark of the conditions ticked, so that others must be ticked anew."""
    return sha256(" ".join(sorted(conditions)).encode()).hexdigest()[:8]


def _read(form: Filled) -> Asked:
    who = read_person(form)
    return Asked((who,), read_question(form))


def _ask_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    slipped = {slip.field for slip in typed.slips}
    short = _in_short(visit, typed) if not slipped & POST_FIELDS else ""
    return visit.page(
        "publisher/ask.html", status=status, typed=typed, open=not short, summary=short, **LISTS
    )


def _in_short(visit: Visit, typed: Typed) -> str:
    form = Filled(Sent({**typed.values, "health": ("no",)}, {}))
    question = read_question(form)
    return "" if form.slips else question_in_short(visit.words, question)


def _answer_page(visit: Visit, shown: Shown, typed: Typed, status: int = 200) -> Response:
    words, answer = visit.words, shown.answer
    now = visit.ports.clock()
    return visit.page(
        "publisher/answer.html",
        status=status,
        typed=typed,
        shown=shown.panel(visit.query.get("lu", "")),
        cite=answer.cite,
        conditions=answer.conditions,
        until=answer.valid_until,
        line=citation_line(words, answer.cite, today(visit.ports)),
        asked=[*who_lines(words, shown.who), *question_lines(words, shown.question)],
        given=moment_of(words, now, visit.ports.time_zone),
        receipt_path=f"/recus/{visit.seal('check', answer.number)}",
        request_path=f"/demander-une-autorisation?de={shown.ticket}",
        change_path=f"{PAGE}?de={shown.ticket}",
        mending=mending_of(visit, answer.reasons),
    )
