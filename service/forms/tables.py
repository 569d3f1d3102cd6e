"""Reads a TOML table key by key, with types; whatever is missing, wrong or unknown is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NoReturn, TypeVar

Choice = TypeVar("Choice", bound=str)


class Malformed(Exception):
    """A file is not of the shape it must have; `detail` names the key."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Table:
    """One table of a file, and where it stands in it."""

    def __init__(self, values: Mapping[str, object], where: str = "") -> None:
        self._values = values
        self._where = where
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether the key is given."""
        return key in self._values

    def text(self, key: str) -> str:
        """Read a word or a sentence."""
        value = self._get(key)
        return value if isinstance(value, str) and value else self._fail(key)

    def flag(self, key: str) -> bool:
        """Read true or false."""
        value = self._get(key)
        return value if isinstance(value, bool) else self._fail(key)

    def number(self, key: str) -> int:
        """Read a whole number."""
        value = self._get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else self._fail(key)

    def day(self, key: str) -> date:
        """Read a date without a time."""
        value = self._get(key)
        return value if isinstance(value, date) and not isinstance(value, datetime) else self._fail(key)

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of words."""
        values = self._list(key)
        return tuple(value if isinstance(value, str) else self._fail(key) for value in values)

    def choice(self, key: str, choices: Sequence[Choice]) -> Choice:
        """Read one of a closed list."""
        value = self.text(key)
        return next((choice for choice in choices if choice == value), None) or self._fail(key)

    def table(self, key: str) -> Table:
        """Read a table inside this one."""
        return self._open(self._get(key), key)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Read a list of tables."""
        return tuple(self._open(value, f"{key}[{n}]") for n, value in enumerate(self._list(key)))

    def check_all_read(self) -> None:
        """Refuse keys that nobody asked for: a slip in an optional key must not pass unseen."""
        for key in self._values.keys() - self._read:
            self._fail(key)

    def _get(self, key: str) -> object:
        self._read.add(key)
        return self._values[key] if key in self._values else self._fail(key)

    def _list(self, key: str) -> list[object]:
        values = self._get(key)
        return values if isinstance(values, list) else self._fail(key)

    def _open(self, value: object, key: str) -> Table:
        return Table(value, self._at(key)) if isinstance(value, dict) else self._fail(key)

    def _at(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def _fail(self, key: str) -> NoReturn:
        raise Malformed(self._at(key))
