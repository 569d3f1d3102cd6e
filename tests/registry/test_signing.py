"""Signing on screen, as use cases: links are inert, codes run out, signers come in order, a no is a no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.registry import accounts, signing, signing_invitations, signing_links, signing_newcomers
from service.registry.account_records import Caller
from service.registry.codes import TRIES
from service.registry.consent_records import ConsentRecord
from service.registry.consents import confirm_consent
from service.registry.delivering import do_text, letter_of
from service.registry.errors import Conflict, Invalid, NotFound
from service.registry.files import File
from service.registry.job_records import JobRecord
from service.registry.people import NewPerson, record_capacity, register_person
from service.registry.people_records import CapacityRecord, Names, PersonRecord, RolePeriod
from service.registry.ports import Ports
from service.registry.signing_contacts import Contact, ways_to_tell
from service.registry.signing_copies import MOST_COPIES, send_copy
from service.registry.signing_ink import Inked
from service.registry.signing_invitations import NewPoster, Presence
from service.registry.signing_links import NewLink, WrongCode
from service.registry.signing_reading import read_signing
from service.registry.signing_reminders import remind_or_end
from service.registry.signing_sessions import SigningSession, digest_of, read_session
from service.settings import load_settings
from service.storage.opening import open_store
from tests.support.answers import ANSWERS as YES
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.stores import KEK, copy_folder, made_folder

__all__ = ["made_folder"]

DESK = Caller(1, "Communications", "communications", "page")
INK = Inked("Zoé Côté")
PARENT_INK = Inked("Marie Côté")
PHONE = "418 555-0171"
EMAIL = "zoe@exemple.qc.ca"


NO_TEXTS = PostBox(frozenset({"courriel"}))


@dataclass(frozen=True, slots=True)
class Office:
    """A registry with a clock that tests move."""

    ports: Ports
    clock: MovableClock

    def person(self, born: str | None = "1984-03-27", **more: object) -> PersonRecord:
        """Register someone."""
        day = None if born is None else self.clock().date().fromisoformat(born)
        known = {"email": EMAIL, "phone": PHONE, "adult_attested": born is None, **more}
        new = NewPerson(Names("Zoé Côté"), (RolePeriod("user"),), birth_date=day, **known)  # type: ignore[arg-type] # fields
        return register_person(self.ports, DESK, new)

    def file(self, person: PersonRecord) -> File:
        """Read a file."""
        with self.ports.store.reading() as reader:
            file = reader.load_file(person.number)
        assert file
        return file

    def consents(self, person: PersonRecord) -> tuple[ConsentRecord, ...]:
        """List what a person signed."""
        return self.file(person).consents

    def tablet(
        self, person: PersonRecord, family: str = "adult", presence: Presence | None = None
    ) -> SigningSession:
        """Hand the tablet over."""
        asked = (family, None)
        secret = signing_invitations.begin_on_tablet(
            self.ports, DESK, person.number, asked, presence or Presence()
        )
        return read_session(self.ports, secret)

    def sign(self, session: SigningSession, **answers: str) -> SigningSession:
        """Answer and sign; an empty answer leaves the question out."""
        given = {key: value for key, value in {**YES, **answers}.items() if value}
        signers = read_signing(self.ports, session).slot.signers
        answered = signing.answer(self.ports, session, given, "fr")
        return signing.sign(self.ports, answered, INK if "self" in signers else PARENT_INK)

    def link(
        self, person: PersonRecord, family: str = "adult", then: Contact | None = None, **more: str
    ) -> str:
        """Send a link and return its secret, read in the messages that wait."""
        contact = Contact(more.get("email", EMAIL), more.get("phone", PHONE))
        new = NewLink(family, contact, more.get("code_by", "text"), then)  # type: ignore[arg-type] # a way
        signing_links.invite_by_link(self.ports, DESK, person.number, new)
        return self.last_word("path").removeprefix("/signer/")

    def without_texts(self) -> Office:
        """The same registry, with no text gateway."""
        return replace(self, ports=replace(self.ports, messenger=NO_TEXTS))

    def last_word(self, blank: str) -> str:
        """Return a word of the last message that has it."""
        return [job.details[f"word.{blank}"] for job in self.jobs() if f"word.{blank}" in job.details][-1]

    def jobs(self) -> list[JobRecord]:
        """List what waits to be done, whenever it is due."""
        far = self.clock() + timedelta(days=100)
        with self.ports.store.writing() as writer:
            jobs = writer.take_jobs(far, far, 100)
        return sorted(jobs, key=lambda job: job.number)

    def open(self, secret: str) -> SigningSession:
        """Ask for a code, read it, open the link."""
        signing_links.send_code(self.ports, secret)
        return read_session(self.ports, signing_links.open_link(self.ports, secret, self.last_word("code")))


@pytest.fixture
def office(made_folder: Path, tmp_path: Path) -> Iterator[Office]:
    """A registry of its own for each test."""
    folder = tmp_path / "data"
    settings = load_settings({"AVAL_DATA_DIR": str(folder)})
    assert settings.data_dir == folder
    store = open_store(copy_folder(made_folder, folder), KEK)
    clock = MovableClock()
    yield Office(make_ports(store, folder, clock), clock)
    store.close()


def test_signed_before_someone_who_checked_it_is_in_force_at_once(office: Office) -> None:
    person = office.person()
    done = office.sign(office.tablet(person), promotion_site="yes_with_limits", limit_back_only="yes")
    (consent,) = office.consents(person)
    assert (done.stage, done.consent, done.answers) == ("signed", consent.id, ())
    assert (consent.state, consent.confirmed_by) == ("confirmed", DESK.user)
    assert [(one.name, one.method, one.verified) for one in consent.signatures] == [
        ("Zoé Côté", "typed", True)
    ]
    granted = {
        (block.answer, medium, channel)
        for block in consent.outcomes
        for medium in block.media
        for channel in block.channels
        if block.answer != "no"
    }
    assert ("yes", "photo", "facebook") in granted
    assert ("yes_with_limits", "photo", "web_site") in granted
    assert {medium for _, medium, _ in granted} == {"photo"}
    assert consent.limits == ("back_only",)
    (screen,) = consent.screen
    assert (screen.identified, screen.staff, screen.typed_name) == ("in_presence", DESK.user, "Zoé Côté")
    assert dict(screen.answers)["promotion_site"] == "yes_with_limits"
    assert screen.text_sha256 == consent.text_sha256


def test_where_nobody_checked_who_signs_communications_look_first(office: Office) -> None:
    person = office.person()
    office.sign(office.tablet(person, presence=Presence(identity_checked=False)))
    (consent,) = office.consents(person)
    assert (consent.state, consent.signatures[0].verified) == ("signed", False)


@pytest.mark.parametrize(
    ("way", "phone", "state"),
    [
        ("text", PHONE, "confirmed"),
        ("text", "418 555-0199", "signed"),
    ],
)
def test_a_code_to_a_contact_in_the_file_identifies(office: Office, way: str, phone: str, state: str) -> None:
    person = office.person()
    office.sign(office.open(office.link(person, code_by=way, phone=phone)))
    (consent,) = office.consents(person)
    assert (consent.state, consent.screen[0].identified) == (state, "code_by_text")
    assert consent.screen[0].sent_to in {"71", "99"}


def test_a_code_told_by_telephone_opens_and_the_link_is_shown_to_nobody(office: Office) -> None:
    person = office.person()
    new = NewLink("adult", Contact(EMAIL), "told")
    sent = signing_links.invite_by_link(office.ports, DESK, person.number, new)
    assert len(sent.code) == 6
    secret = office.last_word("path").removeprefix("/signer/")
    assert secret not in repr(sent)
    office.sign(read_session(office.ports, signing_links.open_link(office.ports, secret, sent.code)))
    assert office.consents(person)[0].state == "confirmed"


def test_five_wrong_codes_spend_the_code_and_the_right_one_no_longer_opens(office: Office) -> None:
    secret = office.link(office.person())
    signing_links.send_code(office.ports, secret)
    right = office.last_word("code")
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for tried in range(TRIES):
        with pytest.raises(WrongCode) as refused:
            signing_links.open_link(office.ports, secret, wrong)
        assert refused.value.spent is (tried + 1 == TRIES)
    with pytest.raises(WrongCode):
        signing_links.open_link(office.ports, secret, right)
    assert office.open(secret).stage == "answering"


def test_a_code_sent_runs_out_after_ten_minutes_and_serves_once(office: Office) -> None:
    secret = office.link(office.person())
    signing_links.send_code(office.ports, secret)
    code = office.last_word("code")
    office.clock.pass_by(minutes=10)
    with pytest.raises(WrongCode):
        signing_links.open_link(office.ports, secret, code)
    signing_links.send_code(office.ports, secret)
    code = office.last_word("code")
    signing_links.open_link(office.ports, secret, code)
    with pytest.raises(WrongCode):
        signing_links.open_link(office.ports, secret, code)


def test_a_link_never_has_more_than_ten_codes(office: Office) -> None:
    secret = office.link(office.person())
    for _ in range(signing_links.MOST_CODES):
        signing_links.send_code(office.ports, secret)
    with pytest.raises(WrongCode):
        signing_links.send_code(office.ports, secret)


def test_reading_a_link_changes_nothing(office: Office) -> None:
    secret = office.link(office.person())
    before = office.jobs()
    with office.ports.store.reading() as reader:
        ticket = reader.load_ticket(digest_of(secret))
    for _ in range(10):
        assert signing_links.find_link(office.ports, secret).masked == "71"
    with office.ports.store.reading() as reader:
        assert reader.load_ticket(digest_of(secret)) == ticket
    assert [job.number for job in office.jobs()] == [job.number for job in before]


def test_links_that_open_nothing_are_alike(office: Office) -> None:
    secret = office.link(office.person())
    office.sign(office.open(secret))
    for gone in (secret, "rien", ""):
        with pytest.raises(NotFound):
            signing_links.find_link(office.ports, gone)
        with pytest.raises(NotFound):
            signing_links.open_link(office.ports, gone, "000000")


def test_a_young_person_answers_first_and_alone_then_a_parent(office: Office) -> None:
    person = office.person("2010-05-05")
    first = office.tablet(person, "minor", Presence(then_checked=True))
    asked = read_signing(office.ports, first)
    assert (asked.slot.key, asked.asked.signers, asked.asked.wishes) == ("signature_self", (), ())
    then = office.sign(first, promotion_social="no", training="yes", covers_health="yes")
    (draft,) = office.consents(person)
    assert (then.stage, then.answers, draft.state) == ("next", (), "draft")
    parent = signing.begin_next(office.ports, then)
    asked = read_signing(office.ports, parent)
    assert [use.key for use in asked.asked.uses] == ["information_site", "training"]
    office.sign(parent, training="no", signer_parent="yes", no_known_disagreement="yes")
    (consent,) = office.consents(person)
    assert [one.signer for one in consent.signatures] == ["self", "parent"]
    granted = {purpose for block in consent.outcomes if block.answer == "yes" for purpose in block.purposes}
    assert (consent.state, granted, consent.covers_health) == ("confirmed", {"information"}, False)
    assert office.file(person).legal.checks[-1].status == "pending"


def test_a_second_visit_by_the_same_link_does_not_sign_for_the_parent(office: Office) -> None:
    person = office.person("2010-05-05")
    secret = office.link(person, "minor", then=Contact("parent@exemple.qc.ca", "418 555-0180"))
    first, second = office.open(secret), office.open(secret)
    assert office.sign(first).stage == "passed"
    _sees_no_more(office, second)
    (draft,) = office.consents(person)
    assert [(one.signer, draft.state) for one in draft.signatures] == [("self", "draft")]


def _sees_no_more(office: Office, session: SigningSession) -> None:
    with pytest.raises(NotFound):
        read_signing(office.ports, session)
    with pytest.raises(NotFound):
        office.sign(session, signer_parent="yes", no_known_disagreement="yes")
    with pytest.raises(NotFound):
        signing.refuse(office.ports, session)


def test_a_wrong_persons_open_visit_is_not_believed_once_the_contact_is_corrected(office: Office) -> None:
    person = office.person()
    stranger = office.open(office.link(person, phone="418 555-0199"))
    answered = signing.answer(office.ports, stranger, YES, "fr")
    (invitation,) = signing_invitations.list_invitations(office.ports, DESK)
    signing_links.send_again(office.ports, DESK, invitation.number, Contact(EMAIL, PHONE), "text")
    with pytest.raises(NotFound):
        signing.sign(office.ports, answered, INK)
    _sees_no_more(office, stranger)
    assert office.consents(person) == ()


def test_taking_up_on_a_tablet_ends_the_visits_before_it(office: Office) -> None:
    person = office.person()
    visits = [office.open(office.link(person, phone="418 555-0199"))]
    (invitation,) = signing_invitations.list_invitations(office.ports, DESK)
    for checked in (False, True):
        presence = Presence(identity_checked=checked)
        secret = signing_invitations.resume_on_tablet(office.ports, DESK, invitation.number, presence)
        visits.append(read_session(office.ports, secret))
    for ended in visits[:-1]:
        _sees_no_more(office, ended)
    office.sign(visits[-1])
    assert office.consents(person)[0].state == "confirmed"


def test_who_signs_next_on_the_tablet_takes_over_nothing_once_a_link_went_out(office: Office) -> None:
    person = office.person("2010-05-05")
    left = office.sign(office.tablet(person, "minor"))
    (invitation,) = signing_invitations.list_invitations(office.ports, DESK)
    signing_links.send_again(office.ports, DESK, invitation.number, Contact(EMAIL, PHONE), "text")
    with pytest.raises(NotFound):
        signing.begin_next(office.ports, left)
    with pytest.raises(NotFound):
        signing.answer(office.ports, left, YES, "fr")


@pytest.mark.parametrize(("checked", "state"), [(False, "signed"), (True, "confirmed")])
def test_who_signs_next_on_the_tablet_is_believed_only_if_checked_too(
    office: Office, *, checked: bool, state: str
) -> None:
    person = office.person("2010-05-05")
    presence = Presence(document_shown="Passeport", then_checked=checked)
    then = office.sign(office.tablet(person, "minor", presence))
    parent = signing.begin_next(office.ports, then)
    office.sign(parent, signer_parent="yes", no_known_disagreement="yes")
    (consent,) = office.consents(person)
    assert (consent.state, [one.verified for one in consent.signatures]) == (state, [True, checked])
    seen = [(screen.identified, screen.document_shown) for screen in consent.screen]
    assert seen[1] == (("in_presence", "Passeport") if checked else ("not_identified", ""))


def test_a_no_to_everything_keeps_no_first_day_and_no_last(office: Office) -> None:
    person = office.person()
    day = (office.clock().date() + timedelta(days=30)).isoformat()
    no = dict.fromkeys([key for key in YES if key != "media_photo"], "no")
    office.sign(office.tablet(person), **no, valid_from=day, valid_until=day)
    (consent,) = office.consents(person)
    assert {block.answer for block in consent.outcomes} == {"no"}
    assert (consent.state, consent.valid_from, consent.valid_until) == ("confirmed", None, None)


def test_the_parent_cannot_sign_before_the_young_person(office: Office) -> None:
    person = office.person("2010-05-05")
    session = office.tablet(person, "minor")
    assert signing.begin_next(office.ports, session).stage == "answering"
    with pytest.raises(NotFound):
        signing.sign(office.ports, session, INK)
    office.sign(session, signer_parent="yes")
    (draft,) = office.consents(person)
    assert [(one.signer, draft.state) for one in draft.signatures] == [("self", "draft")]
    with pytest.raises(Conflict):
        confirm_consent(office.ports, DESK, draft.id, verified=True)


def test_a_young_persons_no_closes_the_request_and_asks_no_parent(office: Office) -> None:
    person = office.person("2010-05-05", phone=PHONE)
    secret = office.link(person, "minor", then=Contact("parent@exemple.qc.ca", "418 555-0180"))
    session = office.open(secret)
    refused = signing.refuse(office.ports, session)
    file = office.file(person)
    assert (refused.stage, file.person.minority.minor_wish) == ("refused", "refuses")
    assert {block.answer for block in file.consents[0].outcomes} == {"no"}
    assert file.consents[0].state == "confirmed"
    assert not [job for job in office.jobs() if job.details.get("to") == "parent@exemple.qc.ca"]
    with pytest.raises(NotFound):
        signing_links.find_link(office.ports, secret)


def test_a_parent_is_sent_a_link_of_their_own_after_the_young_person(office: Office) -> None:
    person = office.person("2010-05-05")
    first = office.link(person, "minor", then=Contact("parent@exemple.qc.ca", "418 555-0180"))
    assert office.sign(office.open(first)).stage == "passed"
    second = office.last_word("path").removeprefix("/signer/")
    assert second != first
    (sent,) = [job for job in office.jobs() if job.details.get("to") == "parent@exemple.qc.ca"]
    assert sent.kind == "courriel"
    office.sign(office.open(second), signer_parent="yes", no_known_disagreement="yes")
    (consent,) = office.consents(person)
    assert [one.verified for one in consent.signatures] == [True, False]
    assert consent.state == "signed"


def test_under_fourteen_a_parent_signs_and_the_childs_no_counts(office: Office) -> None:
    person = office.person("2016-05-05")
    session = office.tablet(person, "minor")
    with pytest.raises(Invalid) as missing:
        signing.answer(office.ports, session, YES, "fr")
    assert [fault.pointer for fault in missing.value.faults] == ["/wish", "/signer"]
    office.sign(session, signer_parent="yes", wish_refuses="yes", no_known_disagreement="yes")
    file = office.file(person)
    assert file.person.minority.minor_wish == "refuses"
    assert {block.answer for block in file.consents[0].outcomes} == {"no"}


@pytest.mark.parametrize(
    ("typed", "state"),
    [("Zoé Côté", "confirmed"), ("zoe cote", "confirmed"), ("Zoé", "confirmed"), ("Bob", "signed")],
)
def test_another_name_than_one_s_own_waits_for_communications(office: Office, typed: str, state: str) -> None:
    person = office.person()
    session = office.tablet(person)
    signing.sign(office.ports, signing.answer(office.ports, session, YES, "fr"), Inked(typed))
    (consent,) = office.consents(person)
    assert consent.state == state


def test_a_representative_signs_with_the_proof_shown(office: Office) -> None:
    person = office.person()
    record_capacity(office.ports, DESK, person.number, CapacityRecord("tutorship"))
    presence = Presence(document_shown="Jugement de 2019", evidence="judgment")
    session = office.tablet(person, "represented-adult", presence)
    office.sign(session, signer_tutor_person="yes", wish_agrees="yes")
    (consent,) = office.consents(person)
    assert [(one.signer, one.evidence) for one in consent.signatures] == [("tutor_person", "judgment")]
    assert consent.state == "confirmed"


def test_a_proof_nobody_saw_waits_for_communications(office: Office) -> None:
    person = office.person()
    record_capacity(office.ports, DESK, person.number, CapacityRecord("tutorship"))
    session = office.tablet(person, "represented-adult")
    office.sign(session, signer_tutor_person="yes", wish_agrees="yes")
    (consent,) = office.consents(person)
    assert (consent.state, consent.signatures[0].evidence) == ("signed", "declared")


def test_refusing_is_recorded_at_once_and_asks_no_reason(office: Office) -> None:
    person = office.person()
    signing.refuse(office.ports, office.tablet(person))
    (consent,) = office.consents(person)
    assert consent.state == "confirmed"
    assert {block.answer for block in consent.outcomes} == {"no"}
    assert consent.signatures[0].name == "Zoé Côté"


def test_signing_twice_signs_once(office: Office) -> None:
    person = office.person()
    session = signing.answer(office.ports, office.tablet(person), YES, "fr")
    again = [signing.sign(office.ports, session, INK) for _ in range(2)]
    assert again[0].consent == again[1].consent
    assert len(office.consents(person)) == 1


def test_a_tablet_forgets_after_five_minutes_and_after_the_end(office: Office) -> None:
    secret = signing_invitations.begin_on_tablet(
        office.ports, DESK, office.person().number, ("adult", None), Presence()
    )
    session = read_session(office.ports, secret)
    signing.answer(office.ports, session, YES, "fr")
    office.clock.pass_by(minutes=4)
    assert read_session(office.ports, secret).answers
    office.clock.pass_by(minutes=5)
    with pytest.raises(NotFound):
        read_session(office.ports, secret)


def test_what_was_drawn_is_kept_sealed_under_the_person(office: Office) -> None:
    person = office.person()
    session = signing.answer(office.ports, office.tablet(person), YES, "fr")
    signing.sign(office.ports, session, replace(INK, drawn=DRAWN))
    (consent,) = office.consents(person)
    assert consent.signatures[0].method == "drawn"
    assert office.ports.blobs.get(person.number, consent.screen[0].drawn or "") == DRAWN


@dataclass(slots=True)
class Drawer:
    """Drawings kept, and what comes in between."""

    kept: dict[str, bytes]
    between: Callable[[], object] = lambda: None

    def put(self, _person: int, name: str, content: bytes) -> None:
        self.kept[name] = content
        self.between()

    def get(self, _person: int, name: str) -> bytes:
        return self.kept[name]

    def remove(self, _person: int, name: str) -> None:
        del self.kept[name]


DRAWN = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (300).to_bytes(4, "big") + (90).to_bytes(4, "big") + b"..."


def test_a_drawing_that_no_signature_names_is_not_kept(office: Office) -> None:
    drawer, inked, person = Drawer({}), replace(INK, drawn=DRAWN), office.person()
    ports = replace(office.ports, blobs=drawer)
    session = office.tablet(person)
    for _ in range(5):
        with pytest.raises(NotFound):
            signing.sign(ports, session, inked)
    assert drawer.kept == {}
    answered = signing.answer(ports, session, YES, "fr")
    for _ in range(3):
        signing.sign(ports, answered, inked)
    assert list(drawer.kept) == [office.consents(person)[0].screen[0].drawn]


def test_a_drawing_goes_again_when_the_invitation_ends_before_the_signature_is_kept(office: Office) -> None:
    answered = signing.answer(office.ports, office.tablet(office.person()), YES, "fr")
    number = answered.invitation
    drawer = Drawer({}, lambda: signing_invitations.end_invitation(office.ports, DESK, number))
    with pytest.raises(NotFound):
        signing.sign(replace(office.ports, blobs=drawer), answered, replace(INK, drawn=DRAWN))
    assert drawer.kept == {}


@pytest.mark.parametrize("drawn", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"x" * 300_000])
def test_no_drawing_but_a_small_picture_is_taken(office: Office, drawn: bytes) -> None:
    session = signing.answer(office.ports, office.tablet(office.person()), YES, "fr")
    with pytest.raises(Invalid):
        signing.sign(office.ports, session, replace(INK, drawn=drawn))


def poster(office: Office) -> int:
    day = office.clock().date()
    new = NewPoster("visitor", "fr", "Portes ouvertes", "Hall", day, day + timedelta(days=1))
    return signing_invitations.make_poster(office.ports, DESK, new).number


def test_whoever_comes_by_a_poster_is_a_new_person_and_waits(office: Office) -> None:
    number = poster(office)
    said = {"name": "Zoé Côté", "adult": "yes", "email": "z@exemple.ca", "role": "attendee"}
    known = office.person()
    secret = signing_newcomers.arrive(office.ports, number, said, "fr")
    yes = {key: value for key, value in YES.items() if key not in {"information_press", "training"}}
    session = signing.answer(office.ports, read_session(office.ports, secret), yes, "fr")
    done = signing.sign(office.ports, session, INK)
    with office.ports.store.reading() as reader:
        consent = reader.load_consent(done.consent)
    assert consent
    assert consent.person != known.number
    assert (consent.state, consent.activity) == ("signed", "Portes ouvertes")
    assert consent.screen[0].identified == "not_identified"


def test_whoever_refuses_at_a_poster_leaves_nothing(office: Office) -> None:
    said = {"name": "Ali Ben", "adult": "yes", "phone": PHONE, "role": "visitor"}
    secret = signing_newcomers.arrive(office.ports, poster(office), said, "fr")
    signing.refuse(office.ports, read_session(office.ports, secret))
    with office.ports.store.reading() as reader:
        assert [file.person.number for file in reader.each_file()] == []


def test_a_minor_at_a_poster_is_told_to_see_someone(office: Office) -> None:
    said = {"name": "Léa", "birth_date": "2012-01-01", "phone": PHONE, "role": "visitor"}
    with pytest.raises(signing_newcomers.TooYoung):
        signing_newcomers.arrive(office.ports, poster(office), said, "fr")


def test_a_poster_ends_with_its_last_day(office: Office) -> None:
    number = poster(office)
    office.clock.pass_by(days=2)
    with pytest.raises(NotFound):
        signing_newcomers.read_poster(office.ports, number)


def test_reminders_bring_a_new_link_twice_and_the_fourteenth_day_ends_it(office: Office) -> None:
    secrets = [office.link(office.person())]
    for days in (3, 4):
        office.clock.pass_by(days=days)
        due = [job for job in office.jobs() if job.kind == signing_links.DUE][-1]
        assert due.due_at == office.clock()
        for _ in range(2):
            remind_or_end(office.ports, due)
        secrets.append(office.last_word("path").removeprefix("/signer/"))
    assert len(set(secrets)) == 3
    for gone in secrets[:-1]:
        with pytest.raises(NotFound):
            signing_links.find_link(office.ports, gone)
    assert not signing_links.find_link(office.ports, secrets[-1]).code_sent
    office.clock.pass_by(days=7)
    due = [job for job in office.jobs() if job.kind == signing_links.DUE][-1]
    remind_or_end(office.ports, due)
    assert signing_invitations.list_invitations(office.ports, DESK) == ()
    with pytest.raises(NotFound):
        signing_links.find_link(office.ports, secrets[-1])


@pytest.mark.parametrize(("disabled", "letters"), [(False, 1), (True, 0)])
def test_whoever_asked_hears_once_that_a_link_ended_and_the_courriel_names_nobody(
    office: Office, *, disabled: bool, letters: int
) -> None:
    user = accounts.add_user(
        office.ports, accounts.operator(), "Ana", ("communications",), email="ana@exemple.qc.ca"
    )
    if disabled:
        accounts.change_user(office.ports, accounts.operator(), user.number, disabled=True)
    asker = replace(DESK, user=user.number)
    new = NewLink("adult", Contact(EMAIL, PHONE), "text")
    sent = signing_links.invite_by_link(office.ports, asker, office.person().number, new)
    for days in (3, 4, 7):
        office.clock.pass_by(days=days)
        due = [job for job in office.jobs() if job.kind == signing_links.DUE][-1]
        for _ in range(2):
            remind_or_end(office.ports, due)
    told = [letter_of(office.ports, job) for job in office.jobs() if job.details.get("to") == user.email]
    assert len(told) == letters
    for letter in told:
        assert letter.subject == "Une demande de signature est terminée"
        assert office.ports.references.open("invitation", letter.path.rpartition("/")[2])[0] == (
            sent.invitation.number
        )
        assert "Zoé" not in " ".join((letter.subject, *letter.paragraphs, letter.button))


def test_an_answered_link_ends_without_a_word_to_whoever_asked(office: Office) -> None:
    user = accounts.add_user(office.ports, accounts.operator(), "Ana", ("communications",), email="a@b.ca")
    new = NewLink("adult", Contact(EMAIL, PHONE), "text")
    asker = replace(DESK, user=user.number)
    signing_links.invite_by_link(office.ports, asker, office.person().number, new)
    office.sign(office.open(office.last_word("path").removeprefix("/signer/")))
    office.clock.pass_by(days=14)
    for due in [job for job in office.jobs() if job.kind == signing_links.DUE]:
        remind_or_end(office.ports, due)
    assert [job for job in office.jobs() if job.details.get("to") == user.email] == []


def test_without_a_text_gateway_no_code_by_text_is_offered_or_taken(office: Office) -> None:
    person, plain = office.person(), office.without_texts()
    assert (ways_to_tell(office.ports), ways_to_tell(plain.ports)) == (("text", "told"), ("told",))
    with pytest.raises(Invalid) as refused:
        plain.link(person)
    assert [fault.pointer for fault in refused.value.faults] == ["/code_by"]
    sent = signing_links.invite_by_link(
        plain.ports, DESK, person.number, NewLink("adult", Contact(EMAIL), "told")
    )
    with pytest.raises(Invalid):
        signing_links.send_again(plain.ports, DESK, sent.invitation.number, Contact(EMAIL, PHONE), "text")


def test_where_the_gateway_is_gone_since_the_link_was_sent_no_code_is_drawn(office: Office) -> None:
    secret, plain = office.link(office.person()), office.without_texts()
    waiting = len(office.jobs())
    assert not signing_links.find_link(plain.ports, secret).can_send
    with pytest.raises(Conflict):
        signing_links.send_code(plain.ports, secret)
    assert len(office.jobs()) == waiting
    assert not signing_links.find_link(office.ports, secret).code_sent


def test_a_copy_by_text_gives_the_number_and_where_to_find_ones_authorizations(office: Office) -> None:
    done = office.sign(office.tablet(office.person()))
    send_copy(office.ports, done, PHONE, "text")
    (job,) = [one for one in office.jobs() if one.kind == "text"]
    assert (job.details["to"], "word.receipt" in job.details) == ("+14185550171", False)
    box = PostBox()
    do_text(replace(office.ports, messenger=box), job)
    ((_, words),) = box.texts
    parts = [done.consent.replace("-", "")[start : start + 4] for start in range(0, 16, 4)]
    assert "-".join(parts) in words
    assert "https://aval.test/mes-autorisations" in words
    assert "Zoé" not in words


def test_copies_go_by_the_ways_that_are_open_three_times_at_most(office: Office) -> None:
    done = office.sign(office.tablet(office.person()))
    plain = office.without_texts()
    with pytest.raises(Conflict):
        send_copy(plain.ports, done, PHONE, "text")
    with pytest.raises(Invalid):
        send_copy(office.ports, done, "555", "text")
    for way in ("courriel", "text", "courriel"):
        send_copy(office.ports, done, EMAIL if way == "courriel" else PHONE, way)
    with pytest.raises(Conflict, match="TOO_MANY_COPIES"):
        send_copy(office.ports, done, PHONE, "text")
    assert len([job for job in office.jobs() if job.details.get("template") == "receipt"]) == MOST_COPIES
