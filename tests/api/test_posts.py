"""Posts: checked, registered under one number, confirmed, and taken down when what they rest on falls."""

import re
from typing import Any

import pytest

from tests.api.office import QUESTION, Office, named
from tests.api.worlds import withdraw

OUT = {"url": "https://exemple.ca/a", "published_at": "2026-10-13T14:00:00-04:00"}
REMOVED = {"removed_at": "2026-10-13T14:00:00-04:00", "evidence": "Capture 12"}


def published(office: Office) -> tuple[str, str]:
    """Someone who consents, shown by a post that is out; return the consent's number and the post."""
    number = office.consent(office.person())
    post = office.post("posts", "publisher", office.post_of(named()))["id"]
    office.post(f"posts/{post}/published", "publisher", OUT)
    return number, post


def test_a_post_is_answered_whole_and_person_by_person(office: Office) -> None:
    number = office.consent(office.person())
    minister = {"unregistered": True, "role": "public_figure", "adult": True}
    people = [named(), minister, named("Nobody Here")]
    checked = office.post("posts/check", "publisher", office.post_of(*people))
    assert checked["answer"] == "no"
    assert [one["answer"] for one in checked["people"]] == ["yes", "yes", "no"]
    assert [one["cite"] for one in checked["people"]] == [[number], [], []]
    assert (checked["citation"], checked["clearance"]) == ({"number": None, "line": None}, None)
    clear = office.post("posts/check", "publisher", office.post_of(*people[:2]))
    assert (clear["answer"], clear["citation"]["number"]) == ("yes", number)
    assert clear["citation"]["line"] == f"Autorisation {number} (vérifiée le 13 octobre 2026)"
    assert re.fullmatch("[a-z2-7]{52}", clear["clearance"])


def test_more_people_seen_than_named_is_a_no(office: Office) -> None:
    office.consent(office.person())
    assert office.post("posts/check", "publisher", office.post_of(named(), visible_count=2))["answer"] == "no"
    assert (
        office.post("posts/check", "publisher", office.post_of(named(), visible_count=1))["answer"] == "yes"
    )


def test_a_number_mistyped_in_the_text_is_found_there(office: Office) -> None:
    number = office.consent(office.person())
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    checked = office.post("posts/check", "publisher", office.post_of(named(), text=f"Merci! {wrong}"))
    assert checked["findings"] == [{"code": "ID_CHECK", "severity": "warn", "start": 7, "end": 26}]


def test_one_number_stands_for_all_the_authorizations(office: Office) -> None:
    numbers = [office.consent(office.person(name)) for name in ("Ana Roy", "Éva Roy")]
    body = office.post_of(named("Ana Roy"), named("Éva Roy"), account="Page", planned_at=OUT["published_at"])
    made = office.call("POST", "posts", "publisher", body)
    assert (made.status, made.json["status"]) == (201, "cleared")
    assert made.headers["location"] == f"/api/v1/posts/{made.json['id']}"
    citation = made.json["citation"]
    assert re.fullmatch(r"1\w{3}-\w{4}-\w{4}-\w{4}", citation["number"])
    assert citation["number"] not in numbers
    assert citation["line"] == f"Autorisation {citation['number']} (vérifiée le 13 octobre 2026)"
    assert [one["cite"] for one in made.json["people"]] == [[number] for number in numbers]
    assert made.json["planned_at"] == "2026-10-13T18:00:00Z"
    assert office.call("GET", f"posts/{made.json['id']}", "communications").json == made.json


def test_a_post_not_clear_is_not_kept(office: Office) -> None:
    office.person()
    refused = office.call("POST", "posts", "publisher", office.post_of(named()))
    assert (refused.status, refused.json["code"]) == (409, "NOT_CLEARED")
    assert office.call("GET", "posts", "publisher").json == {"items": [], "next": None}


@pytest.mark.parametrize("days", [{"valid_from": "2026-10-14"}, {"valid_until": "2026-10-13"}])
def test_a_day_to_come_does_not_open_today_nor_today_a_day_to_come(
    office: Office, days: dict[str, Any]
) -> None:
    office.consent(office.person(), **days)
    on = days.get("valid_from", "2026-10-13")
    post = office.post("posts", "publisher", office.post_of(named(), on=on))["id"]
    tomorrow = OUT | {"published_at": "2026-10-14T09:00:00-04:00"}
    early = office.call("POST", f"posts/{post}/published", "publisher", tomorrow)
    assert (early.status, early.json["code"]) == (409, "NOT_CLEARED")


def test_a_post_is_decided_again_when_it_goes_out(office: Office) -> None:
    number = office.consent(office.person())
    post = office.post("posts", "publisher", office.post_of(named()))["id"]
    withdraw(office, number)
    late = office.call("POST", f"posts/{post}/published", "publisher", OUT)
    assert (late.status, late.json["code"]) == (409, "NOT_CLEARED")


def test_a_withdrawal_lists_the_post_for_takedown_and_its_removal_closes_it(office: Office) -> None:
    number, post = published(office)
    (takedown,) = withdraw(office, number)["takedowns"]
    (listed,) = office.call("GET", "takedowns?status=open", "publisher").json["items"]
    assert (listed["id"], listed["post_id"], listed["due_at"]) == (takedown, post, "2026-10-14T18:05:00Z")
    assert listed["remove"]["url"] == OUT["url"]
    done = office.post(f"takedowns/{takedown}/done", "publisher", REMOVED)
    assert (done["status"], done["evidence"]) == ("done", "Capture 12")
    assert office.call("GET", "takedowns?status=open", "legal").json["items"] == []
    assert office.call("GET", f"posts/{post}", "publisher").json["status"] == "taken_down"
    again = office.call("POST", f"takedowns/{takedown}/done", "publisher", REMOVED)
    assert (again.status, again.json["code"]) == (409, "ALREADY_DONE")


def test_takedowns_look_alike_whatever_their_cause(office: Office) -> None:
    number, _ = published(office)
    office.consent(office.person("Ana Roy"))
    office.post("posts", "publisher", office.post_of(named("Ana Roy")))
    person = office.call("GET", "people?q=ana", "legal").json["items"][0]["id"]
    withdraw(office, number)
    office.call("PUT", f"people/{person}/deceased", "communications", {"on": "2026-10-13"})
    one, other = office.call("GET", "takedowns", "publisher").json["items"]
    assert list(one) == list(other)
    assert (one["due_at"], one["urgent"]) == (other["due_at"], other["urgent"])


def test_posts_are_found_by_what_they_rest_on(office: Office) -> None:
    number, post = published(office)
    for form in (number, number.replace("-", "").lower()):
        page = office.call("GET", f"posts?consent_id={form}", "publisher").json
        assert [one["id"] for one in page["items"]] == [post]
    assert office.call("GET", "posts?consent_id=1K7F-3M9X-4T8B-2QDY", "publisher").json["items"] == []
    reply = office.call("GET", "posts?consent_id=1K7F", "publisher")
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/consent_id")


@pytest.mark.parametrize("by_consent", [True, False])
def test_posts_go_through_pages_newest_first(office: Office, *, by_consent: bool) -> None:
    number = office.consent(office.person())
    made = [office.post("posts", "publisher", office.post_of(named()))["id"] for _ in range(3)]
    more = f"&consent_id={number}" if by_consent else ""
    first = office.call("GET", f"posts?limit=2{more}", "publisher")
    rest = office.call("GET", f"posts?limit=2{more}&cursor={first.json['next']}", "publisher")
    assert [one["id"] for one in first.json["items"] + rest.json["items"]] == made[::-1]
    assert rest.json["next"] is None


def test_takedowns_go_through_pages(office: Office) -> None:
    number = office.consent(office.person())
    for _ in range(3):
        office.post("posts", "publisher", office.post_of(named()))
    asked = withdraw(office, number)["takedowns"]
    first = office.call("GET", "takedowns?limit=2", "publisher").json
    rest = office.call("GET", f"takedowns?limit=2&cursor={first['next']}", "publisher").json
    assert [one["id"] for one in first["items"] + rest["items"]] == asked


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"people": []}, "/people", "MISSING"),
        ({"people": [named()] * 51}, "/people", "TOO_MANY"),
        ({"people": [named(), {"name": "A", "consent_id": "1"}]}, "/people/1", "ONE_WAY_ONLY"),
        ({"people": [{"name": "ABCD 1234 5678"}]}, "/people/0/name", "FORBIDDEN_NUMBER"),
        ({"text": "Merci ABCD 1234 5678"}, "/text", "FORBIDDEN_NUMBER"),
        ({"media": [{"sha256": "xyz", "name": "a"}]}, "/media/0/sha256", "BAD_VALUE"),
        ({"source": "webcam"}, "/source", "NOT_IN_LIST"),
        ({"visible_count": -1}, "/visible_count", "BAD_VALUE"),
        ({"on": "2026-10-12"}, "/on", "IN_THE_PAST"),
        ({"planned_at": "2026-10-13 14:00"}, "/planned_at", "BAD_TIME"),
        ({"planned_at": "2026-10-13T25:00:00Z"}, "/planned_at", "BAD_TIME"),
        ({"account": "ABCD 1234 5678"}, "/account", "FORBIDDEN_NUMBER"),
        ({"clearance": ["x"]}, "/clearance", "BAD_VALUE"),
        ({"consents": ["ABCD 1234 5678"]}, "/consents/0", "FORBIDDEN_NUMBER"),
        ({"text": "1ABC-DEFG-HJKM-NPSC " * 101}, "/text", "TOO_MANY"),
    ],
)
def test_a_post_sent_wrongly_is_pointed_at(
    refusing: Office, change: dict[str, object], pointer: str, code: str
) -> None:
    body = {**QUESTION, "people": [named()], **change}
    reply = refusing.call("POST", "posts", "publisher", body)
    assert reply.status == 422
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]


def test_a_removal_is_not_from_tomorrow(office: Office) -> None:
    number, _ = published(office)
    (takedown,) = withdraw(office, number)["takedowns"]
    body = {"removed_at": "2026-10-14T14:00:00-04:00"}
    reply = office.call("POST", f"takedowns/{takedown}/done", "publisher", body)
    assert reply.json["errors"][0] == {"pointer": "/removed_at", "code": "IN_THE_FUTURE", "detail": ""}
