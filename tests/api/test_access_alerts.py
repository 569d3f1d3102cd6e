"""Alerts as the auditor meets them, closed with a note, told of once a day; and the journal by parts.

Seen to fail: with a user who may close an alert about themselves.
"""

from service.registry import accounts
from service.registry.delivering import do_courriel
from service.registry.jobs import Doing
from service.registry.reading_alerts import WALK, do_alert_letters
from tests.api.office import Office, named
from tests.api.worlds import CHILD, NAME, child_protected
from tests.support.ports import MovableClock
from tests.support.work import do_due_jobs

DOINGS = {"access_alerts": Doing(do_alert_letters, long=True), "courriel": Doing(do_courriel)}


def browse(office: Office, clock: MovableClock, who: str = "publisher") -> None:
    for _ in range(21):
        clock.pass_by(seconds=1)
        office.ask(named("Personne Inventée"), who, on="2026-11-01")


def test_an_alert_says_who_and_how_many_and_is_closed_once_with_a_note(
    office: Office, clock: MovableClock
) -> None:
    browse(office, clock)
    (alert,) = office.call("GET", "access-alerts", "auditor").json["items"]
    assert (alert["kind"], alert["day"], alert["count"], alert["status"]) == (
        "guesses",
        "2026-10-13",
        21,
        "open",
    )
    address = f"access-alerts/{alert['id']}/closing"
    assert office.call("POST", address, "auditor", {"note": " "}).status == 422
    closed = office.post(address, "auditor", {"note": "Formation des nouveaux éditeurs."})
    assert (closed["status"], closed["note"]) == ("closed", "Formation des nouveaux éditeurs.")
    assert office.call("POST", address, "auditor", {"note": "Encore."}).json["code"] == "ALREADY_DONE"
    assert office.call("POST", "access-alerts/rien/closing", "auditor", {"note": "?"}).status == 404
    assert office.call("GET", "access-alerts", "auditor").json["items"] == [closed]


def test_never_on_whom(office: Office, clock: MovableClock) -> None:
    person = office.person()
    for _ in range(11):
        clock.pass_by(hours=1)
        office.ask(named(), on="2026-11-01")
    reply = office.call("GET", "access-alerts", "auditor")
    assert [one["kind"] for one in reply.json["items"]] == ["one_person"]
    assert person.encode() not in reply.content
    assert b"Camille" not in reply.content


def test_nobody_closes_an_alert_about_themselves(office: Office, clock: MovableClock) -> None:
    operator = accounts.operator()
    accounts.add_user(office.ports, operator, "Ève", ("communications", "auditor"), email="eve@exemple.ca")
    for role in ("communications", "auditor"):
        token = accounts.create_token(office.ports, operator, role, role, "eve@exemple.ca")
        office.tokens[f"{role} eve"] = token
    browse(office, clock, "communications eve")
    (alert,) = office.call("GET", "access-alerts", "auditor eve").json["items"]
    address = f"access-alerts/{alert['id']}/closing"
    assert office.call("POST", address, "auditor eve", {"note": "Rien."}).json["code"] == "FOUR_EYES"
    assert office.call("POST", address, "auditor", {"note": "Vu."}).status == 200


def test_auditors_are_told_once_a_day_and_of_nothing_else(office: Office, clock: MovableClock) -> None:
    operator = accounts.operator()
    accounts.add_user(office.ports, operator, "Ana", ("auditor",), email="ana@exemple.ca")
    accounts.add_user(office.ports, operator, "Bo", ("communications",), email="bo@exemple.ca")
    WALK.ensure(office.ports)
    letters = office.ports.messenger.letters  # type: ignore[attr-defined] # a post box
    sent = []
    for day in range(4):
        if day == 1:
            browse(office, clock)
        clock.pass_by(days=1)
        letters.clear()
        do_due_jobs(office.ports, DOINGS)
        do_due_jobs(office.ports, DOINGS)
        sent.append([(one.to, one.subject, one.path) for one in letters])
    told = [("ana@exemple.ca", "Des accès sont à relire", "/alertes-d-acces")]
    assert sent == [[], told, [], []]


def test_the_journal_is_filtered_by_what_it_shows(office: Office, clock: MovableClock) -> None:
    child_protected(office)
    child = office.call("GET", "people?q=roy", "communications").json["items"][0]["id"]
    clock.pass_by(days=1)
    office.ask(named(NAME, CHILD), on="2026-11-01")
    clock.pass_by(minutes=1)
    office.call("GET", f"people/{child}", "communications")

    def items(query: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = office.call("GET", f"access-log?{query}", "auditor").json["items"]
        return found

    everything = items("")
    ours = [one for one in everything if child in one["persons"]]
    assert [one["action"] for one in items(f"person_id={child}")] == [one["action"] for one in ours]
    assert "legal_file" not in {one["action"] for one in ours}
    assert {one["action"] for one in items("action=check")} == {"check"}
    by = next(one["by"] for one in ours if one["role"] == "publisher")
    assert {one["by"] for one in items(f"by={by}")} == {by}
    assert {one["at"][:10] for one in items("day=2026-10-13")} == {"2026-10-13"}
    assert [one["action"] for one in items(f"day=2026-10-14&person_id={child}")] == ["person_viewed", "check"]
    assert items("day=2026-10-12") == items("person_id=mzxw6ytboi2gk3tuobqxezlonq") == []


def test_a_filtered_journal_goes_through_pages_too(office: Office, clock: MovableClock) -> None:
    for _ in range(5):
        office.ask(named())
        office.call("GET", "people?q=x", "communications")
        clock.pass_by(seconds=1)
    count, address = 0, "/api/v1/access-log?limit=2&action=check"
    while address:
        page = office.call("GET", address, "auditor")
        assert {one["action"] for one in page.json["items"]} <= {"check"}
        count += len(page.json["items"])
        address = page.headers.get("link", "").partition(";")[0].strip("<>")
    assert count == 5
