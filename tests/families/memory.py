"""The registry's port `Store`, in memory: files by number, as use cases leave them. It keeps no posts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from service.registry.access_records import AccessRecord
from service.registry.acts import Act, Record
from service.registry.consent_records import ConsentRecord
from service.registry.files import File, Found
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.post_records import PostRecord
from service.registry.questions import Who
from service.registry.takedown_records import LivePlace


@dataclass(slots=True)
class Memory:
    """Files of people, for families by the hundred."""

    files: dict[int, File] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @contextmanager
    def writing(self) -> Iterator["Memory"]:
        yield self

    reading = writing

    def load_file(self, number: int) -> File | None:
        return self.files.get(number)

    def next_number(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def put(self, act: Act, *records: Record) -> None:
        for record in records:
            self._keep(record, act.subject or 0)

    def record_access(self, _: AccessRecord) -> int:
        return self.next_number("access")

    def numbers_showing(self, _: int) -> tuple[int, ...]:
        return ()

    def places_of(self, _: Sequence[int]) -> tuple[LivePlace, ...]:
        return ()

    def load_posts(self, _: Sequence[int]) -> tuple[PostRecord, ...]:
        return ()

    def find_files(self, asked: Sequence[Who]) -> tuple[Found, ...]:
        """Find by name and birth date, or by number."""
        return tuple(Found(tuple(f for f in self.files.values() if _is_meant(who, f))) for who in asked)

    def _keep(self, record: Record, number: int) -> None:
        file = self.files.get(number)
        if isinstance(record, PersonRecord):
            known = file or File(record, (), LegalFile(record.number), 0)
            self.files[number] = replace(known, person=record)
        elif isinstance(record, LegalFile) and file:
            self.files[number] = replace(file, legal=record)
        elif isinstance(record, ConsentRecord) and file:
            self.files[number] = replace(file, consents=(*file.consents, record))


def _is_meant(who: Who, file: File) -> bool:
    person = file.person
    if who.person is not None:
        return who.person == person.number
    return (who.name, who.birth_date) == (person.names.display, person.birth_date)
