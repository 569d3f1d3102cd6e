"""After the answer: texts shown first, further addresses, and the link sent to whom a post shows."""

import pytest

from tests.api.office import Office, named
from tests.api.test_posts import OUT, published

COPY = {
    "kind": "reshare",
    "channel": "facebook",
    "url": "https://exemple.ca/b",
    "at": "2026-10-13T14:00:00-04:00",
    "account": "Aval – Gaspésie",
}
SHOWN_FIRST = {"limits": ["review_first"]}


def test_further_addresses_are_shown_with_the_post(office: Office) -> None:
    _, post = published(office)
    kept = office.post(f"posts/{post}/copies", "publisher", COPY, Idempotency_Key="1")
    assert kept == office.post(f"posts/{post}/copies", "publisher", COPY, Idempotency_Key="1")
    assert kept["copies"] == [COPY | {"at": "2026-10-13T18:00:00Z", "removed_at": None}]
    elsewhere = office.post(
        f"posts/{post}/copies", "publisher", COPY | {"kind": "elsewhere", "account": None}
    )
    assert [one["kind"] for one in elsewhere["copies"]] == ["reshare", "elsewhere"]
    assert office.call("GET", f"posts/{post}", "publisher").json == elsewhere


@pytest.mark.parametrize(("field", "value"), [("kind", "quote"), ("channel", "radio"), ("url", " ")])
def test_a_fault_in_an_address_is_named(office: Office, field: str, value: str) -> None:
    _, post = published(office)
    refused = office.call("POST", f"posts/{post}/copies", "publisher", COPY | {field: value})
    assert refused.status == 422
    assert [one["pointer"] for one in refused.json["errors"]] == [f"/{field}"]


def test_a_copy_where_it_may_not_be_is_refused_as_what_is_not_clear(office: Office) -> None:
    _, post = published(office)
    refused = office.call("POST", f"posts/{post}/copies", "publisher", COPY | {"channel": "instagram"})
    assert (refused.status, refused.json["code"]) == (409, "NOT_CLEARED")


def test_a_post_to_be_seen_first_is_registered_once_it_was(office: Office) -> None:
    office.consent(office.person(), limits=["review_first"])
    body = office.post_of(named())
    refused = office.call("POST", "posts", "publisher", body)
    assert (refused.status, refused.json["code"]) == (409, "READING_NEEDED")
    (reading,) = office.post("readings", "publisher", body)["items"]
    assert (reading["status"], reading["way"], reading["person"]) == ("waiting", "in_person", 0)
    answered = office.post(f"readings/{reading['id']}/answer", "publisher", {"answer": "accepted"})
    assert (answered["status"], answered["text"]) == ("accepted", "Merci!")
    assert office.call("GET", "readings", "publisher").json["items"] == [answered]
    made = office.post("posts", "publisher", body)
    assert (made["status"], made["conditions"]) == ("cleared", ["review_first"])


def test_readings_are_their_asker_s_own(office: Office) -> None:
    office.consent(office.person(), limits=["review_first"])
    (reading,) = office.post("readings", "publisher", office.post_of(named()))["items"]
    assert office.call("GET", "readings", "legal").json["items"] == []
    refused = office.call("POST", f"readings/{reading['id']}/answer", "legal", {"answer": "accepted"})
    assert refused.status == 404


def test_asking_for_a_reading_of_a_no_is_the_same_bytes_whatever_the_no(office: Office) -> None:
    withdrawn = office.consent(office.person("Ana Roy"), limits=["review_first"])
    office.post(
        f"consents/{withdrawn}/withdrawal",
        "communications",
        {"received_on": "2026-10-13", "by": "person", "how": "phone"},
    )
    office.person("Bo Roy")
    replies = [
        office.call("POST", "readings", "publisher", office.post_of(named(name)))
        for name in ("Ana Roy", "Bo Roy", "Personne Inventée")
    ]
    assert {one.status for one in replies} == {409}
    assert len({(one.content, tuple(one.headers.items())) for one in replies}) == 1


def test_a_link_is_sent_of_what_is_out_and_answers_alike_whoever_was_reached(office: Office) -> None:
    office.consent(office.person(contact={"email": "zoe@exemple.ca"}))
    office.consent(office.person("Bo Roy"))
    shown = []
    for who in (named(), named("Bo Roy")):
        post = office.post("posts", "publisher", office.post_of(who))["id"]
        early = office.call("POST", f"posts/{post}/links", "publisher")
        assert (early.status, early.json["code"]) == (409, "WRONG_STATE")
        out = office.post(f"posts/{post}/published", "publisher", OUT)
        sent = office.call("POST", f"posts/{post}/links", "publisher")
        assert (sent.status, sent.json) == (200, out)
        shown.append(sent.json.keys())
    assert shown[0] == shown[1]
