"""Which readings a post needs before it is cleared, and whether they were given: of this very text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol

from service.registry.errors import Conflict
from service.registry.reading_records import ReadingRecord

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.files import File
    from service.registry.judging import Asked, Judged
    from service.registry.recording import Change
    from service.registry.storing import Reader

CONDITION: Final = "review_first"
REFUSED: Final = "NOT_CLEARED"
NEEDED: Final = "READING_NEEDED"
EVERY: Final = 10_000
"""Readings looked through: all that are open, which none is for more than a few months."""


class Written(Protocol):
    """A post as it is written, before it is cleared."""

    @property
    def asked(self) -> Asked:
        """Whom it shows, and what it is."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def media(self) -> tuple[tuple[str, str], ...]:
        """(SHA-256, name) of each picture or recording."""


@dataclass(frozen=True, slots=True)
class FirstReader:
    """Someone who is to see the post first; `alone`: whoever was named can be nobody else."""

    place: int
    file: File
    alone: bool


def readers_of(judged: Judged) -> tuple[FirstReader, ...]:
    """List whose answer holds the condition, in order; every namesake counts."""
    met: dict[tuple[int, int], FirstReader] = {}
    for one in judged.decision.persons:
        if CONDITION not in one.conditions:
            continue
        place, alike, *_ = (int(part) for part in one.ref.split(".")[:2])
        files = judged.found[place].judged
        met[place, alike] = FirstReader(place, files[alike], alone=len(files) == 1)
    return tuple(met[key] for key in sorted(met))


def digest_of(new: Written) -> str:
    """Return the SHA-256 of what makes it another text: words, pictures, medium, channels and purpose."""
    question = new.asked.question
    text = " ".join(new.text.split())
    parts = [text, question.medium, sorted(question.channels), question.purpose, sorted(new.media)]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def in_force(reader: Reader, digest: str, now: datetime) -> tuple[ReadingRecord, ...]:
    """List the readings of a text that count still, the newest first."""
    found = reader.list_entries(ReadingRecord, "open", None, EVERY)
    return tuple(one for one in found if one.kind == "draft" and one.digest == digest and counts(one, now))


def counts(reading: ReadingRecord, now: datetime) -> bool:
    """Tell whether a reading's time is not over."""
    return reading.state == "open" and (reading.ends_at is None or now < reading.ends_at)


def check_read(change: Change, new: Written, judged: Judged) -> None:
    """Raise `Conflict` unless each who asked to see the post first has accepted this very text.

    Where one refused, it is as any post that is not clear: NOT_CLEARED.
    """
    readers = readers_of(judged)
    if not readers:
        return
    answers: dict[int, str | None] = {}
    for one in in_force(change.writer, digest_of(new), change.ports.clock()):
        answers.setdefault(one.person, one.answer)
    given = [answers.get(one.file.person.number) for one in readers]
    if "refused" in given:
        raise Conflict(REFUSED)
    if any(answer != "accepted" for answer in given):
        raise Conflict(NEEDED)
