"""Routes × roles as one table: every route the API describes has its row, every cell is tried."""

import re
from typing import Any

import pytest

from tests.api.office import ROLES, Office

COMMUNICATIONS = {"communications", "legal"}
LEGAL = {"legal"}
ASKERS = {"publisher", "communications", "legal"}
ANYONE = {*ROLES, None}

TABLE: dict[str, set[Any]] = {
    "POST /api/v1/people": COMMUNICATIONS,
    "POST /api/v1/incidents": {*ROLES},
    "GET /api/v1/incidents": {"quality", "auditor"},
    "GET /api/v1/incidents/{incident_id}": {"quality", "auditor"},
    "GET /api/v1/people": COMMUNICATIONS,
    "GET /api/v1/people/{person_id}": COMMUNICATIONS,
    "PATCH /api/v1/people/{person_id}": COMMUNICATIONS,
    "POST /api/v1/people/{person_id}/relations": COMMUNICATIONS,
    "PUT /api/v1/people/{person_id}/capacity": COMMUNICATIONS,
    "PUT /api/v1/people/{person_id}/minority": COMMUNICATIONS,
    "PUT /api/v1/people/{person_id}/deceased": COMMUNICATIONS,
    "POST /api/v1/people/{person_id}/protection-signals": COMMUNICATIONS,
    "GET /api/v1/people/{person_id}/legal-file": {"legal", "auditor", "quality"},
    "PUT /api/v1/people/{person_id}/protection": LEGAL,
    "PUT /api/v1/people/{person_id}/placement": LEGAL,
    "POST /api/v1/people/{person_id}/legal-check": LEGAL,
    "POST /api/v1/legal-checks/batch": LEGAL,
    "GET /api/v1/legal-checks": LEGAL,
    "POST /api/v1/legal-checks/ask": LEGAL,
    "GET /api/v1/legal-checks/asked": LEGAL,
    "GET /api/v1/legal-checks/asked.csv": LEGAL,
    "GET /api/v1/protection-signals": LEGAL,
    "POST /api/v1/people/{person_id}/protection-signals/seen": LEGAL,
    "POST /api/v1/consents": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}/history": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}/proof": {"communications", "legal", "auditor"},
    "PUT /api/v1/consents/{consent_id}/document": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}/document": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}/receipt.pdf": COMMUNICATIONS,
    "GET /api/v1/consents/{consent_id}/token": ASKERS,
    "GET /api/v1/consents/{consent_id}/qr.svg": ASKERS,
    "GET /api/v1/consents/{consent_id}/qr.png": ASKERS,
    "GET /api/v1/posts/{post_id}/token": ASKERS,
    "GET /api/v1/posts/{post_id}/qr.svg": ASKERS,
    "GET /api/v1/posts/{post_id}/qr.png": ASKERS,
    "POST /api/v1/consents/{consent_id}/confirmation": COMMUNICATIONS,
    "POST /api/v1/consents/{consent_id}/withdrawal": COMMUNICATIONS,
    "POST /api/v1/consents/{consent_id}/suspension": COMMUNICATIONS,
    "POST /api/v1/consents/{consent_id}/resumption": COMMUNICATIONS,
    "POST /api/v1/consents/{consent_id}/entered-in-error": COMMUNICATIONS,
    "POST /api/v1/consents/{consent_id}/invalidation": LEGAL,
    "POST /api/v1/court-orders": LEGAL,
    "GET /api/v1/court-orders/{order_id}": LEGAL,
    "POST /api/v1/court-orders/{order_id}/verification": LEGAL,
    "POST /api/v1/court-orders/{order_id}/stay": LEGAL,
    "PUT /api/v1/court-orders/{order_id}/copy": LEGAL,
    "GET /api/v1/court-orders/{order_id}/copy": LEGAL,
    "POST /api/v1/people/{person_id}/reviews": LEGAL,
    "POST /api/v1/people/{person_id}/requests": COMMUNICATIONS,
    "POST /api/v1/requests/{request_id}/forward": COMMUNICATIONS,
    "POST /api/v1/requests/{request_id}/answer": LEGAL,
    "GET /api/v1/reviews": LEGAL,
    "POST /api/v1/reviews/{review_id}/decision": LEGAL,
    "POST /api/v1/events": COMMUNICATIONS,
    "GET /api/v1/events": ASKERS,
    "GET /api/v1/events/{event_id}": ASKERS,
    "PUT /api/v1/events/{event_id}": COMMUNICATIONS,
    "POST /api/v1/events/{event_id}/end": COMMUNICATIONS,
    "GET /api/v1/events/{event_id}/people": COMMUNICATIONS,
    "POST /api/v1/events/{event_id}/people": COMMUNICATIONS,
    "POST /api/v1/events/{event_id}/people/{person_id}/removal": COMMUNICATIONS,
    "GET /api/v1/events/{event_id}/roster": ASKERS,
    "GET /api/v1/events/{event_id}/offline-list": ASKERS,
    "GET /api/v1/events/{event_id}/received": COMMUNICATIONS,
    "POST /api/v1/checks": ASKERS,
    "GET /api/v1/checks/{check_id}/receipt": {*ASKERS, "auditor"},
    "POST /api/v1/channels": ASKERS,
    "POST /api/v1/posts/check": ASKERS,
    "POST /api/v1/gate": ASKERS,
    "POST /api/v1/posts": ASKERS,
    "GET /api/v1/posts": ASKERS,
    "GET /api/v1/posts/{post_id}": ASKERS,
    "PATCH /api/v1/posts/{post_id}": ASKERS,
    "POST /api/v1/posts/{post_id}/published": ASKERS,
    "POST /api/v1/posts/{post_id}/pictures": ASKERS,
    "POST /api/v1/pictures/faces": ASKERS,
    "POST /api/v1/posts/{post_id}/copies": ASKERS,
    "POST /api/v1/posts/{post_id}/links": ASKERS,
    "POST /api/v1/readings": ASKERS,
    "GET /api/v1/readings": ASKERS,
    "POST /api/v1/readings/{reading_id}/answer": ASKERS,
    "GET /api/v1/takedowns": ASKERS,
    "POST /api/v1/takedowns/{takedown_id}/done": ASKERS,
    "GET /api/v1/takedowns/{takedown_id}/proof": ASKERS,
    "GET /api/v1/institutional-authorizations": ASKERS,
    "POST /api/v1/institutional-authorizations": ASKERS,
    "GET /api/v1/institutional-authorizations/{institutional_id}": ASKERS,
    "POST /api/v1/institutional-authorizations/{institutional_id}/answer": ASKERS,
    "POST /api/v1/institutional-authorizations/{institutional_id}/withdrawal": ASKERS,
    "GET /api/v1/designations": {"communications", "admin"},
    "POST /api/v1/designations": {"communications", "admin"},
    "POST /api/v1/designations/{designation_id}/note": {"communications"},
    "POST /api/v1/designations/{designation_id}/end": {"communications", "admin"},
    "GET /api/v1/team": {"communications", "admin"},
    "PUT /api/v1/team/duty": {"communications", "admin"},
    "PUT /api/v1/team/offices": {"admin"},
    "POST /api/v1/requests": ASKERS,
    "GET /api/v1/requests": COMMUNICATIONS,
    "POST /api/v1/requests/{request_id}/done": COMMUNICATIONS,
    "GET /api/v1/decisions/{decision_id}": {"legal", "auditor", "quality"},
    "POST /api/v1/break-glass": {"auditor", "quality"},
    "GET /api/v1/break-glass": {"legal", "auditor", "quality"},
    "GET /api/v1/break-glass/{break_glass_id}": {"legal", "auditor", "quality"},
    "POST /api/v1/break-glass/{break_glass_id}/approval": {"legal", "auditor"},
    "POST /api/v1/break-glass/{break_glass_id}/end": {"legal", "auditor", "quality"},
    "GET /api/v1/policies": {*ROLES},
    "POST /api/v1/policies": COMMUNICATIONS,
    "GET /api/v1/policies/{policy_id}": {*ROLES},
    "GET /api/v1/policies/{policy_id}/document": {*ROLES},
    "POST /api/v1/policies/{policy_id}/approval": COMMUNICATIONS,
    "POST /api/v1/policies/{policy_id}/acknowledgement": {*ROLES},
    "GET /api/v1/policies/{policy_id}/acknowledgements": COMMUNICATIONS,
    "GET /api/v1/access-log": {"auditor"},
    "GET /api/v1/webhooks": {"admin"},
    "POST /api/v1/webhooks": {"admin"},
    "GET /api/v1/webhooks/{webhook_id}": {"admin"},
    "POST /api/v1/webhooks/{webhook_id}/stop": {"admin"},
    "POST /api/v1/webhooks/{webhook_id}/resume": {"admin"},
    "POST /api/v1/webhooks/{webhook_id}/replay": {"admin"},
    "GET /api/v1/access-alerts": {"auditor"},
    "POST /api/v1/access-alerts/{alert_id}/closing": {"auditor"},
    "POST /api/v1/reconstructions": {"legal", "auditor", "quality"},
    "GET /v/{id}": ANYONE,
    "GET /healthz": ANYONE,
    "GET /readyz": ANYONE,
}
UNDER_AN_EXCEPTION = {
    "GET /api/v1/people/{person_id}/legal-file": {"auditor", "quality"},
    "GET /api/v1/decisions/{decision_id}": {"quality"},
}
"""Described to them, and refused while no exception of theirs is open."""
HIDDEN = re.compile(r"ordonnance|tribunal|court|LPJ|DPJ|YCJA|protection|juge|judge", re.IGNORECASE)


def description(office: Office, role: str | None) -> dict[str, Any]:
    document: dict[str, Any] = office.call("GET", "openapi.json", role).json
    return document


def operations(document: dict[str, Any]) -> set[str]:
    return {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_is_described_the_routes_it_may_call_and_no_other(
    refusing: Office, role: str | None
) -> None:
    assert operations(description(refusing, role)) == {route for route, may in TABLE.items() if role in may}


@pytest.mark.parametrize("route", TABLE)
def test_each_cell_of_the_table_holds(refusing: Office, route: str) -> None:
    method, path = route.split(" ")
    address = re.sub(r"\{\w+\}", "mzxw6ytboi2gk3tuobqxezlonq", path)
    for role in [*ROLES, None]:
        reply = refusing.call(method, address, role)
        expected = {401} if role is None else {403}
        if role in TABLE[route] - UNDER_AN_EXCEPTION.get(route, set()):
            assert reply.status in {200, 400, 404, 409, 422}, (route, role, reply.content)
        else:
            assert reply.status in expected, (route, role, reply.content)
            assert reply.json["errors"] == []


def test_a_role_s_refusal_is_the_same_bytes_for_what_is_there_and_what_is_not(office: Office) -> None:
    person = office.person()
    paths = [f"people/{person}", "people/mzxw6ytboi2gk3tuobqxezlonq", f"people/{person}/legal-file"]
    replies = [office.call("GET", path, "publisher") for path in paths]
    assert len({(one.status, one.content, tuple(one.headers.items())) for one in replies}) == 1


@pytest.mark.parametrize("role", ["publisher", None])
def test_nothing_a_publisher_or_the_public_loads_names_what_is_hidden(
    refusing: Office, role: str | None
) -> None:
    text = refusing.call("GET", "openapi.json", role).content.decode()
    assert HIDDEN.findall(text) == []
    assert "reasons" not in text
    assert "person_id" not in text


@pytest.mark.parametrize("role", [*ROLES, None])
def test_a_description_stands_by_itself(refusing: Office, role: str | None) -> None:
    document = description(refusing, role)
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    named = set(re.findall(r"#/components/schemas/([\w\[\]]+)", str(document)))
    assert named == set(schemas)
    identifiers = [item["operationId"] for path in document["paths"].values() for item in path.values()]
    assert len(identifiers) == len(set(identifiers))


def test_what_takes_a_body_shows_an_example(refusing: Office) -> None:
    schemas = description(refusing, "legal")["components"]["schemas"]
    for name in ("PersonGiven", "ConsentGiven", "OrderGiven", "CheckGiven", "PostGiven", "PostChecked"):
        assert schemas[name]["examples"], name
