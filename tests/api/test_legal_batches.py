"""Asking in batches and signs, as programs do them; and that nobody but legal sees any of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from service.registry.moments import today
from service.registry.ports import Ports
from tests.api.office import QUESTION, Office, Reply, named, open_office
from tests.api.worlds import CHILD, NAME, answer, child
from tests.support.ports import MovableClock

WHO = named(NAME, CHILD)
SIGN = {"note": "Parle d'une audience."}


def refs(office: Office, group: str) -> list[str]:
    items = office.call("GET", f"legal-checks?group={group}", "legal").json["items"]
    return [one["person_id"] for one in items]


def ask(office: Office, *people: str) -> Any:  # noqa: ANN401 - JSON
    return office.post("legal-checks/ask", "legal", {"person_ids": list(people)})


def batch(office: Office, person: str, protection: str, **more: object) -> None:
    one = {"outcome": "accepted", "protection": protection, "asked_on": "2026-10-13", "answered_by": "R"}
    office.post("legal-checks/batch", "legal", {"checks": [{**one, "person_id": person, **more}]})


def test_a_child_goes_from_to_ask_to_asked_to_answered_to_renewed(
    office: Office, clock: MovableClock
) -> None:
    person = child(office)
    assert (refs(office, "to_ask"), refs(office, "asked")) == ([person], [])
    asked = ask(office, person)
    assert asked["items"][0]["child"] == {"name": NAME, "birth_date": CHILD}
    assert (refs(office, "to_ask"), refs(office, "asked")) == ([], [person])
    clock.pass_by(days=1)
    batch(office, person, "none")
    assert (refs(office, "to_ask"), refs(office, "asked"), refs(office, "to_renew")) == ([], [], [])
    assert office.ask(WHO, on="2026-10-14")["answer"] == "yes"
    clock.pass_by(days=61)
    assert refs(office, "to_renew") == [person]
    ask(office, person)
    assert refs(office, "asked") == [person]
    clock.pass_by(days=40)
    assert refs(office, "asked") == [person]


def test_an_answer_of_ninety_days_that_ran_out_is_asked_again(office: Office, clock: MovableClock) -> None:
    person = child(office)
    answer(office, person, "accepted", "none")
    clock.pass_by(days=91)
    assert refs(office, "to_ask") == [person]
    assert office.ask(WHO, on="2027-01-12")["answer"] == "no"


def test_a_rejected_file_is_asked_about_again_once_its_answer_is_old(
    office: Office, clock: MovableClock
) -> None:
    person = child(office)
    answer(office, person, "rejected", "unknown")
    assert refs(office, "to_ask") == []
    clock.pass_by(days=91)
    assert refs(office, "to_ask") == [person]


def test_nobody_without_a_form_and_no_adult_is_ever_asked_about(office: Office) -> None:
    bare = office.person("Éva Roy", birth_date=CHILD)
    number = office.consent(bare, confirmed=False, form="minor")
    assert refs(office, "to_ask") == [bare]
    office.post(f"consents/{number}/entered-in-error", "communications")
    adult = office.person("Ana Roy")
    office.call("PUT", f"people/{adult}/capacity", "communications", {"status": "tutorship"})
    office.consent(adult)
    assert [refs(office, group) for group in ("to_ask", "asked", "to_renew")] == [[], [], []]
    for person in (bare, adult):
        reply = office.call("POST", "legal-checks/ask", "legal", {"person_ids": [person]})
        assert (reply.status, reply.json["errors"][0]["code"]) == (422, "NOT_TO_ASK")


def test_a_batch_is_asked_whole_or_not_at_all(office: Office) -> None:
    person, bare = child(office), office.person("Éva Roy", birth_date=CHILD)
    reply = office.call("POST", "legal-checks/ask", "legal", {"person_ids": [person, bare]})
    assert reply.json["errors"][0]["pointer"] == "/person_ids/1"
    assert refs(office, "asked") == []


def test_a_renewal_leaves_no_moment_without_an_answer(opening_at_seven: Office, clock: MovableClock) -> None:
    office, person = opening_at_seven, child(opening_at_seven)
    batch(office, person, "none")
    assert office.ask(WHO)["answer"] == "no"
    clock.pass_by(days=1)
    assert office.ask(WHO, on="2026-10-14")["answer"] == "yes"
    clock.pass_by(days=89)
    last = {"asked_on": "2027-01-11"}
    assert office.ask(WHO, on="2027-01-11")["answer"] == "yes"
    batch(office, person, "none", **last)
    clock.pass_by(hours=10)
    assert office.ask(WHO, on="2027-01-12")["answer"] == "yes"


def test_what_closes_acts_at_once_and_what_opens_waits_for_the_fixed_hour(
    opening_at_seven: Office, clock: MovableClock
) -> None:
    office, person = opening_at_seven, child(opening_at_seven)
    batch(office, person, "none")
    clock.pass_by(days=1)
    assert office.ask(WHO, on="2026-10-14")["answer"] == "yes"
    batch(office, person, "active")
    assert office.ask(WHO, on="2026-10-14")["answer"] == "no"
    batch(office, person, "none")
    assert office.ask(WHO, on="2026-10-14")["answer"] == "no"
    clock.pass_by(days=1)
    assert office.ask(WHO, on="2026-10-15")["answer"] == "yes"


@pytest.fixture
def opening_at_seven(office: Office) -> Iterator[Office]:
    """The office, where what opens waits for seven o'clock of the next business day."""
    policy = replace(office.ports.policy, minor_release="07:00")
    ports: Ports = replace(office.ports, policy=policy)
    with open_office(ports) as served:
        yield served


def test_signs_are_listed_unseen_first_and_marked_with_what_was_made_of_them(
    office: Office, clock: MovableClock
) -> None:
    one, other = office.person("Éva Roy"), office.person("Ana Roy")
    for person in (one, other):
        reported = office.call("POST", f"people/{person}/protection-signals", "communications", SIGN)
        assert (reported.status, reported.json) == (202, {"status": "received"})
        clock.pass_by(minutes=1)
    signs = office.call("GET", "protection-signals", "legal").json["items"]
    assert [sign["person_id"] for sign in signs] == [other, one]
    body = {"outcome": "Rien à signaler.", "until": signs[0]["recorded_at"]}
    file = office.post(f"people/{other}/protection-signals/seen", "legal", body)
    assert file["signals"][0]["outcome"] == "Rien à signaler."
    assert file["checks"][-1]["status"] == "pending"
    signs = office.call("GET", "protection-signals", "legal").json["items"]
    assert [(sign["person_id"], sign["seen_at"] is None) for sign in signs] == [(one, True), (other, False)]
    again = office.call("POST", f"people/{other}/protection-signals/seen", "legal", body)
    assert (again.status, again.json["errors"][0]["code"]) == (422, "NOTHING_TO_SEE")


def test_a_sign_reported_after_the_page_was_read_stays_to_be_seen(
    office: Office, clock: MovableClock
) -> None:
    person = office.person()
    office.post(f"people/{person}/protection-signals", "communications", SIGN)
    read = office.call("GET", "protection-signals", "legal").json["items"][0]["recorded_at"]
    clock.pass_by(minutes=1)
    office.post(f"people/{person}/protection-signals", "communications", {"note": "Un autre."})
    body = {"outcome": "Vu.", "until": read}
    file = office.post(f"people/{person}/protection-signals/seen", "legal", body)
    assert [sign["outcome"] for sign in file["signals"]] == ["Vu.", ""]


def test_a_sign_closes_the_file_at_once_and_lists_its_live_posts(office: Office) -> None:
    person = office.person()
    office.consent(person)
    office.post("posts", "publisher", office.post_of(named()))
    assert office.ask(named())["answer"] == "yes"
    office.post(f"people/{person}/protection-signals", "communications", SIGN)
    assert office.ask(named())["answer"] == "no"
    assert len(office.call("GET", "takedowns", "publisher").json["items"]) == 1


@pytest.mark.parametrize("status", [None, "none", "active", "ended"])
def test_a_sign_is_received_in_one_constant_answer_whatever_the_file(
    office: Office, status: str | None
) -> None:
    person = child(office)
    if status:
        answer(office, person, "accepted", status)
    before = seen_by_communications(office, person)
    replies = [
        office.call("POST", f"people/{person}/protection-signals", "communications", SIGN) for _ in range(2)
    ]
    assert {(one.status, one.content, tuple(sorted(one.headers.items()))) for one in replies} == {
        (202, b'{"status":"received"}', tuple(sorted(replies[0].headers.items())))
    }
    assert seen_by_communications(office, person) == before


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"source": " "}, "/source", "MISSING"),
        ({"since": "2026-10-14"}, "/since", "IN_THE_FUTURE"),
        ({"status": "ended", "since": "2026-02-01", "ended": "2026-01-31"}, "/ended", "BEFORE_START"),
        ({"ended": "2026-01-31"}, "/ended", "NOT_ENDED"),
    ],
)
def test_dates_and_source_of_a_protection_are_checked(
    refusing: Office, change: dict[str, str], pointer: str, code: str
) -> None:
    person = refusing.person()
    body = {"status": "active", "since": "2026-02-01", "source": "Avis", **change}
    reply = refusing.call("PUT", f"people/{person}/protection", "legal", body)
    assert (reply.status, reply.json["errors"][0]) == (
        422, {"pointer": pointer, "code": code, "detail": ""},
    )  # fmt: skip


def test_an_end_to_come_leaves_the_child_protected_until_then(office: Office, clock: MovableClock) -> None:
    person = child(office)
    answer(office, person, "accepted", "none")
    body = {"status": "ended", "since": "2026-02-01", "ended": "2026-10-20", "source": "Avis"}
    office.call("PUT", f"people/{person}/protection", "legal", body)
    answer(office, person, "accepted", "ended")
    decision = office.ask(WHO, "legal")
    assert "LPJ_COURT_ORDER_REQUIRED" in decision["reasons"]
    assert "LPJ_ENDED_MINOR" not in decision["reasons"]
    clock.pass_by(days=8)
    assert "LPJ_ENDED_MINOR" in office.ask(WHO, "legal", on="2026-10-21")["reasons"]


MASKS = re.compile(
    rb'"(id|receipt|clearance)":"[a-z2-7]{26}"|"time":"[^"]{20}"|"tree_size":"[0-9]{12}"'
    rb"|1[0-9A-Z]{3}(-[0-9A-Z]{4}){3}"
)


def plain(reply: Reply) -> tuple[object, ...]:
    """Return all that is seen of an answer, but ids of fixed length."""
    return reply.status, sorted(reply.headers.items()), MASKS.sub(b".", reply.content)


def seen_by_communications(office: Office, person: str) -> list[tuple[object, ...]]:
    """Read all that communications can read of a person and around."""
    (number,) = (
        one["id"] for one in office.call("GET", f"people/{person}", "communications").json["consents"]
    )
    paths = (
        f"people/{person}", "people?q=roy", f"consents/{number}", f"consents/{number}/history", "requests",
        "posts", "takedowns",
    )  # fmt: skip
    return [plain(office.call("GET", path, "communications")) for path in paths]


def seen(office: Office, person: str) -> list[object]:
    """Read all that communications and publishers can read of a person, and what was sent by then."""
    on = {"on": today(office.ports).isoformat()}
    asked = [
        plain(office.call("POST", path, role, body))
        for role in ("publisher", "communications")
        for path, body in (
            ("checks", {**QUESTION, "who": WHO, **on}),
            ("posts/check", {**office.post_of(WHO), **on}),
        )
    ]
    lists = [plain(office.call("GET", path, "publisher")) for path in ("posts", "takedowns")]
    with office.ports.store.reading() as reader:
        jobs = [(job.kind, job.due_at) for job in reader.list_jobs()]
    return [*seen_by_communications(office, person), *asked, *lists, jobs]


def answered(protection: str) -> Callable[[Office, str], None]:
    """Answer the check of a child; the answer is soon to be renewed."""
    return lambda office, person: batch(office, person, protection, until="2026-11-01")


def asked_about(office: Office, person: str) -> None:
    ask(office, person)


def protected(office: Office, person: str) -> None:
    body = {"status": "active", "source": "Avis"}
    office.call("PUT", f"people/{person}/protection", "legal", body)


def signal_seen(office: Office, person: str) -> None:
    office.post(f"people/{person}/protection-signals", "communications", SIGN)
    until = office.ports.clock().isoformat()
    office.post(f"people/{person}/protection-signals/seen", "legal", {"outcome": "Vu.", "until": until})


@pytest.mark.parametrize(
    ("deeds", "deed"),
    [
        pytest.param((), asked_about, id="asked"),
        pytest.param((asked_about,), asked_about, id="asked again", marks=pytest.mark.long),
        pytest.param((asked_about,), answered("none"), id="answered none"),
        pytest.param((asked_about,), answered("active"), id="answered active"),
        pytest.param((asked_about,), answered("ended"), id="answered ended", marks=pytest.mark.long),
        pytest.param(
            (answered("active"),), asked_about, id="asked about a protected child", marks=pytest.mark.long
        ),
        pytest.param((answered("active"),), answered("active"), id="renewed active", marks=pytest.mark.long),
        pytest.param(
            (answered("none"), None),
            asked_about,
            id="asked about a child who may appear",
            marks=pytest.mark.long,
        ),
        pytest.param((answered("none"), None), answered("none"), id="renewed none"),
        pytest.param(
            (answered("active"), None), answered("none"), id="no longer protected", marks=pytest.mark.long
        ),
        pytest.param((), protected, id="protection noted", marks=pytest.mark.long),
        pytest.param((), signal_seen, id="sign seen"),
    ],
)
def test_nothing_of_a_check_shows_to_communications_or_publishers(
    opening_at_seven: Office,
    clock: MovableClock,
    deeds: tuple[Callable[[Office, str], None] | None, ...],
    deed: Callable[[Office, str], None],
) -> None:
    office, person = opening_at_seven, child(opening_at_seven)
    for earlier in deeds:
        if earlier is None:
            clock.pass_by(days=1)
        else:
            earlier(office, person)
    seen(office, person)
    before = seen(office, person)
    deed(office, person)
    assert seen(office, person) == before
