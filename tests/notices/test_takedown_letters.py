"""Posts to take down: who is told, in one wording whatever the cause, again while late, and the receipt.

Seen to fail: with the letters kept in a transaction of their own, and with a cause among their words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from service.registry import accounts
from service.registry.consent_records import ConsentRecord
from service.registry.consents import suspend_consent
from service.registry.copies import NewCopy, add_copy
from service.registry.delivering import do_courriel
from service.registry.jobs import Doing, Doings
from service.registry.judging import Asked
from service.registry.people import change_person
from service.registry.people_records import PersonRecord
from service.registry.post_records import PostRecord
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.registry.recording import changing
from service.registry.takedown_letters import do_takedown_letters
from service.registry.takedown_receipts import JOB as RECEIPT
from service.registry.takedown_receipts import do_takedown_receipt
from service.registry.takedowns import (
    LETTERS,
    Removed,
    ask_takedowns,
    finish_takedown,
    list_due,
    list_takedowns,
    posts_touched,
    read_proof,
)
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.storage.store import SqlStore
from tests.promises.registrar import Registrar, open_registrar
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.work import do_due_jobs

NOON = datetime(2026, 10, 14, 16, tzinfo=UTC)
DOINGS: Doings = {
    LETTERS: Doing(do_takedown_letters),
    RECEIPT: Doing(do_takedown_receipt),
    "courriel": Doing(do_courriel),
}


@dataclass(frozen=True, slots=True)
class House:
    """A registry with its outbox, someone of communications, and two who publish, one on duty."""

    r: Registrar
    clock: MovableClock
    box: PostBox

    @property
    def question(self) -> Question:
        return Question("photo", ("facebook",), "information", self.r.day)

    def told(self) -> list[tuple[str, str]]:
        """Do what is due; return who was written to, and under which subject."""
        self.box.letters.clear()
        do_due_jobs(self.r.ports, DOINGS)
        return sorted((one.to, one.subject) for one in self.box.letters)

    def signed(self, name: str) -> tuple[PersonRecord, ConsentRecord]:
        person = self.r.adult(name)
        paper = self.r.in_force(person)
        email = f"{name.split(maxsplit=1)[0].lower()}@exemple.ca"
        return change_person(self.r.ports, self.r.communications, person.number, {"email": email}), paper

    def posted(self, person: PersonRecord, account: str | None = None) -> PostRecord:
        new = NewPost(Asked((Who(person=person.number),), self.question), account=account)
        post = register_post(self.r.ports, self.r.communications, new)
        url = f"https://exemple.ca/{post.number}"
        return publish_post(self.r.ports, self.r.communications, post.number, url, self.clock())

    def withdraw(self, paper: ConsentRecord, *, urgent: bool = False) -> None:
        said = NewWithdrawal(self.r.day, "person", "phone", urgent=urgent)
        withdraw_consent(self.r.ports, self.r.communications, paper.id, said)

    def finish_all(self) -> None:
        for one, _ in list_takedowns(self.r.ports, self.r.communications, "open"):
            finish_takedown(self.r.ports, self.r.communications, one.number, Removed(self.clock()))


@pytest.fixture
def house(sqlite_store: SqlStore, tmp_path: Path) -> House:
    clock, box = MovableClock(NOON), PostBox()
    ports = replace(make_ports(sqlite_store, tmp_path, clock), messenger=box)
    registrar = open_registrar(ports)
    for name, role in (("Ana", "communications"), ("Paul", "publisher"), ("Léo", "publisher")):
        accounts.add_user(ports, accounts.operator(), name, (role,), email=f"{name[0]}@exemple.ca")
    accounts.set_duty(ports, accounts.operator(), "P@exemple.ca", ("Page de la direction",))
    return House(registrar, clock, box)


def test_whoever_is_on_duty_for_the_page_is_told_at_once_and_nobody_else(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    post = house.posted(person, "page de la DIRECTION")
    house.withdraw(paper)
    told = [one for one in house.told() if "retirer" in one[1]]
    assert told == [("P@exemple.ca", "Publication à retirer d'ici le 15 octobre 2026, 12\N{NO-BREAK SPACE}h")]
    (letter,) = [one for one in house.box.letters if one.to == "P@exemple.ca"]
    assert str(post.url) in letter.paragraphs[1]
    assert "page de la DIRECTION" in letter.paragraphs[1]
    assert letter.path == "/publications-a-retirer"


def test_without_anyone_on_duty_all_of_communications_is_told(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    house.posted(person, "Autre page")
    house.withdraw(paper)
    assert [to for to, subject in house.told() if "retirer" in subject] == ["A@exemple.ca"]


def test_words_deadline_and_sender_are_one_whatever_the_cause(house: House) -> None:
    r = house.r
    child = r.child("Enfant Roy")
    papers = {cause: house.signed(f"{cause} Roy") for cause in ("Rose", "Marc")} | {
        "Enfant": (child, r.in_force(child))
    }
    r.checked(child, "none")
    causes: dict[str, Callable[[], object]] = {
        "Rose": lambda: house.withdraw(papers["Rose"][1]),
        "Marc": lambda: suspend_consent(r.ports, r.communications, papers["Marc"][1].id),
        "Enfant": lambda: r.checked(child, "active"),
    }
    letters = []
    for cause, happen in causes.items():
        post = house.posted(papers[cause][0], "Autre page")
        house.told()
        happen()
        house.told()
        (letter,) = [one for one in house.box.letters if one.to == "A@exemple.ca"]
        words = tuple(one.replace(post.url or "", "URL") for one in letter.paragraphs)
        without = (words[0], words[1].partition(" · ")[2], *words[2:])
        letters.append(replace(letter, mark="", paragraphs=without))
        house.finish_all()
    assert letters[0] == letters[1] == letters[2]


def test_what_is_late_is_told_at_the_deadline_then_each_day_until_it_is_done(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    house.posted(person, "Page de la direction")
    house.withdraw(paper)
    house.told()
    house.clock.pass_by(hours=23)
    assert house.told() == []
    for hours in (1, 24, 24):
        house.clock.pass_by(hours=hours)
        told = house.told()
        assert [to for to, _ in told] == ["A@exemple.ca", "P@exemple.ca"]
        assert all("retard" in subject for _, subject in told)
    house.finish_all()
    house.clock.pass_by(hours=24)
    assert [one for one in house.told() if "retard" in one[1]] == []


def test_an_urgent_withdrawal_gives_an_hour_also_to_what_was_listed_before(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    other, second = house.signed("Marc Roy")
    asked = Asked((Who(person=person.number), Who(person=other.number)), house.question)
    register_post(house.r.ports, house.r.communications, NewPost(asked, account="Page de la direction"))
    house.withdraw(paper)
    house.told()
    house.withdraw(second, urgent=True)
    told = [one for one in house.told() if "retirer" in one[1]]
    assert told == [("P@exemple.ca", "Publication à retirer d'ici le 14 octobre 2026, 13\N{NO-BREAK SPACE}h")]


def test_whoever_withdrew_is_told_once_all_is_done_what_is_removed_and_what_others_hold(
    house: House,
) -> None:
    person, paper = house.signed("Rose Roy")
    post = house.posted(person)
    elsewhere = NewCopy("elsewhere", "facebook", "https://ailleurs.ca/partage", house.clock())
    add_copy(house.r.ports, house.r.communications, post.number, elsewhere)
    house.withdraw(paper)
    assert not [one for one in house.told() if one[1] == "Vos publications sont retirées"]
    house.finish_all()
    house.clock.pass_by(hours=1)
    assert ("rose@exemple.ca", "Vos publications sont retirées") in house.told()
    (letter,) = [one for one in house.box.letters if one.to == "rose@exemple.ca"]
    assert f"{post.url} (14 octobre 2026)" in "".join(letter.paragraphs)
    assert "https://ailleurs.ca/partage" in "".join(letter.paragraphs)
    house.clock.pass_by(days=2)
    assert house.told() == []


def test_nobody_is_told_of_what_was_undone(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    house.posted(person)
    house.told()
    with pytest.raises(ZeroDivisionError):
        _ask_and_fail(house, paper)
    assert house.told() == []


def _ask_and_fail(house: House, paper: ConsentRecord) -> None:
    with changing(house.r.ports, house.r.communications) as change:
        ask_takedowns(change, posts_touched(change.writer, [paper.number]))
        raise ZeroDivisionError


def test_a_picture_that_shows_the_removal_is_kept_sealed_with_its_sha256(house: House) -> None:
    person, paper = house.signed("Rose Roy")
    house.posted(person)
    house.withdraw(paper)
    ((asked, _),) = list_takedowns(house.r.ports, house.r.communications, "open")
    picture = b"\x89PNG\r\n\x1a\n" + b"capture" * 9
    removed = Removed(house.clock(), "Capture", picture)
    done = finish_takedown(house.r.ports, house.r.communications, asked.number, removed)
    proof, content = read_proof(house.r.ports, house.r.communications, asked.number)
    assert (content, proof.media_type, proof.size) == (picture, "image/png", len(picture))
    assert done.proof_sha256 == proof.sha256 == sha256(picture).hexdigest()


def test_what_is_late_comes_first_then_what_is_due_first(house: House) -> None:
    papers = [house.signed(f"{name} Roy") for name in ("Rose", "Marc", "Ana")]
    posts = [house.posted(person).number for person, _ in papers]
    house.withdraw(papers[0][1])
    house.clock.pass_by(hours=2)
    house.withdraw(papers[1][1])
    house.withdraw(papers[2][1], urgent=True)
    found = list_due(house.r.ports, house.r.communications)
    assert [post.number for _, post in found] == [posts[2], posts[0], posts[1]]
    after = list_due(house.r.ports, house.r.communications, found[0][0].number, limit=1)
    assert [post.number for _, post in after] == [posts[0]]
