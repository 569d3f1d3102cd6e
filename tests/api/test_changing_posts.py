"""A registered post changed: decided again as a whole; its number stays, and so does what would not be clear.

Seen to fail: with the change decided and kept whatever the decision.
"""

import pytest

from tests.api.office import Office, named
from tests.api.test_posts import OUT
from tests.api.test_reconstructing import checkpoint, pack
from tests.api.worlds import withdraw

SAYS = "Autorisation {} (vérifiée le 13 octobre 2026)"


def made(office: Office, **more: object) -> tuple[str, str]:
    """Register someone and a post that shows them; return the consent's number and the post."""
    number = office.consent(office.person(), channels=["facebook", "intranet"])
    return number, office.post("posts", "publisher", office.post_of(named(), visible_count=1, **more))["id"]


def test_what_is_sent_changes_and_the_number_stays(office: Office) -> None:
    _, post = made(office, account="Page")
    before = office.call("GET", f"posts/{post}", "publisher")
    body = {
        "text": "Merci encore!",
        "channels": ["intranet"],
        "planned_at": OUT["published_at"],
        "account": None,
    }
    after = office.call("PATCH", f"posts/{post}", "publisher", body, If_Match=before.headers["etag"])
    assert after.status == 200
    assert after.json == before.json | {
        "text": "Merci encore!",
        "channels": ["intranet"],
        "planned_at": "2026-10-13T18:00:00Z",
        "account": None,
    }
    assert after.headers["etag"] != before.headers["etag"]
    assert office.call("GET", f"posts/{post}", "publisher").json == after.json


def test_a_change_of_what_was_not_last_read_is_stale(office: Office) -> None:
    _, post = made(office)
    office.call("PATCH", f"posts/{post}", "publisher", {"text": "Un"})
    late = office.call("PATCH", f"posts/{post}", "publisher", {"text": "Deux"}, If_Match='"1"')
    assert (late.status, late.json["code"]) == (412, "STALE")
    assert office.call("GET", f"posts/{post}", "publisher").json["text"] == "Un"


@pytest.mark.parametrize("out", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        {"channels": ["facebook", "instagram"]},
        {"purpose": "promotion"},
        {"people": [named(), named("Nobody Here")]},
        {"visible_count": 2},
        {"text": "Merci à Zoé Tremblay!"},
        {"text": "Merci! 1ABC-DEFG-HJKM-NPSC"},
        {"copyright_cleared": False},
    ],
)
def test_what_would_not_be_clear_leaves_the_post_as_it_was(
    office: Office, change: dict[str, object], *, out: bool
) -> None:
    _, post = made(office)
    if out:
        office.post(f"posts/{post}/published", "publisher", OUT)
    before = office.call("GET", f"posts/{post}", "publisher")
    refused = office.call("PATCH", f"posts/{post}", "publisher", change)
    assert (refused.status, refused.json["code"]) == (409, "NOT_CLEARED")
    after = office.call("GET", f"posts/{post}", "publisher")
    assert (after.json, after.headers["etag"]) == (before.json, before.headers["etag"])


def test_a_post_that_is_out_may_be_changed_and_stays_out(office: Office) -> None:
    _, post = made(office)
    office.post(f"posts/{post}/published", "publisher", OUT)
    changed = office.call("PATCH", f"posts/{post}", "publisher", {"text": "Merci à Camille Roy!"}).json
    assert (changed["status"], changed["url"], changed["text"]) == (
        "published",
        OUT["url"],
        "Merci à Camille Roy!",
    )


def test_a_withdrawal_between_wins_whatever_changes(office: Office) -> None:
    number, post = made(office)
    withdraw(office, number)
    refused = office.call("PATCH", f"posts/{post}", "publisher", {"text": "Merci!"})
    assert (refused.status, refused.json["code"]) == (409, "NOT_CLEARED")


def test_whoever_is_added_takes_the_post_down_when_they_withdraw(office: Office) -> None:
    _, post = made(office)
    other = office.consent(office.person("Ana Roy"))
    body = {"people": [named(), named("Ana Roy")], "visible_count": 2}
    assert office.call("PATCH", f"posts/{post}", "publisher", body).status == 200
    (takedown,) = withdraw(office, other)["takedowns"]
    assert takedown


def test_whoever_is_left_out_asks_for_no_takedown_of_it(office: Office) -> None:
    number, post = made(office)
    office.consent(office.person("Ana Roy"))
    assert office.call("PATCH", f"posts/{post}", "publisher", {"people": [named("Ana Roy")]}).status == 200
    assert withdraw(office, number)["takedowns"] == []


def test_a_change_is_told_in_the_evidence_of_the_post(office: Office) -> None:
    _, post = made(office)
    changed = office.call("PATCH", f"posts/{post}", "publisher", {"text": "Merci encore!"}).json
    checkpoint(office)
    (found,) = pack(office, number=changed["citation"]["number"])["posts"]
    assert [act["kind"] for act in found["acts"]] == ["post_cleared", "post_updated"]


def test_any_publisher_may_change_a_post_whoever_named_its_people(office: Office) -> None:
    person = office.person()
    office.consent(person)
    post = office.post("posts", "communications", office.post_of({"person_id": person}))["id"]
    assert office.call("PATCH", f"posts/{post}", "publisher", {"text": "Merci!"}).status == 200


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"text": None}, "/text", "MISSING"),
        ({"people": []}, "/people", "MISSING"),
        ({"people": [{"name": "A", "consent_id": "1"}]}, "/people/0", "ONE_WAY_ONLY"),
        ({"channel": "facebook", "channels": ["facebook"]}, "/channel", "CHANNEL_OR_CHANNELS"),
        ({"on": "2026-10-12"}, "/on", "IN_THE_PAST"),
        ({"text": "ABCD 1234 5678"}, "/text", "FORBIDDEN_NUMBER"),
        ({"citation": "x"}, "/citation", "UNKNOWN_FIELD"),
    ],
)
def test_a_change_sent_wrongly_is_pointed_at(
    office: Office, change: dict[str, object], pointer: str, code: str
) -> None:
    _, post = made(office)
    reply = office.call("PATCH", f"posts/{post}", "publisher", change)
    assert reply.status == 422
    assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [(pointer, code)]
