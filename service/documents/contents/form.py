"""The form of a content: what can be said of it without asking the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from service.documents.contents.front_matter import FrontMatter, FrontMatterMalformed, read_front_matter
from service.documents.contents.markup import Readable, readable
from service.documents.contents.statement import BAD_FIELD, Defaults, Mistake, Statement, read_statement
from service.domain.captions.reading import ID_CHECK, Known, Severity, read_caption
from service.domain.cited_ids import find_in_text
from service.domain.identifiers import BadIdentifier, parse

NOT_SAID: Final = "PEOPLE_NOT_SAID"
CONTRADICTED: Final = "PEOPLE_CONTRADICTED"
SEEN_NOBODY: Final = "VISIBLE_BUT_NOBODY"
NOT_UTF8: Final = "NOT_UTF8"
ERRORS: Final = frozenset({BAD_FIELD, FrontMatterMalformed.code, NOT_UTF8})
"""What leaves a content unread, rather than read and refused."""
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to mend or to look at, and its span in the file (characters); of a field, key and words."""

    code: str
    severity: Severity
    start: int = 0
    end: int = 0
    key: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A content as read: the whole file, its words, what it says, the numbers it cites, what is marked."""

    file: str
    words: Readable
    statement: Statement | None
    numbers: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def is_read(self) -> bool:
        """Tell whether everything in it could be read."""
        return not any(one.code in ERRORS for one in self.marks)

    @property
    def blocks(self) -> bool:
        """Tell whether its form alone keeps it from going out."""
        return any(one.severity == "block" for one in self.marks)


def read_content(raw: bytes, defaults: Defaults) -> Content:
    """Read a file, whatever its bytes; what cannot be read is marked, never raised."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(raw[: error.start].decode("utf-8"))
        return _unread(raw.decode("utf-8", "replace"), Mark(NOT_UTF8, "block", at, at + 1))
    try:
        front = _front(text)
    except FrontMatterMalformed as error:
        return _unread(text, Mark(error.code, "block", error.place, error.place))
    words = readable(text, front.body, front.spoken)
    statement, mistakes = read_statement(front, defaults)
    numbers = _cited(statement, words.text)
    marks = (
        *(_field(one) for one in mistakes),
        *_said(statement, numbers, front),
        *_numbers_mistyped(statement, front),
        *_in_words(words, statement, defaults),
    )
    return Content(text, words, statement, numbers, tuple(sorted(marks, key=lambda one: one.start)))


def _front(text: str) -> FrontMatter:
    """Read front matter below a byte order mark, as editors on Windows leave one."""
    if not text.startswith(_BOM):
        return read_front_matter(text)
    try:
        front = read_front_matter(text[1:])
    except FrontMatterMalformed as error:
        raise FrontMatterMalformed(error.place + 1) from None
    spoken = tuple((start + 1, end + 1) for start, end in front.spoken)
    return FrontMatter(front.values, front.body + 1, spoken, _BOM + front.text)


def _unread(text: str, mark: Mark) -> Content:
    return Content(text, readable(""), None, (), (mark,))


def _field(mistake: Mistake) -> Mark:
    return Mark(
        BAD_FIELD, "block", mistake.place, mistake.place + len(mistake.key), mistake.key, mistake.words
    )


def _said(statement: Statement, numbers: tuple[str, ...], front: FrontMatter) -> Iterator[Mark]:
    if not statement.nobody and not numbers:
        yield Mark(NOT_SAID, "block")
    if statement.nobody and numbers:
        yield Mark(CONTRADICTED, "block", *_span(front, "people"))
    if statement.nobody and statement.visible_count:
        yield Mark(SEEN_NOBODY, "block", *_span(front, "visible_count"))


def _span(front: FrontMatter, key: str) -> tuple[int, int]:
    place = front.place(key)
    return place, place + len(key)


def _numbers_mistyped(statement: Statement, front: FrontMatter) -> Iterator[Mark]:
    for number in statement.numbers:
        if _plain(number) is None:
            place = max(front.text.find(number), 0)
            yield Mark(ID_CHECK, "block", place, place + len(number))


def _in_words(words: Readable, statement: Statement, defaults: Defaults) -> Iterator[Mark]:
    known = Known(numbers=_readable(statement.numbers), public=defaults.public)
    for one in read_caption(words.text, known):
        severity: Severity = "block" if one.code == ID_CHECK else one.severity
        yield Mark(one.code, severity, *words.typed(one.start, one.end))


def _cited(statement: Statement, text: str) -> tuple[str, ...]:
    """List the numbers cited, each once, mistyped ones as they were typed."""
    found = [one.text for one in find_in_text(text)]
    return tuple(dict.fromkeys([_plain(number) or number for number in (*statement.numbers, *found)]))


def _readable(numbers: Iterable[str]) -> list[str]:
    return [plain for number in numbers if (plain := _plain(number)) is not None]


def _plain(number: str) -> str | None:
    try:
        return parse(number).text
    except BadIdentifier:
        return None
