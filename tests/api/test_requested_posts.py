"""A post that the DPJ or the police ask for waits for legal, whoever it shows: it is no way to find out."""

import pytest

from tests.api.office import Office
from tests.api.worlds import YESES, asked_in


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
