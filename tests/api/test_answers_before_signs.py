"""An answer given before a sign came says nothing of it: it closes no check.

Seen to fail: with an answer taken whatever its day.
"""

from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, child
from tests.support.ports import MovableClock


def test_an_answer_older_than_a_sign_closes_no_check(office: Office, clock: MovableClock) -> None:
    person = child(office)
    clock.pass_by(days=5)
    office.post(f"people/{person}/protection-signals", "communications", {"note": "Parle d'une audience."})
    old = {
        "outcome": "accepted",
        "protection": "none",
        "asked_on": "2026-10-13",
        "answered_by": "Répondante",
        "answered_on": "2026-10-14",
    }
    alone = office.call("POST", f"people/{person}/legal-check", "legal", old)
    batch = {"checks": [old | {"person_id": person}]}
    together = office.call("POST", "legal-checks/batch", "legal", batch)
    for reply, pointer in ((alone, "/answered_on"), (together, "/checks/0/answered_on")):
        assert reply.status == 422
        assert [(one["pointer"], one["code"]) for one in reply.json["errors"]] == [
            (pointer, "BEFORE_REOPENED")
        ]
    assert office.ask(named(NAME, CHILD), on="2026-10-18")["answer"] == "no"
    office.post(f"people/{person}/legal-check", "legal", old | {"answered_on": "2026-10-18"})
    assert office.ask(named(NAME, CHILD), on="2026-10-18")["answer"] == "yes"
