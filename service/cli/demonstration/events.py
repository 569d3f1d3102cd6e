"""Events to come, with who is expected: one today, one in ten days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry.event_people import add_people
from service.registry.events import NewEvent, list_events, make_event
from service.registry.questions import Question

if TYPE_CHECKING:
    from service.cli.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Gathering:
    """One event: its name, place and day, what those who work there should know, and who is expected."""

    name: str
    place: str
    days: int
    text: str
    people: tuple[str, ...]


STAFF: Final = ("Hermine Roselac", "Ovide Castorel", "Thaïs Plumegivre", "Maëlle Vertbois")
GATHERINGS: Final = (
    Gathering(
        "Journée portes ouvertes fictive",
        "Hall d'entrée",
        10,
        "La visite commence à 10 h, au hall d'entrée.",
        (
            *STAFF,
            "Côme Saint-Rivenord",
            "Zoé Lunelle",
            "Noé Sapinois",
            "Élodie Clairgivre, 1990",
            "Élodie Clairgivre, 1958",
            "Hector-Noël Cœurdepin",
            "Irène-Aube Clairgivre",
            "Philippa Harfanelle",
            "Ulysse Ventdouest",
        ),
    ),
    Gathering(
        "Repas fictif des bénévoles",
        "Cafétéria",
        0,
        "Les photos se prennent avant le dessert.",
        (*STAFF, "Firmin Monterêve", "Odile Quenouillon"),
    ),
)


def load_events(stage: Stage) -> None:
    """Make each event, and say who is expected."""
    communications = stage.callers["communications"]
    known = {event.name: event for event in list_events(stage.ports, communications)}
    for one in GATHERINGS:
        event = known.get(one.name) or make_event(stage.ports, communications, _new(stage, one))
        expected = [stage.who(key) for key in one.people]
        add_people(stage.ports, communications, event.number, expected)


def _new(stage: Stage, one: Gathering) -> NewEvent:
    question = Question("photo", ("facebook", "web_site"), "promotion", stage.day(one.days))
    return NewEvent(one.name, question, one.place, text=one.text)
