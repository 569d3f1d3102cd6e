"""Asking youth protection's respondent about many children at once, and recording the answers at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry.check_standing import ASKED, TO_ASK, TO_RENEW
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.legal_batches import (
    BatchRow,
    Waiting,
    ask_legal_checks,
    list_checks,
    read_batch,
    read_rows,
)
from service.registry.legal_sheets import ANSWERS, record_sheet, write_sheet
from service.registry.moments import today
from service.registry.protecting import NewCheck, answer_legal_checks
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.legal_lines import opening, when_of
from service.web.legal_trial import trial_of
from service.web.page_route import PageRoute
from service.web.reading import NotADay, read_day
from service.web.rendering import HEADERS
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ASK: Final = "/dossiers/demande"
ONE: Final = "/dossiers/demandes/{day}"
MOST: Final = 100
"""Files on a page: those ticked are asked about, those answered leave it."""
CSV: Final = "text/csv; charset=utf-8"
FIELDS: Final = {"/person_ids": "files", "/answered_on": "answered_on"}


@dataclass(frozen=True, slots=True)
class ShownChild:
    """A child of a batch: the names and dates that the respondent is told."""

    ref: str
    name: str
    birth_date: date | None
    parents: list[str]
    when: str = ""
    ticked: bool = True


@router.get(ASK)
def show_asking(visit: SignedVisit) -> Response:
    """List the files to ask about; those already asked are not ticked."""
    return _asking_page(visit, NOTHING_TYPED)


@router.post(ASK)
def ask(visit: SignedVisit) -> Response:
    """Record that the files ticked are asked about: all of them, or none."""
    form = Filled(visit.sent)
    try:
        numbers = [visit.ports.references.open("person", ref)[0] for ref in visit.sent.each("files")]
        ask_legal_checks(visit.ports, visit.caller, numbers)
    except Invalid as error:
        return _asking_page(visit, _once_each(form.mend(error, FIELDS)), UNPROCESSABLE)
    return visit.go(f"/dossiers/demandes/{today(visit.ports).isoformat()}?fait=demande")


@router.get(ONE)
def show_batch(visit: SignedVisit, day: str) -> Response:
    """Show the children asked about on a day and not answered, and what can be done with the list."""
    return _batch_page(visit, _day(day), NOTHING_TYPED)


@router.get(f"{ONE}/liste.csv")
def send_list(visit: SignedVisit, day: str) -> Response:
    """Send the list for the respondent to answer in."""
    rows = read_batch(visit.ports, visit.caller, _day(day))
    content = write_sheet(visit.ports, visit.words.language, rows)
    name = f"liste-{_day(day).isoformat()}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=CSV)


@router.get(f"{ONE}/lettre")
def show_letter(visit: SignedVisit, day: str) -> Response:
    """Show the same list as a letter to print, for a respondent who works on paper."""
    on = _day(day)
    rows = read_batch(visit.ports, visit.caller, on)
    return visit.page(
        "legal/letter.html", day=_words(visit, on), path=_path(on), children=_children(visit, rows)
    )


@router.get(f"{ONE}/reponses")
def show_answers(visit: SignedVisit, day: str) -> Response:
    """Ask for the answer on each child of the list."""
    return _answers_page(visit, _day(day), Typed({"answered_on": (today(visit.ports).isoformat(),)}))


@router.post(f"{ONE}/reponses")
def answer(visit: SignedVisit, day: str) -> Response:
    """Record the answers given, each child its own: all of them, or none."""
    visit.must("decide_legally")
    on, form = _day(day), Filled(visit.sent)
    try:
        answers = _read_answers(visit, form, on)
        answer_legal_checks(visit.ports, visit.caller, answers)
    except (Slipped, Invalid, Conflict) as error:
        return _answers_page(visit, on, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"{_path(on)}?reponses={len(answers)}")


@router.get(f"{ONE}/fichier")
def show_upload(visit: SignedVisit, day: str) -> Response:
    """A list is uploaded from the page of its request."""
    visit.must("decide_legally")
    return visit.go(_path(_day(day)))


@router.post(f"{ONE}/fichier")
def upload(visit: SignedVisit, day: str) -> Response:
    """Show what an answered list would change; record it once that was seen."""
    visit.must("decide_legally")
    on, form = _day(day), Filled(visit.sent)
    content = visit.sent.files.get("sheet", b"") or visit.sent.text("sheet").encode()
    try:
        if not content:
            form.slip("sheet", "MISSING")
        form.done()
        if visit.sent.text("do") == "record":
            recorded = record_sheet(visit.ports, visit.caller, content)
            return visit.go(f"{_path(on)}?reponses={recorded}")
    except (Slipped, Invalid) as error:
        return _batch_page(visit, on, form.mend(error), UNPROCESSABLE)
    return visit.page(
        "legal/trial.html", path=_path(on), trial=trial_of(visit, content), opens=opening(visit)
    )


def _read_answers(visit: Visit, form: Filled, on: date) -> tuple[tuple[int, NewCheck], ...]:
    rows = read_batch(visit.ports, visit.caller, on)
    given = {}
    for row in rows:
        field = f"answer-{visit.seal('person', row.person)}"
        chosen = form.choice_if_any(field, ANSWERS)
        if chosen:
            given[row.person] = chosen
    by, answered_on = form.text("answered_by"), form.day("answered_on")
    if not given:
        form.slip("answers", "NO_ANSWER")
    if not form.slips and answered_on < on:
        form.slip("answered_on", "BEFORE_ASKED")
    form.done()
    return tuple(
        (person, NewCheck("accepted", status, on, by, answered_on=answered_on))
        for person, status in given.items()
    )


def _asking_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    checks = list_checks(visit.ports, visit.caller)
    new = sorted((*checks[TO_ASK], *checks[TO_RENEW]), key=lambda one: (one.due, one.person))
    waiting = (*new, *checks[ASKED])
    shown = waiting[:MOST]
    rows = {row.person: row for row in read_rows(visit.ports, visit.caller, (one.person for one in shown))}
    children = [_to_ask(visit, one, rows[one.person], typed) for one in shown if one.person in rows]
    return visit.page(
        "legal/asking.html", status=status, typed=typed, children=children, more=len(waiting) > MOST
    )


def _batch_page(visit: Visit, on: date, typed: Typed, status: int = 200) -> Response:
    rows = read_batch(visit.ports, visit.caller, on)
    recorded = visit.query.get("reponses", "")
    said = visit.words("asking.done") if visit.query.get("fait") == "demande" else ""
    if recorded.isascii() and recorded.isdecimal() and len(recorded) < len("1000"):
        said = (
            visit.words.count("batch.recorded", int(recorded))
            + " "
            + visit.words("batch.effect", moment=opening(visit))
        )
    return visit.page(
        "legal/batch.html",
        status=status,
        typed=typed,
        said="" if typed.slips else said,
        day=_words(visit, on),
        path=_path(on),
        children=_children(visit, rows),
    )


def _answers_page(visit: Visit, on: date, typed: Typed, status: int = 200) -> Response:
    rows = read_batch(visit.ports, visit.caller, on)
    return visit.page(
        "legal/answers.html",
        status=status,
        typed=typed,
        day=_words(visit, on),
        path=_path(on),
        children=_children(visit, rows[:MOST]),
        more=len(rows) > MOST,
        answers=("", *ANSWERS),
        opens=opening(visit),
    )


def _to_ask(visit: Visit, waiting: Waiting, row: BatchRow, typed: Typed) -> ShownChild:
    ref = visit.seal("person", row.person)
    ticked = typed.has("files", ref) if typed.values else waiting.group != ASKED
    child = _child(visit, row)
    return ShownChild(ref, child.name, child.birth_date, child.parents, when_of(visit, waiting)[1], ticked)


def _children(visit: Visit, rows: tuple[BatchRow, ...]) -> list[ShownChild]:
    return [_child(visit, row) for row in rows]


def _child(visit: Visit, row: BatchRow) -> ShownChild:
    parents = [f"{one.name} ({one.birth_date})" if one.birth_date else one.name for one in row.parents]
    return ShownChild(visit.seal("person", row.person), row.child.name, row.child.birth_date, parents)


def _once_each(typed: Typed) -> Typed:
    """Say the same thing of several files once."""
    met = {(slip.field, slip.code): slip for slip in reversed(typed.slips)}
    return Typed(typed.values or {"sent": ("yes",)}, tuple(reversed(met.values())))


def _day(text: str) -> date:
    try:
        return read_day(text)
    except NotADay:
        raise NotFound from None


def _path(on: date) -> str:
    return f"/dossiers/demandes/{on.isoformat()}"


def _words(visit: Visit, on: date) -> str:
    return date_in_words(on, visit.words.language)
