"""« Imprimer »: forms for whoever comes, or prepared for one person."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Invalid
from service.registry.people_records import PersonRecord
from service.registry.print_jobs import LANGUAGES, MOST_COPIES, PAPERS, Order
from service.registry.printing import press_of, print_blank, print_for
from service.registry.signing_order import may_fit
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.people import file_at
from service.web.rendering import HEADERS
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/imprimer"
LOOKS: Final = ("usual", "large", "fillable")
PDF: Final = "application/pdf"
FIELDS: Final = {"/copies": "copies", "/family": "family", "/language": "language", "/paper": "paper"}
BEGUN: Final = {"copies": ("1",), "paper": ("letter",), "look": ("usual",)}


@router.get(PAGE)
def show_blank(visit: SignedVisit) -> Response:
    """Ask which form, how many, on what paper."""
    visit.must("print")
    return _page(visit, Typed({**BEGUN, "language": (visit.frame.language,)}), None)


@router.post(PAGE)
def send_blank(visit: SignedVisit) -> Response:
    """Answer with the forms as one PDF."""
    visit.must("print")
    form = Filled(visit.sent)
    try:
        order = _read_order(visit, form)
        return _pdf(print_blank(press_of(visit.ports), order), order)
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, FIELDS), None, UNPROCESSABLE)


@router.get("/personnes/{ref}/imprimer")
def show_for(visit: SignedVisit, ref: str) -> Response:
    """Ask which form to prepare for this person."""
    visit.must("print")
    person = file_at(visit, ref).person
    return _page(visit, Typed({**BEGUN, "language": (person.language,)}), person)


@router.post("/personnes/{ref}/imprimer")
def send_for(visit: SignedVisit, ref: str) -> Response:
    """Answer with the form prepared for this person."""
    visit.must("print")
    form = Filled(visit.sent)
    number, _ = visit.ports.references.open("person", ref)
    try:
        order = _read_order(visit, form)
        return _pdf(print_for(visit.ports, visit.caller, number, order), order)
    except (Slipped, Invalid) as error:
        return _page(visit, form.mend(error, FIELDS), file_at(visit, ref).person, UNPROCESSABLE)


def _read_order(visit: Visit, form: Filled) -> Order:
    copies = form.text("copies")
    if copies and not (copies.isascii() and copies.isdecimal() and 1 <= int(copies[:6]) <= MOST_COPIES):
        form.slip("copies", "OUT_OF_RANGE")
    family = form.choice("family", visit.ports.forms.families())
    language = form.choice("language", LANGUAGES)
    paper = form.choice("paper", PAPERS)
    look = form.choice("look", LOOKS)
    form.done()
    return Order(
        family=family,
        language=language,
        copies=int(copies),
        paper="a4" if paper == "a4" else "letter",
        large=look == "large",
        fillable=look == "fillable",
    )


def _pdf(content: bytes, order: Order) -> Response:
    """Send a file to keep; its name says which form it is, never for whom."""
    name = f"{order.family}-{order.language}.pdf"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=PDF)


def _page(visit: Visit, typed: Typed, person: PersonRecord | None, status: int = 200) -> Response:
    words = visit.words
    ref = visit.seal("person", person.number) if person else ""
    return visit.page(
        "communications/print.html",
        status=status,
        typed=typed,
        name=person.names.display if person else "",
        back_path=f"/personnes/{ref}" if person else "",
        families=[(family, _title(visit, family)) for family in _families(visit, person)],
        languages=[(code, words(f"print.language.{code}")) for code in LANGUAGES],
        papers=[(code, words(f"print.paper.{code}")) for code in PAPERS],
        looks=[(code, words(f"print.look.{code}"), words(f"print.look.{code}.hint")) for code in LOOKS],
        most=MOST_COPIES,
        incomplete=not visit.ports.establishment,
    )


def _families(visit: Visit, person: PersonRecord | None) -> tuple[str, ...]:
    """List the families to choose from: for a person, none that asks for a signature they may not give."""
    every = visit.ports.forms.families()
    if person is None:
        return every
    forms = ((one, visit.ports.forms.find(one)) for one in every)
    return tuple(one for one, form in forms if form and may_fit(visit.ports, person, form))


def _title(visit: Visit, family: str) -> str:
    form = visit.ports.forms.find(family)
    text = form and form.text(visit.words.language)
    return text.title if text else family
