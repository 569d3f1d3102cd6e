"""A day in a registry: a bit of everything is done, with words one could search for."""

from datetime import date, timedelta

from service.registry.checking import check
from service.registry.documents import attach_document
from service.registry.judging import Asked
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.publishing import NewPost, register_post
from service.registry.questions import Question, Who
from service.registry.relations import declare_relation
from service.registry.requests import request_authorization
from service.registry.signals import report_signal
from tests.promises.registrar import PUBLISHER, Registrar

BORN = date(1983, 7, 19)


def live_a_little(r: Registrar) -> None:
    """Register, sign, check, order, publish, ask and withdraw."""
    adult = NewPerson(
        Names("Théodora Quessyvère", "Théodora", "Quessyvère", ("Dora Quessyvère",)),
        (RolePeriod("staff"),),
        birth_date=BORN,
        email="t.quess@exemple.ca",
        phone="418-555-0199",
        staff_number="EMP-77123",
    )
    parent = register_person(r.ports, r.communications, adult)
    child = r.child("Noé Zanthoxyle")
    declare_relation(r.ports, r.communications, parent.number, "parent", child.number)
    paper = r.in_force(child, "yes_with_limits", limits=("no_tag",))
    attach_document(r.ports, r.communications, paper.id, b"%PDF-1.7 Contenu du document " * 40)
    report_signal(r.ports, r.communications, child.number, "Signe à regarder")
    r.checked(child, "active")
    r.ordered(child, ("no_tag",))
    asked = Asked((Who(name="Noé Zanthoxyle", birth_date=child.birth_date),), question(r))
    assert check(r.ports, PUBLISHER, asked).answer == "yes_with_conditions"
    register_post(r.ports, PUBLISHER, NewPost(asked, "Merci à Noé!"))
    request_authorization(r.ports, PUBLISHER, "Personne à joindre", "")
    r.withdraw(paper)


def question(r: Registrar) -> Question:
    """Ask about tomorrow, what every paper here grants."""
    return Question("photo", ("facebook",), "information", r.day + timedelta(days=1))
