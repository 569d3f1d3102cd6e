"""Events over the API: a white list whose bytes nobody who may not appear can move.

Seen to fail: with the list holding everyone expected and their answer, and with a count of who is expected
among an event's fields.
"""

from collections.abc import Callable

import pytest

from service.credentials.offline_lists import read_list
from tests.api.office import QUESTION, Office, named
from tests.api.worlds import NOES, asked_in

EVENT = {
    "name": "Portes ouvertes",
    "place": "Pavillon des Érables",
    "on": "2026-10-13",
    "medium": "photo",
    "channels": ["facebook"],
    "purpose": "information",
}


def event_of(office: Office, *people: object, **more: object) -> str:
    event = str(office.post("events", "communications", EVENT | more)["id"])
    if people:
        added = office.post(f"events/{event}/people", "communications", {"people": list(people)})
        assert added["refused"] == []
    return event


def listed(office: Office, *names: str) -> str:
    """An event at which all of these may appear."""
    for name in names:
        office.consent(office.person(name))
    return event_of(office, *(named(name) for name in names))


def told(office: Office, event: str) -> list[object]:
    """All that a publisher is told of an event, as bytes with their headers."""
    paths = ("", "/roster", "/roster?limit=1", "/offline-list", "/people", "/received")
    replies = [office.call("GET", f"events/{event}{path}", "publisher") for path in paths]
    every = office.call("GET", "events", "publisher")
    return [(one.status, dict(one.headers), one.content) for one in (*replies, every)]


@pytest.mark.parametrize("world", NOES.values(), ids=NOES)
def test_a_list_is_the_same_bytes_when_somebody_blocked_comes_or_goes(
    office: Office, world: Callable[[Office], None]
) -> None:
    world(office)
    event = listed(office, "Ana Roy", "Zoé Roy")
    before = told(office, event)
    person = asked_in(world.__name__)
    added = office.post(f"events/{event}/people", "communications", {"people": [person]})
    assert told(office, event) == before
    if added["refused"]:
        assert world.__name__ == "unknown"
        return
    assert added["expected"] == 3
    found = office.call("GET", "people?q=noe", "communications").json["items"][0]["id"]
    office.post(f"events/{event}/people/{found}/removal", "communications")
    assert told(office, event) == before


def test_the_list_gives_number_conditions_and_days(office: Office) -> None:
    number = office.consent(office.person(), limits=["no_name"])
    event = event_of(office, named())
    reply = office.call("GET", f"events/{event}/roster", "publisher")
    (row,) = reply.json["items"]
    assert (row["name"], row["cite"], row["conditions"]) == ("Camille Roy", [number], ["no_name"])
    assert row["valid_until"] == "2026-10-18"
    assert reply.json["next"] is None


def test_somebody_of_the_list_is_asked_about_by_it(office: Office) -> None:
    event = listed(office, "Camille Roy")
    (row,) = office.call("GET", f"events/{event}/roster", "publisher").json["items"]
    who = {"event_id": event, "person": row["person"]}
    assert office.ask(who)["cite"] == row["cite"]
    checked = office.post("posts/check", "publisher", office.post_of(who))
    assert [one["answer"] for one in checked["people"]] == ["yes"]


def test_a_reference_beside_another_event_is_an_unknown_person(office: Office) -> None:
    event, other = listed(office, "Camille Roy"), event_of(office)
    (row,) = office.call("GET", f"events/{event}/roster", "publisher").json["items"]
    person = row["person"]
    unknown = office.ask(named("Personne Inconnue"))
    masked = {"id": "", "receipt": ""}
    for who in (
        {"event_id": other, "person": person},
        {"event_id": person, "person": event},
        {"event_id": event, "person": "a" * 26},
        {"event_id": "a" * 26, "person": person},
    ):
        assert office.ask(who) | masked == unknown | masked


@pytest.mark.parametrize(
    ("who", "pointer", "code"),
    [
        ({"event_id": "a"}, "/who/person", "MISSING"),
        ({"person": "a"}, "/who/event_id", "MISSING"),
        ({"event_id": "a", "person": "b", "name": "Camille Roy"}, "/who", "ONE_WAY_ONLY"),
    ],
)
def test_half_a_reference_is_pointed_at(
    refusing: Office, who: dict[str, str], pointer: str, code: str
) -> None:
    reply = refusing.call("POST", "checks", "publisher", {**QUESTION, "who": who})
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]


def test_the_list_goes_through_pages_by_name(office: Office) -> None:
    names = ["Ana Roy", "Bo Roy", "Éva Roy"]
    event = listed(office, *names[::-1])
    first = office.call("GET", f"events/{event}/roster?limit=2", "publisher")
    assert 'rel="next"' in first.headers["link"]
    rest = office.call("GET", f"events/{event}/roster?limit=2&cursor={first.json['next']}", "publisher").json
    assert [one["name"] for one in first.json["items"] + rest["items"]] == names
    assert rest["next"] is None
    wrong = office.call("GET", f"events/{event_of(office)}/roster?cursor={first.json['next']}", "publisher")
    assert (wrong.status, wrong.json["errors"][0]["pointer"]) == (422, "/cursor")


def test_who_is_not_found_is_named_by_place_and_the_others_come(office: Office) -> None:
    office.person()
    event = event_of(office)
    people = [{"name": "Camille Roy"}, named(), named("Personne Inconnue")]
    added = office.post(f"events/{event}/people", "communications", {"people": people})
    assert added == {
        "expected": 1,
        "refused": [{"place": 0, "code": "NAME_AND_FACTOR"}, {"place": 2, "code": "NOBODY_FOUND"}],
    }
    (one,) = office.call("GET", f"events/{event}/people", "communications").json["items"]
    assert one["name"] == "Camille Roy"


def test_a_list_taken_along_verifies_by_itself(office: Office) -> None:
    event = listed(office, "Camille Roy")
    taken = office.call("GET", f"events/{event}/offline-list", "publisher").json
    read = read_list(taken["note"], taken["key"], office.ports.clock())
    assert [one["name"] for one in read.people] == ["Camille Roy"]
    assert (taken["as_of"], taken["expires"]) == ("2026-10-13T18:05:00Z", "2026-10-14T18:05:00Z")


def test_an_event_is_corrected_and_ended(office: Office) -> None:
    event = event_of(office)
    changed = office.call("PUT", f"events/{event}", "communications", EVENT | {"name": "Fête"})
    assert changed.json["name"] == "Fête"
    assert office.post(f"events/{event}/end", "communications")["status"] == "closed"
    assert office.call("GET", "events", "publisher").json["items"] == []
    late = office.call("PUT", f"events/{event}", "communications", EVENT)
    assert (late.status, late.json["code"]) == (409, "EVENT_CLOSED")


def test_received_papers_are_hidden_under_ten(office: Office) -> None:
    event = listed(office, "Camille Roy")
    reply = office.call("GET", f"events/{event}/received", "communications").json
    assert reply == {"received": None, "under": 10}
