"""The list that youth protection's respondent is given, as CSV, and the same list read back with answers.

UTF-8 with a byte-order mark and `;` going out; UTF-8 or Windows-1252, and `;`, `,` or tabs coming back
(RFC 4180). A row says of which file it is by an opaque reference. Nothing is recorded by reading.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Final

from service.domain.forbidden_numbers import find_forbidden_numbers
from service.domain.names import fold_words
from service.i18n.words import LANGUAGES, words_for
from service.registry.acts import LEGAL_FILE
from service.registry.check_standing import ASKED, asked_on
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.legal_batches import MOST, list_checks
from service.registry.legal_files import is_before_reopened
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.protecting import BEFORE_REOPENED, ROW_TWICE, NewCheck, answer_legal_checks
from service.registry.recording import note_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.legal_batches import BatchRow, NamedPerson
    from service.registry.ports import Ports

COLUMNS: Final = ("ref", "child", "birth", "parents", "asked_on", "answer", "answered_by", "answered_on")
ANSWERS: Final = ("none", "active", "ended")
_NEEDED: Final = ("ref", "answer", "answered_by", "answered_on")
_DAY: Final = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})")
_FORMULA: Final = re.compile(r"(^|[,;|\t])\s*[=+@\t-]")
"""What begins a formula, also where a spreadsheet takes commas or tabs for the ends of cells."""


@dataclass(frozen=True, slots=True)
class LineToMend:
    """Something to mend: which line (the titles are line 1), which column, which code, what stands there."""

    line: int
    column: str
    code: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """One answer that would be recorded, with the file as it is now."""

    line: int
    file: File
    new: NewCheck


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a sheet would change: every line is an answer, a blank, or something to mend."""

    answers: tuple[SheetAnswer, ...] = ()
    blanks: tuple[int, ...] = ()
    faults: tuple[LineToMend, ...] = ()
    left_out: int = 0
    """Files still waiting of which the sheet has no line."""
    answered: tuple[int, ...] = ()
    """Lines left aside: their files have had their answer since."""


def write_sheet(ports: Ports, language: str, rows: Iterable[BatchRow]) -> bytes:
    """Write the list with empty columns to answer in."""
    words = words_for("legal", language)
    text = StringIO(newline="")
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow([words(f"sheet.{column}") for column in COLUMNS])
    for row in rows:
        cells = (
            ports.references.seal("legal_check", row.person),
            _plain(row.child.name),
            _iso(row.child.birth_date),
            _plain(" | ".join(_parent(one) for one in row.parents)),
            _iso(row.asked_on),
        )
        sheet.writerow([*cells, "", "", ""])
    return text.getvalue().encode("utf-8-sig")


def read_sheet(ports: Ports, caller: Caller, content: bytes) -> SheetReading:
    """Read an answered list: what would be recorded, and what is to mend before anything is."""
    check_may(caller, "decide_legally")
    lines, missing = _lines(content)
    if missing:
        return SheetReading(faults=tuple(LineToMend(1, column, "NO_COLUMN") for column in missing))
    if len(lines) > MOST:
        return SheetReading(faults=(LineToMend(lines[MOST][0], "file", "TOO_MANY_LINES"),))
    asked = {one.person for one in list_checks(ports, caller)[ASKED]}
    reader = _SheetReader(ports)
    with ports.store.reading() as kept:
        for line, cells in lines:
            number = reader.number(line, cells)
            if number is not None:
                reader.take(line, cells, kept.load_file(number))
    note_view(ports, caller, LEGAL_FILE, reader.files)
    return reader.done(asked)


def record_sheet(ports: Ports, caller: Caller, content: bytes) -> int:
    """Record every answer of a sheet, or none when anything is to mend; return how many."""
    reading = read_sheet(ports, caller, content)
    if reading.faults:
        raise Invalid(Fault("/sheet", "TO_MEND"))
    if not reading.answers:
        raise Invalid(Fault("/sheet", "NO_ANSWER"))
    answers = tuple((one.file.person.number, one.new) for one in reading.answers)
    answer_legal_checks(ports, caller, answers)
    return len(answers)


class _SheetReader:
    """Takes the lines of one sheet, one after the other."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._met: set[int] = set()
        self._answers: list[SheetAnswer] = []
        self._blanks: list[int] = []
        self._answered: list[int] = []
        self._faults: list[LineToMend] = []
        self.files: list[File] = []

    def number(self, line: int, cells: Mapping[str, str]) -> int | None:
        """Return whose file a line is of; None when it is nobody's, or had its line already."""
        try:
            number, _ = self._ports.references.open("legal_check", cells["ref"].lower())
        except NotFound:
            self._fault(line, "ref", "UNKNOWN_ROW", cells)
            return None
        if number in self._met:
            self._fault(line, "ref", ROW_TWICE, cells)
            return None
        self._met.add(number)
        return number

    def take(self, line: int, cells: Mapping[str, str], file: File | None) -> None:
        """Take what one line answers."""
        if file is None:
            self._fault(line, "ref", "UNKNOWN_ROW", cells)
            return
        self.files.append(file)
        on = asked_on(file.legal)
        if not cells["answer"]:
            self._blanks.append(line)
        elif on is None and file.legal.asked:
            self._answered.append(line)
        elif on is None:
            self._fault(line, "ref", "NOT_ASKED", cells)
        else:
            self._answer(line, cells, (file, on))

    def done(self, asked: set[int]) -> SheetReading:
        """Return what was read; `asked` are all the files that wait."""
        left_out = len(asked - self._met)
        answers, blanks = tuple(self._answers), tuple(self._blanks)
        return SheetReading(answers, blanks, tuple(self._faults), left_out, tuple(self._answered))

    def _answer(self, line: int, cells: Mapping[str, str], asked: tuple[File, date]) -> None:
        file, on = asked
        before = len(self._faults)
        answer = _answer_of(cells["answer"])
        if answer is None:
            self._fault(line, "answer", "NOT_IN_LIST", cells)
        if not cells["answered_by"]:
            self._fault(line, "answered_by", "MISSING", cells)
        elif find_forbidden_numbers(cells["answered_by"]):
            self._faults.append(LineToMend(line, "answered_by", "FORBIDDEN_NUMBER"))
        day = self._day(line, cells, on)
        if day is not None and is_before_reopened(self._ports, file.legal, day):
            self._fault(line, "answered_on", BEFORE_REOPENED, cells)
        if answer is not None and day is not None and len(self._faults) == before:
            new = NewCheck("accepted", answer, on, cells["answered_by"], answered_on=day)
            self._answers.append(SheetAnswer(line, file, new))

    def _day(self, line: int, cells: Mapping[str, str], asked: date) -> date | None:
        if not cells["answered_on"]:
            self._fault(line, "answered_on", "MISSING", cells)
            return None
        day = _day_of(cells["answered_on"])
        if day is None:
            self._fault(line, "answered_on", "BAD_DATE", cells)
        elif day > today(self._ports):
            self._fault(line, "answered_on", "IN_THE_FUTURE", cells)
        elif day < asked:
            self._fault(line, "answered_on", "BEFORE_ASKED", cells)
        return day

    def _fault(self, line: int, column: str, code: str, cells: Mapping[str, str]) -> None:
        self._faults.append(LineToMend(line, column, code, cells[column][:60]))


def _lines(content: bytes) -> tuple[list[tuple[int, dict[str, str]]], tuple[str, ...]]:
    """Return the lines with something in them, by column, and the needed columns that are not there."""
    text = _text(content)
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    places = _places(rows[0] if rows else [])
    missing = tuple(column for column in _NEEDED if column not in places)
    lines = [
        (line, {column: _cell(row, places.get(column)) for column in COLUMNS})
        for line, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    return lines, missing


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _places(titles: list[str]) -> dict[str, int]:
    """Find each column by its title in either language, whatever stands in brackets after it."""
    places: dict[str, int] = {}
    for column in COLUMNS:
        known = {_title(words_for("legal", language)(f"sheet.{column}")) for language in LANGUAGES}
        met = [place for place, title in enumerate(titles) if _title(title) in known]
        if met:
            places[column] = met[0]
    return places


def _title(text: str) -> tuple[str, ...]:
    return fold_words(text.partition("(")[0])


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _answer_of(typed: str) -> str | None:
    folded = fold_words(typed)
    for answer in ANSWERS:
        if folded in {
            fold_words(words_for("legal", language)(f"sheet.answer.{answer}")) for language in LANGUAGES
        }:
            return answer
    return None


def _day_of(typed: str) -> date | None:
    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parent(one: NamedPerson) -> str:
    return f"{one.name} ({_iso(one.birth_date)})" if one.birth_date else one.name


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.search(text) else text
