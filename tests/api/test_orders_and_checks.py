"""What an order that is verified answers: a check that waits or has run out, and no other.

Seen to fail: with each verified order recording an accepted check in the file of everyone it covers.
"""

from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, answer, child, enter, order_body
from tests.support.ports import MovableClock

WHO = named(NAME, CHILD)


def verify(office: Office, order: str) -> None:
    office.post(f"court-orders/{order}/verification", "legal two", {"outcome": "verified"})


def test_an_order_answers_a_check_that_is_pending(office: Office) -> None:
    person = child(office)
    body = {"status": "active", "source": "Jugement", "since": "2026-09-01"}
    office.call("PUT", f"people/{person}/protection", "legal", body)
    verify(office, enter(office, person))
    assert office.ask(WHO)["answer"] == "yes"


def test_a_check_that_legal_rejected_since_is_answered_by_no_order(office: Office) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    order = enter(office, person)
    answer(office, person, "rejected", "active")
    verify(office, order)
    assert office.ask(WHO)["answer"] == "no"


def test_a_sign_that_came_after_the_order_and_that_nobody_read_is_not_answered_by_it(
    office: Office, clock: MovableClock
) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    order = enter(office, person)
    clock.pass_by(minutes=5)
    office.post(f"people/{person}/protection-signals", "communications", {"note": "Parle d'une audience."})
    verify(office, order)
    assert office.ask(WHO)["answer"] == "no"


def test_someone_who_never_had_a_check_is_asked_for_none_by_an_order(
    office: Office, clock: MovableClock
) -> None:
    person, mother = child(office), office.person("Ana Roy")
    office.consent(mother)
    answer(office, person, "accepted", "active")
    order = office.post("court-orders", "legal", order_body(person) | {"person_ids": [person, mother]})["id"]
    verify(office, order)
    clock.pass_by(days=95)
    assert office.ask(named("Ana Roy"), on="2027-01-20")["answer"] == "yes"
    assert office.call("GET", f"people/{mother}/legal-file", "legal").json["checks"] == []
