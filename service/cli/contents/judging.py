"""One file at a time: its form first, then, where a gate is given, what the gate answers."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from service.cli.contents.asking import Faulty, Gate, GateDown
from service.cli.contents.house_file import House
from service.cli.contents.walking import is_picture
from service.documents.contents.form import Content, Mark, read_content
from service.documents.contents.statement import Defaults, Statement
from service.domain.captions.reading import Severity
from service.domain.cited_ids import find_in_text
from service.domain.identifiers import BadIdentifier, ConsentId, parse

Verdict: TypeAlias = Literal["yes", "yes_with_conditions", "no", "cannot_tell", "error"]

UNREADABLE: Final = "UNREADABLE"
NO_NUMBER: Final = "PICTURE_WITHOUT_NUMBER"
MISSING: Final = "MISSING_FIELD"
REFUSED: Final = "REFUSED_BY_GATE"
DOWN: Final = "GATE_DOWN"
ASK: Final = "ASK_THE_REGISTRY"
MOST_TEXT: Final = 20_000
MOST_BYTES: Final = 4 * 1024 * 1024
_OF_FILM: Final = frozenset({".mp4", ".m4v", ".mov"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark with its place for people: lines and columns from 1; `end` is past it."""

    code: str
    severity: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    key: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one file: its answer, what to mend in it, and what the gate gave with a yes."""

    path: str
    answer: Verdict
    spots: tuple[Spot, ...] = ()
    numbers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    line: str | None = None
    valid_until: str | None = None
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What files are checked by: the house's defaults, today, and the gate, if there is one."""

    house: House
    today: date
    gate: Gate | None = None

    def check(self, path: Path, *, named: bool) -> Checked | None:
        """Check a file; None for a picture without a number that was met in a folder."""
        if is_picture(path):
            return self._check_picture(path, named=named)
        try:
            if path.stat().st_size > MOST_BYTES:
                return _error(path, UNREADABLE)
            content = read_content(path.read_bytes(), self.house.defaults)
        except OSError:
            return _error(path, UNREADABLE)
        return self._check_content(path, content)

    def _check_content(self, path: Path, content: Content) -> Checked:
        spots = spots_of(content.file, content.marks)
        checked = Checked(_shown(path), "yes", spots, printed(content.numbers))
        if not content.is_read or content.statement is None:
            return replace(checked, answer="error")
        if content.blocks:
            return replace(checked, answer="no")
        if self.gate is None:
            return checked if not content.numbers else _unasked(checked)
        return self._ask(checked, content)

    def _check_picture(self, path: Path, *, named: bool) -> Checked | None:
        from service.documents.pictures.tagging import read_release
        from service.documents.scans.kinds import Refusal

        try:
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
                release = read_release(source)
        except (OSError, ValueError, Refusal):
            return _error(path, UNREADABLE) if named else None
        # A picture bank writes numbers of its own there: what was not meant as one of ours is none.
        numbers = tuple(one for one in (release.numbers if release else ()) if find_in_text(one))
        if not numbers:
            return Checked(_shown(path), "no", (Spot(NO_NUMBER, "block"),)) if named else None
        checked = Checked(_shown(path), "yes", (), printed(numbers))
        if any(_plain(one) is None for one in numbers):
            return replace(checked, answer="no", spots=(Spot("ID_CHECK", "block"),))
        if self.gate is None:
            return _unasked(checked)
        return self._ask(checked, _of_picture(path, numbers, self.house.defaults))

    def _ask(self, checked: Checked, content: Content) -> Checked:
        question, missing = question_of(content, self.today)
        if missing:
            spots = [Spot(MISSING, "block", key=key) for key in missing]
            return replace(checked, answer="error", spots=(*checked.spots, *spots))
        if self.gate is None:
            return _unasked(checked)
        try:
            answer = self.gate.ask(question)
        except Faulty as error:
            return replace(
                checked, answer="error", spots=(*checked.spots, Spot(REFUSED, "block", words=error.faults))
            )
        except GateDown:
            return replace(checked, answer="cannot_tell", spots=(*checked.spots, Spot(DOWN, "block")))
        return _told(checked, content, answer)


def question_of(content: Content, today: date) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Write what a gate is asked of a content, and name the fields it lacks; a day past is asked as today."""
    said = content.statement
    if said is None:
        return {}, ()
    given = {"medium": said.medium, "channel": said.channels, "purpose": said.purpose}
    text = content.words.text
    question: dict[str, Any] = {
        "text": text[:MOST_TEXT],
        "medium": said.medium,
        "channels": list(said.channels),
        "purpose": said.purpose,
        "on": max(said.on or today, today).isoformat(),
    }
    whole = len(text) <= MOST_TEXT  # what does not fit was read here; its numbers are sent all the same
    question["consents"] = list(said.numbers if whole else content.numbers)
    if said.nobody:
        question["people"] = "none"
    if said.visible_count is not None:
        question["visible_count"] = said.visible_count
    return question, tuple(key for key, value in given.items() if not value)


def spots_of(file: str, marks: Iterable[Mark]) -> tuple[Spot, ...]:
    """Give marks their lines and columns."""
    return tuple(
        Spot(one.code, one.severity, *_place(file, one.start), *_place(file, one.end), one.key, one.words)
        for one in marks
    )


def printed(numbers: Sequence[str]) -> tuple[str, ...]:
    """Write numbers as people read them; one that is mistyped stays as it is."""
    return tuple(ConsentId(plain).printed if (plain := _plain(one)) else one for one in numbers)


def _told(checked: Checked, content: Content, answer: dict[str, Any]) -> Checked:
    """Add what the gate answered; what it found in the words stands where they were typed."""
    known = {(one.code, one.line, one.column) for one in checked.spots}
    found = spots_of(content.file, [_mark(content, one) for one in answer.get("findings", [])])
    return replace(
        checked,
        answer=answer["answer"],
        spots=(*checked.spots, *(one for one in found if (one.code, one.line, one.column) not in known)),
        conditions=tuple(map(str, answer.get("conditions") or ())),
        line=(answer.get("citation") or {}).get("line"),
        valid_until=answer.get("valid_until"),
        mend=answer.get("mend"),
    )


def _mark(content: Content, found: dict[str, Any]) -> Mark:
    code, place = str(found.get("code")), found.get("consent")
    severity: Severity = "warn" if found.get("severity") == "warn" else "block"
    start, end = found.get("start"), found.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(content.words.text):
        return Mark(code, severity, *content.words.typed(start, end))
    said = content.statement.numbers if content.statement else ()
    number = said[place] if isinstance(place, int) and 0 <= place < len(said) else ""
    at = max(content.file.find(number), 0)
    return Mark(code, severity, at, at + len(number))


def _of_picture(path: Path, numbers: tuple[str, ...], defaults: Defaults) -> Content:
    medium = "video" if path.suffix.lower() in _OF_FILM else "photo"
    said = Statement(
        numbers,
        nobody=False,
        medium=medium,
        channels=defaults.channels,
        purpose=defaults.purpose,
        on=None,
        visible_count=None,
    )
    empty = read_content(b"", defaults)
    return replace(empty, statement=said, numbers=numbers, marks=())


def _unasked(checked: Checked) -> Checked:
    return replace(checked, answer="cannot_tell", spots=(*checked.spots, Spot(ASK, "warn")))


def _shown(path: Path) -> str:
    """Return a file's name as it may be written: a disk may give bytes that are no text."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def _error(path: Path, code: str) -> Checked:
    return Checked(_shown(path), "error", (Spot(code, "block"),))


def _place(file: str, at: int) -> tuple[int, int]:
    """Return the line and column of a character; a line ends where editors end it."""
    return file.count("\n", 0, at) + 1, at - file.rfind("\n", 0, at)


def _plain(number: str) -> str | None:
    try:
        return parse(number).text
    except BadIdentifier:
        return None
