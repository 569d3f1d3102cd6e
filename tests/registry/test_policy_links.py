"""Resource responsables are written to once, reminded each week, and acknowledge by the press of a button.

Seen to fail: with a link that acknowledges when it is opened, with an old link left open beside a reminder's,
with reminders that never end, and with a version replaced before its day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.acknowledging import acknowledge, ask_reminders, follow, note_in_person
from service.registry.delivering import do_courriel
from service.registry.errors import Conflict, Invalid, NotAllowed, NotFound
from service.registry.jobs import Doing, Doings
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.policies import (
    SENDING,
    NewPolicy,
    approve_policy,
    draft_policy,
    list_policies,
    read_policy,
)
from service.registry.policy_contents import ModerationLine, PolicyContent
from service.registry.policy_links import (
    WALK,
    acknowledge_by_link,
    do_policies,
    do_policy_sending,
    find_policy,
)
from tests.registry.following import House, house, made_folder, sqlite_store, sqlite_url
from tests.support.work import do_due_jobs

if TYPE_CHECKING:
    from service.registry.people_records import PersonRecord
    from service.registry.policy_records import PolicyRecord

__all__ = ["house", "made_folder", "sqlite_store", "sqlite_url"]

DOINGS: Doings = {
    "courriel": Doing(do_courriel),
    SENDING: Doing(do_policy_sending, long=True),
    WALK.kind: Doing(do_policies, long=True),
}
CONCERNED = ("staff", "rirtf")


def responsable(house: House, name: str, **more: object) -> PersonRecord:
    fields = {"email": f"{name.lower()}@exemple.ca", "adult_attested": True, **more}
    roles = (RolePeriod("rirtf"),)
    new = NewPerson(Names(name), roles, **fields)  # type: ignore[arg-type] # fields of a person
    return register_person(house.ports, house.registrar.communications, new)


def drafted(house: House, text: str = "Soyez courtois.", days: int = 0, **more: object) -> PolicyRecord:
    starts = house.registrar.day + timedelta(days=days)
    content = PolicyContent(text=text)
    new = NewPolicy("netiquette", "Nétiquette", starts, content, "Le ton.", CONCERNED)
    return draft_policy(house.ports, house.registrar.communications, replace(new, **more))  # type: ignore[arg-type] # fields of a version


def approved(house: House, text: str = "Soyez courtois.", days: int = 0) -> PolicyRecord:
    return approve_policy(house.ports, house.registrar.legal, drafted(house, text, days).number)


def sent(house: House) -> list[str]:
    house.box.letters.clear()
    do_due_jobs(house.ports, DOINGS)
    return sorted(one.to for one in house.box.letters)


def morning(house: House, days: int = 1) -> list[str]:
    WALK.ensure(house.ports)
    house.clock.pass_by(days=days)
    return sent(house)


def secret(house: House, to: str) -> str:
    letter = next(one for one in house.box.letters if one.to == to)
    return letter.path.rpartition("/")[2]


def waiting(house: House, record: PolicyRecord) -> list[str]:
    found = follow(house.ports, house.registrar.communications, record.number)
    return [one.file.person.names.display for one in found.people if one.asked.state == "open"]


def test_an_approval_writes_to_each_responsable_and_a_press_acknowledges(house: House) -> None:
    responsable(house, "Ana")
    responsable(house, "Luc", email=None)
    house.known("Zoé")
    record = approved(house)
    assert sent(house) == ["ana@exemple.ca"]
    assert waiting(house, record) == ["Ana", "Luc"]
    link = secret(house, "ana@exemple.ca")
    for _ in range(3):
        assert find_policy(house.ports, link).done_at is None
    assert waiting(house, record) == ["Ana", "Luc"]
    acknowledge_by_link(house.ports, link)
    acknowledge_by_link(house.ports, link)
    assert waiting(house, record) == ["Luc"]
    assert find_policy(house.ports, link).done_at == house.clock()


def test_who_has_no_courriel_is_noted_in_person_once(house: House) -> None:
    luc = responsable(house, "Luc", email=None)
    record = approved(house)
    sent(house)
    desk = house.registrar.communications
    noted = note_in_person(house.ports, desk, record.number, luc.number)
    assert (noted.done_by, waiting(house, record)) == (desk.user, [])
    with pytest.raises(Conflict):
        note_in_person(house.ports, desk, record.number, luc.number)
    with pytest.raises(NotFound):
        note_in_person(house.ports, desk, record.number, luc.number + 99)


def test_reminders_leave_each_week_three_times_and_the_last_link_alone_opens(house: House) -> None:
    responsable(house, "Ana")
    approved(house)
    sent(house)
    first = secret(house, "ana@exemple.ca")
    days = [day for day in range(1, 40) if "ana@exemple.ca" in morning(house)]
    assert days == [7, 14, 21]
    with pytest.raises(NotFound):
        find_policy(house.ports, first)


def test_a_newcomer_is_written_to_the_next_morning(house: House) -> None:
    record = approved(house)
    assert sent(house) == []
    responsable(house, "Eve")
    assert "eve@exemple.ca" in morning(house)
    assert waiting(house, record) == ["Eve"]


def test_users_are_reminded_until_they_have_read_it(house: House) -> None:
    users = house.ports, accounts.operator()
    made = accounts.add_user(*users, "Ada", ("quality",), email="ada@exemple.ca")
    record = approved(house)
    assert "ada@exemple.ca" not in sent(house)
    assert [day for day in range(1, 9) if "ada@exemple.ca" in morning(house)] == [7]
    acknowledge(house.ports, Caller(made.number, "Ada", "quality", "page"), record.number)
    assert "ada@exemple.ca" not in morning(house, days=7)
    asked = ask_reminders(house.ports, house.registrar.communications, record.number)
    assert asked.reminded_at == house.clock()
    assert "ada@exemple.ca" not in sent(house)
    with pytest.raises(Conflict):
        ask_reminders(house.ports, house.registrar.communications, record.number)


def test_a_version_takes_the_place_of_the_one_before_on_its_day(house: House) -> None:
    desk = house.registrar.communications
    first, second = approved(house), approved(house, "Soyez bref.", days=2)
    standings = [one.standing for one in (read_policy(house.ports, desk, first.number),)]
    morning(house)
    standings += [read_policy(house.ports, desk, one.number).standing for one in (first, second)]
    morning(house)
    after = {one.number: one.step for one in list_policies(house.ports, desk)}
    assert standings == ["in_force", "in_force", "coming"]
    assert after == {first.number: "replaced", second.number: "approved"}
    shown = read_policy(house.ports, desk, second.number)
    assert (shown.standing, shown.before.number if shown.before else 0) == ("in_force", first.number)
    assert [piece.words for piece in shown.differences[0].lines[0] if piece.change == "added"] == ["bref"]
    assert read_policy(house.ports, desk, first.number).content.text == "Soyez courtois."


def test_a_replaced_version_is_acknowledged_by_nobody_s_old_link(house: House) -> None:
    responsable(house, "Ana")
    approved(house)
    sent(house)
    old = secret(house, "ana@exemple.ca")
    approved(house, "Soyez bref.")
    with pytest.raises(NotFound):
        acknowledge_by_link(house.ports, old)
    assert sent(house) == ["ana@exemple.ca"]


def test_whoever_wrote_a_draft_does_not_approve_it_and_another_draft_takes_its_place(house: House) -> None:
    desk, legal = house.registrar.communications, house.registrar.legal
    first = drafted(house)
    with pytest.raises(NotAllowed) as refused:
        approve_policy(house.ports, desk, first.number)
    assert refused.value.code == "FOUR_EYES"
    second = drafted(house, "Soyez bref.")
    with pytest.raises(Conflict):
        approve_policy(house.ports, legal, first.number)
    assert approve_policy(house.ports, legal, second.number).version == first.version
    with pytest.raises(NotAllowed):
        approve_policy(house.ports, house.publisher, second.number)


LINE = ModerationLine("hide", "Injure")


@pytest.mark.parametrize(
    ("name", "content", "pointer"),
    [
        ("netiquette", PolicyContent(), "/content"),
        ("netiquette", PolicyContent(text="a", pdf=b"%PDF-"), "/content"),
        ("netiquette", PolicyContent(pdf=b"MZ"), "/file"),
        ("netiquette", PolicyContent(text="TREJ 1234 5678"), "/content"),
        ("netiquette", PolicyContent(text="a" * 60_001), "/content"),
        ("moderation", PolicyContent(text="a"), "/hide"),
        ("moderation", PolicyContent(lines=(replace(LINE, words="a" * 301),)), "/hide"),
        ("moderation", PolicyContent(lines=(LINE,) * 501), "/hide"),
    ],
)
def test_what_a_version_cannot_say_is_named(
    house: House, name: str, content: PolicyContent, pointer: str
) -> None:
    with pytest.raises(Invalid) as refused:
        drafted(house, name=name, content=content)
    assert next(fault.pointer.partition("/0")[0] for fault in refused.value.faults) == pointer


def test_what_changed_must_be_said_from_the_second_version_on(house: House) -> None:
    drafted(house, changed="")
    approved(house)
    with pytest.raises(Invalid):
        drafted(house, changed=" ")


def test_the_journal_and_the_log_have_each_step(house: House) -> None:
    responsable(house, "Ana")
    record = approved(house)
    sent(house)
    acknowledge_by_link(house.ports, secret(house, "ana@exemple.ca"))
    seen = {one.action for one in house.ports.store.list_accesses(None, 100)}
    assert {"policy_drafted", "policy_approved", "policy_sent", "policy_acknowledged"} <= seen
    with house.ports.store.reading() as reader:
        leaves = reader.leaves_about(("policy_approved",), {("policy", record.number)})
    assert len(leaves) == 1
