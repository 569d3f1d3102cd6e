"""« Contenu confidentiel »: asked for, answered in the name of the DCAI or the DG, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS
from service.registry import institutional
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.institutional import CONDITIONS, PAGE, Given, Wanted
from service.registry.institutional_records import InstitutionalRecord
from service.registry.moments import local_day, today
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.showing import Line, all_of, day_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

SAID: Final = ("demandee", "repondue", "retiree")
OUTCOMES: Final = ("granted", "refused")
FIELDS: Final = {"/content": "described", "/outcome": "reply"}
LOOKS: Final = {"asked": "wait", "granted": "good", "refused": "off", "withdrawn": "bad", "ended": "off"}


@dataclass(frozen=True, slots=True)
class Card:
    """One request as the list shows it."""

    path: str
    content: str
    status: str
    line: str

    @property
    def look(self) -> str:
        """Return the colour of its state."""
        return LOOKS[self.status]


@router.get(PAGE)
def show_list(visit: SignedVisit) -> Response:
    """List requests, and offer to make one."""
    day = today(visit.ports).isoformat()
    return _list(visit, Typed({"since": (day,)}))


@router.post(PAGE)
def ask(visit: SignedVisit) -> Response:
    """Ask for an authorization."""
    visit.must(institutional.ASK)
    form = Filled(visit.sent)
    try:
        wanted = Wanted(
            form.text("described"), form.choices("channels", CHANNELS), form.day("since"), form.day("until")
        )
        form.done()
        act = partial(institutional.ask_institutional, caller=visit.caller, wanted=wanted)
        path = once(visit, act, lambda one: f"{_path(visit, one)}?fait=demandee")
    except (Slipped, Invalid) as error:
        return _list(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


@router.get(f"{PAGE}/{{ref}}")
def show_one(visit: SignedVisit, ref: str) -> Response:
    """Show a request, its answer, and what can be done with it."""
    return _one(visit, ref, NOTHING_TYPED)


@router.get(f"{PAGE}/{{ref}}/reponse")
@router.get(f"{PAGE}/{{ref}}/retrait")
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """Answers and withdrawals are forms of the request's page."""
    return visit.go(f"{PAGE}/{ref}")


@router.post(f"{PAGE}/{{ref}}/reponse")
def answer(visit: SignedVisit, ref: str) -> Response:
    """Grant or refuse."""
    visit.must(institutional.ASK)
    form = Filled(visit.sent)
    try:
        given = _given(visit, form)
        form.done()
        act = partial(
            institutional.answer_institutional, caller=visit.caller, number=_number(visit, ref), given=given
        )
        path = once(visit, act, lambda one: f"{_path(visit, one)}?fait=repondue")
    except NotAllowed as error:
        if error.code != "FOUR_EYES":
            raise
        form.slip("reply", error.code)
        return _one(visit, ref, form.mend(), UNPROCESSABLE)
    except (Slipped, Invalid, Conflict) as error:
        return _one(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


@router.post(f"{PAGE}/{{ref}}/retrait")
def withdraw(visit: SignedVisit, ref: str) -> Response:
    """Take a grant back."""
    visit.must(institutional.ASK)
    act = partial(institutional.withdraw_institutional, caller=visit.caller, number=_number(visit, ref))
    try:
        return visit.go(once(visit, act, lambda one: f"{_path(visit, one)}?fait=retiree"))
    except Conflict as error:
        return _one(visit, ref, Filled(visit.sent).mend(error), UNPROCESSABLE)


def _given(visit: Visit, form: Filled) -> Given:
    offices = institutional.own_offices(visit.ports, visit.caller)
    outcome = form.choice("reply", OUTCOMES)
    office = offices[0] if len(offices) == 1 else form.choice("office", offices)
    if outcome == "refused":
        return Given(outcome, office)
    channels = form.choices("channels", CHANNELS)
    since, until = form.day("since"), form.day("until")
    return Given(
        outcome, office, channels, since, until, form.choices("conditions", CONDITIONS, needed=False)
    )


def _list(visit: Visit, typed: Typed, status: int = 200) -> Response:
    found = institutional.list_institutional(visit.ports, visit.caller)
    return visit.page(
        "publisher/institutional.html",
        status=status,
        typed=typed,
        cards=[_card(visit, one) for one in found],
        channels=CHANNELS,
    )


def _one(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    record = institutional.read_institutional(visit.ports, visit.caller, _number(visit, ref))
    offices = institutional.own_offices(visit.ports, visit.caller)
    own = record.made_by == visit.caller.user
    said = visit.query.get("fait", "")
    waits = record.status == "asked" and bool(offices)
    return visit.page(
        "publisher/institutional_one.html",
        status=status,
        typed=typed if typed.values else _as_asked(record),
        path=f"{PAGE}/{ref}",
        said=f"institutional.said.{said}" if said in SAID else "",
        card=_card(visit, record),
        facts=_facts(visit, record),
        offices=offices,
        answers=waits and not own,
        own=waits and own,
        cites=own and record.status == "granted",
        withdraws=record.status == "granted" and bool(offices),
        outcomes=OUTCOMES,
        channels=record.channels,
        conditions=CONDITIONS,
    )


def _as_asked(record: InstitutionalRecord) -> Typed:
    days = {"since": record.since, "until": record.until}
    shown = {name: (day.isoformat(),) for name, day in days.items() if day is not None}
    return Typed({**shown, "channels": record.channels})


def _card(visit: Visit, record: InstitutionalRecord) -> Card:
    words = visit.words
    channels = all_of(words, "channel.", record.channels)
    return Card(
        path=_path(visit, record),
        content=record.content,
        status=_status(visit, record),
        line=f"{channels} · {_period(visit, record)}",
    )


def _status(visit: Visit, record: InstitutionalRecord) -> str:
    over = record.until is not None and record.until < today(visit.ports)
    return "ended" if record.status == "granted" and over else record.status


def _period(visit: Visit, record: InstitutionalRecord) -> str:
    words = visit.words
    return words("institutional.days", first=day_of(words, record.since), last=day_of(words, record.until))


def _facts(visit: Visit, record: InstitutionalRecord) -> list[Line]:
    words, ports = visit.words, visit.ports
    names = institutional.names_of(ports, visit.caller, record)
    facts = [
        (words("institutional.channels"), all_of(words, "channel.", record.channels)),
        (words("institutional.period"), _period(visit, record)),
        (words("institutional.asked"), day_of(words, local_day(ports, record.made_at))),
        (words("institutional.asked_by"), names.get(record.made_by, "")),
    ]
    if record.answered_at is not None and record.office is not None:
        who = names.get(record.answered_by or 0, "")
        facts += [
            (words("institutional.answered"), day_of(words, local_day(ports, record.answered_at))),
            (words("institutional.office"), f"{words(f'office.{record.office}')} ({who})"),
        ]
    if record.answer == "granted":
        kept = [words(f"condition.{code}") for code in record.conditions]
        facts.append(
            (words("institutional.conditions"), " ".join(kept) or words("institutional.conditions.none"))
        )
        facts.append((words("institutional.posts"), str(len(record.posts))))
    if record.withdrawn_at is not None:
        day = day_of(words, local_day(ports, record.withdrawn_at))
        facts.append((words("institutional.withdrawn"), day))
    return [(label, value) for label, value in facts if value]


def _path(visit: Visit, record: InstitutionalRecord) -> str:
    return f"{PAGE}/{visit.seal('institutional', record.number)}"


def _number(visit: Visit, ref: str) -> int:
    return visit.ports.references.open("institutional", ref)[0]
