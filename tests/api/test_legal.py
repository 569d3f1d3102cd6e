"""What only legal records: checks, protection, orders by four eyes, reviews."""

import pytest

from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, answer, child, enter, order_body, verified_order

WHO = named(NAME, CHILD)
VERIFIED = {"outcome": "verified", "note": "Vu la copie."}


def test_a_child_appears_once_the_check_is_answered(office: Office) -> None:
    person = child(office)
    assert office.ask(WHO)["answer"] == "no"
    answer(office, person, "accepted", "none")
    assert office.ask(WHO)["answer"] == "yes"


def test_an_acceptance_that_knows_nothing_is_refused(office: Office) -> None:
    body = {"outcome": "accepted", "protection": "unknown", "asked_on": "2026-10-01", "answered_by": "R"}
    reply = office.call("POST", f"people/{child(office)}/legal-check", "legal", body)
    assert (reply.status, reply.json["code"]) == (409, "UNKNOWN_NOT_ACCEPTABLE")


def test_a_batch_is_recorded_whole_or_not_at_all(office: Office) -> None:
    one, other = child(office), office.person("Éva Roy", birth_date="2014-01-01")
    good = {"outcome": "accepted", "protection": "none", "asked_on": "2026-10-01", "answered_by": "R"}
    bad = [{**good, "person_id": one}, {**good, "person_id": other, "protection": "unknown"}]
    assert office.call("POST", "legal-checks/batch", "legal", {"checks": bad}).status == 409
    assert office.ask(WHO)["answer"] == "no"
    batch = [{**good, "person_id": one}, {**good, "person_id": other}]
    assert office.post("legal-checks/batch", "legal", {"checks": batch}) == {"recorded": 2}
    assert office.ask(WHO)["answer"] == "yes"


def test_a_batch_with_two_answers_on_one_file_records_neither(office: Office) -> None:
    person = child(office)
    one = {"outcome": "accepted", "asked_on": "2026-10-01", "answered_by": "R", "person_id": person}
    batch = [{**one, "protection": "none"}, {**one, "protection": "active"}, {**one, "protection": "none"}]
    reply = office.call("POST", "legal-checks/batch", "legal", {"checks": batch})
    assert (reply.status, reply.json["code"]) == (422, "ROW_TWICE")
    assert [one["pointer"] for one in reply.json["errors"]] == ["/checks/1/person_id", "/checks/2/person_id"]
    kept = office.call("GET", f"people/{person}/legal-file", "legal").json
    assert [one["status"] for one in kept["checks"]] == ["pending"]


def test_four_eyes_are_two_users_not_two_tokens(office: Office) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    entered = office.call("POST", "court-orders", "legal", order_body(person))
    order = entered.json["id"]
    assert (entered.status, entered.json["status"]) == (201, "entered")
    assert office.ask(WHO)["answer"] == "no"
    own = office.call("POST", f"court-orders/{order}/verification", "legal", VERIFIED)
    assert (own.status, own.json["code"]) == (403, "FOUR_EYES")
    assert office.ask(WHO)["answer"] == "no"
    assert office.post(f"court-orders/{order}/verification", "legal two", VERIFIED)["status"] == "verified"
    assert office.ask(WHO)["answer"] == "yes"
    again = office.call("POST", f"court-orders/{order}/verification", "legal two", VERIFIED)
    assert (again.status, again.json["code"]) == (409, "ALREADY_DONE")


def test_a_rejected_order_allows_nothing(office: Office) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    order = enter(office, person)
    body = {"outcome": "rejected", "note": "Illisible."}
    assert office.post(f"court-orders/{order}/verification", "legal two", body)["status"] == "rejected"
    assert office.ask(WHO)["answer"] == "no"


def test_a_stay_closes_what_an_order_opened(office: Office) -> None:
    order = verified_order(office)
    assert office.ask(WHO)["answer"] == "yes"
    assert office.post(f"court-orders/{order}/stay", "legal", {"stayed": True})["stayed"] is True
    assert office.ask(WHO)["answer"] == "no"
    office.post(f"court-orders/{order}/stay", "legal", {"stayed": False})
    assert office.ask(WHO)["answer"] == "yes"


def test_the_number_of_an_order_is_cited_like_any_and_is_no_paper_to_read(office: Office) -> None:
    person = office.person(NAME, birth_date=CHILD)
    answer(office, person, "accepted", "active")
    order = enter(office, person, dispenses_consent=True)
    office.post(f"court-orders/{order}/verification", "legal two", VERIFIED)
    (number,) = office.ask(WHO)["cite"]
    assert office.call("GET", f"court-orders/{order}", "legal").json["consent_id"] == number
    for role in ("communications", "legal"):
        assert office.call("GET", f"consents/{number}", role).status == 404
        assert office.call("GET", f"people/{person}", role).json["consents"] == []


def test_orders_are_read_by_legal_alone(office: Office) -> None:
    order = enter(office, child(office))
    shown = office.call("GET", f"court-orders/{order}", "legal two").json
    assert (shown["judge"], shown["district"]) == ("L'honorable A. Tremblay", "Gaspé")
    assert office.call("GET", f"court-orders/{order}", "communications").status == 403


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"court": "supreme"}, "/court"),
        ({"media": []}, "/media"),
        ({"conditions": ["by_night"]}, "/conditions/0"),
        ({"order_date": "2026-10-14"}, "/order_date"),
        ({"valid_to": "2026-08-01"}, "/valid_to"),
        ({"person_ids": []}, "/person_ids"),
        ({"interpretation": "ABCD 1234 5678"}, "/interpretation"),
    ],
)
def test_an_order_copied_wrongly_is_pointed_at(
    refusing: Office, change: dict[str, object], pointer: str
) -> None:
    reply = refusing.call("POST", "court-orders", "legal", order_body(child(refusing), **change))
    assert reply.status == 422
    assert pointer in [one["pointer"] for one in reply.json["errors"]]


def test_protection_and_placement_open_the_check_again(office: Office) -> None:
    person = child(office)
    answer(office, person, "accepted", "none")
    known = office.call("PUT", f"people/{person}/protection", "legal", {"status": "none", "source": "Avis"})
    assert [one["status"] for one in known.json["checks"]] == ["pending", "accepted", "pending"]
    assert office.ask(WHO)["answer"] == "no"
    responsable = office.person("Luc Savard", roles=["rirtf"])
    body = {"resource_clientele": "children", "kinship": False, "hosts": [person]}
    placed = office.call("PUT", f"people/{responsable}/placement", "legal", body)
    assert placed.json["placements"][0]["hosts"] == [person]


def test_a_review_is_listed_decided_and_then_a_fact(office: Office) -> None:
    office.consent(office.person(roles=["former_staff"]))
    assert office.ask(named())["answer"] == "no"
    (waiting,) = office.call("GET", "reviews", "legal").json["items"]
    assert waiting["code"] == "STAFF_LEFT"
    body = {"outcome": "accepted", "from": "2026-10-13", "until": "2026-12-31", "conditions": ["no_tag"]}
    decided = office.post(f"reviews/{waiting['id']}/decision", "legal", body)
    assert (decided["from"], decided["until"]) == ("2026-10-13", "2026-12-31")
    answered = office.ask(named())
    assert (answered["answer"], answered["conditions"]) == ("yes_with_conditions", ["no_tag"])
    assert office.call("GET", "reviews", "legal").json == {"items": [], "next": None}


def test_reviews_go_through_pages(office: Office) -> None:
    for name in ("Ana Roy", "Éva Roy", "Zoé Roy"):
        office.consent(office.person(name, roles=["former_staff"]))
    first = office.call("GET", "reviews?limit=2", "legal")
    assert len(first.json["items"]) == 2
    address = first.headers["link"].partition(";")[0].strip("<>")
    rest = office.call("GET", address, "legal").json
    assert (len(rest["items"]), rest["next"]) == (1, None)
