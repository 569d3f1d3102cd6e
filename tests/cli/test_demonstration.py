"""The demonstration establishment: whole, alive, the same each time, and answered as it is printed."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.cli.demonstration import load_demonstration
from service.cli.demonstration.casting import cast_of
from service.cli.demonstration.events import GATHERINGS
from service.cli.demonstration.incidents import SITUATIONS
from service.cli.demonstration.known import CHANNEL, EXAMPLES, MEDIUM, PURPOSE
from service.cli.demonstration.logins import ENGLISH, FRENCH
from service.cli.demonstration.posts import POSTS, READ_FIRST, REQUESTS
from service.cli.demonstration.stage import loaded_files
from service.cli.demonstration.users import PASSWORD, USERS
from service.cli.refusing import say_what_to_mend
from service.documents.specimen import MARK
from service.domain.names import fold_words
from service.domain.vocabulary import CAPACITY_STATUSES, ROLES
from service.registry import accounts
from service.registry.account_records import ROLES as USER_ROLES
from service.registry.account_records import Caller
from service.registry.checking import check
from service.registry.consent_records import ConsentRecord
from service.registry.designations import list_designations
from service.registry.documents import read_document
from service.registry.events import list_events
from service.registry.files import File
from service.registry.incidents import list_incidents
from service.registry.judging import Asked
from service.registry.legal_files import current
from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.policies import list_policies
from service.registry.ports import Ports
from service.registry.publishing import list_posts
from service.registry.questions import Question, Who
from service.registry.readings import list_readings
from service.registry.requests import list_requests
from service.registry.rosters import read_roster
from service.registry.storing import Store
from service.registry.takedowns import list_takedowns
from service.settings import Settings, load_settings
from service.wiring import demonstration_file, init, open_registry, wire
from tests.support.live import AVAL, run_aval

pytestmark = pytest.mark.long

BEFORE_THE_KILL = 600
"""Acts: papers are being entered then."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The loaded establishment, what loading printed, and how to run commands on it."""

    environment: Mapping[str, str]
    printed: str
    settings: Settings
    ports: Ports

    @property
    def files(self) -> dict[str, File]:
        return loaded_files(self.ports, cast_of(today(self.ports)))

    @property
    def consents(self) -> list[ConsentRecord]:
        return [consent for file in self.files.values() for consent in file.consents]

    def caller(self, key: str) -> Caller:
        user = next(one for one in USERS if one.key == key)
        with self.ports.store.reading() as reader:
            known = reader.load_user_by_email(user.email)
        assert known is not None
        return Caller(known.number, known.name, user.role, "page")


def settings_of(folder: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AVAL_")}
    return {**ours, "AVAL_DATA_DIR": str(folder)}


def load_and_kill(environment: Mapping[str, str]) -> None:
    """Begin to load, and die in the middle of it."""
    store = open_registry(load_settings(environment))
    process = subprocess.Popen([AVAL, "demo"], env=dict(environment), stdout=subprocess.DEVNULL)
    while process.poll() is None and acts_of(store) < BEFORE_THE_KILL:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    store.close()


def acts_of(store: Store) -> int:
    """How many changes the registry holds."""
    with store.reading() as reader:
        return reader.changed_people(0)[0]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """An establishment whose loading was killed once, and done again."""
    environment = settings_of(tmp_path_factory.mktemp("demonstration") / "data")
    run_aval(environment, "init")
    load_and_kill(environment)
    printed = run_aval(environment, "demo")
    settings = load_settings(environment)
    store = open_registry(settings)
    yield Loaded(environment, printed, settings, wire(settings, store))
    store.close()


def test_about_three_hundred_people_are_there_each_once_though_loading_was_killed(loaded: Loaded) -> None:
    cast = cast_of(today(loaded.ports))
    assert 280 <= len(cast) <= 330
    assert len({one.known_as for one in cast}) == len(cast)
    assert loaded.files.keys() == {one.known_as for one in cast}


def test_every_role_capacity_and_state_of_a_paper_is_there(loaded: Loaded) -> None:
    people = [file.person for file in loaded.files.values()]
    assert {period.role for person in people for period in person.roles} == set(ROLES)
    assert {person.capacity.status for person in people} == set(CAPACITY_STATUSES)
    states = {consent.state for consent in loaded.consents}
    assert states >= {"draft", "signed", "confirmed", "suspended", "withdrawn", "revoked", "invalidated"}
    assert "entered_in_error" in states


def test_papers_expired_soon_expired_limited_refused_and_withdrawn_in_part_are_there(loaded: Loaded) -> None:
    day, live = today(loaded.ports), [one for one in loaded.consents if one.state == "confirmed"]
    ends = [one.valid_until for one in live if one.valid_until]
    assert any(end < day for end in ends)
    assert any(day <= end < day + timedelta(days=30) for end in ends)
    assert any(one.limits for one in live)
    assert any(one.form == "refusal" for one in live)
    assert any(one.withdrawals for one in live)


def test_files_of_minors_are_in_every_state(loaded: Loaded) -> None:
    now = loaded.ports.clock()
    legal = [file.legal for file in loaded.files.values()]
    checks = [check for one in legal if (check := current(one.checks, now))]
    assert {check.status for check in checks} == {"accepted", "pending", "rejected"}
    statuses = [entry.status for one in legal if (entry := current(one.protections, now))]
    assert set(statuses) == {"none", "active", "ended", "unknown"}
    orders = [order for one in legal for order in one.orders]
    outcomes = {order.verifications[-1].outcome if order.verifications else None for order in orders}
    assert outcomes == {None, "verified", "rejected"}
    assert any(order.stays for order in orders)
    assert any(order.valid_to and order.valid_to < today(loaded.ports) for order in orders)


def test_who_verified_an_order_is_not_who_entered_it(loaded: Loaded) -> None:
    for file in loaded.files.values():
        for order in file.legal.orders:
            assert order.stamp.by not in {one.stamp.by for one in order.verifications}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_a_publisher_is_answered_as_printed(loaded: Loaded, example: object) -> None:
    known = next(one for one in EXAMPLES if one == example)
    person = loaded.files[known.key].person
    question = Question(MEDIUM, (CHANNEL,), PURPOSE, today(loaded.ports))
    asked = Asked((Who(name=person.names.display.upper(), birth_date=person.birth_date),), question)
    assert check(loaded.ports, loaded.caller("publisher"), asked).answer == known.answer
    for words in (FRENCH, ENGLISH):
        lines = [line.split() for line in loaded.printed.splitlines()]
        assert [*person.names.display.split(), str(person.birth_date), *words[known.answer].split()] in lines


def test_what_is_printed_gives_no_reason(loaded: Loaded) -> None:
    said = set(fold_words(loaded.printed))
    assert not said & {"ordonnance", "tribunal", "court", "lpj", "dpj", "protection", "retire", "refus"}


def test_every_user_has_the_password_that_is_printed(loaded: Loaded) -> None:
    assert {user.role for user in USERS} == set(USER_ROLES)
    assert PASSWORD in loaded.printed
    with loaded.ports.store.reading() as reader:
        kept = {user.email: user for user in reader.list_users()}
    assert kept.keys() == {user.email for user in USERS}
    assert all(user.password_hash and email and email in loaded.printed for email, user in kept.items())
    assert accounts.sign_in(loaded.ports, USERS[-1].email, PASSWORD)


def test_posts_are_out_some_are_to_take_down_and_requests_wait(loaded: Loaded) -> None:
    publisher = loaded.caller("publisher")
    posts = list_posts(loaded.ports, publisher)
    assert {post.text for post in posts} == {post.text for post in POSTS}
    assert {post.state for post in posts} == {"cleared", "published", "taken_down"}
    assert {one.state for one, _ in list_takedowns(loaded.ports, publisher, None)} == {"open", "done"}
    requests = list_requests(loaded.ports, loaded.caller("communications"), None)
    assert len(requests) == len(REQUESTS)


def test_events_are_to_come_and_their_lists_show_some_of_those_expected(loaded: Loaded) -> None:
    events = list_events(loaded.ports, loaded.caller("publisher"))
    assert {event.name: len(event.people) for event in events} == {
        one.name: len(one.people) for one in GATHERINGS
    }
    for event in events:
        listed = read_roster(loaded.ports, loaded.caller("publisher"), event.number).listed
        assert 0 < len(listed) < len(event.people)


def test_situations_are_new_under_way_and_closed_and_a_post_waits_to_be_read(loaded: Loaded) -> None:
    declared = list_incidents(loaded.ports, loaded.caller("quality"))
    assert {(one.state, one.kind, bool(one.measures)) for one in declared} == {
        ("open", "", False),
        ("open", "confidentiality", True),
        ("closed", "quality", True),
    }
    assert len(declared) == len(SITUATIONS)
    waiting = list_readings(loaded.ports, loaded.caller("publisher"))
    assert [one.draft.text for one in waiting if one.draft] == [READ_FIRST]


def test_a_text_is_in_force_one_waits_for_approval_and_a_designation_to_be_noted(loaded: Loaded) -> None:
    office = loaded.caller("communications")
    assert {(one.name, one.step) for one in list_policies(loaded.ports, office)} == {
        ("netiquette", "approved"),
        ("moderation", "draft"),
    }
    designated = list_designations(loaded.ports, office)
    assert sorted(one.told_at is None for one in designated) == [False, True]
    assert [one.user is None for one in designated if one.told_at] == [False]


def test_originals_are_pdfs_marked_fictional(loaded: Loaded) -> None:
    kept = [one for one in loaded.consents if one.documents]
    assert len(kept) >= 20
    _, content = read_document(loaded.ports, loaded.caller("communications"), kept[0].id)
    assert content.startswith(b"%PDF-")
    assert MARK.encode("utf-16-be") in content or MARK.encode() in content


def test_running_it_again_changes_nothing(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVAL_DATA_DIR", str(loaded.settings.data_dir))
    before = acts_of(loaded.ports.store)
    assert run_aval(loaded.environment, "demo") == loaded.printed
    demonstration_file(loaded.settings).unlink()
    assert load_demonstration() == loaded.printed.removesuffix("\n")
    assert demonstration_file(loaded.settings).exists()
    assert acts_of(loaded.ports.store) == before


def test_people_registered_since_stand_in_nobodys_way(loaded: Loaded) -> None:
    someone = NewPerson(Names("Une Personne Ajoutée"), (RolePeriod("visitor"),), adult_attested=True)
    register_person(loaded.ports, loaded.caller("communications"), someone)
    assert run_aval(loaded.environment, "demo") == loaded.printed


def test_the_cast_is_the_same_on_any_day_but_for_the_age_of_minors() -> None:
    one, other = cast_of(date(2026, 10, 13)), cast_of(date(2028, 2, 29))
    assert [(each.name, each.phone) for each in one] == [(each.name, each.phone) for each in other]
    assert len({each.phone for each in one}) == len(one)
    assert [replace(each, born=None) for each in one] == [replace(each, born=None) for each in other]


def test_a_registry_with_other_people_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AVAL_DATA_DIR", str(tmp_path / "data"))
    settings = load_settings(os.environ)
    init(settings)
    store = open_registry(settings)
    someone = NewPerson(Names("Une Vraie Personne"), (RolePeriod("user"),), adult_attested=True)
    register_person(wire(settings, store), Caller(0, "", "communications", "command"), someone)
    assert say_what_to_mend(load_demonstration) == 1
    assert "AVAL_DATA_DIR" in capsys.readouterr().err
    with store.reading() as reader:
        assert [file.person.names.display for file in reader.each_file()] == ["Une Vraie Personne"]
        assert reader.list_users() == ()
    store.close()
