"""Role × route × field: every cell is declared in `matrix.txt`, and no answer holds one that is not.

Seen to fail: with a route or a field added, and with the facts of a decision shown without an exception.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from scripts.reference_pages.cells import (
    ANY,
    EVERYONE,
    PUBLIC,
    UNDER_EXCEPTION,
    WHOLE,
    Cells,
    cells_of,
    matrix_text,
    read_matrix,
    whole_description,
)
from service.api.openapi import Document
from service.registry.permissions import ASKERS
from tests.api.conftest import served
from tests.api.office import Office, named
from tests.api.test_events import EVENT
from tests.api.test_policies import approved
from tests.api.worlds import CHILD, NAME, verified_order, withdraw
from tests.support.ports import MovableClock
from tests.support.stores import copy_folder

DECLARED = read_matrix(Path(__file__).with_name("matrix.txt").read_text(encoding="utf-8"))
INCIDENT = {"what": "Une légende sans numéro.", "when": "2026-10-13", "kind": "quality"}
REASON = "Plainte 118 : vérifier sur quelle base la réponse a été donnée."


@pytest.fixture(scope="module")
def whole() -> Document:
    return whole_description()


@pytest.fixture(scope="module")
def generated(whole: Document) -> Cells:
    return cells_of(whole)


def each_cell(cells: Cells) -> set[tuple[str, str, str]]:
    return {
        (route, role, field)
        for route, fields in cells.items()
        for field, roles in fields.items()
        for role in roles.split()
    }


def test_every_cell_is_declared_and_none_is_left_over(generated: Cells) -> None:
    found, declared = each_cell(generated), each_cell(DECLARED)
    new = {route: generated[route] for route, _, _ in sorted(found - declared)}
    assert not found - declared, f"review, then write in tests/api/matrix.txt:\n\n{matrix_text(new)}"
    assert not declared - found, f"declared and gone: {sorted(declared - found)}"


def test_the_file_is_written_as_it_is_read(generated: Cells) -> None:
    assert read_matrix(matrix_text(generated)) == generated


def test_a_route_or_a_field_nobody_declared_is_found(whole: Document) -> None:
    planted = deepcopy(whole)
    planted["paths"]["/api/v1/planted"] = {"get": planted["paths"]["/api/v1/reviews"]["get"]}
    planted["components"]["schemas"]["TakedownShown"]["properties"]["cause"] = {"type": "string"}
    new = each_cell(cells_of(planted)) - each_cell(DECLARED)
    assert {role for route, role, _ in new if route == "GET /api/v1/planted"} == {"legal"}
    assert {role for _, role, field in new if field == "cause"} == {"communications", "legal", "publisher"}


@pytest.fixture(scope="module")
def filled(
    made_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, dict[str, str]]]:
    """A registry with something in every list, and what stands in the addresses."""
    folder = tmp_path_factory.mktemp("matrix")
    with served(copy_folder(made_folder, folder / "data"), folder, MovableClock()) as office:
        yield office, registered(office)


def registered(office: Office) -> dict[str, str]:
    order = verified_order(office)
    child = office.call("GET", f"court-orders/{order}", "legal").json["person_ids"][0]
    office.post(f"people/{child}/protection-signals", "communications", {"note": "Voir l'école."})
    office.post(f"people/{child}/legal-check", "legal", answered())
    adult = office.person()
    consent = office.consent(adult)
    office.consent(office.person("Bo Savard"), confirmed=False)
    post = office.post("posts", "publisher", office.post_of(named(), on="2026-10-13"))
    published = {"url": "https://exemple.ca/a", "published_at": "2026-10-13T14:00:00-04:00"}
    office.post(f"posts/{post['id']}/published", "publisher", published)
    withdraw(office, consent)
    decision = office.ask(named(NAME, CHILD))["id"]
    office.post("requests", "publisher", {"person_name": "Luc Savard", "note": "Portes ouvertes."})
    for _ in range(21):
        office.ask(named("Personne Inventée"))
    event = office.post("events", "communications", EVENT)["id"]
    office.post(f"events/{event}/people", "communications", {"people": [{"person_id": adult}]})
    asked = office.post("break-glass", "quality", {"scope": {"person_id": child}, "reason": REASON})
    return {
        "person_id": child,
        "consent_id": consent,
        "id": consent,
        "order_id": order,
        "event_id": event,
        "post_id": post["id"],
        "decision_id": decision,
        "break_glass_id": asked["id"],
        "webhook_id": office.post("webhooks", "admin", {"url": "https://exemple.ca/aval"})["id"],
        "incident_id": office.post("incidents", "publisher", INCIDENT)["id"],
        "policy_id": approved(office),
    }


def institutional(office: Office, role: str) -> str:
    """Ask, as a role, that confidential content may be published."""
    given = {"content": "Plan", "channels": ["facebook"], "since": "2026-10-13", "until": "2026-10-20"}
    return str(office.post("institutional-authorizations", role, given)["id"])


def answered() -> dict[str, str]:
    return {
        "outcome": "accepted",
        "protection": "active",
        "asked_on": "2026-10-12",
        "answered_by": "M. Roy",
        "note": "",
    }


def fields_in(document: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(document, list):
        for one in document:
            yield from fields_in(one, f"{at}[]")
    if isinstance(document, dict):
        for name, one in document.items():
            place = f"{at}.{name}" if at else name
            yield place
            yield from fields_in(one, place)


def may_read(fields: dict[str, str], role: str, *, excepted: bool) -> set[str]:
    marked = {role, role + UNDER_EXCEPTION} if excepted else {role}
    return {field for field, roles in fields.items() if marked & set(roles.split())}


def unexpected(received: set[str], allowed: set[str]) -> set[str]:
    """What was received and is not declared; what lies in an object of any fields is declared with it."""
    whatever = tuple(field.removesuffix(ANY) for field in allowed if field.endswith(f".{ANY}"))
    return {field for field in received if field not in allowed and not field.startswith(whatever or ("\0",))}


CONFLICT = 409
"""Answers a role that may ask, when the record does not permit it now: no field of it."""
READ = sorted(route for route, fields in DECLARED.items() if route.startswith("GET") and WHOLE not in fields)


@pytest.mark.parametrize("route", READ)
def test_no_role_is_answered_a_field_that_is_not_declared(
    filled: tuple[Office, dict[str, str]], route: str
) -> None:
    office, names = filled
    answered_to = set()
    for role in EVERYONE:
        if "{check_id}" in route:  # a receipt is for whoever asked
            names["check_id"] = office.ask(named(), role if role in ASKERS else "publisher")["id"]
        if "{institutional_id}" in route:  # and so is what was asked for confidential content
            names["institutional_id"] = institutional(office, role if role in ASKERS else "publisher")
        received = asked_as(office, route.split()[1].format(**names), role)
        if received is not None:
            answered_to.add(role)
            assert unexpected(received, may_read(DECLARED[route], role, excepted=False)) == set(), role
    always = {
        role for roles in DECLARED[route].values() for role in roles.split() if UNDER_EXCEPTION not in role
    }
    assert answered_to == always


@pytest.mark.parametrize("role", ["auditor", "quality"])
@pytest.mark.parametrize("name", ["person_id", "decision_id"])
def test_under_an_exception_what_is_starred_is_read_and_no_more(
    filled: tuple[Office, dict[str, str]], role: str, name: str
) -> None:
    office, names = filled
    route = {"person_id": "people/{person_id}/legal-file", "decision_id": "decisions/{decision_id}"}[name]
    asked = office.post("break-glass", role, {"scope": {name: names[name]}, "reason": REASON})
    office.post(f"break-glass/{asked['id']}/approval", "legal", {"outcome": "approved"})
    received = asked_as(office, "/api/v1/" + route.format(**names), role)
    fields = DECLARED[f"GET /api/v1/{route}"]
    assert received is not None
    assert unexpected(received, may_read(fields, role, excepted=True)) == set()
    assert received == asked_as(office, "/api/v1/" + route.format(**names), "legal")
    office.post(f"break-glass/{asked['id']}/end", role)


def asked_as(office: Office, address: str, role: str) -> set[str] | None:
    """Return the fields of what a role is answered; None when it is refused."""
    query = "?q=roy" if address == "/api/v1/people" else ""
    reply = office.call("GET", address + query, None if role == PUBLIC else role)
    if reply.status in {401, 403, 404}:
        return None
    if reply.status == CONFLICT:
        return set()
    assert reply.status == 200, reply.content
    return set(fields_in(reply.json))
