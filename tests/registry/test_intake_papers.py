"""A scan never overtakes what stands or waits beside it: then a human reads the day, and looks again."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

from service.documents.scans.reading import ScanDesk
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.consents import mark_entered_in_error
from service.registry.errors import Conflict, Invalid, Stale, Unavailable
from service.registry.intake import list_scans, receive_scan, set_aside
from service.registry.intake_confirming import Reviewed, confirm_scan, form_of, take_pages
from service.registry.intake_sheets import Sheet, is_clear, mark_of_papers, sheet_of, why_day_is_asked
from service.registry.people import read_file, record_minority
from service.registry.scan_records import ScannedFormRecord
from tests.support.sheets import YES_ON_SITE, Filled, pages_for, stack
from tests.support.taken_in import DOINGS, taken_in
from tests.support.work import do_due_jobs
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]

DAY = date(2026, 9, 1)
YES = {"outcomes": (Outcomes(("photo",), ("web_site",), ("information",), "yes"),)}
MEGA = 1024 * 1024


def reviewed(name: str, **more: object) -> Reviewed:
    return replace(Reviewed((SignatureRecord("self", name, DAY, "paper"),), YES), **more)  # type: ignore[arg-type] # its fields


def scan_for(office: Establishment, name: str, filled: Filled = YES_ON_SITE) -> ScannedFormRecord:
    pages = pages_for(office.ports, office.users["communications"], filled, office.person(name))
    return taken_in(office, stack(pages))[0]


def desk(office: Establishment, scan: ScannedFormRecord) -> Sheet:
    """Put a sheet on the desk as it is now."""
    ports, caller = office.ports, office.users["communications"]
    file = read_file(ports, caller, scan.person) if scan.person else None
    return sheet_of(ports, scan, form_of(ports, scan), file, list_scans(ports, caller))


def asked(office: Establishment, scan: ScannedFormRecord) -> tuple[str, bool]:
    """Tell why the day must be copied, and whether the sheet may be confirmed with others."""
    sheet = desk(office, scan)
    return why_day_is_asked(sheet), is_clear(sheet)


def test_an_older_paper_scanned_today_does_not_overtake_a_narrower_one(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    scan = scan_for(establishment, "Vieux Papier")
    assert asked(establishment, scan) == ("", True)
    assert scan.person
    narrower = establishment.confirmed(read_file(ports, caller, scan.person).person)
    assert asked(establishment, scan) == ("PAPERS", False)
    for sure in ({"proposed": True}, {"unseen": True}):
        with pytest.raises(Stale):
            confirm_scan(ports, caller, scan.number, reviewed("Vieux Papier", **sure))
    mark_entered_in_error(ports, caller, narrower.id)
    assert asked(establishment, scan) == ("", True), "what was never signed has no effect"


def test_what_is_recorded_while_the_page_is_shown_makes_it_old(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    scan = scan_for(establishment, "Entre Temps")
    assert scan.person
    shown = reviewed("Entre Temps", papers=mark_of_papers(read_file(ports, caller, scan.person)))
    establishment.confirmed(read_file(ports, caller, scan.person).person)
    with pytest.raises(Stale):
        confirm_scan(ports, caller, scan.number, shown)
    again = replace(shown, papers=mark_of_papers(read_file(ports, caller, scan.person)))
    assert confirm_scan(ports, caller, scan.number, again).state == "confirmed"


def test_a_no_said_without_paper_asks_for_the_day(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    scan = scan_for(establishment, "Non Dit")
    assert scan.person
    person = read_file(ports, caller, scan.person).person
    record_minority(ports, caller, person.number, replace(person.minority, minor_wish="refuses"))
    assert asked(establishment, scan) == ("PAPERS", False)


def test_an_adult_s_form_signed_by_a_child_is_for_a_human_to_look_at(establishment: Establishment) -> None:
    child = establishment.person("Trop Jeune", "2017-09-24")
    pages = pages_for(establishment.ports, establishment.users["communications"], YES_ON_SITE, child)
    scan = taken_in(establishment, stack(pages))[0]
    assert not desk(establishment, scan).fits
    assert asked(establishment, scan) == ("", False)


@pytest.mark.long
def test_another_sheet_of_the_person_and_a_no_of_nobody_yet_are_looked_at_first(
    establishment: Establishment,
) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    scan = scan_for(establishment, "Deux Feuilles")
    assert scan.person
    person = read_file(ports, caller, scan.person).person
    (other,) = taken_in(establishment, stack(pages_for(ports, caller, YES_ON_SITE, person)))
    assert asked(establishment, scan) == asked(establishment, other) == ("SAME_PERSON", False)
    set_aside(ports, caller, other.number, "Doublon")
    (refusal,) = taken_in(establishment, stack(pages_for(ports, caller, Filled(), None, "refusal")))
    assert (desk(establishment, scan).beside, *asked(establishment, scan)) == ("NO_PERSON", "", False)
    with pytest.raises(Stale):
        confirm_scan(ports, caller, scan.number, reviewed("Deux Feuilles", unseen=True))
    set_aside(ports, caller, refusal.number, "À rendre")
    assert asked(establishment, scan) == ("", True)


def test_what_narrows_by_hand_is_copied_whoever_asks(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    filled = replace(YES_ON_SITE, dated=("signature_self_date", "valid_until"))
    scan = scan_for(establishment, "Fin Écrite", filled)
    with pytest.raises(Invalid) as met:
        confirm_scan(ports, caller, scan.number, reviewed("Fin Écrite"))
    assert [(one.pointer, one.code) for one in met.value.faults] == [("/valid_until", "TO_COPY")]


@pytest.mark.long
def test_a_sheet_entered_in_error_may_come_again(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    person = establishment.person("Mal Inscrite")
    pages = pages_for(ports, caller, YES_ON_SITE, person)
    content = stack(pages)
    (scan,) = taken_in(establishment, content)
    wrong = confirm_scan(ports, caller, scan.number, reviewed("Mal Inscrite"))
    assert receive_scan(ports, caller, "encore.pdf", content).again
    mark_entered_in_error(ports, caller, wrong.id)
    assert not receive_scan(ports, caller, "encore.pdf", content).again
    do_due_jobs(ports, DOINGS)
    (again,) = [one for one in list_scans(ports, caller) if one.serial == scan.serial]
    assert (again.seen, again.doubts) == (None, ())
    assert confirm_scan(ports, caller, again.number, reviewed("Mal Inscrite")).state == "confirmed"
    (third,) = taken_in(establishment, pages[0], "photo.jpg")
    with pytest.raises(Conflict, match="SHEET_REGISTERED"):
        confirm_scan(ports, caller, third.number, reviewed("Mal Inscrite"))


def test_thirty_megabytes_are_taken_in(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    content = b"%PDF-1.7 " + bytes(30 * MEGA)
    received = receive_scan(ports, caller, "pile.pdf", content)
    assert received.file.original.size == len(content)


@pytest.mark.long
def test_others_may_write_while_pages_are_taken_out(
    establishment: Establishment, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    people = [establishment.person("Pile Un"), establishment.person("Pile Deux")]
    scans = taken_in(
        establishment, stack(*(pages_for(ports, caller, YES_ON_SITE, person) for person in people))
    )
    taken: list[bool] = []
    take_out = ScanDesk.take_out

    def writing(desk: ScanDesk, content: bytes, pages: tuple[int, ...]) -> bytes:
        other = Thread(target=establishment.person, args=("Quelqu'un D'Autre",), daemon=True)
        other.start()
        other.join(5)
        taken.append(not other.is_alive())
        return take_out(desk, content, pages)

    monkeypatch.setattr(ScanDesk, "take_out", writing)
    confirm_scan(ports, caller, scans[0].number, reviewed("Pile Un"))
    assert taken == [True]


def test_pictures_go_once_the_sheet_is_registered(establishment: Establishment) -> None:
    ports, caller = establishment.ports, establishment.users["communications"]
    scan = scan_for(establishment, "Images Jetées")
    blobs = scan.blobs()
    confirm_scan(
        ports, caller, scan.number, reviewed("Images Jetées"), take_pages(ports, caller, scan.number)
    )
    assert len({ports.blobs.get(0, blob) for blob in blobs}) == len(blobs), "a job removes them"
    do_due_jobs(ports, DOINGS)
    for blob in blobs:
        with pytest.raises(Unavailable):
            ports.blobs.get(0, blob)
