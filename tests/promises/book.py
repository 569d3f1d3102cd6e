"""A book of what a registry has answered, kept outside of it, to be held against what it has."""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from threading import Semaphore

from service.registry.consent_records import ConsentRecord
from service.registry.files import File
from service.registry.ports import Ports
from service.registry.proving import file_as_known
from service.registry.storing import Reader
from tests.promises.desk import Desk, done, paper_of, person_of
from tests.promises.lines import Sent
from tests.support.days import today


@dataclass(frozen=True, slots=True)
class Asked:
    """One change asked for, under a key by which it may be asked again."""

    path: str
    body: object
    key: str


@dataclass(slots=True)
class Book:
    """What was answered, by consent ID and by person; and what was asked and not yet answered."""

    people: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    takedowns: list[str] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    answered: Semaphore = field(default_factory=lambda: Semaphore(0))
    """Released at each answer."""

    def change(self, desk: Desk, path: str, body: object, key: str) -> Sent:
        """Ask for a change: it is in the book as asked before it is sent, as done once it is answered."""
        self.asked[key] = Asked(path, body, key)
        answer = desk.send(path, body, Idempotency_Key=key)
        self.note(path, answer)
        del self.asked[key]
        return answer

    def note(self, path: str, answer: Sent) -> None:
        """Write down what was answered."""
        told = answer.document
        assert answer.status in (200, 201), told
        if path == "/people":
            self.people[told["id"]] = told["names"]["display"]
        else:
            self.states[told.get("consent_id") or told["id"]] = told["status"]
            self.takedowns += told.get("takedowns", ())
        self.answered.release()

    def attach(self, desk: Desk, consent: str, content: bytes) -> None:
        """Attach an original, and write down its digest once that is answered."""
        done(desk.attach(consent, content), 200)
        self.documents[consent] = sha256(content).hexdigest()
        self.answered.release()


ANSWERS = 6
"""How many answers one work gets."""


def work(book: Book, desk: Desk, name: str) -> None:
    """Register someone with a paper and its original, put it in force, clear a post, take the paper back."""
    person = book.change(desk, "/people", person_of(name), f"{name} person").document["id"]
    consent = book.change(desk, "/consents", paper_of(person, name), f"{name} paper").document["id"]
    book.attach(desk, consent, b"%PDF-1.7 " + name.encode() * 500)
    book.change(desk, f"/consents/{consent}/confirmation", {"verified": True}, f"{name} confirmed")
    done(desk.post({"consent_id": consent}), 201)
    book.answered.release()
    said = {"received_on": today().isoformat(), "by": "person", "how": "phone"}
    book.change(desk, f"/consents/{consent}/withdrawal", said, f"{name} withdrawn")


def ask_again(book: Book, desk: Desk) -> None:
    """Ask again for what was not answered; whether it had been done or not, it is done once."""
    for key, asked in list(book.asked.items()):
        book.note(asked.path, desk.send(asked.path, asked.body, Idempotency_Key=key))
        del book.asked[key]


def differences(book: Book, ports: Ports) -> list[str]:
    """Compare the book with all the registry has; return what is missing, other, double or half."""
    with ports.store.reading() as reader:
        files = list(reader.each_file())
        halves = [f"half written: {file.person.number}" for file in files if not _is_whole(reader, file)]
        numbers = {each: ports.references.open("takedown", each)[0] for each in book.takedowns}
        lost = [
            f"no takedown: {each}" for each, number in numbers.items() if not reader.load_takedown(number)
        ]
    people = {
        ports.references.seal("person", file.person.number): file.person.names.display for file in files
    }
    consents = {consent.id: consent for file in files for consent in file.consents}
    names = sorted(people.values())
    return [
        *halves,
        *(f"no takedown: {each}" for each in lost),
        *(f"missing: {name}" for person, name in book.people.items() if people.get(person) != name),
        *(f"double: {name}" for name, after in pairwise(names) if name == after),
        *(f"other state: {each}" for each, state in book.states.items() if _state(consents, each) != state),
        *(
            f"other paper: {each}"
            for each in book.documents
            if not _has_original(ports, book, consents, each)
        ),
    ]


def _is_whole(reader: Reader, file: File) -> bool:
    """Tell whether a file is what the acts on it say: none is there by half, none lacks its act."""
    return file_as_known(reader, file.person.number, len(reader.history(file.person.number))) == file


def _state(consents: dict[str, ConsentRecord], printed: str) -> str | None:
    consent = consents.get(printed.replace("-", ""))
    return consent.state if consent else None


def _has_original(ports: Ports, book: Book, consents: dict[str, ConsentRecord], printed: str) -> bool:
    consent = consents.get(printed.replace("-", ""))
    return consent is not None and any(
        sha256(ports.blobs.get(consent.person, each.blob)).hexdigest() == book.documents[printed]
        for each in consent.documents
    )
