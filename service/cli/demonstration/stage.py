"""Where the loading works: the ports, one caller for each role, and who is already there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from service.cli.demonstration.casting import cast_of
from service.registry.moments import today
from service.registry.questions import Who

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from service.cli.demonstration.cast import Character
    from service.cli.demonstration.progress import Progress
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports


class ForeignPeople(Exception):
    """The registry holds people that are not the demonstration's."""

    code = "FOREIGN_PEOPLE"
    mend = "people who are not the demonstration's are here; load it in a new folder (AVAL_DATA_DIR)"


@dataclass(frozen=True, slots=True)
class Stage:
    """What every part of the loading is given. `callers` by name of the user."""

    ports: Ports
    callers: Mapping[str, Caller]
    progress: Progress
    cast: tuple[Character, ...]
    today: date
    files: dict[str, File] = field(default_factory=dict)
    """Each person's file by key, as of the last `look`."""

    def day(self, offset: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=offset)

    def number(self, key: str) -> int:
        """Return the number of the person known as `key`."""
        return self.files[key].person.number

    def who(self, key: str) -> Who:
        """Name the person known as `key`, as a publisher does."""
        person = self.files[key].person
        return Who(name=person.names.display, birth_date=person.birth_date)

    def look(self) -> None:
        """Read again who is there and how far their files are."""
        self.files.clear()
        self.files.update(loaded_files(self.ports, self.cast))


def set_stage(ports: Ports, callers: Mapping[str, Caller], progress: Progress) -> Stage:
    """Make the stage of today, and look who is there."""
    day = today(ports)
    stage = Stage(ports, callers, progress, cast_of(day), day)
    stage.look()
    return stage


def loaded_files(ports: Ports, cast: tuple[Character, ...]) -> dict[str, File]:
    """Return the demonstration's files by key, whoever else is there."""
    expected: dict[tuple[str, str | None], str] = {(one.name, one.phone): one.known_as for one in cast}
    with ports.store.reading() as reader:
        return {
            expected[mark]: file for file in reader.each_file() if (mark := _mark(file.person)) in expected
        }


def refuse_others(ports: Ports, cast: tuple[Character, ...]) -> None:
    """Raise `ForeignPeople` when someone is there who is not the demonstration's."""
    expected: set[tuple[str, str | None]] = {(one.name, one.phone) for one in cast}
    with ports.store.reading() as reader:
        if any(_mark(file.person) not in expected for file in reader.each_file()):
            raise ForeignPeople


def _mark(person: PersonRecord) -> tuple[str, str | None]:
    return person.names.display, person.phone
