"""Every REVIEW ends: it reaches legal, legal decides from one day to another, and the verdict follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from service.domain.configuring import VERDICT_KEYS
from service.domain.decision import Decision, decide
from service.domain.facts import Config
from service.registry import accounts, consents, people
from service.registry.account_records import Caller
from service.registry.checking import check
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.desk import list_legal_tasks
from service.registry.desk_records import Task
from service.registry.judging import Asked
from service.registry.loading import file_of
from service.registry.moments import today
from service.registry.people_records import CapacityRecord, MinorityRecord, Names, RolePeriod
from service.registry.ports import Ports
from service.registry.protecting import (
    NewCheck,
    NewProtection,
    answer_legal_check,
    record_placement,
    record_protection,
)
from service.registry.questions import Question, Who
from service.registry.recording import changing
from service.registry.relations import declare_relation
from service.registry.reviewing import NewReview, OpenReview, decide_review, list_reviews
from service.registry.spot_checks import drawn_file
from service.registry.waiting import REVIEWABLE, reviewable
from service.storage.store import SqlStore
from tests.domain.random_facts import random_facts
from tests.support.parts import wants_everything
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import made_folder, sqlite_store, sqlite_url

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]

DRAWN = 1500 if wants_everything() else 300
ADULT, CHILD, TEEN, YOUNG = "1984-03-27", "2016-05-05", "2010-04-04", "2007-02-02"


@dataclass(slots=True)
class House:
    """A registry with two users, and a clock."""

    ports: Ports
    clock: MovableClock
    communications: Caller
    legal: Caller

    def person(self, born: str = ADULT, role: str = "user") -> int:
        new = people.NewPerson(
            Names("Zoé Fictive"), (RolePeriod(role),), birth_date=today(self.ports).fromisoformat(born)
        )
        return people.register_person(self.ports, self.communications, new).number

    def signed(self, person: int, *signers: str, verified: bool = True, **more: Any) -> int:  # noqa: ANN401 - fields of the record
        """Put a paper in force: photos for promotion, on Facebook and the intranet."""
        day = today(self.ports) - timedelta(days=20)
        new = consents.NewConsent(
            person,
            "adult",
            "fr",
            tuple(SignatureRecord(one, "Zoé Fictive", day, "paper") for one in signers or ("self",)),
            (Outcomes(("photo",), ("intranet", "facebook"), ("promotion",), "yes"),),
            **more,
        )
        paper = consents.register_consent(self.ports, self.communications, new)
        consents.confirm_consent(self.ports, self.communications, paper.id, verified=verified)
        return person

    def checked(self, person: int, protection: str = "none") -> int:
        """Answer the legal check."""
        new = NewCheck("accepted", protection, today(self.ports), "M. Roy")
        answer_legal_check(self.ports, self.legal, person, new)
        return person

    def protected(self, person: int, **protection: Any) -> int:  # noqa: ANN401 - fields of the record
        """Record a protection, and answer the check that it opens."""
        new = NewProtection(**{"status": "none", "source": "Lettre", **protection})
        record_protection(self.ports, self.legal, person, new)
        return self.checked(person, new.status)

    def decision(self, person: int, **post: Any) -> Decision:  # noqa: ANN401 - fields of the record
        """Decide a photo of the person on Facebook, today."""
        question = Question("photo", ("facebook",), "promotion", today(self.ports), **post)
        judged = check(self.ports, self.legal, Asked((Who(person=person),), question)).judged
        assert judged
        return judged.decision

    def listed(self) -> list[OpenReview]:
        return list(list_reviews(self.ports, self.legal))

    def decide(self, person: int, code: str, outcome: str, *conditions: str) -> None:
        day = today(self.ports)
        new = NewReview(outcome, day, day + timedelta(days=30), conditions, "Vu avec la famille.")
        decide_review(self.ports, self.legal, person, REVIEWABLE.index(code) + 1, new)


@pytest.fixture
def house(sqlite_store: SqlStore, tmp_path: Path) -> House:
    clock = MovableClock()
    ports = make_ports(sqlite_store, tmp_path, clock)
    operator = accounts.operator()
    callers = [
        Caller(accounts.add_user(ports, operator, role, (role,)).number, role, role, "page")
        for role in ("communications", "legal")
    ]
    return House(ports, clock, *callers)


def departed_nurse(house: House) -> int:
    return house.signed(house.person(role="former_staff"))


def tribute_to_the_deceased(house: House) -> int:
    person = house.signed(house.person())
    people.record_death(house.ports, house.communications, person, today(house.ports))
    return person


def children_s_resource(house: House) -> int:
    person = house.signed(house.person(role="rirtf"))
    record_placement(house.ports, house.legal, person, clientele="children", kinship=False, hosts=())
    return house.checked(person)


def parent_of_a_protected_child(house: House) -> int:
    child, parent = house.person(CHILD), house.signed(house.person())
    declare_relation(house.ports, house.communications, parent, "parent", child)
    house.protected(child, status="active")
    return house.checked(parent)


def followed_until_majority(house: House) -> int:
    person = house.signed(house.person(YOUNG))
    return house.protected(person, status="active", since=today(house.ports).replace(year=2020))


def judged_as_a_youth(house: House) -> int:
    return house.protected(house.signed(house.person(YOUNG)), ycja=True)


def in_a_family_case(house: House) -> int:
    child = house.signed(house.person(CHILD), "parent")
    return house.protected(child, other_ban="family_proceedings")


def emancipated(house: House) -> int:
    person = house.checked(house.signed(house.person(TEEN)))
    record = MinorityRecord(emancipated="simple")
    people.record_minority(house.ports, house.communications, person, record)
    return person


def parents_in_conflict(house: House) -> int:
    person = house.checked(house.signed(house.person(CHILD), "parent"))
    record = MinorityRecord(conflict=True)
    people.record_minority(house.ports, house.communications, person, record)
    return person


def no_longer_able(house: House) -> int:
    person = house.signed(house.person())
    people.record_capacity(house.ports, house.communications, person, CapacityRecord("later_incapable"))
    return house.checked(person)


def paper_destroyed(house: House) -> int:
    return house.signed(house.person(), paper_destroyed=True, transfer_documented=False)


def signature_unverified(house: House) -> int:
    return house.signed(house.person(), verified=False)


def protected_child(house: House) -> int:
    return house.protected(house.signed(house.person(CHILD), "parent"), status="active")


def anyone(house: House) -> int:
    return house.signed(house.person())


ARISES: Mapping[str, Callable[[House], int]] = {
    "STAFF_LEFT": departed_nurse,
    "DECEASED_REVIEW": tribute_to_the_deceased,
    "RIRTF_CHILD_RESOURCE_REVIEW": children_s_resource,
    "LPJ_PARENT_UNRELATED_CONTEXT": parent_of_a_protected_child,
    "LPJ_FORMER_ADULT": followed_until_majority,
    "YCJA_FORMER": judged_as_a_youth,
    "FAMILY_PROCEEDINGS": in_a_family_case,
    "EMANCIPATION_SIMPLE": emancipated,
    "PARENTAL_CONFLICT": parents_in_conflict,
    "LATER_INCAPACITY": no_longer_able,
    "INTEGRITY_UNPROVEN": paper_destroyed,
    "SIGNATURE_UNVERIFIED": signature_unverified,
}
BY_THE_POST: Mapping[str, tuple[Callable[[House], int], dict[str, Any]]] = {
    "LPJ_NECESSARY_FOR_ACT": (protected_child, {"requested_by": "dpj_police"}),
    "PIA_MISSING": (anyone, {"pia_covered": False}),
}


@pytest.mark.parametrize("code", ARISES)
def test_it_is_listed_decided_and_listed_again_after_its_last_day(house: House, code: str) -> None:
    person = ARISES[code](house)
    assert (house.decision(person).verdict, [one.code for one in house.listed()]) == ("REVIEW", [code])
    house.decide(person, code, "accepted", "no_tag")
    decision = house.decision(person)
    assert (decision.verdict, "no_tag" in decision.conditions) == ("ALLOW_WITH_CONDITIONS", True)
    assert house.listed() == []
    house.clock.pass_by(days=30)
    assert (house.decision(person).publishable, house.listed()) == (True, [])
    house.clock.pass_by(days=1)
    assert (house.decision(person).verdict, [one.code for one in house.listed()]) == ("REVIEW", [code])
    house.decide(person, code, "refused")
    assert (house.decision(person).verdict, house.listed()) == ("DENY", [])


@pytest.mark.parametrize("code", BY_THE_POST)
def test_what_a_post_alone_raises_is_decided_from_the_file(house: House, code: str) -> None:
    build, post = BY_THE_POST[code]
    person = build(house)
    decision = house.decision(person, **post)
    assert (decision.verdict, code in decision.reasons, house.listed()) == ("REVIEW", True, [])
    house.decide(person, code, "accepted", "no_tag")
    assert house.decision(person, **post).verdict == "ALLOW_WITH_CONDITIONS"
    house.clock.pass_by(days=31)
    assert house.decision(person, **post).verdict == "REVIEW"


def _kinship(house: House) -> int:
    person = house.signed(house.person(role="rirtf"))
    record_placement(house.ports, house.legal, person, clientele="children", kinship=True, hosts=())
    return house.checked(person)


def _other_refused(house: House) -> int:
    person = house.checked(house.signed(house.person(CHILD), "parent"))
    record = MinorityRecord(other_parent="refused")
    people.record_minority(house.ports, house.communications, person, record)
    return person


def _grown(house: House) -> int:
    return house.person((today(house.ports) - timedelta(days=18 * 366 - 8)).isoformat())


@pytest.mark.parametrize(
    ("setting", "build"),
    [
        ("lpj_ended_minor", lambda house: house.protected(
            house.signed(house.person(CHILD), "parent"), status="ended")),
        ("rirtf_kinship", _kinship),
        ("second_parent_refusal", _other_refused),
        ("turning_18_parent_consent", lambda house: house.signed(_grown(house), "parent")),
    ],
)  # fmt: skip
def test_what_a_setting_makes_a_review_ends_too(
    house: House, setting: str, build: Callable[[House], int]
) -> None:
    value = "review" if setting == "turning_18_parent_consent" else "REVIEW"
    config = replace(house.ports.policy.config, **{setting: value})  # type: ignore[arg-type] # any setting
    house.ports = replace(house.ports, policy=replace(house.ports.policy, config=config))
    person = build(house)
    assert house.decision(person).verdict == "REVIEW"
    waiting = house.listed()
    assert waiting
    for one in waiting:
        house.decide(person, one.code, "accepted")
    assert (house.decision(person).publishable, house.listed()) == (True, [])


def test_an_acceptance_that_a_post_breaks_leaves_nothing_to_decide(house: House) -> None:
    person = departed_nurse(house)
    house.decide(person, "STAFF_LEFT", "accepted", "no_face")
    assert (house.decision(person).verdict, house.listed()) == ("REVIEW", [])


def test_a_decision_that_waits_for_its_hour_is_not_asked_for_twice(house: House) -> None:
    person = parents_in_conflict(house)
    house.ports = replace(house.ports, policy=replace(house.ports.policy, minor_release="07:00"))
    house.decide(person, "PARENTAL_CONFLICT", "accepted")
    assert (house.decision(person).verdict, house.listed()) == ("REVIEW", [])
    house.clock.pass_by(days=1)
    assert house.decision(person).publishable


def test_what_an_answer_that_waits_for_its_hour_will_leave_open_is_listed_at_once(house: House) -> None:
    house.ports = replace(house.ports, policy=replace(house.ports.policy, minor_release="07:00"))
    person = parents_in_conflict(house)
    assert house.decision(person).verdict == "DENY"
    assert [one.code for one in house.listed()] == ["PARENTAL_CONFLICT"]


def test_a_review_that_a_day_brings_is_listed_on_that_day(house: House) -> None:
    leaves = today(house.ports) + timedelta(days=3)
    new = people.NewPerson(
        Names("Rose Fictive"),
        (RolePeriod("staff", until=leaves - timedelta(days=1)), RolePeriod("former_staff", since=leaves)),
        birth_date=leaves.replace(year=1980),
    )
    house.signed(people.register_person(house.ports, house.communications, new).number)
    assert house.listed() == []
    house.clock.pass_by(days=3)
    assert [one.code for one in house.listed()] == ["STAFF_LEFT"]


def test_nobody_but_legal_waits_for_legal_s_part_of_the_desk(house: House) -> None:
    assert house.listed() == []
    person, ports = departed_nurse(house), house.ports
    with ports.store.reading() as reader:
        seen = ports.desk.rows(ports, reader)[person]
        assert (seen.names, seen.reviews, seen.until) == ("zoe fictive", (), None)
        assert [one.code for one in ports.desk.rows(ports, reader, for_legal=True)[person].reviews] == [
            "STAFF_LEFT"
        ]


def test_every_code_that_any_settings_can_make_a_review_is_one_legal_can_decide() -> None:
    strict = Config(**dict.fromkeys(VERDICT_KEYS, "REVIEW"), turning_18_parent_consent="review")  # type: ignore[arg-type] # verdicts
    rng = Random(20261122)  # noqa: S311 - examples, the same at each run
    for config in (Config(), strict):
        met: set[str] = set()
        for _ in range(DRAWN):
            for person in decide(random_facts(rng), config).persons:
                met |= {code for code, verdict in person.findings if verdict == "REVIEW"}
        assert met - {"LEGAL_CHECK"} <= set(reviewable(config))
    assert set(reviewable(Config())) == {*ARISES, *BY_THE_POST}
    assert set(reviewable(strict)) == set(REVIEWABLE)


def test_a_spot_check_waits_among_the_rest_and_is_closed_by_an_answer(house: House) -> None:
    person = anyone(house)
    drawn = replace(house.ports, policy=replace(house.ports.policy, config=Config(spot_check_share=1.0)))
    with changing(drawn, house.communications) as change:
        drawn_file(change, file_of(change.writer, person))
    assert (house.decision(person).verdict, house.listed()) == ("REVIEW", [])
    assert [task.person for task in _checks(house)] == [person]
    house.checked(person)
    assert (house.decision(person).verdict, _checks(house)) == ("ALLOW", [])


def _checks(house: House) -> list[Task]:
    tasks = list_legal_tasks(house.ports, house.legal)
    return [task for task in tasks if task.kind.startswith("check_")]
