"""Where the registry is kept: what use cases read, and the one transaction in which they write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from service.registry.post_storing import PostReader
from service.registry.status_storing import StatusReader, StatusWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from service.registry.access_records import AccessRecord
    from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
    from service.registry.acts import Act, PastAct, Record
    from service.registry.break_glass_records import BreakGlassRecord
    from service.registry.consent_records import ConsentRecord
    from service.registry.entry_records import Entry
    from service.registry.files import File, Found
    from service.registry.invitation_records import InvitationRecord
    from service.registry.job_records import JobRecord
    from service.registry.log_records import Leaf
    from service.registry.post_records import RequestRecord
    from service.registry.questions import Who
    from service.registry.scan_records import ScannedFormRecord
    from service.registry.takedown_records import LivePlace, TakedownCallRecord
    from service.registry.ticket_records import TicketRecord

T = TypeVar("T", bound="Entry")

Numbered = Literal[
    "person",
    "consent",
    "post",
    "takedown",
    "request",
    "user",
    "job",
    "invitation",
    "scanned_form",
    "break_glass",
    "entry",
]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A published size and root of the log, and the signed note that says so."""

    size: int
    root: bytes
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer kept for an Idempotency-Key: what body it answered, with which status and id."""

    body: bytes
    status: int
    reference: str


class Reader(PostReader, StatusReader, Protocol):
    """One consistent view of the registry."""

    def find_files(self, asked: Sequence[Who]) -> tuple[Found, ...]:
        """Read the files of each asked person, namesakes included: same statements whatever is found.

        Inside a `Writer` the files found are locked until its end, before they are read.
        A `Who` that is not looked up, or that names no way to ask, finds nothing.
        """

    def load_file(self, person: int) -> File | None:
        """Read one file by internal number."""

    def find_people(self, way_kind: str, words: tuple[str, ...], factor: str) -> tuple[int, ...]:
        """List the person numbers that one exact way to ask finds (compared, not only by key)."""

    def each_file(self, after: int = 0) -> Iterator[File]:
        """Walk every file in order of number, without the nobody file."""

    def changed_people(self, after: int) -> tuple[int, frozenset[int]]:
        """Return the newest act's sequence, and the persons whom acts after `after` were about."""

    def load_consent(self, consent_id: str) -> ConsentRecord | None:
        """Read one consent by its 16 characters."""

    def is_taken(self, consent_id: str) -> bool:
        """Tell whether the number is used by a consent or a post."""

    def load_request(self, number: int) -> RequestRecord | None:
        """Read one request for an authorization."""

    def list_requests(self, state: str | None, before: int | None, limit: int) -> tuple[RequestRecord, ...]:
        """List requests, newest first, `before` a number."""

    def load_invitation(self, number: int) -> InvitationRecord | None:
        """Read one invitation to sign."""

    def load_invitation_of(self, digest: bytes) -> InvitationRecord | None:
        """Read the invitation that a link opens, by the SHA-256 of its secret."""

    def list_invitations(
        self, state: str | None, before: int | None, limit: int
    ) -> tuple[InvitationRecord, ...]:
        """List invitations, newest first; `state` is `open` or none."""

    def load_scanned_form(self, number: int) -> ScannedFormRecord | None:
        """Read one scanned form."""

    def list_scanned_forms(self, state: str | None, after: int, limit: int) -> tuple[ScannedFormRecord, ...]:
        """List scanned forms in the order they came; `state` is `open` or none."""

    def load_break_glass(self, number: int) -> BreakGlassRecord | None:
        """Read one request to see what is masked; in a writer, locked to the transaction's end."""

    def list_break_glass(
        self, state: str | None, before: int | None, limit: int
    ) -> tuple[BreakGlassRecord, ...]:
        """List such requests, newest first, `open` ones alone or all."""

    def load_entry(self, shape: type[T], number: int) -> T | None:
        """Read one record of a kind; in a writer, locked to the transaction's end."""

    def list_entries(
        self, shape: type[T], state: Literal["open"] | None, before: int | None, limit: int
    ) -> tuple[T, ...]:
        """List records of a kind, newest first, `open` ones alone or all."""

    def load_ticket(self, digest: bytes) -> TicketRecord | None:
        """Read what a secret opens, by its SHA-256; in a writer no one else can use it meanwhile."""

    def is_job_due(self, now: datetime) -> bool:
        """Tell whether there is something to do: cheap, for it is asked every few seconds."""

    def list_jobs(self) -> tuple[JobRecord, ...]:
        """List all that is still to be done, in the order it is due."""

    def history(self, person: int) -> tuple[PastAct, ...]:
        """Read all acts about a person, oldest first (found by keyed tags alone)."""

    def past_act(self, person: int, n: int) -> PastAct | None:
        """Read the n-th act about a person, counted from 1."""

    def registry_acts(self, kind: str) -> tuple[PastAct, ...]:
        """Read acts that are about nobody (policy, users, ...), of one kind, oldest first."""

    def last_checkpoint(self) -> Checkpoint | None:
        """Read the last published checkpoint."""

    def leaves_of(self, person: int) -> tuple[Leaf, ...]:
        """Read the log's leaves of all acts about a person, oldest first."""

    def leaves_about(self, kinds: Sequence[str], wanted: Collection[tuple[str, int]]) -> tuple[Leaf, ...]:
        """Read the leaves of acts about nobody that left one of these records (name of kind, number)."""

    def prove_places(self, places: Collection[int]) -> Mapping[int, tuple[bytes, ...]]:
        """Make proofs of inclusion to the last checkpoint; places it does not cover are left out."""

    def load_user(self, number: int) -> UserRecord | None:
        """Read one user."""

    def load_user_by_email(self, email: str) -> UserRecord | None:
        """Read a user by courriel, case aside."""

    def list_users(self) -> tuple[UserRecord, ...]:
        """List users in order of number."""

    def load_token(self, digest: bytes) -> TokenRecord | None:
        """Read a token by the SHA-256 of its secret."""

    def load_holder(self, digest: bytes) -> tuple[TokenRecord, UserRecord] | None:
        """Read a token and the user it acts for, in one statement; when it was last used is left out."""

    def load_session(self, digest: bytes) -> SessionRecord | None:
        """Read a session by the SHA-256 of its id."""

    def load_link(self, digest: bytes) -> LinkRecord | None:
        """Read a one-time link by the SHA-256 of its secret."""

    def load_kept(self, key: bytes) -> Kept | None:
        """Read what an Idempotency-Key (its digest with caller and route) was answered, within 24 h."""


class Writer(Reader, StatusWriter, Protocol):
    """One transaction: all of it is kept at its end, or none of it."""

    def next_number(self, kind: Numbered) -> int:
        """Give the next free number of a kind."""

    def next_block(self, kind: Numbered, count: int) -> int:
        """Give as many numbers of a kind, one after the other; return the first."""

    def list_for_takedown(
        self, call: TakedownCallRecord, first: int, places: Sequence[LivePlace], hastened: Sequence[int]
    ) -> None:
        """Keep the takedowns of a call, numbered from the first, in one statement; and hasten open ones.

        The call itself is put beside them: its digest holds them to its leaf.
        """

    def put(self, act: Act, *records: Record) -> None:
        """Keep records as they are now (new or changed) together with the act, its leaf, its place.

        The records of one call are about one person (`act.subject`) or about none.
        A person's look-up rows follow the person record; a post's links follow the post record.
        A new person comes with a data key, and its legal file must be put in the same call.
        """

    def record_access(self, record: AccessRecord) -> int:
        """Keep the access record of a change, in this transaction; return its number."""

    def put_token(self, token: TokenRecord) -> None:
        """Keep a token, new or changed."""

    def put_session(self, session: SessionRecord) -> None:
        """Keep a session, new or changed."""

    def end_sessions(self, user: int, digest: bytes | None = None) -> None:
        """End one session, or all of a user."""

    def put_link(self, link: LinkRecord) -> None:
        """Keep a one-time link."""

    def end_link(self, digest: bytes) -> None:
        """Use up a one-time link."""

    def put_ticket(self, ticket: TicketRecord, now: datetime) -> None:
        """Keep what a secret opens; tickets that ran out by now go."""

    def end_ticket(self, digest: bytes) -> None:
        """Use up a ticket."""

    def put_job(self, job: JobRecord) -> None:
        """Keep something to do later, new or put off."""

    def put_off(self, job: JobRecord, held: int) -> bool:
        """Keep a job for later, if it is there still, taken up `held` times; one that is done stays done."""

    def take_jobs(self, now: datetime, until: datetime, limit: int) -> tuple[JobRecord, ...]:
        """Take up jobs that are due, the oldest first; to others they are due again from `until` on."""

    def end_job(self, number: int) -> None:
        """Forget a job that is done."""

    def keep(self, key: bytes, kept: Kept, at: datetime) -> None:
        """Keep what an Idempotency-Key was answered."""


class Store(Protocol):
    """Where the registry is kept. Failures raise `Unavailable`."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Open one consistent view."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Open one transaction; an exception undoes it."""

    def record_access(self, record: AccessRecord) -> int:
        """Keep a look-up's access record, committed before this returns; the number it was given.

        Raises `Unavailable("ACCESS_RECORD_UNAVAILABLE")` when it cannot be kept.
        """

    def load_access(self, number: int) -> AccessRecord | None:
        """Read one look-up's access record."""

    def list_accesses(self, before: datetime | None, limit: int) -> tuple[AccessRecord, ...]:
        """List access records of look-ups and changes, newest first."""

    def touch_token(self, digest: bytes, at: datetime) -> None:
        """Note when a token was last used; at most once a minute, and never at an answer's cost."""
