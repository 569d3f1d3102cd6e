"""Printing forms: blank for whoever comes, or prepared for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain import serials
from service.registry.errors import Fault, Invalid
from service.registry.loading import file_of
from service.registry.permissions import check_may
from service.registry.print_jobs import LANGUAGES, MOST_COPIES, PAPERS, Job, Order, Sheet
from service.registry.recording import note_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from service.registry.account_records import Caller
    from service.registry.form_shelf import Forms
    from service.registry.forms import FormVersion
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports
    from service.registry.print_jobs import Printer


def no_progress(_: int) -> None:
    """Say nothing of how far the work is."""


@dataclass(frozen=True, slots=True)
class Press:
    """All that printing blank forms needs: no registry, no key, no person."""

    forms: Forms
    printer: Printer
    random: Callable[[int], bytes]
    establishment: Mapping[str, str]


def press_of(ports: Ports) -> Press:
    """Return the press of a whole registry."""
    return Press(ports.forms, ports.printer, ports.random, ports.establishment)


def print_blank(
    press: Press,
    order: Order,
    progress: Callable[[int], None] = no_progress,
    written: Mapping[str, str] | None = None,
) -> bytes:
    """Print copies for whoever comes, with what is `written` on all of them. Raises `Invalid`."""
    form = _form(press, order)
    keys = {field.key for field in form.fields}
    beforehand = {key: text for key, text in (written or {}).items() if key in keys and text}
    sheets = tuple(Sheet(serials.draw(press.random)) for _ in range(order.copies))
    job = Job(form, order.language or LANGUAGES[0], order, press.establishment, sheets, beforehand)
    return press.printer.print_forms(job, progress)


def print_for(
    ports: Ports,
    caller: Caller,
    person: int,
    order: Order,
    progress: Callable[[int], None] = no_progress,
) -> bytes:
    """Print copies prepared for one person; a record of the view is kept first."""
    check_may(caller, "print")
    press = press_of(ports)
    form = _form(press, order)
    with ports.store.reading() as reader:
        file = file_of(reader, person)
    note_view(ports, caller, "form_printed", [file])
    written, ticked = _beforehand(form, file.person)
    sheets = tuple(Sheet(serials.draw(press.random), _sealed(ports, person)) for _ in range(order.copies))
    language = order.language or file.person.language
    job = Job(form, language, order, press.establishment, sheets, written, ticked)
    return press.printer.print_forms(job, progress)


def _form(press: Press, order: Order) -> FormVersion:
    form = press.forms.find(order.family)
    faults = []
    if form is None:
        faults.append(Fault("/family", "NOT_IN_LIST", ", ".join(press.forms.families())))
    if order.language not in (None, *LANGUAGES):
        faults.append(Fault("/language", "NOT_IN_LIST", ", ".join(LANGUAGES)))
    if order.paper not in PAPERS:
        faults.append(Fault("/paper", "NOT_IN_LIST", ", ".join(PAPERS)))
    if not 1 <= order.copies <= MOST_COPIES:
        faults.append(Fault("/copies", "OUT_OF_RANGE", f"1-{MOST_COPIES}"))
    if form is None or faults:
        raise Invalid(*faults)
    return form


def _sealed(ports: Ports, person: int) -> str:
    """Seal whom a sheet is for, differently on each: two sheets do not show that they are for one person."""
    return ports.references.seal("form", person, int.from_bytes(ports.random(4), "big"))


def _beforehand(form: FormVersion, person: PersonRecord) -> tuple[dict[str, str], frozenset[str]]:
    """Say what is known already: name, birth date, role. What the person must answer is left to them."""
    keys = {field.key for field in form.fields}
    known = {
        "person_name": person.names.display,
        "person_birth_date": person.birth_date.isoformat() if person.birth_date else "",
    }
    roles = {period.role for period in person.roles}
    ticked = frozenset(field.key for field in form.group("role") if roles.intersection(field.codes))
    return {key: words for key, words in known.items() if key in keys and words}, ticked
