"""aval.toml at the root of a content repository: what holds for all its contents."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.documents.contents.statement import LISTS, Defaults

FILE: Final = "aval.toml"
KEYS: Final = ("channel", "purpose", "medium", "public", "ignore", "time_zone")
TIME_ZONE: Final = "America/Toronto"
_ROOT: Final = ".git"


class HouseFileMalformed(Exception):
    """The file cannot be used; `mend` says what to write in it."""

    code: Final = "HOUSE_FILE_MALFORMED"

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.mend = f'{path}: {what}; for example: channel = "web_site"'


@dataclass(frozen=True, slots=True)
class House:
    """What a repository says once for all: defaults, and what of it is no content (patterns from `root`)."""

    defaults: Defaults
    root: Path
    ignored: tuple[str, ...] = ()


def load_house(start: Path) -> House:
    """Read the nearest aval.toml, in this folder or one above it, within the repository."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _read(folder / FILE)
        if (folder / _ROOT).exists():
            break
    return House(Defaults(ZoneInfo(TIME_ZONE)), start)


def _read(path: Path) -> House:
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise HouseFileMalformed(path, str(error)) from None
    unknown = sorted(set(given) - set(KEYS))
    if unknown:
        raise HouseFileMalformed(path, f"unknown: {', '.join(unknown)}; known: {', '.join(KEYS)}")
    lists = {key: _texts(path, given, key) for key in KEYS}
    for key, words in LISTS.items():
        if not set(lists[key]) <= set(words):
            raise HouseFileMalformed(path, f"{key} is one of {', '.join(words)}")
    defaults = Defaults(
        zone=_zone(path, next(iter(lists["time_zone"]), TIME_ZONE)),
        medium=next(iter(lists["medium"]), None),
        channels=lists["channel"],
        purpose=next(iter(lists["purpose"]), None),
        public=lists["public"],
    )
    return House(defaults, path.parent, lists["ignore"])


def _texts(path: Path, given: dict[str, object], key: str) -> tuple[str, ...]:
    value = given.get(key, [])
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise HouseFileMalformed(path, f"{key} is a text or a list of texts")
    return tuple(listed)


def _zone(path: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise HouseFileMalformed(path, f"{name!r} is no time zone") from None
