"""A child under protection appears by the court's word alone, read by two people.

Seen to fail: with the comparison of users in `verify_order` taken out, and with `verified_by_legal` always
true in the facts of an order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from service.domain.identifiers import parse
from service.registry import accounts
from service.registry.people_records import PersonRecord
from tests.promises.desk import POST, done
from tests.promises.registrar import court_number
from tests.promises.town_hall import TownHall, town_hall
from tests.support.days import today

LEGAL = ("ada@exemple.ca", "bea@exemple.ca")


@dataclass(frozen=True, slots=True)
class Office:
    """Two users of legal, the first with two tokens, and a publisher's token."""

    hall: TownHall
    publisher: str
    first: str
    first_again: str
    second: str

    def protected_child(self, name: str) -> PersonRecord:
        """Register a child under protection whose parents both signed."""
        child = self.hall.registrar.child(name)
        self.hall.registrar.in_force(child)
        self.hall.registrar.checked(child, "active")
        return child

    def enter(self, child: PersonRecord, **more: object) -> str:
        """Enter an order as the first user; return its id."""
        on = today() - timedelta(days=30)
        order = {
            "court": "CQ_youth",
            "file_number": court_number(4321, on.year),
            "order_date": on.isoformat(),
            "person_ids": [self.hall.ports.references.seal("person", child.number)],
            "media": [POST["medium"]],
            "channels": [POST["channel"]],
            "purposes": [POST["purpose"]],
            "conditions": ["no_name"],
            **more,
        }
        entered = done(self.hall.send("POST", "/court-orders", self.first, order), 201)
        assert entered["status"] == "entered"
        return str(entered["id"])

    def verify(self, order: str, token: str) -> tuple[int, str | None]:
        """Verify an order with a token; return the status and the code of a refusal."""
        body = {"outcome": "verified", "note": ""}
        sent = self.hall.send("POST", f"/court-orders/{order}/verification", token, body)
        return sent.status, sent.document.get("code")

    def check(self, child: PersonRecord) -> dict[str, Any]:
        """Ask as a publisher whether a child may appear."""
        who = {"name": child.names.display, "birth_date": child.birth_date and child.birth_date.isoformat()}
        asked = {"who": who, "on": today().isoformat(), **POST}
        answer: dict[str, Any] = done(self.hall.send("POST", "/checks", self.publisher, asked), 200)
        return answer


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with town_hall(tmp_path_factory.mktemp("office") / "data") as hall:
        operator = accounts.operator()
        for email in LEGAL:
            accounts.add_user(hall.ports, operator, email, ("legal",), email=email)
        emails = (LEGAL[0], LEGAL[0], LEGAL[1])
        legal = [accounts.create_token(hall.ports, operator, "t", "legal", email) for email in emails]
        publisher = accounts.create_token(hall.ports, operator, "p", "publisher")
        yield Office(hall, publisher, *legal)


def test_no_signature_lets_a_protected_child_appear(office: Office) -> None:
    assert office.check(office.protected_child("Enfant Signé"))["answer"] == "no"


def test_an_order_nobody_verified_allows_nothing(office: Office) -> None:
    child = office.protected_child("Enfant Ordonné")
    office.enter(child)
    assert office.check(child)["answer"] == "no"


def test_whoever_entered_an_order_cannot_verify_it_with_any_token(office: Office) -> None:
    child = office.protected_child("Enfant Seul")
    order = office.enter(child)
    assert [office.verify(order, token) for token in (office.first, office.first_again)] == [
        (403, "FOUR_EYES"),
        (403, "FOUR_EYES"),
    ]
    assert office.check(child)["answer"] == "no"


def test_an_order_verified_by_another_allows_with_its_conditions(office: Office) -> None:
    child = office.protected_child("Enfant Permis")
    assert office.verify(office.enter(child), office.second)[0] == 200
    answer = office.check(child)
    assert (answer["answer"], answer["conditions"]) == ("yes_with_conditions", ["no_name"])


@pytest.mark.parametrize("alone", [False, True], ids=["with the parents' paper", "instead of a paper"])
def test_what_is_cited_has_the_shape_of_every_other_number(office: Office, alone: bool) -> None:  # noqa: FBT001 - a table
    name = f"Enfant Cité {alone}"
    child = office.hall.registrar.child(name) if alone else office.protected_child(name)
    office.hall.registrar.checked(child, "active")
    assert office.verify(office.enter(child, dispenses_consent=alone), office.second)[0] == 200
    (cited,) = office.check(child)["cite"]
    assert parse(cited).printed == cited
    assert len(cited) == 19
    assert cited.startswith("1")
