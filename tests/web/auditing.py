"""What auditors and quality meet: an exception opened for quality, and an alert on a publisher."""

from datetime import timedelta

from service.registry.break_glass import ask_break_glass, decide_break_glass
from service.registry.checking import check
from service.registry.judging import Asked
from service.registry.moments import today
from service.registry.questions import Question, Who
from service.registry.reading_alerts import list_alerts
from tests.web.establishment import Establishment

REASON = "Plainte 118 : vérifier sur quelle base la réponse a été donnée."
GUESSES = 21


def opened(establishment: Establishment, person: int, role: str = "quality") -> str:
    """Ask for an exception over a person, have it approved, and return its reference."""
    ports, users = establishment.ports, establishment.users
    asked = ask_break_glass(ports, users[role], "person", ports.references.seal("person", person), REASON)
    decide_break_glass(ports, users["legal"], asked.number, "approved")
    return ports.references.seal("break_glass", asked.number)


def alert_of(establishment: Establishment) -> str:
    """Have a publisher guess names until auditors are alerted; return the alert's id."""
    ports, users = establishment.ports, establishment.users
    day = today(ports) + timedelta(days=1)
    question = Question("photo", ("facebook",), "promotion", day)
    for _ in range(GUESSES):
        check(ports, users["publisher"], Asked((Who(name="Personne Inventée", birth_date=day),), question))
    return list_alerts(ports, users["auditor"])[0].id
