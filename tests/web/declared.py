"""What quality meets: a confidentiality incident that was declared, sorted and assessed; posts to control."""

from __future__ import annotations

from datetime import timedelta

from service.registry.incident_handling import sort_incident
from service.registry.incident_records import IncidentRecord
from service.registry.incident_register import Assessed, assess_incident
from service.registry.incidents import Declared, declarant, declare_incident
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.post_records import PostRecord
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from tests.web.establishment import Establishment

TOLD = Declared(
    "Une photo publiée sans autorisation.", "13 octobre", "posts", "https://www.facebook.com/aval/9"
)


def declared(establishment: Establishment, told: Declared = TOLD) -> IncidentRecord:
    """Declare a situation without signing in."""
    return declare_incident(establishment.ports, declarant(), told)


def incident_of(establishment: Establishment) -> str:
    """Have a confidentiality incident declared, sorted and assessed; return what stands for it."""
    ports, quality = establishment.ports, establishment.users["quality"]
    number = declared(establishment).number
    sort_incident(ports, quality, number, "confidentiality")
    assess_incident(ports, quality, number, assessed(establishment))
    return ports.references.seal("incident", number)


def assessed(establishment: Establishment, *, serious: bool = True) -> Assessed:
    """Answer the items of the register."""
    return Assessed(
        information="L'image de deux personnes.",
        circumstances="Une photo de groupe est parue avant la signature.",
        period="Du 12 au 13 octobre",
        aware_on=today(establishment.ports),
        persons="2",
        sensitive="yes",
        sensitive_why="L'image montre qu'elles reçoivent des soins.",
        consequences="unknown",
        consequences_why="La photo a été vue 40 fois.",
        likely="no",
        likely_why="Elle a été retirée en une heure.",
        serious=serious,
        why="L'image touche à la santé.",
    )


def published(establishment: Establishment, name: str, text: str = "Portes ouvertes") -> PostRecord:
    """Have a post of one person cleared and published today."""
    ports, caller = establishment.ports, establishment.users["communications"]
    paper = establishment.confirmed(establishment.person(name))
    question = Question("photo", ("facebook",), "promotion", today(ports))
    new = NewPost(Asked((Who(consent_id=paper.id),), question, 1), text=text)
    post = register_post(ports, caller, new)
    now = ports.clock() - timedelta(minutes=1)
    return publish_post(ports, caller, post.number, "https://www.facebook.com/aval/9", now)
