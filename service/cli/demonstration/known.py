"""The people the demonstration points at: ask about them to see each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from service.cli.demonstration.cast import YEAR, Character, Paper
from service.registry.people_records import RolePeriod

USER: Final = (RolePeriod("user"),)
STAFF: Final = (RolePeriod("staff"),)


@dataclass(frozen=True, slots=True)
class Example:
    """Someone worth asking about, and what a publisher is answered for a photo on Facebook, to promote."""

    key: str
    answer: str


EXAMPLES: Final = (
    Example("Maëlle Vertbois", "yes"),
    Example("Côme Saint-Rivenord", "yes_with_conditions"),
    Example("Zoé Lunelle", "yes_with_conditions"),
    Example("Noé Sapinois", "no"),
    Example("Élodie Clairgivre, 1990", "yes"),
    Example("Élodie Clairgivre, 1958", "no"),
)
MEDIUM: Final = "photo"
CHANNEL: Final = "facebook"
PURPOSE: Final = "promotion"

LIMITED: Final = Paper(answer="yes_with_limits", limits=("no_name", "no_tag"), document=True)


def known_people() -> tuple[Character, ...]:
    """List the people pointed at, the namesakes, and those whose posts are shown."""
    return (
        Character(
            name="Maëlle Vertbois",
            roles=USER,
            born=date(1984, 3, 27),
            email="maelle.vertbois@exemple.qc.ca",
            papers=(Paper(covers_health=True, document=True),),
        ),
        Character(name="Côme Saint-Rivenord", roles=USER, born=date(1991, 11, 5), papers=(LIMITED,)),
        *_namesakes(),
        *_published(),
        Character(
            name="Neige",
            roles=(RolePeriod("attendee"),),
            email="neige@exemple.qc.ca",
            papers=(Paper("visitor"),),
        ),
    )


def _namesakes() -> tuple[Character, ...]:
    """One name each: two birth dates; one birth date registered twice; two people parted by a human."""
    twice, parted = date(1975, 8, 19), date(1968, 4, 30)
    name = "Élodie Clairgivre"
    return (
        Character(
            key=f"{name}, 1990", name=name, roles=USER, born=date(1990, 6, 14), papers=(Paper(document=True),)
        ),
        Character(
            key=f"{name}, 1958", name=name, roles=USER, born=date(1958, 2, 2), papers=(Paper("refusal"),)
        ),
        Character(key="Jean Boréalis, 1", name="Jean Boréalis", roles=USER, born=twice, papers=(Paper(),)),
        Character(key="Jean Boréalis, 2", name="Jean Boréalis", roles=(RolePeriod("volunteer"),), born=twice),
        Character(key="Rose Huardière, 1", name="Rose Huardière", roles=USER, born=parted, papers=(Paper(),)),
        Character(
            key="Rose Huardière, 2",
            name="Rose Huardière",
            roles=(RolePeriod("visitor"),),
            born=parted,
            parted_from="Rose Huardière, 1",
        ),
    )


def _published() -> tuple[Character, ...]:
    """People shown in posts, some of whom take their authorization back."""
    staff = Paper("staff", document=True)
    return (
        Character(
            name="Hermine Roselac",
            roles=STAFF,
            born=date(1979, 1, 9),
            email="hermine.roselac@exemple.qc.ca",
            staff_number="E-1001",
            papers=(staff,),
        ),
        Character(
            name="Ovide Castorel", roles=STAFF, born=date(1986, 9, 21), staff_number="E-1002", papers=(staff,)
        ),
        Character(
            name="Thaïs Plumegivre",
            roles=(RolePeriod("volunteer"),),
            born=date(1962, 12, 3),
            papers=(Paper(until=2 * YEAR - 90),),
        ),
        Character(
            name="Firmin Monterêve", roles=USER, born=date(1949, 5, 17), papers=(Paper(end="withdrawn"),)
        ),
        Character(
            name="Odile Quenouillon",
            roles=USER,
            born=date(1971, 7, 28),
            papers=(Paper(end="withdrawn_part"),),
        ),
        Character(
            name="Ulysse Ventdouest",
            roles=(RolePeriod("former_user"),),
            born=date(1995, 10, 12),
            papers=(Paper(end="suspended"),),
        ),
    )
