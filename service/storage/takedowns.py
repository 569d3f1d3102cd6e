"""Takedowns: listed by what the posts' links say, without opening a post; each sealed once it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from service.registry.post_records import TakedownRecord
from service.registry.takedown_records import LivePlace, TakedownCallRecord
from service.storage.codec import decode
from service.storage.failures import Misplaced
from service.storage.posts import PostsReader
from service.storage.seals import place
from service.storage.sql import Sql, Values

_SHOWN: Final = (
    "SELECT number FROM person WHERE number IN (SELECT s.person FROM takedown t"
    " JOIN post_person s ON s.post = t.post WHERE t.number = ?) ORDER BY number LOCK"
)
_LOCKED: Final = "SELECT number FROM takedown WHERE number = ? LOCK"
_TAKEDOWNS: Final = (
    "SELECT t.number, t.post, t.copy, t.call, t.sealed, c.sealed, h.number, h.sealed FROM takedown t"
    " LEFT JOIN entry c ON c.number = t.call LEFT JOIN entry h ON h.number = t.hastened"
)
_ONE: Final = f"{_TAKEDOWNS} WHERE t.number = ?"
_ALL: Final = f"{_TAKEDOWNS} WHERE t.number > ? ORDER BY t.number LIMIT ?"
_IN: Final = f"{_TAKEDOWNS} WHERE t.open = ? AND t.number > ? ORDER BY t.number LIMIT ?"
_OF: Final = f"{_TAKEDOWNS} WHERE t.post = ? ORDER BY t.number"
_THESE: Final = f"{_TAKEDOWNS} WHERE t.number IN (SELECT asked.value FROM ints(?) AS asked) ORDER BY t.number"  # noqa: S608 - our own words
_CALLED: Final = f"{_TAKEDOWNS} WHERE t.open AND (t.call = ? OR t.hastened = ?) ORDER BY t.number"
_PLACES: Final = (
    "SELECT s.post, s.copy, t.number FROM {posts} CROSS JOIN post_standing s"
    " LEFT JOIN takedown t ON t.post = s.post AND t.copy = s.copy AND t.open"
    " WHERE {which} ORDER BY s.post, s.copy"
)
_RESTING: Final = _PLACES.format(
    posts="ints(?) AS asked CROSS JOIN post_consent c",
    which="c.consent = asked.value AND s.post = c.post",
)
_PLACES_OF: Final = _PLACES.format(posts="ints(?) AS asked", which="s.post = asked.value")
_SHOWING: Final = "SELECT post FROM post_person WHERE person = ?"
_COPY_BITS: Final = 16
"""A post and its copy go to the database as one number, so that one statement keeps a whole list."""
_LIST: Final = (
    "INSERT INTO takedown (number, post, copy, call, open)"
    " SELECT ? + asked.key, asked.value >> 16, asked.value & 65535, ?, ? FROM counted(?) AS asked"
)
_HASTEN: Final = "UPDATE takedown SET hastened = ? WHERE number IN (SELECT asked.value FROM ints(?) AS asked)"
_STANDING: Final = "INSERT INTO post_standing (post, copy) VALUES (?, ?)"


class TakedownsReader(PostsReader):
    """Reads takedowns. In a writer, the people a post shows are locked before its takedown."""

    __slots__ = ()

    def load_takedown(self, number: int) -> TakedownRecord | None:
        """Read one takedown."""
        if self.sql.locks:
            self.sql.rows(_SHOWN, number)
            self.sql.rows(_LOCKED, number)
        return next(iter(self._takedowns(self.sql.rows(_ONE, number))), None)

    def load_takedowns(self, numbers: Sequence[int]) -> tuple[TakedownRecord, ...]:
        """Read takedowns, in order of number."""
        return self._takedowns(self.sql.rows(_THESE, list(numbers)))

    def list_takedowns(self, state: str | None, after: int, limit: int) -> tuple[TakedownRecord, ...]:
        """List takedowns in order of number."""
        if state is None:
            return self._takedowns(self.sql.rows(_ALL, after, limit))
        return self._takedowns(self.sql.rows(_IN, state == "open", after, limit))

    def takedowns_of(self, post: int) -> tuple[TakedownRecord, ...]:
        """List the takedowns of a post and of its copies."""
        return self._takedowns(self.sql.rows(_OF, post))

    def takedowns_called(self, call: int) -> tuple[TakedownRecord, ...]:
        """List the open takedowns that a call listed or hastened."""
        return self._takedowns(self.sql.rows(_CALLED, call, call))

    def numbers_showing(self, person: int) -> tuple[int, ...]:
        """List the numbers of posts that show this person."""
        return tuple([number for (number,) in self.sql.rows(_SHOWING, person)])

    def places_resting_on(self, consents: Sequence[int]) -> tuple[LivePlace, ...]:
        """List where posts that rest on any of these consents stand, each once."""
        found = self.sql.rows(_RESTING, list(consents))
        return tuple([LivePlace(*row) for row in (found if len(consents) == 1 else dict.fromkeys(found))])

    def places_of(self, posts: Sequence[int]) -> tuple[LivePlace, ...]:
        """List where these posts stand."""
        return tuple([LivePlace(*row) for row in self.sql.rows(_PLACES_OF, list(posts))])

    def _takedowns(self, rows: Iterable[Values]) -> tuple[TakedownRecord, ...]:
        calls: dict[int, TakedownCallRecord] = {}
        return tuple([self._takedown(row, calls) for row in rows])

    def _takedown(self, row: Values, calls: dict[int, TakedownCallRecord]) -> TakedownRecord:
        number, post, copy, call, sealed, of_call, hastening, of_hastening = row
        if sealed is not None:
            kept = self.seals.registry.open(sealed, place("takedown", number))
            record = decode(TakedownRecord, kept)
        else:
            asked = self._call(call, of_call, calls)
            record = TakedownRecord(
                number, post, "open", asked.made_at, asked.due_at, asked.urgent, copy=copy or None, call=call
            )
        if hastening is None or record.state != "open":
            return record
        sooner = self._call(hastening, of_hastening, calls)
        return replace(record, urgent=True, due_at=min(record.due_at, sooner.due_at))

    def _call(
        self, number: int | None, sealed: bytes | None, calls: dict[int, TakedownCallRecord]
    ) -> TakedownCallRecord:
        if number is None or sealed is None:
            raise Misplaced("takedown")
        if number not in calls:
            content = self.seals.registry.open(sealed, place("entry", number))
            calls[number] = decode(TakedownCallRecord, content)
        return calls[number]


def list_for_takedown(
    sql: Sql, call: int, first: int, places: Sequence[LivePlace], hastened: Sequence[int]
) -> None:
    """Keep the takedowns of a call, numbered from the first; hasten those that are open already."""
    packed = [one.post << _COPY_BITS | one.copy for one in places]
    is_open = True
    sql.run(_LIST, first, call, is_open, packed)
    sql.run(_HASTEN, call, list(hastened))


def put_standing(sql: Sql, post: int, places: Sequence[int]) -> None:
    """Say where a post stands now: nowhere, once it and its copies are taken down."""
    sql.run("DELETE FROM post_standing WHERE post = ?", post)
    for copy in places:
        sql.run(_STANDING, post, copy)
