"""What only legal records: protection, placement, and the check every minor goes through."""

from __future__ import annotations

from service.api.calls import Call, CallIn
from service.api.legal_given import BatchGiven, LegalCheckGiven, PlacementGiven, ProtectionGiven
from service.api.legal_shown import LegalFileChanged, LegalFileShown, show_changed, show_legal_file
from service.api.openapi import GLASS
from service.api.paths import PersonIn, number_or_none
from service.api.routes import may, routes_on
from service.api.shown import Shown
from service.registry import break_glass, protecting
from service.registry.falling import list_falling
from service.registry.files import File
from service.registry.people import read_file

routes = routes_on("legal files")


class BatchDone(Shown):
    """How many files were answered."""

    recorded: int


@routes.get("/people/{person_id}/legal-file", **may("see_legal_file", **{GLASS: ["auditor", "quality"]}))
def read_legal_file(call: CallIn, person_id: str) -> LegalFileShown:
    """Read what only legal may know."""
    number = number_or_none(call.ports, "person", person_id)
    return show_legal_file(call.ports, break_glass.read_legal_file(call.ports, call.caller, number))


@routes.put("/people/{person_id}/protection", **may("decide_legally"))
def record_protection(call: CallIn, person: PersonIn, given: ProtectionGiven) -> LegalFileChanged:
    """Set a protection status; the legal check opens again. `takedowns`: posts that must come down."""
    file = protecting.record_protection(call.ports, call.caller, person, given.new_protection())
    return _changed(call, file)


@routes.put("/people/{person_id}/placement", **may("decide_legally"))
def record_placement(call: CallIn, person: PersonIn, given: PlacementGiven) -> LegalFileChanged:
    """Set what a resource does and whom it hosts; the legal check of all of them opens again.

    `takedowns` are the posts that must come down, of those hosted and of their families too.
    """
    file = protecting.record_placement(
        call.ports,
        call.caller,
        person,
        clientele=given.resource_clientele,
        kinship=given.kinship,
        hosts=tuple(call.number("person", one) for one in given.hosts),
    )
    return _changed(call, file)


@routes.post("/people/{person_id}/legal-check", **may("decide_legally"))
def answer_legal_check(call: CallIn, person: PersonIn, given: LegalCheckGiven) -> LegalFileChanged:
    """Record the respondent's answer on one file; an answer that opens waits for the fixed hour."""
    new = given.new_check()
    file = call.once(
        lambda ports: protecting.answer_legal_check(ports, call.caller, person, new),
        lambda file: str(file.person.number),
        lambda kept: _read(call, int(kept)),
    )
    return _changed(call, file)


@routes.post("/legal-checks/batch", **may("decide_legally"))
def answer_legal_checks(call: CallIn, given: BatchGiven) -> BatchDone:
    """Record the answers of one batch: all of them, or none."""
    answers = tuple((call.number("person", one.person_id), one.new_check()) for one in given.checks)
    call.once(
        lambda ports: protecting.answer_legal_checks(ports, call.caller, answers),
        lambda _: "",
        lambda _: None,
    )
    return BatchDone(recorded=len(answers))


def _changed(call: Call, file: File) -> LegalFileChanged:
    falling = list_falling(call.ports, call.caller, file.person.number)
    return show_changed(call.ports, file, (takedown.number for takedown, _ in falling))


def _read(call: Call, person: int) -> File:
    return read_file(call.ports, call.caller, person)
