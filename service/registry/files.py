"""A person's file: the whole of what the registry knows of one person, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from service.registry.consent_records import ConsentRecord
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord


@dataclass(frozen=True, slots=True)
class File:
    """Person, consents and legal file at one moment; `acts` counts the changes that made it."""

    person: PersonRecord
    consents: tuple[ConsentRecord, ...]
    legal: LegalFile
    acts: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up met: the files that match, namesakes of the same birth date included.

    `stand_in` is the file nobody has. It is opened and decided over when nothing matches, and only then, so
    that an unknown person costs the same work as a known one.
    """

    files: tuple[File, ...]
    stand_in: File | None = None

    @property
    def judged(self) -> tuple[File, ...]:
        """Return the files a decision is made over: never none."""
        if self.files:
            return self.files
        if self.stand_in is None:
            raise LookupError
        return (self.stand_in,)
