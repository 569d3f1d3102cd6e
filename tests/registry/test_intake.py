"""From a file handed in to authorizations in force: nothing lost, nothing twice, nothing without a human."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest

from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.documents import read_document
from service.registry.errors import Conflict, Invalid, Unavailable
from service.registry.intake import list_scans, read_received, receive_scan, set_aside, take_back
from service.registry.intake_confirming import Reviewed, confirm_scan, withdraw_by_scan
from service.registry.intake_reading import LEASE, Progress, do_read_scan, load_progress
from service.registry.jobs import DELAYS, is_stuck
from service.registry.mail_state import give_up
from service.registry.people import read_file
from service.registry.scans import ScanReading, Told
from service.registry.withdrawing import NewWithdrawal
from tests.support.ports import MovableClock
from tests.support.sheets import YES_ON_SITE, Filled, note, pages_for, stack
from tests.support.taken_in import DOINGS, taken_in
from tests.support.work import do_due_jobs
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

DAY = date(2026, 9, 1)
YES = {"outcomes": (Outcomes(("photo",), ("web_site",), ("information",), "yes"),)}


def reviewed(name: str, **more: object) -> Reviewed:
    return replace(Reviewed((SignatureRecord("self", name, DAY, "paper"),), YES), **more)  # type: ignore[arg-type] # its fields


def test_a_sheet_printed_for_someone_becomes_their_authorization_with_its_original(
    establishment: Establishment,
) -> None:
    person = establishment.person("Rose Numérisée")
    ports, caller = establishment.ports, establishment.users["communications"]
    content = stack(pages_for(ports, caller, YES_ON_SITE, person))
    (form,) = taken_in(establishment, content)
    assert (form.person, form.doubts, form.printed_for) == (person.number, (), True)
    assert form.boxes["information_site_yes"] == "yes"
    assert form.ink["signature_self"] is True
    assert set(form.dates) == {"person_birth_date", "signature_self_date"}
    consent = confirm_scan(ports, caller, form.number, reviewed("Rose Numérisée"))
    assert consent.state == "confirmed"
    document, kept = read_document(ports, caller, consent.id)
    assert sha256(kept).hexdigest() == sha256(content).hexdigest() == document.sha256
    transfer = document.transfer
    assert transfer
    assert (transfer.sha256, transfer.pages, transfer.whole) == (document.sha256, (1,), True)
    assert transfer.received_by == caller.user
    with pytest.raises(Conflict, match="ALREADY_DEALT_WITH"):
        confirm_scan(ports, caller, form.number, reviewed("Rose Numérisée"))


def test_of_a_stack_each_authorization_keeps_its_own_pages_unchanged(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    people = [establishment.person("Un Pilé"), establishment.person("Deux Pilée", "1985-01-02")]
    sheets = [pages_for(ports, caller, YES_ON_SITE, person) for person in people]
    forms = taken_in(establishment, stack(*sheets, [note()]), "C:\\scans\\pile 7.pdf")
    assert [(one.what, one.pages, one.source) for one in forms] == [
        ("form", (1,), "pile 7.pdf"),
        ("form", (2,), "pile 7.pdf"),
        ("page", (3,), "pile 7.pdf"),
    ]
    consent = confirm_scan(ports, caller, forms[1].number, reviewed("Deux Pilée"))
    document, kept = read_document(ports, caller, consent.id)
    assert document.transfer
    assert (document.transfer.pages, document.transfer.whole) == ((2,), False)
    with pikepdf.open(BytesIO(kept)) as opened:
        (page,) = opened.pages
        (image,) = page.get_images().values()
        assert image.read_raw_bytes() == sheets[1][0], "the scanner's own picture, bit for bit"
    _, received = read_received(ports, caller, forms[0].number)
    assert sha256(received).hexdigest() == document.transfer.sha256


def test_the_same_file_again_changes_nothing_and_the_same_sheet_again_is_shown(
    establishment: Establishment,
) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    person = establishment.person("Double Feuille")
    pages = pages_for(ports, caller, YES_ON_SITE, person)
    content = stack(pages)
    (form,) = taken_in(establishment, content)
    assert receive_scan(ports, caller, "encore.pdf", content).again
    (again,) = taken_in(establishment, pages[0], "photo.jpg")
    assert (again.seen, again.doubts) == (form.number, (("SEEN_BEFORE", ""),))
    confirm_scan(ports, caller, form.number, reviewed("Double Feuille"))
    with pytest.raises(Conflict, match="SHEET_REGISTERED"):
        confirm_scan(ports, caller, again.number, reviewed("Double Feuille"))
    aside = set_aside(ports, caller, again.number, "Deuxième copie")
    assert take_back(ports, caller, aside.number).state == "open"


def test_an_unsigned_sheet_is_no_authorization_whatever_is_ticked(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    person = establishment.person("Sans Encre")
    unsigned = replace(YES_ON_SITE, signed=(), dated=())
    (form,) = taken_in(establishment, stack(pages_for(ports, caller, unsigned, person)))
    with pytest.raises(Conflict, match="NOT_SIGNED"):
        confirm_scan(ports, caller, form.number, reviewed("Sans Encre"))
    assert not read_file(ports, caller, person.number).consents


def test_a_slip_leaves_nothing_behind(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    person = establishment.person("Rien Gardé")
    (form,) = taken_in(establishment, stack(pages_for(ports, caller, YES_ON_SITE, person)))
    ahead = SignatureRecord("self", "Rien Gardé", date(2999, 1, 1), "paper")
    with pytest.raises(Invalid):
        confirm_scan(ports, caller, form.number, Reviewed((ahead,), YES))
    assert not read_file(ports, caller, person.number).consents
    assert confirm_scan(ports, caller, form.number, reviewed("Rien Gardé")).state == "confirmed"


def test_a_withdrawal_form_takes_back_what_was_given(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    person = establishment.person("Retrait Papier")
    given = establishment.confirmed(person)
    filled = Filled(("withdraw_all", "by_person"), ("signature_signer",), ("signature_signer_date",))
    (form,) = taken_in(
        establishment, stack(pages_for(ports, caller, filled, person, "withdrawal")), "retrait.pdf"
    )
    new = NewWithdrawal(DAY, "person", "written")
    (done,) = withdraw_by_scan(ports, caller, form.number, (given.id,), new)
    assert done.consent.state == "withdrawn"
    document, _ = read_document(ports, caller, given.id)
    assert document.transfer
    with pytest.raises(Conflict, match="ALREADY_DEALT_WITH"):
        confirm_scan(ports, caller, form.number, reviewed("Retrait Papier"))


def test_a_child_who_says_no_on_the_sheet_is_heard(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    child = establishment.person("Petit Non", "2014-05-05")
    filled = Filled(("media_photo", "wish_refuses"), ("signature_parent",), ("signature_parent_date",))
    (form,) = taken_in(establishment, stack(pages_for(ports, caller, filled, child, "minor")))
    signed = (SignatureRecord("parent", "Mère Non", DAY, "paper"),)
    confirm_scan(ports, caller, form.number, Reviewed(signed, YES, wish="refuses"))
    assert read_file(ports, caller, child.number).person.minority.minor_wish == "refuses"


def test_a_file_that_cannot_be_read_stays_with_the_reason(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    received = receive_scan(ports, caller, "abime.pdf", b"%PDF-1.7 coupe")
    assert load_progress(ports, received.file.number).total == 0
    do_due_jobs(ports, DOINGS)
    (file,) = [one for one in list_scans(ports, caller) if one.number == received.file.number]
    assert (file.refusal, file.state) == ("DAMAGED", "open")
    with pytest.raises(Invalid):
        receive_scan(ports, caller, "page.html", b"<html>")


class Dying:
    """Opens nothing: the process that reads dies half way."""

    def read_content(self, _name: str, _content: bytes, _versions: object, told: Told) -> ScanReading:
        told.progress(1, 7)
        raise Unavailable("READER_FAILED")

    def take_out(self, _content: bytes, _pages: object) -> bytes:
        raise Unavailable("READER_FAILED")


def test_a_reading_that_died_is_begun_again_and_nothing_is_there_twice(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    content = stack(pages_for(ports, caller, YES_ON_SITE, establishment.person("Deux Fois Lue")))
    file = receive_scan(ports, caller, "pile.pdf", content).file
    with ports.store.reading() as reader:
        (job,) = [one for one in reader.list_jobs() if one.details.get("file") == str(file.number)]
    with pytest.raises(Unavailable):
        do_read_scan(replace(ports, opener=Dying()), job)
    assert load_progress(ports, file.number) == Progress(1, 7)
    with ports.store.reading() as reader:
        (again,) = [one for one in reader.list_jobs() if one.number == job.number]
    assert again.due_at <= ports.clock() + LEASE, "another may begin again soon"
    assert do_read_scan(ports, again) is None
    assert do_read_scan(ports, again) is None
    digest = file.original.sha256
    everything = list_scans(ports, caller, None)
    read = [one for one in everything if one.original.sha256 == digest and one.what == "form"]
    assert len(read) == 1


@pytest.mark.long
def test_a_form_whose_pages_cannot_be_taken_out_stays_as_it_was(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    people = [establishment.person("Reste Un"), establishment.person("Reste Deux")]
    sheets = [pages_for(ports, caller, YES_ON_SITE, person) for person in people]
    forms = taken_in(establishment, stack(*sheets))
    with pytest.raises(Unavailable):
        confirm_scan(replace(ports, opener=Dying()), caller, forms[0].number, reviewed("Reste Un"))
    assert not read_file(ports, caller, people[0].number).consents
    assert confirm_scan(ports, caller, forms[0].number, reviewed("Reste Un")).state == "confirmed"


class ServerEnded(BaseException):
    """The whole server died: nothing after it runs."""


class Deadly:
    """Ends the server at each reading, after it said how far it was."""

    def read_content(self, _name: str, _content: bytes, _versions: object, told: Told) -> ScanReading:
        told.progress(1, 7)
        raise ServerEnded


def test_a_file_that_ends_the_server_each_time_is_told_as_stuck_and_comes_less_and_less(
    establishment: Establishment,
) -> None:
    clock = MovableClock(establishment.ports.clock())
    ports = replace(establishment.ports, clock=clock, opener=Deadly())  # type: ignore[arg-type] # reads alone
    caller = establishment.users["communications"]
    receive_scan(ports, caller, "fatal.pdf", stack(pages_for(ports, caller, YES_ON_SITE)))
    waits = []
    for _ in DELAYS:
        with pytest.raises(ServerEnded):
            do_due_jobs(ports, DOINGS)
        with ports.store.reading() as reader:
            (job,) = [one for one in reader.list_jobs() if one.kind == "read_scan"]
        waits.append(job.due_at - clock.now)
        clock.now = job.due_at
        assert is_stuck(job) is (len(waits) == len(DELAYS))
    assert waits == [max(LEASE, delay) for delay in DELAYS]
    give_up(ports, establishment.users["admin"])
    (file,) = [one for one in list_scans(ports, caller) if one.source == "fatal.pdf"]
    assert file.refusal == "READER_FAILED"
    set_aside(ports, caller, file.number, "Illisible")
