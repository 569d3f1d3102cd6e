"""No field holds a health-insurance or social-insurance number (R75): every text of every body is tried."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.api.office import Office, named, signed
from tests.api.worlds import child, enter, order_body, withdraw

NAM, SIN = "ROYC 8403 2719", "046 454 286"
REFERENCES = {"person_id", "person_ids", "sha256"}
REFUSED = {"FORBIDDEN_NUMBER", "NOT_IN_LIST", "UNKNOWN_FORM", "BAD_TIME", "CHECK_DIGIT"}
"""A closed list refuses a number as no word of it; a date as no date."""
Body = dict[str, Any]
Request = tuple[str, str, str, Body]


def register(_: Office) -> Request:
    body = {
        "names": {"display": "Ana", "given": "Ana", "family": "Roy", "others": ["Anna"]},
        "roles": ["user"],
        "contact": {"email": "a@b.ca", "phone": "418 555-0100"},
        "staff_number": "A77",
    }
    return "POST", "people", "communications", body


def change(office: Office) -> Request:
    _, _, role, body = register(office)
    return "PATCH", f"people/{office.person()}", role, body


def capacity(office: Office) -> Request:
    return "PUT", f"people/{office.person()}/capacity", "communications", {"status": "capable", "scope": "x"}


def signal(office: Office) -> Request:
    return "POST", f"people/{office.person()}/protection-signals", "communications", {"note": "x"}


def sign(office: Office) -> Request:
    signature = signed("")["signatures"][0] | {"signer_id": "x"}  # type: ignore[index] # a list of one
    body = signed(office.person(), activity="x", signatures=[signature])
    return "POST", "consents", "communications", body


def protection(office: Office) -> Request:
    return "PUT", f"people/{child(office)}/protection", "legal", {"status": "none", "source": "x"}


def check(office: Office) -> Request:
    body = {"outcome": "accepted", "protection": "none", "asked_on": "2026-10-01", "answered_by": "R"}
    return "POST", f"people/{child(office)}/legal-check", "legal", {**body, "note": "x"}


def order(office: Office) -> Request:
    more = {"statute_cited": "x", "copy_location": "x", "interpretation": "x", "works": ["x"]}
    return "POST", "court-orders", "legal", order_body(child(office), **more)


def verify(office: Office) -> Request:
    made = enter(office, child(office))
    return "POST", f"court-orders/{made}/verification", "legal two", {"outcome": "verified", "note": "x"}


def review(office: Office) -> Request:
    office.consent(office.person(roles=["former_staff"]))
    waiting = office.call("GET", "reviews", "legal").json["items"][0]["id"]
    body = {"outcome": "accepted", "from": "2026-10-13", "until": "2026-12-31", "note": "x", "activity": "x"}
    return "POST", f"reviews/{waiting}/decision", "legal", body


def ask(office: Office) -> Request:
    who = {"name": "Ana", "email": "a@b.ca"}
    body = {**office.post_of(), "who": who, "activity": "x", "identifiable_by": ["face"]}
    del body["people"], body["text"]
    return "POST", "checks", "publisher", body


def ask_by_number(office: Office) -> Request:
    method, path, role, body = ask(office)
    return method, path, role, {**body, "who": {"consent_id": "x"}}


def clear(office: Office) -> Request:
    office.consent(office.person())
    body = office.post_of(named(), account="x", activity=None, media=[{"sha256": "0" * 64, "name": "x"}])
    return "POST", "posts", "publisher", body


def publish(office: Office) -> Request:
    _, path, role, body = clear(office)
    post = office.post(path, role, body)["id"]
    out = {"url": "https://exemple.ca/a", "published_at": "2026-10-13T14:00:00-04:00"}
    return "POST", f"posts/{post}/published", role, out


def remove(office: Office) -> Request:
    number = office.consent(office.person())
    office.post("posts", "publisher", office.post_of(named()))
    (takedown,) = withdraw(office, number)["takedowns"]
    body = {"removed_at": "2026-10-13T14:00:00-04:00", "evidence": "x"}
    return "POST", f"takedowns/{takedown}/done", "publisher", body


def request(_: Office) -> Request:
    return "POST", "requests", "publisher", {"person_name": "Luc", "note": "x"}


BODIES = [
    register, change, capacity, signal, sign, protection, check, order, verify, review,
    ask, ask_by_number, clear, publish, remove, request,
]  # fmt: skip


def texts(body: object, pointer: str = "") -> Iterator[str]:
    """Pointers of all texts of a body that people write themselves."""
    if isinstance(body, dict):
        for name, value in body.items():
            if name not in REFERENCES:
                yield from texts(value, f"{pointer}/{name}")
    elif isinstance(body, list):
        for place, value in enumerate(body):
            yield from texts(value, f"{pointer}/{place}")
    elif isinstance(body, str) and not body[:4].isdecimal():
        yield pointer


def put(body: Any, pointer: str, text: str) -> Any:  # noqa: ANN401 - JSON
    """A copy of a body with another text in one place."""
    copy = whole = deepcopy(body)
    *way, last = (int(part) if part.isdecimal() else part for part in pointer.split("/")[1:])
    for part in way:
        copy = copy[part]
    copy[last] = text
    return whole


@pytest.mark.parametrize("number", [NAM, SIN])
@pytest.mark.parametrize("make", BODIES, ids=lambda make: make.__name__)
def test_every_text_is_looked_at(office: Office, make: Callable[[Office], Request], number: str) -> None:
    method, path, role, body = make(office)
    tried = list(texts(body))
    assert tried
    for pointer in tried:
        reply = office.call(method, path, role, put(body, pointer, number))
        assert reply.status == 422, (pointer, reply.content)
        assert number not in reply.content.decode()
        codes = {one["code"] for one in reply.json["errors"] if one["pointer"] == pointer}
        assert codes & REFUSED, (pointer, reply.content)
    assert office.call(method, path, role, body).status in {200, 201, 202}
