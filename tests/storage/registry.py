"""Small registries: people, papers and posts, kept as use cases keep them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from service.domain.identifiers import draw
from service.registry.acts import Act, Record
from service.registry.consent_records import ConsentRecord, Establishes, Outcomes, SignatureRecord
from service.registry.legal_records import CheckEntry, LegalFile, Stamp
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.post_records import PostPerson, PostRecord, TakedownRecord
from service.registry.questions import Question, Who
from service.storage.store import SqlStore
from service.storage.writing import SqlWriter

NOW = datetime(2026, 10, 13, 18, 5, 7, 123456, tzinfo=UTC)
BORN = date(2010, 1, 2)
STAMP = Stamp(NOW, NOW, 3)
QUESTION = Question("photo", ("facebook",), "promotion", date(2026, 10, 14))


def act(kind: str, subject: int | None = None, **details: str) -> Act:
    """An act of user 3."""
    return Act(kind, NOW, 3, "communications", "api", subject, details)


def person(number: int, name: str = "Zoé Côté-Lévesque", **fields: object) -> PersonRecord:
    """A person as registered."""
    known: dict[str, object] = {"birth_date": BORN, **fields}
    return PersonRecord(number, Names(name), (RolePeriod("user"),), NOW, NOW, **known)  # type: ignore[arg-type]  # any field


def consent(number: int, owner: int, code: str, **fields: object) -> ConsentRecord:
    """A confirmed paper."""
    known: dict[str, object] = {
        "state": "confirmed",
        "form": "rirtf",
        "version": 1,
        "language": "fr",
        **fields,
    }
    return ConsentRecord(
        number=number,
        id=code,
        person=owner,
        text_sha256="a" * 64,
        signatures=(SignatureRecord("parent", "Marie Côté", date(2026, 10, 1), "paper"),),
        outcomes=(Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),),
        establishes=Establishes(opt_in=True, free=True, informed=True, distinct=True),
        recorded_at=NOW,
        recorded_by=3,
        **known,  # type: ignore[arg-type]  # any field
    )


def post(
    number: int, citation: str, people: tuple[int, ...] = (), consents: tuple[int, ...] = ()
) -> PostRecord:
    """A post as cleared."""
    shown = tuple(PostPerson(Who(person=one), (one,), ()) for one in people)
    return PostRecord(number, citation, "cleared", QUESTION, shown, (), NOW, 3, consents=consents)


def takedown(number: int, of: int, state: str = "open") -> TakedownRecord:
    """A takedown of a post."""
    return TakedownRecord(number, of, state, NOW, NOW)  # type: ignore[arg-type]  # any field


@dataclass(frozen=True, slots=True)
class Town:
    """A registry under test."""

    store: SqlStore

    def register(self, name: str = "Zoé Côté-Lévesque", **fields: object) -> int:
        """Register a person; return the number."""
        with self.store.writing() as writer:
            return register(writer, name, **fields)

    def sign(self, owner: int, **fields: object) -> ConsentRecord:
        """Register a paper of a person."""
        with self.store.writing() as writer:
            code = draw(self.store.seals.random, writer.is_taken).text
            paper = consent(writer.next_number("consent"), owner, code, **fields)
            writer.put(act("consent_registered", owner), paper)
        return paper

    def clear(self, people: tuple[int, ...] = (), consents: tuple[int, ...] = ()) -> PostRecord:
        """Register a post."""
        with self.store.writing() as writer:
            code = draw(self.store.seals.random, writer.is_taken).text
            cleared = post(writer.next_number("post"), code, people, consents)
            writer.put(act("post_cleared"), cleared)
        return cleared

    def put(self, kind: str, subject: int | None, *records: Record) -> None:
        """Keep records by one act."""
        with self.store.writing() as writer:
            writer.put(act(kind, subject), *records)

    def judged(self, **asked: object) -> list[int]:
        """Whom a question about one person meets."""
        with self.store.reading() as reader:
            (found,) = reader.find_files([Who(**asked)])  # type: ignore[arg-type]  # any field
        return [file.person.number for file in found.judged]


def register(writer: SqlWriter, name: str, **fields: object) -> int:
    """Register a person in an open transaction."""
    number = writer.next_number("person")
    legal = LegalFile(number, checks=(CheckEntry(STAMP, "pending"),))
    writer.put(act("person_registered", number), person(number, name, **fields), legal)
    return number
