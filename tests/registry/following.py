"""A house that publishes: people with papers in force, posts, mail, and mornings that pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.registry import accounts
from service.registry.account_records import Caller
from service.registry.consent_records import ConsentRecord, Outcomes, SignatureRecord
from service.registry.consents import NewConsent, confirm_consent, register_consent
from service.registry.corner import CornerContact
from service.registry.corner_visits import CornerVisit
from service.registry.delivering import do_courriel
from service.registry.jobs import Doing, Doings
from service.registry.judging import Asked
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.ports import Ports
from service.registry.post_records import PostRecord, TakedownRecord
from service.registry.post_review import WALK, do_posts_review
from service.registry.publishing import NewPost, publish_post, register_post
from service.registry.questions import Question, Who
from service.storage.store import SqlStore
from tests.promises.registrar import Registrar, open_registrar
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.stores import made_folder, sqlite_store, sqlite_url
from tests.support.work import do_due_jobs

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]

DOINGS: Doings = {"courriel": Doing(do_courriel), WALK.kind: Doing(do_posts_review, long=True)}
URL = "https://exemple.qc.ca/p/1"


@dataclass(frozen=True, slots=True)
class House:
    """A registrar, a publisher with an address, a box of what was sent, and a clock."""

    registrar: Registrar
    ports: Ports
    clock: MovableClock
    box: PostBox
    publisher: Caller

    def known(self, name: str, **more: object) -> PersonRecord:
        """Register an adult with a courriel of their own."""
        email = f"{name.lower()}@exemple.ca"
        born = self.registrar.day.replace(year=1984, month=3, day=27)
        fields = {"birth_date": born, "email": email, **more}
        new = NewPerson(Names(name), (RolePeriod("user"),), **fields)  # type: ignore[arg-type] # fields of a person
        return register_person(self.ports, self.registrar.communications, new)

    def signed(self, name: str, *limits: str, **more: object) -> PersonRecord:
        """Register an adult whose paper is in force."""
        person = self.known(name)
        answer = "yes_with_limits" if limits else "yes"
        self.registrar.in_force(person, answer, limits=limits, **more)  # type: ignore[arg-type] # one of the answers
        return person

    def on_both(self, person: PersonRecord) -> ConsentRecord:
        """Add a paper in force for Facebook and for Instagram."""
        uses = [Outcomes(("photo",), (one,), ("information",), "yes") for one in ("facebook", "instagram")]
        signed = SignatureRecord("self", person.names.display, self.registrar.day, "paper")
        desk = self.registrar.communications
        paper = NewConsent(person.number, "adult", "fr", (signed,), tuple(uses))
        number = register_consent(self.ports, desk, paper).id
        return confirm_consent(self.ports, desk, number, verified=True)

    def new(self, *people: PersonRecord, text: str = "Merci!", days: int = 0, **more: object) -> NewPost:
        """Write a post that shows these people, on a coming day."""
        on = self.registrar.day + timedelta(days=days)
        who = tuple(Who(name=one.names.display, birth_date=one.birth_date) for one in people)
        question = Question("photo", ("facebook",), "information", on)
        return NewPost(Asked(who, question), text, **more)  # type: ignore[arg-type] # fields of a post

    def cleared(self, *people: PersonRecord, **more: object) -> PostRecord:
        return register_post(self.ports, self.publisher, self.new(*people, **more))  # type: ignore[arg-type] # as above

    def out(self, *people: PersonRecord, **more: object) -> PostRecord:
        """Publish a post."""
        post = self.cleared(*people, **more)
        return publish_post(self.ports, self.publisher, post.number, URL, self.clock())

    def post(self, number: int) -> PostRecord:
        with self.ports.store.reading() as reader:
            post = reader.load_post(number)
        assert post is not None
        return post

    def takedowns(self) -> tuple[TakedownRecord, ...]:
        with self.ports.store.reading() as reader:
            return reader.list_takedowns("open", 0, 100_000)

    def morning(self, days: int = 1) -> list[tuple[str, str]]:
        """Let days pass; return who was written to, and under which subject."""
        self.clock.pass_by(days=days)
        return self.sent()

    def sent(self) -> list[tuple[str, str]]:
        """Do what is due, and return what that sent."""
        self.box.letters.clear()
        do_due_jobs(self.ports, DOINGS)
        return sorted((one.to, one.subject) for one in self.box.letters)

    def corner(self, email: str) -> CornerVisit:
        """Come into the corner of an address, as a code lets one."""
        return CornerVisit(b"", CornerContact("courriel", email), "")


@pytest.fixture
def house(sqlite_store: SqlStore, tmp_path: Path) -> House:
    """A house whose walk is due each morning."""
    clock, box = MovableClock(), PostBox()
    ports = replace(make_ports(sqlite_store, tmp_path, clock), messenger=box)
    registrar = open_registrar(ports)
    user = accounts.add_user(ports, accounts.operator(), "Publi", ("publisher",), email="publi@exemple.ca")
    WALK.ensure(ports)
    return House(registrar, ports, clock, box, Caller(user.number, "Publi", "publisher", "page"))
