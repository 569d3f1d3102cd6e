"""A file as it lies sealed: the person with how they are found, the legal file, the consents."""

from typing import NamedTuple

import orjson

from service.registry.consent_records import ConsentRecord
from service.registry.errors import Unavailable
from service.registry.files import File
from service.registry.identity import Way, namesake_ways, ways_to_ask
from service.registry.people_records import PersonRecord
from service.storage.codec import decode
from service.storage.equal_reading import read_legal_file, read_no_paper
from service.storage.seals import Seals, place
from service.vault.sealing import Sealer


class Sealed(NamedTuple):
    """The rows of one file, as they lie."""

    key: bytes
    person: bytes
    legal: bytes
    consents: dict[int, bytes]


class Opened(NamedTuple):
    """A file, the ways to ask for it, and the marks by which its namesakes are met."""

    file: File
    ways: list[str]
    namesakes: list[int]


class PersonRow(NamedTuple):
    """What the person's row seals: acts so far, ways and marks as the look-up rows have them, the record.

    The ways are kept beside the look-up rows made of them, so that a check folds no name but the asked one.
    """

    acts: int
    ways: list[str]
    namesakes: list[int]
    record: bytes

    def encode(self) -> bytes:
        """Write the row; the record stays the bytes it is."""
        told = {"acts": self.acts, "ways": self.ways, "namesakes": self.namesakes}
        return orjson.dumps(told) + b"\n" + self.record


def row_of(seals: Seals, acts: int, person: PersonRecord, record: bytes) -> PersonRow:
    """Work out how a person is found."""
    ways = ways_to_ask(person)
    marks = [seals.index.key_for(way.kind, way.words, way.factor) for way in namesake_ways(person)]
    return PersonRow(acts, [write_way(way) for way in ways], marks, record)


def open_row(sealer: Sealer, number: int, sealed: bytes) -> PersonRow:
    """Open a person's row."""
    head, _, record = sealer.open(sealed, place("person", number)).partition(b"\n")
    try:
        told = orjson.loads(head)
        return PersonRow(told["acts"], told["ways"], told["namesakes"], record)
    except (KeyError, TypeError, ValueError):
        raise Unavailable("RECORD_UNREADABLE") from None


def open_file(seals: Seals, number: int, sealed: Sealed) -> Opened:
    """Open all rows of one file."""
    sealer = seals.of_person(sealed.key)
    row = open_row(sealer, number, sealed.person)
    legal = read_legal_file(sealer.open(sealed.legal, place("legal_file", number)))
    consents = tuple(
        [
            decode(ConsentRecord, sealer.open(content, place("consent", consent)))
            for consent, content in sorted(sealed.consents.items())
        ]
    )
    file = File(decode(PersonRecord, row.record), consents or read_no_paper(), legal, row.acts)
    return Opened(file, row.ways, row.namesakes)


def write_way(way: Way) -> str:
    """Write a way to ask as one text; words hold letters and digits alone, so no two ways read alike."""
    return f"{way.kind}|{' '.join(way.words)}|{way.factor}"
