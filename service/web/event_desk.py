"""« Événement »: details, people and kit on one screen, for communications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry import event_kit, event_people, events, rosters
from service.registry.errors import Conflict, Invalid
from service.registry.event_kit import EventPoster
from service.registry.event_records import EventRecord
from service.registry.events import NewEvent
from service.registry.forms import FormVersion
from service.registry.moments import today
from service.registry.print_jobs import LANGUAGES, MOST_COPIES, Order
from service.registry.questions import Question
from service.registry.signing_invitations import posters_forms
from service.web.entrance import SignedVisit
from service.web.event_lines import (
    PAGE,
    asked_lines,
    expected_of,
    number_of,
    path_of,
    question_of,
    where_and_when,
)
from service.web.filled import Filled, Slipped
from service.web.inviting import families_of
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.questions import LISTS
from service.web.reading import read_line
from service.web.rendering import HEADERS
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PDF: Final = "application/pdf"
SAID: Final = {
    "cree": "event.made",
    "modifie": "event.changed",
    "ajoute": "event.people.added",
    "retire": "event.people.removed",
    "affiche": "event.poster.made",
}
FIELDS: Final = {"/name": "event_name", "/form": "family", "/copies": "copies", "/question": "activity"}


@router.get(f"{PAGE}/nouveau")
def show_new(visit: SignedVisit) -> Response:
    """Ask what the event is."""
    visit.must("change_events")
    return _form_page(visit, Typed({"on": (today(visit.ports).isoformat(),)}), None)


@router.post(f"{PAGE}/nouveau")
def make(visit: SignedVisit) -> Response:
    """Make an event."""
    visit.must("change_events")
    form = Filled(visit.sent)
    try:
        new = _read(form)
        path = once(
            visit,
            lambda ports: events.make_event(ports, visit.caller, new),
            lambda event: f"{path_of(visit, event)}?fait=cree",
        )
    except (Slipped, Invalid) as error:
        return _form_page(visit, form.mend(error, FIELDS), None, UNPROCESSABLE)
    return visit.go(path)


@router.get(f"{PAGE}/{{ref}}/modifier")
def show_change(visit: SignedVisit, ref: str) -> Response:
    """Show what the event is, to correct it."""
    visit.must("change_events")
    event = events.read_event(visit.ports, visit.caller, number_of(visit, ref))
    return _form_page(visit, Typed(_typed(event)), event)


@router.post(f"{PAGE}/{{ref}}/modifier")
def change(visit: SignedVisit, ref: str) -> Response:
    """Correct an event."""
    visit.must("change_events")
    number, form = number_of(visit, ref), Filled(visit.sent)
    try:
        events.change_event(visit.ports, visit.caller, number, _read(form))
    except (Slipped, Invalid, Conflict) as error:
        event = events.read_event(visit.ports, visit.caller, number)
        return _form_page(visit, form.mend(error, FIELDS), event, UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait=modifie")


@router.get(f"{PAGE}/{{ref}}")
def show_event(visit: SignedVisit, ref: str) -> Response:
    """Show an event whole."""
    visit.must("change_events")
    return _page(visit, ref, NOTHING_TYPED)


@router.post(f"{PAGE}/{{ref}}/personnes")
def add(visit: SignedVisit, ref: str) -> Response:
    """Add who is found; the lines of the others stay in the field, each with what to mend."""
    visit.must("change_events")
    number, form = number_of(visit, ref), Filled(visit.sent)
    lines = [line.strip() for line in visit.sent.text("lines").splitlines() if line.strip()]
    try:
        asked = [read_line(line) for line in lines]
        added = event_people.add_people(visit.ports, visit.caller, number, asked)
    except (Invalid, Conflict) as error:
        return _page(visit, ref, form.mend(error, {"/people": "lines"}), UNPROCESSABLE)
    for place, (at, code) in enumerate(added.refused, start=1):
        form.slip("lines", code, line=str(place), typed=lines[at])
    if added.refused:
        left = Typed({"lines": ("\n".join(lines[at] for at, _ in added.refused),)}, form.mend().slips)
        return _page(visit, ref, left, UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait=ajoute")


@router.post(f"{PAGE}/{{ref}}/retirer")
def remove(visit: SignedVisit, ref: str) -> Response:
    """Take somebody off the event."""
    visit.must("change_events")
    person, _ = visit.ports.references.open("person", visit.sent.text("person"))
    event_people.remove_person(visit.ports, visit.caller, number_of(visit, ref), person)
    return visit.go(f"{PAGE}/{ref}?fait=retire")


@router.post(f"{PAGE}/{{ref}}/affiche")
def make_poster(visit: SignedVisit, ref: str) -> Response:
    """Make the event's poster."""
    visit.must("change_events")
    number, form = number_of(visit, ref), Filled(visit.sent)
    try:
        asked = EventPoster(
            form.choice("family", [one.family for one in posters_forms(visit.ports)]),
            form.choice("language", LANGUAGES),
            form.day("last_day"),
        )
        form.done()
        event_kit.make_event_poster(visit.ports, visit.caller, number, asked)
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"{PAGE}/{ref}?fait=affiche")


@router.post(f"{PAGE}/{{ref}}/formulaires")
def print_forms(visit: SignedVisit, ref: str) -> Response:
    """Answer with paper forms on which the event is written."""
    visit.must("change_events")
    number, form = number_of(visit, ref), Filled(visit.sent)
    try:
        order = _order(visit, form)
        content = event_kit.print_event_forms(visit.ports, visit.caller, number, order)
    except (Slipped, Invalid) as error:
        return _page(visit, ref, form.mend(error, FIELDS), UNPROCESSABLE)
    return _pdf(content, f"{order.family}-{order.language}")


@router.post(f"{PAGE}/{{ref}}/porte-noms")
def print_badges(visit: SignedVisit, ref: str) -> Response:
    """Answer with the badges."""
    visit.must("change_events")
    number, form = number_of(visit, ref), Filled(visit.sent)
    try:
        content = event_kit.print_badges(visit.ports, visit.caller, number, visit.frame.language)
    except (Invalid, Conflict) as error:
        return _page(visit, ref, form.mend(error, {"/people": "lines"}), UNPROCESSABLE)
    return _pdf(content, f"porte-noms-{visit.frame.language}")


@router.post(f"{PAGE}/{{ref}}/fin")
def end(visit: SignedVisit, ref: str) -> Response:
    """End an event."""
    events.close_event(visit.ports, visit.caller, number_of(visit, ref))
    return visit.go(f"{PAGE}/{ref}")


def _read(form: Filled) -> NewEvent:
    name = form.text("event_name")
    question = Question(
        medium=form.choice("medium", MEDIA),
        channels=form.choices("channels", CHANNELS),
        purpose=form.choice("purpose", PURPOSES),
        on=form.day("on"),
        activity=form.sent.some("activity"),
        discloses_health=form.yes_no("health"),
    )
    new = NewEvent(
        name=name,
        question=question,
        place=form.sent.text("place"),
        until=form.day_if_any("until"),
        text=form.sent.text("text"),
    )
    form.done()
    return new


def _typed(event: EventRecord) -> Mapping[str, tuple[str, ...]]:
    question = question_of(event)
    values = {
        "event_name": (event.name,),
        "place": (event.place,),
        "on": (question.on.isoformat(),),
        "until": (event.until.isoformat() if event.until else "",),
        "medium": (question.medium,),
        "channels": question.channels,
        "purpose": (question.purpose,),
        "activity": (question.activity or "",),
        "health": ("yes" if question.discloses_health else "no",),
        "text": (event.text,),
    }
    return {name: some for name, some in values.items() if any(some)}


def _order(visit: Visit, form: Filled) -> Order:
    copies = form.text("copies")
    if copies and not (copies.isascii() and copies.isdecimal() and 1 <= int(copies[:6]) <= MOST_COPIES):
        form.slip("copies", "OUT_OF_RANGE")
    family = form.choice("form_family", visit.ports.forms.families())
    language = form.choice("form_language", LANGUAGES)
    form.done()
    return Order(family=family, language=language, copies=int(copies))


def _papers(visit: Visit) -> tuple[FormVersion, ...]:
    found = (visit.ports.forms.find(family) for family in visit.ports.forms.families())
    return tuple(form for form in found if form is not None and form.kind == "authorization")


def _pdf(content: bytes, name: str) -> Response:
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(content, headers=headers, media_type=PDF)


def _form_page(visit: Visit, typed: Typed, event: EventRecord | None, status: int = 200) -> Response:
    return visit.page(
        "communications/event_form.html",
        status=status,
        typed=typed,
        back_path=path_of(visit, event) if event else PAGE,
        new=event is None,
        **LISTS,
    )


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    number = number_of(visit, ref)
    event, files = event_people.list_people(visit.ports, visit.caller, number)
    language, words = visit.frame.language, visit.words
    forms = posters_forms(visit.ports)
    begun = {
        "language": (language,),
        "form_language": (language,),
        "family": (forms[0].family,),
        "form_family": (forms[0].family,),
        "copies": ("50",),
        "last_day": (max(today(visit.ports), event.until or question_of(event).on).isoformat(),),
    }
    said = SAID.get(visit.query.get("fait", ""), "") if not typed.slips else ""
    return visit.page(
        "communications/event.html",
        status=status,
        typed=Typed({**begun, **typed.values}, typed.slips),
        said=said,
        event=event,
        line=where_and_when(visit, event),
        asked=asked_lines(visit, question_of(event)),
        here=f"{PAGE}/{ref}",
        people=expected_of(visit, files),
        received=rosters.count_received(visit.ports, visit.caller, number),
        poster_path=f"/affiches/{visit.seal('invitation', event.poster)}" if event.poster else "",
        families=families_of(visit, forms),
        papers=families_of(visit, _papers(visit)),
        languages=[(code, words(f"posters.language.{code}")) for code in LANGUAGES],
    )
