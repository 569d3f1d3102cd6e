"""Asking youth protection's respondent in batches: only about children who have a form, and their parents.

Necessity (A-2.1, s. 64): the list holds names and birth dates, nothing else. Being asked changes nothing of
a check: what is good stays good until it is answered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry.acts import LEGAL_FILE
from service.registry.check_standing import ASKED, GROUPS, TO_ASK, TO_RENEW, due_on, group_of, standing_of
from service.registry.errors import Fault, Invalid
from service.registry.legal_files import stamp
from service.registry.legal_records import AskedEntry
from service.registry.loading import file_of
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.check_records import CheckStanding
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.storing import Reader

ASKABLE: Final = frozenset({TO_ASK, ASKED, TO_RENEW})
MOST: Final = 500
"""Files of one batch."""
_PARENT: Final = frozenset({"parent_of", "child"})
"""How a child's record names a parent, whichever of the two declared it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of one group, and the day by which lists put it in order."""

    person: int
    group: str
    standing: CheckStanding

    @property
    def due(self) -> date:
        """Return the day the file waits since, or the last day its answer is good."""
        return due_on(self.standing)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """What the respondent is told of someone: who, born when."""

    name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One child of a batch and the parents declared."""

    person: int
    child: NamedPerson
    parents: tuple[NamedPerson, ...]
    asked_on: date | None


def list_checks(ports: Ports, caller: Caller) -> dict[str, tuple[Waiting, ...]]:
    """List the files of each group, the earliest first, as the desk holds them; names are read apart."""
    check_may(caller, "decide_legally")
    day = today(ports)
    groups: dict[str, list[Waiting]] = {group: [] for group in GROUPS}
    with ports.store.reading() as reader:
        for person, row in ports.desk.rows(ports, reader, for_legal=True).items():
            group = group_of(ports, row.standing, day) if row.standing else None
            if group is not None and row.standing is not None:
                groups[group].append(Waiting(person, group, row.standing))
    return {
        group: tuple(sorted(some, key=lambda one: (one.due, one.person))) for group, some in groups.items()
    }


def ask_legal_checks(ports: Ports, caller: Caller, numbers: Iterable[int]) -> tuple[BatchRow, ...]:
    """Record that the respondent is asked about these files, all or none; the checks stay as they are."""
    check_may(caller, "decide_legally")
    asked = tuple(dict.fromkeys(numbers))
    if not asked or len(asked) > MOST:
        raise Invalid(Fault("/person_ids", "TOO_MANY" if asked else "MISSING", str(MOST)))
    with changing(ports, caller) as change:
        files = [file_of(change.writer, number) for number in asked]
        faults = [
            Fault(f"/person_ids/{place}", "NOT_TO_ASK")
            for place, file in enumerate(files)
            if not may_be_asked(ports, file)
        ]
        if faults:
            raise Invalid(*faults)
        for file in files:
            entry = AskedEntry(stamp(ports, caller, opens=False), today(ports))
            change.put_legal("check_asked", replace(file.legal, asked=(*file.legal.asked, entry)))
    return read_rows(ports, caller, asked)


def may_be_asked(ports: Ports, file: File) -> bool:
    """Tell whether the respondent may be asked about this file today."""
    standing = standing_of(ports, file)
    return standing is not None and group_of(ports, standing, today(ports)) in ASKABLE


def read_batch(ports: Ports, caller: Caller, on: date | None = None) -> tuple[BatchRow, ...]:
    """Read the children asked about and not answered: of one day, or of all."""
    waiting = list_checks(ports, caller)[ASKED]
    return read_rows(
        ports, caller, (one.person for one in waiting if on is None or one.standing.asked_on == on)
    )


def read_rows(ports: Ports, caller: Caller, numbers: Iterable[int]) -> tuple[BatchRow, ...]:
    """Read what the respondent is told of these files; each of them, parents' too, leaves its record."""
    check_may(caller, "decide_legally")
    seen: dict[int, File] = {}
    with ports.store.reading() as reader:
        rows = [_row(reader, number, seen) for number in numbers]
        note_view(ports, caller, LEGAL_FILE, tuple(seen.values()))
    return tuple(row for row in rows if row is not None)


def _row(reader: Reader, number: int, seen: dict[int, File]) -> BatchRow | None:
    file = reader.load_file(number)
    if file is None:
        return None
    seen[number] = file
    standing_day = file.legal.asked[-1].on if file.legal.asked else None
    parents = tuple(_named(one) for one in _parents(reader, file, seen))
    return BatchRow(number, _named(file), parents, standing_day)


def _parents(reader: Reader, child: File, seen: dict[int, File]) -> list[File]:
    numbers = dict.fromkeys(one.to for one in child.person.relations if one.kind in _PARENT)
    parents = [file for number in numbers if (file := reader.load_file(number)) is not None]
    seen.update({file.person.number: file for file in parents})
    return parents


def _named(file: File) -> NamedPerson:
    return NamedPerson(file.person.names.display, file.person.birth_date)
