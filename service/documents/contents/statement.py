"""What a content says of whom it shows and where it goes: its front matter, and else the house's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final, NamedTuple

from service.documents.contents.front_matter import FrontMatter
from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES

LISTS: Final[Mapping[str, tuple[str, ...]]] = {"medium": MEDIA, "channel": CHANNELS, "purpose": PURPOSES}
NONE: Final = "none"
BAD_FIELD: Final = "BAD_FIELD"
_MOST_DIGITS: Final = 6
_PARAMS: Final = "params"
"""Where Hugo has writers put fields of their own."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for all contents of a folder that do not say otherwise; `public`: the house's contacts."""

    zone: tzinfo
    medium: str | None = None
    channels: tuple[str, ...] = ()
    purpose: str | None = None
    public: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Numbers cited as typed; `nobody`: someone attests that no one can be recognised."""

    numbers: tuple[str, ...]
    nobody: bool
    medium: str | None
    channels: tuple[str, ...]
    purpose: str | None
    on: date | None
    visible_count: int | None


class Mistake(NamedTuple):
    """A field that cannot be read: its key, where it stands, and what may stand there."""

    key: str
    place: int
    words: tuple[str, ...] = ()


def read_statement(front: FrontMatter, defaults: Defaults) -> tuple[Statement, tuple[Mistake, ...]]:
    """Read what front matter says, and say what of it cannot be read."""
    said = _Fields(front)
    channels = said.words("channel", CHANNELS) or said.words("channels", CHANNELS)
    statement = Statement(
        numbers=said.numbers(),
        nobody=said.is_none("people"),
        medium=next(iter(said.words("medium", MEDIA)), defaults.medium),
        channels=channels or defaults.channels,
        purpose=next(iter(said.words("purpose", PURPOSES)), defaults.purpose),
        on=said.day("date", defaults.zone),
        visible_count=said.count("visible_count"),
    )
    return statement, tuple(said.mistakes)


class _Fields:
    """Fields of front matter read one by one; what cannot be read is noted, never guessed."""

    def __init__(self, front: FrontMatter) -> None:
        self._front = front
        params = front.values.get(_PARAMS)
        self._values = {**(params if isinstance(params, dict) else {}), **front.values}
        self.mistakes: list[Mistake] = []

    def value(self, key: str) -> object:
        value = self._values.get(key)
        return None if value in ("", [], "null", "~") else value

    def is_none(self, key: str) -> bool:
        """Tell whether a field holds the word none; a field that is absent or empty says nothing."""
        given = self.value(key)
        return isinstance(given, str) and given.strip().casefold() == NONE

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of `consents`: a list, or one, or several with commas between them."""
        given = self.value("consents")
        listed = given.replace(",", " , ").split(" , ") if isinstance(given, str) else given or []
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self._mistake("consents")
            return ()
        return tuple(one.strip() for one in listed if one.strip())

    def words(self, key: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words of a closed list that a field holds: one, or a list."""
        given = self.value(key)
        listed = [given] if isinstance(given, str) else given or []
        if not isinstance(listed, list) or not all(one in words for one in listed):
            self._mistake(key, words)
            return ()
        return tuple(dict.fromkeys(listed))

    def day(self, key: str, zone: tzinfo) -> date | None:
        """Return a day: a date, or the local day of a moment."""
        given = self.value(key)
        try:
            moment = datetime.fromisoformat(given.strip()) if isinstance(given, str) else given
        except ValueError:
            moment = _day_first(str(given))
        if isinstance(moment, datetime):
            return _local_day(moment, zone)
        if given is not None and not isinstance(moment, date):
            self._mistake(key)
        return moment if isinstance(moment, date) else None

    def count(self, key: str) -> int | None:
        """Return a number of people."""
        given = self.value(key)
        if given is None:
            return None
        text = str(given).strip()
        if isinstance(given, bool) or not (text.isascii() and text.isdecimal()) or len(text) > _MOST_DIGITS:
            self._mistake(key)
            return None
        return int(text)

    def _mistake(self, key: str, words: tuple[str, ...] = ()) -> None:
        self.mistakes.append(Mistake(key, self._front.place(key), words))


def _local_day(moment: datetime, zone: tzinfo) -> date:
    try:
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()
    except OverflowError:  # the first and the last day of all
        return moment.date()


def _day_first(text: str) -> date | None:
    """Read the day of « 2026-10-13 09:00:00 -0400 », as Jekyll writes it."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
