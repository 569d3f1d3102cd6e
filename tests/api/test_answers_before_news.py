"""An answer given before a sign, a relation or a placement says nothing of it: it closes no check.

Seen to fail: with an answer taken whatever its day, and with signs alone looked at.
"""

from collections.abc import Callable

import pytest

from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, child
from tests.support.ports import MovableClock


def _report(office: Office, person: str) -> None:
    office.post(f"people/{person}/protection-signals", "communications", {"note": "Parle d'une audience."})


def _relate(office: Office, person: str) -> None:
    mother = office.person("Ana Roy", birth_date="1990-05-05")
    office.post(f"people/{mother}/relations", "communications", {"kind": "parent", "to": person})


def _host(office: Office, person: str) -> None:
    resource = office.person("Lise Côté", birth_date="1970-05-05")
    placed = {"resource_clientele": "children", "kinship": False, "hosts": [person]}
    assert office.call("PUT", f"people/{resource}/placement", "legal", placed).status == 200


@pytest.mark.parametrize("news", [_report, _relate, _host])
def test_an_answer_older_than_what_came_since_closes_no_check(
    office: Office, clock: MovableClock, news: Callable[[Office, str], None]
) -> None:
    person = child(office)
    clock.pass_by(days=5)
    news(office, person)
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


def test_an_answer_older_than_the_file_itself_is_taken(office: Office, clock: MovableClock) -> None:
    clock.pass_by(days=5)
    person = child(office)
    known = {
        "outcome": "accepted",
        "protection": "none",
        "asked_on": "2026-10-13",
        "answered_by": "Répondante",
    }
    office.post(f"people/{person}/legal-check", "legal", known | {"answered_on": "2026-10-14"})
    assert office.ask(named(NAME, CHILD), on="2026-10-18")["answer"] == "yes"
