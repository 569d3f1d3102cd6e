"""Writing: one transaction. No record is kept without its act, its leaf and its place."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from service.registry.access_records import AccessRecord
from service.registry.account_records import LinkRecord, SessionRecord, TokenRecord, UserRecord
from service.registry.acts import Act, Record
from service.registry.break_glass_records import BreakGlassRecord
from service.registry.consent_records import ConsentRecord
from service.registry.control_records import ControlRecord
from service.registry.designation_records import DesignationRecord
from service.registry.event_records import EventRecord
from service.registry.identity import fold_factor
from service.registry.incident_records import IncidentRecord
from service.registry.institutional_records import InstitutionalRecord
from service.registry.invitation_records import InvitationRecord
from service.registry.job_records import JobRecord
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.policy_records import AcknowledgementRecord, PolicyRecord
from service.registry.post_records import PostRecord, RequestRecord, TakedownRecord
from service.registry.reading_records import ReadingRecord
from service.registry.scan_records import ScannedFormRecord
from service.registry.status_records import StatusListRecord, StatusPlaceRecord
from service.registry.storing import Kept, Numbered
from service.registry.takedown_records import LivePlace, TakedownCallRecord
from service.registry.ticket_records import TicketRecord
from service.registry.webhook_records import WebhookRecord
from service.storage import accesses, accounts, jobs, statuses, takedowns, tickets
from service.storage.acts import Snapshot, write_act
from service.storage.codec import encode, kind_of
from service.storage.failures import Misplaced
from service.storage.files import open_subject, put_file
from service.storage.reading import SqlReader
from service.storage.seals import place
from service.storage.sizes import (
    BREAK_GLASS_STEP,
    ENTRY_STEP,
    INVITATION_STEP,
    POST_STEP,
    REQUEST_STEP,
    SCANNED_STEP,
    TAKEDOWN_STEP,
    USER_STEP,
    stepped,
)

_POST: Final = (
    "INSERT INTO post (number, code, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed"
)
_TAKEDOWN: Final = (
    "INSERT INTO takedown (number, post, copy, open, sealed) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET open = excluded.open, sealed = excluded.sealed"
)
_OPENED: Final = (
    "INSERT INTO {table} (number, open, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET open = excluded.open, sealed = excluded.sealed"
)
_ENTRY: Final = (
    "INSERT INTO entry (number, kind, open, sealed) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET open = excluded.open, sealed = excluded.sealed"
)
_STEPS: Final = {"request": REQUEST_STEP, "scanned_form": SCANNED_STEP, "break_glass": BREAK_GLASS_STEP}
"""Tables of what is open until somebody has dealt with it, and the steps their records grow by."""
_INVITATION: Final = (
    "INSERT INTO invitation (number, digest, open, sealed) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE"
    " SET digest = excluded.digest, open = excluded.open, sealed = excluded.sealed"
)
_USER: Final = (
    "INSERT INTO registry_user (number, code, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET code = excluded.code, sealed = excluded.sealed"
)


class SqlWriter(SqlReader):
    """The port `Writer` over SQL."""

    leaves_work = False
    """True once a job was kept: whoever does jobs is told at the end."""

    def next_number(self, kind: Numbered) -> int:
        """Give the next free number of a kind."""
        return self.sql.next_number(kind)

    def next_block(self, kind: Numbered, count: int) -> int:
        """Give as many numbers of a kind, one after the other; return the first."""
        return self.sql.next_block(kind, count)

    def list_for_takedown(
        self, call: TakedownCallRecord, first: int, places: Sequence[LivePlace], hastened: Sequence[int]
    ) -> None:
        """Keep the takedowns of a call; the call itself is put beside them."""
        takedowns.list_for_takedown(self.sql, call.number, first, places, hastened)

    def put(self, act: Act, *records: Record) -> None:
        """Keep records together with the act, its leaf, its place."""
        if act.subject is None:
            snapshots = [self._put_common(record) for record in records]
            write_act(self.sql, self.seals, self.seals.registry, (act, 0), snapshots)
        else:
            subject = open_subject(self.sql, self.seals, act.subject)
            snapshots = put_file(self.sql, self.seals, subject, act, records)
            write_act(self.sql, self.seals, subject.sealer, (act, subject.acts), snapshots)

    def record_access(self, record: AccessRecord) -> int:
        """Keep the access record of a change, in this transaction."""
        return accesses.record(self.sql, self.seals, record, accesses.CHANGE)

    def give_status_places(self, places: Iterable[StatusPlaceRecord]) -> None:
        """Keep places that nobody had."""
        statuses.give_places(self.sql, self.seals, places)

    def turn_status_places(self, places: Iterable[StatusPlaceRecord]) -> None:
        """Keep decoys that turned."""
        statuses.turn_places(self.sql, self.seals, places)

    def begin_status_list(self, published: StatusListRecord) -> None:
        """Keep the first publication of a list."""
        statuses.begin_list(self.sql, published)

    def publish_status_list(self, published: StatusListRecord) -> None:
        """Keep a status list as it is published now."""
        statuses.publish_list(self.sql, published)

    def put_token(self, token: TokenRecord) -> None:
        """Keep a token, new or changed."""
        accounts.put_token(self.sql, self.seals, token)

    def put_session(self, session: SessionRecord) -> None:
        """Keep a session, new or changed."""
        accounts.put_session(self.sql, self.seals, session)

    def end_sessions(self, user: int, digest: bytes | None = None) -> None:
        """End one session, or all of a user."""
        if digest is None:
            self.sql.run("DELETE FROM session WHERE owner = ?", user)
        else:
            self.sql.run("DELETE FROM session WHERE owner = ? AND digest = ?", user, digest)

    def put_link(self, link: LinkRecord) -> None:
        """Keep a one-time link."""
        accounts.put_link(self.sql, self.seals, link)

    def end_link(self, digest: bytes) -> None:
        """Use up a one-time link."""
        self.sql.run("DELETE FROM one_time_link WHERE digest = ?", digest)

    def put_ticket(self, ticket: TicketRecord, now: datetime) -> None:
        """Keep what a secret opens; tickets that ran out by now go."""
        tickets.put_ticket(self.sql, self.seals, ticket, now)

    def end_ticket(self, digest: bytes) -> None:
        """Use up a ticket."""
        self.sql.run("DELETE FROM ticket WHERE digest = ?", digest)

    def put_job(self, job: JobRecord) -> None:
        """Keep something to do later."""
        self.leaves_work = True
        jobs.put_job(self.sql, self.seals, job)

    def put_off(self, job: JobRecord, held: int) -> bool:
        """Keep a job for later unless it is done, or somebody else's, meanwhile."""
        self.leaves_work = True
        return jobs.put_off(self.sql, self.seals, job, held)

    def take_jobs(self, now: datetime, until: datetime, limit: int) -> tuple[JobRecord, ...]:
        """Take up jobs that are due."""
        return jobs.take_jobs(self.sql, self.seals, (now, until), limit)

    def end_job(self, number: int) -> None:
        """Forget a job that is done."""
        self.sql.run("DELETE FROM job WHERE number = ?", number)

    def keep(self, key: bytes, kept: Kept, at: datetime) -> None:
        """Keep what an Idempotency-Key was answered."""
        accounts.keep(self.sql, self.seals, key, kept, at)

    def _put_common(self, record: Record) -> Snapshot:
        kind = kind_of(record)
        snapshot = Snapshot(kind.name, kind.number(record), encode(record))
        match record:
            case PostRecord():
                self._put_post(record, snapshot.content)
            case TakedownRecord(number=number, post=post, copy=copy, state=state):
                sealed = self._seal("takedown", snapshot, TAKEDOWN_STEP)
                self.sql.run(_TAKEDOWN, number, post, copy or 0, state == "open", sealed)
            case RequestRecord(state=state) | ScannedFormRecord(state=state) | BreakGlassRecord(state=state):
                self._put_opened(snapshot, is_open=state == "open")
            case InvitationRecord(number=number, state=state, digest=digest):
                sealed = self._seal("invitation", snapshot, INVITATION_STEP)
                self.sql.run(_INVITATION, number, bytes.fromhex(digest) or None, state == "open", sealed)
            case UserRecord(number=number, email=email):
                code = self.seals.code("user", fold_factor(email)) if email else None
                self.sql.run(_USER, number, code, self._seal("registry_user", snapshot, USER_STEP))
            case (
                EventRecord(state=state)
                | IncidentRecord(state=state)
                | ControlRecord(state=state)
                | WebhookRecord(state=state)
                | PolicyRecord(state=state)
                | AcknowledgementRecord(state=state)
                | DesignationRecord(state=state)
                | InstitutionalRecord(state=state)
                | ReadingRecord(state=state)
                | TakedownCallRecord(state=state)
            ):
                sealed = self._seal("entry", snapshot, ENTRY_STEP)
                self.sql.run(_ENTRY, snapshot.number, snapshot.kind, state == "open", sealed)
            case PersonRecord() | LegalFile() | ConsentRecord():
                raise Misplaced(kind.name)
        return snapshot

    def _put_opened(self, snapshot: Snapshot, *, is_open: bool) -> None:
        table = snapshot.kind
        sealed = self._seal(table, snapshot, _STEPS[table])
        self.sql.run(_OPENED.format(table=table), snapshot.number, is_open, sealed)

    def _put_post(self, post: PostRecord, content: bytes) -> None:
        sealed = self._seal("post", Snapshot("post", post.number, content), POST_STEP)
        self.sql.run(_POST, post.number, self.seals.code("citation", post.citation), sealed)
        shown = (*post.people, *post.left_out)
        people = sorted({number for each in shown for number in each.persons if number})
        self._link("post_consent", "consent", post.number, sorted(set(post.consents)))
        self._link("post_person", "person", post.number, people)
        takedowns.put_standing(self.sql, post.number, post.live_places)

    def _link(self, table: str, column: str, post: int, numbers: Sequence[int]) -> None:
        self.sql.run(f"DELETE FROM {table} WHERE post = ?", post)  # noqa: S608 - one of two names
        insert = f"INSERT INTO {table} (post, {column}) VALUES (?, ?)"  # noqa: S608 - one of two names
        for number in numbers:
            self.sql.run(insert, post, number)

    def _seal(self, table: str, snapshot: Snapshot, step: int) -> bytes:
        size = stepped(len(snapshot.content), step)
        where = place(table, snapshot.number)
        return self.seals.registry.seal(snapshot.content, where, self.seals.random, size)
