"""Events: the list names who may appear, and nothing moves when somebody who may not comes or goes.

Seen to fail: with the list counting everyone expected; with a view that names only who is listed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from service.credentials.offline_lists import ListUnreadable, read_list
from service.registry import event_people, events, rosters, signing, signing_newcomers
from service.registry.account_records import Caller
from service.registry.consents import confirm_consent
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.event_kit import EventPoster, make_event_poster
from service.registry.event_records import EventRecord
from service.registry.events import NewEvent
from service.registry.moments import today
from service.registry.offline_lists import sign_roster
from service.registry.people_records import PersonRecord
from service.registry.questions import Question, Who
from service.registry.signing_ink import Inked
from service.registry.signing_sessions import read_session
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from tests.support.answers import ANSWERS as YES
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]


def desk(office: Establishment) -> Caller:
    return office.users["communications"]


def press(office: Establishment) -> Caller:
    return office.users["publisher"]


def new_event(office: Establishment, name: str = "Portes ouvertes") -> NewEvent:
    question = Question("photo", ("facebook",), "promotion", today(office.ports))
    return NewEvent(name, question, "Pavillon des Érables")


def event_with(office: Establishment, *people: PersonRecord) -> EventRecord:
    event = events.make_event(office.ports, desk(office), new_event(office))
    if not people:
        return event
    asked = [Who(person=one.number) for one in people]
    return event_people.add_people(office.ports, desk(office), event.number, asked).event


def names_on(office: Establishment, event: EventRecord) -> list[str]:
    return [one.name for one in rosters.read_roster(office.ports, press(office), event.number).listed]


def test_the_list_names_who_may_appear_by_name_with_number_and_conditions(
    establishment: Establishment,
) -> None:
    zoe, eve, ana = (establishment.person(name) for name in ("Zoé Ouimet", "Ève Ouimet", "Ana Ouimet"))
    paper = establishment.confirmed(zoe)
    bound = establishment.confirmed(eve, limits=("no_name",))
    roster = rosters.read_roster(
        establishment.ports, press(establishment), event_with(establishment, zoe, eve, ana).number
    )
    assert [(one.name, one.cite, one.conditions) for one in roster.listed] == [
        ("Ève Ouimet", (bound.id,), ("no_name",)),
        ("Zoé Ouimet", (paper.id,), ()),
    ]


def test_the_list_is_of_today(establishment: Establishment) -> None:
    person = establishment.person("Lia Toupin")
    paper = establishment.confirmed(person)
    event = event_with(establishment, person)
    assert names_on(establishment, event) == ["Lia Toupin"]
    withdraw_consent(
        establishment.ports,
        desk(establishment),
        paper.id,
        NewWithdrawal(today(establishment.ports), "person", "phone"),
    )
    assert names_on(establishment, event) == []


def test_who_may_not_appear_changes_nothing_of_the_list_or_of_what_is_taken_along(
    establishment: Establishment,
) -> None:
    allowed, blocked = (establishment.person(name) for name in ("Max Vallée", "Iris Zola"))
    establishment.confirmed(allowed)
    event = event_with(establishment, allowed)
    clock = establishment.ports.clock()
    ports = replace(establishment.ports, clock=lambda: clock)

    def told() -> tuple[object, ...]:
        roster = rosters.read_roster(ports, press(establishment), event.number)
        taken = sign_roster(ports, press(establishment), event.number)
        return roster.listed, roster.question, roster.expires_at, taken.note

    before = told()
    event_people.add_people(ports, desk(establishment), event.number, [Who(person=blocked.number)])
    assert told() == before
    event_people.remove_person(ports, desk(establishment), event.number, blocked.number)
    assert told() == before


def test_a_view_names_everyone_expected_whatever_the_answers(establishment: Establishment) -> None:
    allowed, blocked = (establishment.person(name) for name in ("Noa Abel", "Tom Abel"))
    establishment.confirmed(allowed)
    event = event_with(establishment, allowed, blocked)
    names_on(establishment, event)
    (record,) = establishment.ports.store.list_accesses(None, 1)
    assert (record.action, sorted(record.people)) == ("roster_read", sorted((allowed.number, blocked.number)))


def test_names_are_found_one_by_one_and_what_is_not_is_said_by_its_place(
    establishment: Establishment,
) -> None:
    person = establishment.person("Régine Lacas")
    born = person.birth_date
    event = events.make_event(establishment.ports, desk(establishment), new_event(establishment))
    asked = [
        Who(name="lacas regine", birth_date=born),
        Who(name="Régine Lacas"),
        Who(name="Personne Inconnue", birth_date=born),
        Who(unregistered=True, role="visitor", adult=True),
        Who(consent_id="1K7F"),
    ]
    added = event_people.add_people(establishment.ports, desk(establishment), event.number, asked)
    assert added.event.people == (person.number,)
    assert added.refused == (
        (1, "NAME_AND_FACTOR"),
        (2, "NOBODY_FOUND"),
        (3, "NAME_AND_FACTOR"),
        (4, "NAME_AND_FACTOR"),
    )


def test_somebody_comes_once_and_leaves_once(establishment: Establishment) -> None:
    person = establishment.person("Ugo Prince")
    event = event_with(establishment, person, person)
    again = event_people.add_people(
        establishment.ports, desk(establishment), event.number, [Who(person=person.number)]
    )
    assert again.event == event
    left = event_people.remove_person(establishment.ports, desk(establishment), event.number, person.number)
    assert (left.people, left.revision) == ((), event.revision + 1)
    assert (
        event_people.remove_person(establishment.ports, desk(establishment), event.number, person.number)
        == left
    )


def test_an_event_that_is_over_is_listed_and_changed_no_more(establishment: Establishment) -> None:
    ports, caller = establishment.ports, desk(establishment)
    event = event_with(establishment)
    closed = events.close_event(ports, caller, event.number)
    assert events.close_event(ports, caller, event.number) == closed
    assert event.number not in {one.number for one in events.list_events(ports, press(establishment))}
    with pytest.raises(Conflict, match="EVENT_CLOSED"):
        events.change_event(ports, caller, event.number, new_event(establishment))


def test_what_an_event_is_can_be_corrected(establishment: Establishment) -> None:
    ports, caller = establishment.ports, desk(establishment)
    event = event_with(establishment, establishment.person("Flo Genest"))
    changed = events.change_event(ports, caller, event.number, new_event(establishment, "Fête"), 2)
    assert (changed.name, changed.people) == ("Fête", event.people)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": " "}, Fault("/name", "MISSING")),
        ({"name": "a" * 81}, Fault("/name", "TOO_LONG")),
        ({"channels": ()}, Fault("/channels", "MISSING")),
        ({"until": -1}, Fault("/until", "BEFORE_START")),
        ({"on": -1}, Fault("/on", "IN_THE_PAST")),
    ],
)
def test_an_event_said_wrongly_is_pointed_at(
    establishment: Establishment, change: dict[str, object], fault: Fault
) -> None:
    new, day = new_event(establishment), today(establishment.ports)
    values = {
        name: day + timedelta(days=value) if isinstance(value, int) else value
        for name, value in change.items()
    }
    own = {name: value for name, value in values.items() if name in {"name", "until"}}
    post = {name: value for name, value in values.items() if name in {"channels", "on"}}
    wrong = replace(new, question=replace(new.question, **post), **own)  # type: ignore[arg-type] # their fields
    with pytest.raises(Invalid) as caught:
        events.make_event(establishment.ports, desk(establishment), wrong)
    assert caught.value.faults == (fault,)


@pytest.mark.parametrize(
    "act",
    [
        partial(event_people.add_people, asked=[Who(person=1)]),
        partial(event_people.remove_person, person=1),
        event_people.list_people,
        events.close_event,
        rosters.read_wearers,
        rosters.count_received,
    ],
    ids=["add", "remove", "people", "close", "badges", "count"],
)
def test_who_publishes_reads_the_list_and_nothing_else(
    establishment: Establishment, act: Callable[..., object]
) -> None:
    event = event_with(establishment)
    with pytest.raises(NotAllowed):
        act(establishment.ports, press(establishment), event.number)


def test_what_is_no_event_is_not_there(establishment: Establishment) -> None:
    with pytest.raises(NotFound):
        rosters.read_roster(establishment.ports, press(establishment), 10_000)


def test_badges_know_one_yes_and_one_other(establishment: Establishment) -> None:
    people = [establishment.person(f"{name} Zwick") for name in ("Ada", "Bob", "Cid")]
    establishment.confirmed(people[0])
    establishment.confirmed(people[1], limits=("no_name",))
    event = event_with(establishment, *people)
    _, wearers = rosters.read_wearers(establishment.ports, desk(establishment), event.number)
    assert [(one.name, one.free) for one in wearers] == [
        ("Ada Zwick", True),
        ("Bob Zwick", False),
        ("Cid Zwick", False),
    ]


def test_signed_papers_are_counted_from_ten_on_whatever_they_allow(establishment: Establishment) -> None:
    people = [establishment.person(f"Signataire {letter}") for letter in "ABCDEFGHIJ"]
    event = event_with(establishment, *people)
    ports, caller = establishment.ports, desk(establishment)
    for person in people[:-1]:
        establishment.confirmed(person)
    assert rosters.count_received(ports, caller, event.number) is None
    establishment.confirmed(people[-1], "no")
    assert rosters.count_received(ports, caller, event.number) == 10


def test_whoever_signs_by_the_poster_is_expected_and_listed_once_confirmed(
    establishment: Establishment,
) -> None:
    ports, caller = establishment.ports, desk(establishment)
    event = event_with(establishment)
    poster = make_event_poster(ports, caller, event.number, EventPoster("visitor", "fr", today(ports)))
    said = {"name": "Venue Parlaffiche", "adult": "yes", "email": "v@exemple.ca", "role": "attendee"}
    session = read_session(ports, signing_newcomers.arrive(ports, poster.number, said, "fr"))
    with ports.store.reading() as reader:
        assert events.event_of(reader, event.number).poster == poster.number
    yes = {key: value for key, value in YES.items() if key not in {"information_press", "training"}}
    signed = signing.sign(ports, signing.answer(ports, session, yes, "fr"), Inked("Venue Parlaffiche"))
    _, (file,) = event_people.list_people(ports, caller, event.number)
    assert file.person.names.display == "Venue Parlaffiche"
    assert names_on(establishment, event) == []
    paper = confirm_consent(ports, caller, signed.consent, verified=True)
    assert paper.activity == "Portes ouvertes"
    assert names_on(establishment, event) == ["Venue Parlaffiche"]


def test_a_list_taken_along_is_read_alone_for_a_day(establishment: Establishment) -> None:
    person = establishment.person("Jade Quirion")
    paper = establishment.confirmed(person)
    taken = sign_roster(establishment.ports, press(establishment), event_with(establishment, person).number)
    now = taken.roster.made_at
    read = read_list(taken.note, taken.key, now)
    assert [(one["name"], one["cite"]) for one in read.people] == [("Jade Quirion", [paper.id])]
    assert read.expires - read.as_of == timedelta(hours=24)
    for late in (now + timedelta(hours=24), now - timedelta(minutes=1)):
        old = read_list(taken.note, taken.key, late)
        assert (old.stale, old.people) == (True, ())


def test_a_yes_that_ends_tonight_is_no_yes_tomorrow(establishment: Establishment) -> None:
    person = establishment.person("Kim Rinfret")
    establishment.confirmed(person, valid_until=today(establishment.ports))
    taken = sign_roster(establishment.ports, press(establishment), event_with(establishment, person).number)
    read = read_list(taken.note, taken.key, taken.roster.made_at)
    assert [one["name"] for one in read.people] == ["Kim Rinfret"]
    later = read_list(taken.note, taken.key, taken.roster.made_at + timedelta(hours=23, minutes=59))
    assert (later.stale, later.people) == (False, ())


def test_a_list_with_any_byte_altered_is_no_list(establishment: Establishment) -> None:
    person = establishment.person("Ori Salois")
    establishment.confirmed(person)
    taken = sign_roster(establishment.ports, press(establishment), event_with(establishment, person).number)
    content = bytearray(taken.note.encode())
    for place in range(len(content)):
        altered = bytes(content[:place]) + bytes([content[place] ^ 1]) + bytes(content[place + 1 :])
        with pytest.raises(ListUnreadable):
            read_list(altered.decode("utf-8", "replace"), taken.key, taken.roster.made_at)
