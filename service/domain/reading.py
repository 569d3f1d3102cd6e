"""Reading plain JSON values: every fault names the field and what was expected there."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

T = TypeVar("T")

MISSING: Final = "MISSING"
NOT_IN_LIST: Final = "NOT_IN_LIST"
BAD_VALUE: Final = "BAD_VALUE"

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class CaseFault(ValueError):
    """A case cannot be read: `code`, what was expected (`detail`), and where (`pointer`, RFC 6901)."""

    def __init__(self, code: str, detail: str, pointer: str) -> None:
        super().__init__(code, detail, pointer)
        self.code = code
        self.detail = detail
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object and where it stands. Fields nobody asks for are ignored."""

    values: dict[str, object]
    pointer: str

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not null."""
        return self.values.get(name) is not None

    def at(self, name: str) -> str:
        """Return the pointer of a field."""
        return f"{self.pointer}/{name}"

    def required(self, name: str) -> object:
        """Return a value that must be there."""
        value = self.values.get(name)
        if value is None:
            raise CaseFault(MISSING, "required", self.at(name))
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false, and nothing that resembles them."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise CaseFault(BAD_VALUE, "true|false", self.at(name))
        return value

    def day(self, name: str) -> date | None:
        """Return a date, or None when absent or null."""
        value = self.values.get(name)
        return None if value is None else read_day(value, self.at(name))

    def text(self, name: str) -> str | None:
        """Return a text, or None when absent or null."""
        value = self.values.get(name)
        return None if value is None else read_text(value, self.at(name))

    def code(self, name: str, words: Collection[str], default: str) -> str:
        """Return a word of a closed list, or its default when absent."""
        return read_code(self.values.get(name, default), words, self.at(name))

    def code_or_none(self, name: str, words: Collection[str]) -> str | None:
        """Return a word of a closed list, or None when absent or null."""
        value = self.values.get(name)
        return None if value is None else read_code(value, words, self.at(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of any texts, empty when absent."""
        return self._each(name, read_text)

    def codes(self, name: str, words: Collection[str]) -> tuple[str, ...]:
        """Return a list of words of a closed list, empty when absent."""
        return self._each(name, lambda value, pointer: read_code(value, words, pointer))

    def objects(self, name: str) -> tuple["Fields", ...]:
        """Return a list of objects, empty when absent."""
        return self._each(name, read_object)

    def nested(self, name: str) -> "Fields":
        """Return an object, empty when absent."""
        return read_object(self.values.get(name, {}), self.at(name))

    def _each(self, name: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        pointer = self.at(name)
        values = self.values.get(name, [])
        if not isinstance(values, list):
            raise CaseFault(BAD_VALUE, "list", pointer)
        return tuple(read(value, f"{pointer}/{place}") for place, value in enumerate(values))


def read_object(value: object, pointer: str) -> Fields:
    """Read a JSON object."""
    if not isinstance(value, dict):
        raise CaseFault(BAD_VALUE, "object", pointer)
    return Fields(value, pointer)


def read_text(value: object, pointer: str) -> str:
    """Read a text, whatever it says."""
    if not isinstance(value, str):
        raise CaseFault(BAD_VALUE, "text", pointer)
    return value


def read_code(value: object, words: Collection[str], pointer: str) -> str:
    """Read a word of a closed list."""
    if not isinstance(value, str):
        raise CaseFault(BAD_VALUE, "text", pointer)
    if value not in words:
        raise CaseFault(NOT_IN_LIST, "|".join(words), pointer)
    return value


def read_day(value: object, pointer: str) -> date:
    """Read a date, YYYY-MM-DD, that exists in the calendar."""
    fault = CaseFault(BAD_VALUE, "YYYY-MM-DD", pointer)
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise fault
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise fault from None


def read_whole(value: object, pointer: str, least: int, most: int | None = None) -> int:
    """Read a whole number between two bounds, both included."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise CaseFault(BAD_VALUE, "whole number", pointer)
    if value < least or (most is not None and value > most):
        raise CaseFault(BAD_VALUE, f"{least} <= n" if most is None else f"{least} <= n <= {most}", pointer)
    return value
