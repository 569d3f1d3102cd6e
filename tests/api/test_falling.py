"""Which posts come down with a change that legal records: told in its answer, whomever they show.

Seen to fail: with only the person and their declared relations looked at, and with past hosts left out.
"""

import pytest

from tests.api.office import Office
from tests.api.worlds import answer, child

PLACED = {"resource_clientele": "children", "kinship": False}


@pytest.fixture
def family(office: Office) -> dict[str, str]:
    """A child, the mother, her sister; a resource and someone of its staff; each may appear."""
    people = {name: office.person(f"{name.title()} Fictive") for name in ("mother", "aunt", "lise", "marc")}
    for adult in people.values():
        office.consent(adult)
    people["noe"] = child(office)
    for one, kind, other in (("mother", "parent", "noe"), ("aunt", "sibling", "mother")):
        relate(office, people[one], kind, people[other])
    relate(office, people["marc"], "resource_staff", people["lise"])
    for one in people.values():
        answer(office, one, "accepted", "none")
    return people


def relate(office: Office, one: str, kind: str, other: str) -> None:
    office.post(f"people/{one}/relations", "communications", {"kind": kind, "to": other})


def posted(office: Office, *people: str) -> str:
    body = office.post_of(*({"person_id": one} for one in people))
    return str(office.post("posts", "communications", body)["id"])


def put(office: Office, person: str, what: str, body: dict[str, object]) -> list[str]:
    reply = office.call("PUT", f"people/{person}/{what}", "legal", body)
    assert reply.status == 200, reply.content
    takedowns: list[str] = reply.json["takedowns"]
    return takedowns


def listed(office: Office) -> dict[str, str]:
    items = office.call("GET", "takedowns?status=open", "legal").json["items"]
    return {one["id"]: one["post_id"] for one in items}


def test_a_placement_names_the_posts_of_whom_it_hosts_and_of_their_family(
    office: Office, family: dict[str, str]
) -> None:
    pairs = (("noe", "mother"), ("mother", "marc"), ("aunt", "marc"))
    posts = [posted(office, *(family[one] for one in pair)) for pair in pairs]
    assert put(office, family["lise"], "placement", {**PLACED, "hosts": []}) == []
    taken = put(office, family["lise"], "placement", {**PLACED, "hosts": [family["noe"]]})
    assert sorted(listed(office)[one] for one in taken) == sorted(posts)
    assert put(office, family["lise"], "placement", {**PLACED, "hosts": []}) == taken


def test_a_status_names_the_posts_of_the_family_and_of_nobody_else(
    office: Office, family: dict[str, str]
) -> None:
    post = posted(office, family["noe"], family["aunt"])
    taken = put(office, family["noe"], "protection", {"status": "active", "source": "Avis"})
    assert [listed(office)[one] for one in taken] == [post]
    assert put(office, family["lise"], "placement", {**PLACED, "hosts": []}) == []
