"""Asking youth protection's respondent in batches, and the signs that communications reported."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from fastapi import Query, Request, Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.fields import Given, Line, Moment, Note, Reference, Said, shown_by
from service.api.legal_shown import LegalFileShown, SignalShown, show_legal_file
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import PersonIn
from service.api.routes import may, routes_on
from service.api.shown import Shown, sealed
from service.registry import legal_batches, signals
from service.registry.acts import LEGAL_FILE
from service.registry.check_standing import GROUPS, TO_ASK
from service.registry.legal_batches import BatchRow, Waiting
from service.registry.legal_sheets import write_sheet
from service.registry.naming import files_named
from service.registry.people import read_file
from service.registry.signals import Sign

routes = routes_on("legal files")

CSV: Final = "text/csv; charset=utf-8"
Group = Annotated[Line, Field(json_schema_extra={"enum": list(GROUPS)})]
GroupIn = Annotated[
    Literal["to_ask", "asked", "to_renew", "adults", "without_form"], Query(description="Which files.")
]
AskedOn = Annotated[date | None, Query(alias="on", description="The day they were asked about; all without.")]


class CheckWaiting(Shown):
    """A file whose legal check is to ask, asked, to renew, or an adult's."""

    person_id: Annotated[str, sealed("person")]
    name: str
    birth_date: date | None
    group: Group
    status: str
    since: date
    until: date | None
    asked_on: date | None


class NamedShown(Shown):
    """What the respondent is told of someone."""

    name: str
    birth_date: date | None


class ChildAsked(Shown):
    """A child of a batch and the parents declared: names and birth dates, nothing else."""

    FROM: ClassVar = {"person_id": "person"}

    person_id: Annotated[str, sealed("person")]
    child: NamedShown
    parents: list[NamedShown]
    asked_on: date | None


class Batch(Shown):
    """The children asked about."""

    items: list[ChildAsked]


class AskGiven(Given):
    """The files to ask about: all of them are recorded as asked, or none."""

    model_config = shown_by({"person_ids": ["mzxw6ytboi2gk3tuobqxezlonq"]})

    person_ids: list[Reference] = Field(min_length=1, max_length=legal_batches.MOST)


class SignShown(SignalShown):
    """A sign that communications reported, with the file it is about."""

    person_id: str


class SeenGiven(Given):
    """What was made of the signs of a file reported up to a moment; later ones stay to be looked at."""

    model_config = shown_by({"outcome": "Vérifié auprès de l'école.", "until": "2026-10-13T14:05:00-04:00"})

    outcome: Annotated[Note, Said]
    until: Moment


@routes.get("/legal-checks", **may("decide_legally"))
def list_checks(
    call: CallIn,
    request: Request,
    response: Response,
    group: GroupIn = TO_ASK,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[CheckWaiting]:
    """List the files of one group, the earliest first; never a child without a form."""
    after = place_of(call.ports, "person", cursor)
    waiting = legal_batches.list_checks(call.ports, call.caller)[group]
    start = next((place for place, one in enumerate(waiting, start=1) if one.person == after), 0)
    shown = waiting[start : start + limit]
    more = call.seal("person", shown[-1].person) if start + limit < len(waiting) else None
    return Page(items=_waiting(call, shown), next=link_next(request, response, more))


@routes.post("/legal-checks/ask", **may("decide_legally"))
def ask_legal_checks(call: CallIn, given: AskGiven) -> Batch:
    """Record that the respondent is asked about these files; their checks stay as they are until answered."""
    numbers = tuple(call.number("person", one) for one in given.person_ids)
    rows = call.once(
        lambda ports: legal_batches.ask_legal_checks(ports, call.caller, numbers),
        lambda _: "",
        lambda _: legal_batches.read_rows(call.ports, call.caller, numbers),
    )
    return _batch(call, rows)


@routes.get("/legal-checks/asked", **may("decide_legally"))
def read_batch(call: CallIn, on: AskedOn = None) -> Batch:
    """Read the children asked about and not answered; every file told of leaves its access record."""
    return _batch(call, legal_batches.read_batch(call.ports, call.caller, on))


@routes.get("/legal-checks/asked.csv", response_class=Response, **may("decide_legally"))
def send_batch(call: CallIn, on: AskedOn = None, language: Literal["fr", "en"] = "fr") -> Response:
    """Return the same list as CSV for the respondent to answer in; its name tells nothing."""
    rows = legal_batches.read_batch(call.ports, call.caller, on)
    headers = {"Content-Disposition": 'attachment; filename="liste.csv"'}
    return Response(write_sheet(call.ports, language, rows), headers=headers, media_type=CSV)


@routes.get("/protection-signals", **may("decide_legally"))
def list_signals(
    call: CallIn,
    request: Request,
    response: Response,
    cursor: Annotated[int, Query(ge=0, le=10**6, description="`next` of the page before.")] = 0,
    limit: Limit = 50,
) -> Page[SignShown]:
    """List the signs that communications reported, those not looked at first."""
    signs = signals.list_signals(call.ports, call.caller, cursor, limit + 1)
    more = str(cursor + limit) if len(signs) > limit else None
    items = [_sign(call, one) for one in signs[:limit]]
    return Page(items=items, next=link_next(request, response, more))


@routes.post("/people/{person_id}/protection-signals/seen", **may("decide_legally"))
def answer_signal(call: CallIn, person: PersonIn, given: SeenGiven) -> LegalFileShown:
    """Say what was made of the signs of a file; the check they opened stays open until it is answered."""
    until = given.until if given.until.microsecond else given.until.replace(microsecond=999_999)
    file = call.once(
        lambda ports: signals.answer_signal(ports, call.caller, person, given.outcome, until),
        lambda file: str(file.person.number),
        lambda kept: read_file(call.ports, call.caller, int(kept)),
    )
    return show_legal_file(call.ports, file)


def _waiting(call: Call, waiting: tuple[Waiting, ...]) -> list[CheckWaiting]:
    files = files_named(call.ports, call.caller, (one.person for one in waiting), LEGAL_FILE)
    return [
        CheckWaiting(
            person_id=call.seal("person", one.person),
            name=files[one.person].person.names.display,
            birth_date=one.standing.born,
            group=one.group,
            status=one.standing.status,
            since=one.standing.since,
            until=one.standing.until,
            asked_on=one.standing.asked_on,
        )
        for one in waiting
        if one.person in files
    ]


def _batch(call: Call, rows: tuple[BatchRow, ...]) -> Batch:
    return Batch(items=[_child(call, row) for row in rows])


def _child(call: Call, row: BatchRow) -> ChildAsked:
    return ChildAsked.of(
        row,
        call.ports,
        child=NamedShown.of(row.child, call.ports),
        parents=[NamedShown.of(one, call.ports) for one in row.parents],
    )


def _sign(call: Call, sign: Sign) -> SignShown:
    return SignShown.of(sign.entry, call.ports, person_id=call.seal("person", sign.file.person.number))
