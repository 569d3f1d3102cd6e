"""« Reconstituer une décision »: from an address, a picture, a number or a person to all that was kept."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import Request, Response
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.documents import pdf
from service.api.fields import Day, Given, Line, Note, Reference, Said, shown_by
from service.api.questions import NOBODY
from service.api.routes import JSON, may, routes_on
from service.api.shown import Shown
from service.registry.case_packing import pack_case
from service.registry.case_records import CaseKey, Way
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.questions import Who
from service.registry.reconstructing import reconstruct

routes = routes_on("reconstructions")

PDF: Final = "application/pdf"
NAME: Final = "dossier.pdf"


class PersonNamed(Given):
    """A person by name and one second detail."""

    name: Line
    birth_date: Day | None = None
    email: Line | None = None
    staff_number: Line | None = None


class CaseGiven(Given):
    """What the case is looked for by, one way only, and why."""

    model_config = shown_by(
        {"url": "https://www.facebook.com/aval/posts/123", "why": "Plainte reçue le 13 octobre."},
        {"number": "1K7F-3M9X-4T8B-2QDY", "why": "Contrôle mensuel."},
        {"person": {"name": "Camille Roy", "birth_date": "1984-03-27"}, "why": "Demande d'accès."},
    )

    why: Annotated[Note, Said]
    url: Line | None = None
    sha256: Annotated[str | None, Field(pattern="^[0-9a-fA-F]{64}$")] = None
    number: Line | None = None
    person_id: Reference | None = None
    person: PersonNamed | None = None
    language: Literal["fr", "en"] = "fr"

    def key(self, call: Call) -> CaseKey:
        """Return what to look for. Raises `Invalid` unless exactly one way is given."""
        texts: dict[Way, str | None] = {"url": self.url, "sha256": self.sha256, "number": self.number}
        given = [(way, text) for way, text in texts.items() if text is not None]
        people = [one for one in (self.person_id, self.person) if one is not None]
        if len(given) + len(people) != 1:
            raise Invalid(Fault("", "ONE_WAY_ONLY"))
        if given:
            return CaseKey(*given[0])
        who = _named(self.person) if self.person else Who(person=_number(call, self.person_id or ""))
        return CaseKey("person", self.person_id or "", who)


class PackShown(Shown):
    """The evidence pack: what each part holds is described in docs/evidence-pack.md."""

    schema_: Annotated[str, Field(alias="schema")]
    made_at: str
    made_by: dict[str, Any]
    role: str
    why: str
    asked: dict[str, Any]
    rules: str
    checkpoint: dict[str, Any] | None
    journal: dict[str, Any]
    posts: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    people: list[dict[str, Any]]


@routes.post("/reconstructions", response_model=PackShown, **may("reconstruct"))
def reconstruct_case(call: CallIn, given: CaseGiven, request: Request) -> Response:
    """Give all that was kept about a post, a number or a person: as JSON, or as PDF (`Accept`) with it in.

    What is unknown and what nothing is kept about give the same empty pack. Nothing is stored but the access.
    """
    case = reconstruct(call.ports, call.caller, given.key(call), given.why)
    packed = pack_case(call.ports.references, case)
    if PDF not in request.headers.get("accept", ""):
        return Response(packed, media_type=JSON)
    return pdf(call.ports.evidence.write_case(case, packed, given.language, call.ports.time_zone), NAME)


def _named(person: PersonNamed) -> Who:
    details = (person.birth_date, person.email, person.staff_number)
    if len(details) - details.count(None) != 1:
        raise Invalid(Fault("/person", "NAME_AND_ONE_DETAIL"))
    return Who(
        name=person.name,
        birth_date=person.birth_date,
        email=person.email,
        staff_number=person.staff_number,
    )


def _number(call: Call, reference: str) -> int:
    try:
        return call.number("person", reference)
    except NotFound:
        return NOBODY
