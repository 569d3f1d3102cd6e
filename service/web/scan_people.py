"""Whose form it is: found by the name on the paper, or registered in place; a human always chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import ROLES
from service.registry.errors import Invalid
from service.registry.intake import assign_person
from service.registry.intake_sheets import Sheet
from service.registry.people import NewPerson, register_person
from service.registry.ports import Ports
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.identity import read_identity
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.people import FoundPerson, alike_people, find_people
from service.web.scan_lines import PAGE, Crop
from service.web.typed import Typed
from service.web.visits import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

WHO: Final = f"{PAGE}/{{ref}}/personne"


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the page shows to choose a person: the paper's handwriting, what was typed, who was found."""

    typed: Typed
    crops: list[Crop]
    people: list[FoundPerson] | None
    more: bool
    warns: bool
    """Somebody has the very name and birth date typed: only a human may say that this is another."""
    roles: tuple[str, ...] = ROLES


@router.get(WHO)
def show_instead(visit: SignedVisit, ref: str) -> Response:
    """A person is chosen by a form of the sheet's page."""
    visit.must("change_consents")
    return visit.go(f"{PAGE}/{ref}?personne=oui")


@router.post(WHO)
def choose(visit: SignedVisit, ref: str) -> Response:
    """Take the person chosen, search by the name typed, or register someone new."""
    number, _ = visit.ports.references.open("scanned_form", ref)
    chosen, do = visit.sent.text("person"), visit.sent.text("do")
    if chosen:
        person, _ = visit.ports.references.open("person", chosen)
        assign_person(visit.ports, visit.caller, number, person)
        return visit.go(f"{PAGE}/{ref}")
    if do == "register":
        return _register(visit, ref, number)
    return visit.go(f"{PAGE}/{ref}?personne=oui&q={tickets.keep(visit)}")


def choose_lines(visit: Visit, sheet: Sheet) -> Choosing:
    """Show what helps to choose: nothing is found before a name was typed."""
    ticket = visit.query.get("q", "")
    ref = visit.seal("scanned_form", sheet.scan.number)
    held = {**sheet.scan.words, **sheet.scan.dates}
    text = sheet.form.text(visit.words.language) or sheet.form.texts[0]
    crops = [
        Crop(f"{PAGE}/{ref}/ecriture/{key}", text.label(key) or key)
        for key in ("person_name", "person_birth_date")
        if key in held
    ]
    if not ticket:
        return Choosing(Typed(_begun(sheet)), crops, None, more=False, warns=False)
    sent = tickets.load(visit, ticket)
    form = Filled(sent)
    if not sent.text("display"):
        form.slip("display", "MISSING")
        return Choosing(form.mend(), crops, None, more=False, warns=False)
    if sent.text("slips"):
        _read(form)
    found = find_people(visit, sent.text("display"))
    return Choosing(form.mend(), crops, found.people, found.more, warns=bool(visit.query.get("deja")))


def _begun(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return what the boxes of the paper say of the person."""
    roles = [field.codes[0] for field in sheet.form.group("role") if sheet.answer(field.key) == "yes"]
    attested = {"adult_attested": ("yes",)} if sheet.answer("person_adult") == "yes" else {}
    only = sheet.form.roles if len(sheet.form.roles) == 1 else ()
    return {"roles": tuple(roles) or only, "language": (sheet.scan.language,), **attested}


def _register(visit: Visit, ref: str, number: int) -> Response:
    form = Filled(visit.sent)
    try:
        new = _read(form)
        form.done()
        if not visit.sent.ticked("other") and alike_people(visit, new):
            return visit.go(f"{PAGE}/{ref}?personne=oui&deja=oui&q={tickets.keep(visit)}")

        def register(ports: Ports) -> None:
            person = register_person(ports, visit.caller, new)
            assign_person(ports, visit.caller, number, person.number)

        path = once(visit, register, lambda _: f"{PAGE}/{ref}")
    except (Slipped, Invalid):
        return visit.go(f"{PAGE}/{ref}?personne=oui&q={tickets.keep(visit, slips='yes')}")
    return visit.go(path)


def _read(form: Filled) -> NewPerson:
    return NewPerson(**read_identity(form))
