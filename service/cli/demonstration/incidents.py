"""Situations that were declared: one nobody has read yet, one being mended, one closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry.incident_handling import close_incident, sort_incident, take_measure
from service.registry.incidents import Declared, declarant, declare_incident, list_incidents

if TYPE_CHECKING:
    from service.cli.demonstration.stage import Stage
    from service.registry.incident_records import IncidentRecord


@dataclass(frozen=True, slots=True)
class Situation:
    """What is told, by which user (nobody's: by someone who did not sign in), and what was done since."""

    told: Declared
    by: str | None = None
    kind: str = ""
    measure: str = ""
    outcome: str = ""


SITUATIONS: Final = (
    Situation(
        Declared(
            "Une affiche fictive montrait encore une ancienne photo d'équipe.",
            "Lundi matin",
            about="posts",
            where="Babillard du hall d'entrée",
        ),
        by="communications",
        kind="quality",
        measure="L'affiche a été enlevée. Les autres babillards ont été vérifiés.",
        outcome="Aucune autre affiche ne montrait cette photo.",
    ),
    Situation(
        Declared(
            "Une liste fictive de présences a été laissée sur l'imprimante.",
            "Hier, en fin de journée",
            where="Salle d'impression du deuxième étage",
        ),
        by="publisher",
        kind="confidentiality",
        measure="La liste a été reprise et détruite.",
    ),
    Situation(
        Declared(
            "Sous une publication fictive, un commentaire donne le nom d'une personne.",
            "Ce matin, vers 9 h",
            about="comments",
            where="Page Facebook fictive",
            contact="voisine@exemple.qc.ca",
        ),
    ),
)


def load_incidents(stage: Stage) -> None:
    """Declare each situation, and do what was done about it."""
    quality = stage.callers["quality"]
    known = {one.what: one for one in list_incidents(stage.ports, quality)}
    for situation in SITUATIONS:
        caller = stage.callers[situation.by] if situation.by else declarant()
        kept = known.get(situation.told.what) or declare_incident(stage.ports, caller, situation.told)
        _handle(stage, situation, kept)


def _handle(stage: Stage, situation: Situation, incident: IncidentRecord) -> None:
    ports, quality, number = stage.ports, stage.callers["quality"], incident.number
    if situation.kind and not incident.kind:
        sort_incident(ports, quality, number, situation.kind)
    if situation.measure and not incident.measures:
        take_measure(ports, quality, number, stage.today, situation.measure)
    if situation.outcome and incident.state == "open":
        close_incident(ports, quality, number, situation.outcome)
