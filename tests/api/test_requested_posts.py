"""A post that the DPJ or the police ask for waits for legal, whoever it shows: it is no way to find out."""

from collections.abc import Mapping
from typing import Final

import pytest

from tests.api.office import Body, Office
from tests.api.worlds import YESES, asked_in
from tests.support.ports import MovableClock


@pytest.mark.parametrize("world", YESES)
@pytest.mark.parametrize(("role", "reasons"), [("publisher", None), ("communications", ["LEGAL_REVIEW"])])
def test_every_yes_turns_alike_when_the_police_want_a_post(
    office: Office, world: str, role: str, reasons: object
) -> None:
    YESES[world](office)
    post = office.post_of(asked_in(world))
    assert office.post("posts/check", role, post)["answer"] == "yes"
    wanted = office.post("posts/check", role, post | {"requested_by": "dpj_police"})
    assert (wanted["answer"], wanted["people"][0]["answer"]) == ("no", "no")
    assert wanted.get("reasons") == reasons
    registered = office.call("POST", "posts", role, post | {"requested_by": "dpj_police"})
    assert registered.json["code"] == "NOT_CLEARED"


def test_legal_reads_what_the_rules_say_of_a_post_that_the_police_want(office: Office) -> None:
    YESES["order_verified"](office)
    post = office.post_of(asked_in("order_verified")) | {"requested_by": "dpj_police"}
    assert office.post("posts/check", "legal", post)["reasons"] == ["LPJ_NECESSARY_FOR_ACT"]


WANTED: Final = {"requested_by": "dpj_police"}
ACCEPTED: Final[Body] = {
    "code": "LPJ_NECESSARY_FOR_ACT",
    "outcome": "accepted",
    "from": "2026-10-13",
    "until": "2027-10-13",
}
DECIDED: Final[Mapping[str, tuple[list[Body], str, list[str]]]] = {
    "accepted": ([ACCEPTED], "yes", ["CONSENT_OK"]),
    "accepted, and refused since": ([ACCEPTED, {**ACCEPTED, "outcome": "refused"}], "no", ["LEGAL_REVIEW"]),
    "for another work": ([{**ACCEPTED, "activity": "Fête"}], "no", ["LEGAL_REVIEW"]),
    "a condition kept": (
        [{**ACCEPTED, "conditions": ["no_name"]}],
        "yes_with_conditions",
        ["CONSENT_LIMITS"],
    ),
    "a condition broken": ([{**ACCEPTED, "conditions": ["no_face"]}], "no", ["LEGAL_REVIEW"]),
}


@pytest.mark.parametrize("world", YESES)
@pytest.mark.parametrize("decided", DECIDED)
def test_what_legal_decides_of_a_wanted_post_reads_the_same_of_everyone(
    office: Office, world: str, decided: str
) -> None:
    reviews, answer, reasons = DECIDED[decided]
    YESES[world](office)
    decide(office, *reviews)
    post = office.post_of(asked_in(world)) | WANTED
    told = office.post("posts/check", "publisher", post)
    read = office.post("posts/check", "communications", post)
    assert (told["answer"], read["reasons"], bool(told["cite"])) == (answer, reasons, answer != "no")
    assert told["conditions"] == (["no_name"] if answer == "yes_with_conditions" else [])
    assert told["valid_until"] == ("2026-10-18" if answer == "no" else "2026-10-13")


@pytest.mark.parametrize("world", YESES)
def test_a_wanted_post_falls_for_everyone_when_the_decision_of_legal_is_over(
    office: Office, clock: MovableClock, world: str
) -> None:
    YESES[world](office)
    decide(office, {**ACCEPTED, "until": "2026-10-13"})
    post = office.post("posts", "publisher", office.post_of(asked_in(world)) | WANTED)
    page = f"/v/{post['citation']['number']}"
    good = office.client.get(page).text
    clock.pass_by(days=2)
    assert office.client.get(page).text != good
    decide(office, {**ACCEPTED, "code": "STAFF_LEFT", "from": "2026-10-15"})
    assert len(office.call("GET", "takedowns", "publisher").json["items"]) == 1


@pytest.mark.parametrize("world", YESES)
@pytest.mark.parametrize("role", ["publisher", "legal"])
def test_a_wanted_post_is_proven_alike_to_whoever_reads_no_legal_file(
    office: Office, world: str, role: str
) -> None:
    YESES[world](office)
    asked = office.post("posts/check", role, office.post_of(asked_in(world)) | WANTED)
    proof = office.call("GET", f"decisions/{asked['id']}", "auditor").json
    for made in (proof["as_known_then"], proof["as_known_now"]):
        assert (made["answer"], made["cite"], made["reasons"]) == ("no", [], ["LEGAL_REVIEW"])
    assert (proof["answer"], proof["reproduced"]) == ("no", True)
    if role == "legal":  # what legal asked stands in no one else's case
        return
    case = {"number": asked["id"], "why": "Plainte reçue ce matin."}
    (told,) = office.post("reconstructions", "quality", case)["decisions"]
    for made in (told["as_known_then"], told["as_known_now"]):
        assert (made["answer"], made["reasons"]) == ("no", ["LEGAL_REVIEW"])


def decide(office: Office, *reviews: object) -> None:
    (person,) = office.call("GET", "people?q=Noé+Roy", "legal").json["items"]
    for one in reviews:
        office.post(f"people/{person['id']}/reviews", "legal", one)
