"""Reading: one consistent view of the registry."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.acts import PastAct
from service.registry.consent_records import ConsentRecord
from service.registry.files import File, Found
from service.registry.identity import Way
from service.registry.job_records import JobRecord
from service.registry.log_records import Leaf
from service.registry.questions import Who
from service.registry.status_records import StatusListRecord, StatusPlaceRecord
from service.registry.storing import Checkpoint, Kept
from service.registry.ticket_records import TicketRecord
from service.storage import accounts, checkpoints, finding, jobs, proving, statuses, tickets
from service.storage.acts import read_history, read_topic
from service.storage.sealed_files import open_row, write_way
from service.storage.seals import Seals, place_of_digest
from service.storage.sql import one
from service.storage.takedowns import TakedownsReader

_NEXT_NUMBERS: Final = "SELECT number FROM person WHERE number > ? ORDER BY number LIMIT 200"
_OWNER: Final = "SELECT person FROM consent WHERE code = ?"
_TAKEN: Final = "SELECT 1 FROM consent WHERE code = ? UNION ALL SELECT 1 FROM post WHERE code = ?"
_CHANGED: Final = "SELECT place, tag, who FROM act WHERE place >= ? OR place IS NULL"


class SqlReader(TakedownsReader):
    """The port `Reader` over SQL."""

    def find_files(self, asked: Sequence[Who]) -> tuple[Found, ...]:
        """Read the files of each asked person, in two statements at most."""
        return finding.find_files(self.sql, self.seals, asked)

    def load_file(self, person: int) -> File | None:
        """Read one file."""
        return finding.load_file(self.sql, self.seals, person)

    def find_people(self, way_kind: str, words: tuple[str, ...], factor: str) -> tuple[int, ...]:
        """List whom one exact way to ask finds."""
        mark = self.seals.index.key_for(way_kind, words, factor)
        return finding.find_people(self.sql, self.seals, mark, write_way(Way(way_kind, words, factor)))

    def each_file(self, after: int = 0) -> Iterator[File]:
        """Walk every file in order of number."""
        while numbers := [number for (number,) in self.sql.rows(_NEXT_NUMBERS, max(after, finding.NOBODY))]:
            yield from finding.load_files(self.sql, self.seals, numbers)
            after = numbers[-1]

    def changed_people(self, after: int) -> tuple[int, frozenset[int]]:
        """Return the next place of the log that acts reached, and whom acts from place `after` were about.

        Acts without a place yet are counted each time, so that none is missed.
        """
        rows = self.sql.rows(_CHANGED, after)
        newest = max((place + 1 for place, _, _ in rows if place is not None), default=after)
        people = {_read_who(self.seals, tag, who) for _, tag, who in rows}
        return newest, frozenset(people - {finding.NOBODY})

    def load_consent(self, consent_id: str) -> ConsentRecord | None:
        """Read one consent; inside a writer its person's file is locked first.

        For a number nobody has, nobody's file is read: as many statements as for one that was given.
        """
        owner = one(self.sql.rows(_OWNER, self.seals.code("consent", consent_id)))
        file = self.load_file(owner[0] if owner else finding.NOBODY)
        consents = file.consents if file else ()
        return next((consent for consent in consents if consent.id == consent_id), None)

    def is_taken(self, consent_id: str) -> bool:
        """Tell whether the number is used by a consent or a post."""
        marks = self.seals.code("consent", consent_id), self.seals.code("citation", consent_id)
        return bool(self.sql.rows(_TAKEN, *marks))

    def load_status_place(self, citation: str) -> StatusPlaceRecord | None:
        """Read the place that a number was given."""
        return statuses.load_place(self.sql, self.seals, citation)

    def list_status_places(self, number: int) -> tuple[StatusPlaceRecord, ...]:
        """Read all places of a status list that were given."""
        return statuses.list_places(self.sql, self.seals, number)

    def taken_status_places(self, number: int) -> frozenset[int]:
        """Return the places of a status list that were given."""
        return statuses.taken_places(self.sql, number)

    def load_status_list(self, number: int) -> StatusListRecord | None:
        """Read a status list as last published."""
        return statuses.load_list(self.sql, number)

    def status_lists(self) -> tuple[int, ...]:
        """Return the numbers of all status lists."""
        return statuses.list_numbers(self.sql)

    def history(self, person: int) -> tuple[PastAct, ...]:
        """Read all acts about a person, oldest first."""
        return self._acts(person, None)

    def past_act(self, person: int, n: int) -> PastAct | None:
        """Read the n-th act about a person."""
        return next(iter(self._acts(person, n)), None)

    def registry_acts(self, kind: str) -> tuple[PastAct, ...]:
        """Read acts about nobody, of one kind, oldest first."""
        return tuple(read_topic(self.sql, self.seals, kind))

    def last_checkpoint(self) -> Checkpoint | None:
        """Read the last published checkpoint."""
        return checkpoints.load_last(self.sql)

    def leaves_of(self, person: int) -> tuple[Leaf, ...]:
        """Read the log's leaves of all acts about a person, oldest first."""
        return proving.leaves_of(self.sql, self.seals, person)

    def leaves_about(self, kinds: Sequence[str], wanted: Collection[tuple[str, int]]) -> tuple[Leaf, ...]:
        """Read the leaves of acts about nobody that left one of these records."""
        return proving.leaves_about(self.sql, self.seals, kinds, wanted)

    def prove_places(self, places: Collection[int]) -> dict[int, tuple[bytes, ...]]:
        """Make proofs of inclusion to the last checkpoint."""
        return proving.prove_places(self.sql, places)

    def load_token(self, digest: bytes) -> TokenRecord | None:
        """Read a token by the SHA-256 of its secret."""
        return accounts.load_token(self.sql, self.seals, digest)

    def load_holder(self, digest: bytes) -> tuple[TokenRecord, UserRecord] | None:
        """Read a token and the user it acts for, in one statement."""
        return accounts.load_holder(self.sql, self.seals, digest)

    def load_session(self, digest: bytes) -> SessionRecord | None:
        """Read a session by the SHA-256 of its id."""
        return accounts.load_session(self.sql, self.seals, digest)

    def load_link(self, digest: bytes) -> LinkRecord | None:
        """Read a one-time link by the SHA-256 of its secret."""
        return accounts.load_link(self.sql, self.seals, digest)

    def load_ticket(self, digest: bytes) -> TicketRecord | None:
        """Read what a secret opens."""
        return tickets.load_ticket(self.sql, self.seals, digest)

    def is_job_due(self, now: datetime) -> bool:
        """Tell whether there is something to do."""
        return jobs.is_job_due(self.sql, now)

    def list_jobs(self) -> tuple[JobRecord, ...]:
        """List all that is still to be done."""
        return jobs.list_jobs(self.sql, self.seals)

    def load_kept(self, key: bytes) -> Kept | None:
        """Read what an Idempotency-Key was answered, within 24 h."""
        return accounts.load_kept(self.sql, self.seals, key, self.clock() - timedelta(days=1))

    def _acts(self, person: int, n: int | None) -> tuple[PastAct, ...]:
        row = one(self.sql.rows("SELECT data_key, sealed FROM person WHERE number = ?", person))
        if row is None:
            return ()
        sealer = self.seals.of_person(row[0])
        count = open_row(sealer, person, row[1]).acts
        numbers = range(1, count + 1) if n is None else [n] if 1 <= n <= count else []
        return tuple(read_history(self.sql, self.seals, sealer, person, numbers))


def _read_who(seals: Seals, tag: bytes, who: bytes) -> int:
    return int.from_bytes(seals.registry.open(who, place_of_digest("act", tag, "who")), "big")
