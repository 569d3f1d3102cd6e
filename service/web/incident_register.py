"""The register of confidentiality incidents: its items, the serious-injury test, notices, and its files."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.incident_records import IncidentRecord, InjuryTest
from service.registry.incident_register import (
    ANSWERS,
    TOLD,
    Assessed,
    assess_incident,
    note_notice,
    read_register,
)
from service.registry.incident_reports import (
    RegisterTeller,
    pack_register,
    spoken,
    tell_register,
    write_register,
)
from service.registry.incidents import PAGE, read_incident
from service.registry.moments import today
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.incidents import handled, number_of
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

REGISTER: Final = f"{PAGE}/registre"
ASSESS: Final = f"{PAGE}/{{ref}}/evaluation"
FILES: Final = {
    "registre.pdf": "application/pdf",
    "registre.csv": "text/csv; charset=utf-8",
    "registre.json": "application/json",
}
QUESTIONS: Final = ("sensitive", "consequences", "likely")
FIELDS: Final = {**{f"/{name}_why": f"why-{name}" for name in QUESTIONS}, "/why": "reasons"}


@router.get(REGISTER)
def show_register(visit: SignedVisit) -> Response:
    """Show the register whole, and how to take it along."""
    visit.must("read_incidents")
    teller = RegisterTeller(visit.ports, visit.words)
    shown = [
        (spoken(one.mark), f"{PAGE}/{visit.seal('incident', one.number)}", one.state, teller.items(one))
        for one in read_register(visit.ports, visit.caller)
    ]
    return visit.page("audit/register.html", incidents=shown, files=tuple(FILES), base=REGISTER)


@router.get(f"{REGISTER}/{{name}}")
def send_register(visit: SignedVisit, name: str) -> Response:
    """Send the register as a sealed PDF, a list or data; its name says nothing."""
    visit.must("read_incidents")
    if name not in FILES:
        raise NotFound
    records = read_register(visit.ports, visit.caller, "register_exported")
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_file(visit, name, records), headers=headers, media_type=FILES[name])


@router.get(ASSESS)
def show_assess(visit: SignedVisit, ref: str) -> Response:
    """Ask for the items of the register, as they stand."""
    incident = _confidential(visit, ref)
    return _form(visit, ref, incident, _begun(visit, incident))


@router.post(ASSESS)
def assess(visit: SignedVisit, ref: str) -> Response:
    """Keep the items and the test."""
    incident = _confidential(visit, ref)
    form = Filled(visit.sent)
    try:
        given = _given(form)
        form.done()
        path = once(
            visit,
            lambda ports: assess_incident(ports, visit.caller, incident.number, given),
            lambda _: f"{PAGE}/{ref}?fait=evaluee",
        )
    except (Slipped, Invalid, Conflict) as error:
        return _form(visit, ref, incident, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(path)


@router.post(f"{PAGE}/{{ref}}/avis")
def give_notice(visit: SignedVisit, ref: str) -> Response:
    """Note a notice that was given."""
    number, form = number_of(visit, ref), Filled(visit.sent)
    to, on, note = form.choice("to", TOLD), form.day("on"), visit.sent.text("note")
    act = partial(note_notice, caller=visit.caller, number=number, to=to, told=(on, note))
    return handled(visit, ref, form, act, "avis")


def _file(visit: Visit, name: str, records: tuple[IncidentRecord, ...]) -> bytes:
    ports, language = visit.ports, visit.words.language
    if name.endswith(".csv"):
        return write_register(ports, records, language)
    packed = pack_register(ports, records)
    if name.endswith(".json"):
        return packed
    return ports.evidence.write_report(tell_register(ports, records, language, visit.caller.name), packed)


def _confidential(visit: Visit, ref: str) -> IncidentRecord:
    incident = read_incident(visit.ports, visit.caller, number_of(visit, ref))
    if incident.kind != "confidentiality" or incident.sorted_at is None or incident.state != "open":
        raise NotFound
    return incident


def _begun(visit: Visit, incident: IncidentRecord) -> Typed:
    test = incident.test
    if test is None:
        day = today(visit.ports).isoformat()
        return Typed({"period": (incident.when,), "aware_on": (day,)})
    return Typed({name: (text,) for name, text in _texts(test).items()})


def _texts(test: InjuryTest) -> dict[str, str]:
    return {
        "information": test.information,
        "circumstances": test.circumstances,
        "period": test.period,
        "aware_on": test.aware_on.isoformat(),
        "persons": test.persons,
        **{name: answer for name, answer, _ in test.answers},
        **{f"why-{name}": why for name, _, why in test.answers},
        "serious": "yes" if test.serious else "no",
        "reasons": test.why,
    }


def _given(form: Filled) -> Assessed:
    information, circumstances = form.text("information"), form.text("circumstances")
    period, aware_on, persons = form.text("period"), form.day("aware_on"), form.text("persons")
    answers = {}
    for name in QUESTIONS:
        answers[name] = form.choice(name, ANSWERS)
        answers[f"{name}_why"] = form.text(f"why-{name}")
    serious = form.yes_no("serious")
    return Assessed(
        information=information,
        circumstances=circumstances,
        period=period,
        aware_on=aware_on,
        persons=persons,
        serious=serious,
        why=form.text("reasons"),
        **answers,
    )


def _form(visit: Visit, ref: str, incident: IncidentRecord, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "audit/incident_assess.html",
        status=status,
        typed=typed,
        ref=ref,
        number=spoken(incident.mark),
        questions=QUESTIONS,
        answers=ANSWERS,
    )
