"""Events to test the pages on."""

from service.registry.event_people import add_people
from service.registry.event_records import EventRecord
from service.registry.events import NewEvent, make_event
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.registry.questions import Question, Who
from tests.web.establishment import Establishment


def event_with(office: Establishment, *people: PersonRecord, name: str = "Portes ouvertes") -> EventRecord:
    """Make an event for photos on Facebook, for promotion, at which these are expected."""
    question = Question("photo", ("facebook",), "promotion", today(office.ports))
    new = NewEvent(name, question, "Pavillon des Érables", text="Salle 12, de 13 h à 16 h.")
    desk = office.users["communications"]
    event = make_event(office.ports, desk, new)
    if not people:
        return event
    asked = [Who(person=one.number) for one in people]
    return add_people(office.ports, desk, event.number, asked).event


def event_ref(office: Establishment, *people: PersonRecord, name: str = "Portes ouvertes") -> str:
    """Make such an event; return what stands for it in addresses."""
    return office.ports.references.seal("event", event_with(office, *people, name=name).number)


def on_the_list(office: Establishment, name: str = "Lou Listée") -> PersonRecord:
    """Register somebody who may appear, under a condition."""
    person = office.person(name)
    office.confirmed(person, limits=("no_name",))
    return person
