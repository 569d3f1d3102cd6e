"""Scans handed in and read at once, for tests that begin where a human looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread
from typing import Final

from service.registry.intake import list_scans, receive_scan
from service.registry.intake_confirming import FORGET, do_forget_pictures
from service.registry.intake_reading import do_read_scan
from service.registry.jobs import Doing
from service.registry.people_records import PersonRecord
from service.registry.scan_records import ScannedFormRecord
from tests.support.sheets import YES_ON_SITE, pages_for, stack
from tests.support.work import do_due_jobs
from tests.web.establishment import Establishment

DOINGS: Final = {"read_scan": Doing(do_read_scan, long=True), FORGET: Doing(do_forget_pictures)}


def taken_in(office: Establishment, content: bytes, name: str = "pile.pdf") -> tuple[ScannedFormRecord, ...]:
    """Hand a file in and have it read; return what it left to deal with."""
    caller = office.users["communications"]
    received = receive_scan(office.ports, caller, name, content)
    do_due_jobs(office.ports, DOINGS)
    everything = list_scans(office.ports, caller, None)
    digest = received.file.original.sha256
    return tuple(one for one in everything if one.original.sha256 == digest and one.what != "file")


def scan_of(office: Establishment, person: PersonRecord) -> str:
    """Take in a sheet of someone, with a row in doubt and an end written by hand; return its reference."""
    filled = replace(
        YES_ON_SITE, twice=("promotion_social_no",), dated=("signature_self_date", "valid_until")
    )
    pages = pages_for(office.ports, office.users["communications"], filled, person)
    (scan,) = taken_in(office, stack(pages))
    return office.ports.references.seal("scanned_form", scan.number)


@contextmanager
def reading_beside(office: Establishment) -> Iterator[None]:
    """Read what is handed in beside the pages, as the server does."""
    over = Event()

    def work() -> None:
        while not over.wait(0.05):
            do_due_jobs(office.ports, DOINGS)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
