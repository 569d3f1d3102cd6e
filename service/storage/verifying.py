"""Verifying the ledger: all of it worked out again from what is kept, and every record held to its acts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from service.ledger.checkpoint import Checkpoint, verify_checkpoint
from service.ledger.failures import LedgerFailure
from service.ledger.history import WHOLE, Finding, examine
from service.ledger.leaf import entry_for
from service.ledger.note import VerifierKey, Verify
from service.ledger.tree import EMPTY_ROOT, Frontier, leaf_hashes
from service.registry.errors import Unavailable
from service.storage import checkpoints
from service.storage.acts import ActRow, Snapshot, read_rows, read_topic_rows, read_whole
from service.storage.codec import ENTRIES
from service.storage.finding import BY_NUMBER, NOBODY
from service.storage.log import filler_entry
from service.storage.placing import walk_explained
from service.storage.sealed_files import open_row
from service.storage.seals import Seals, place, place_of_digest
from service.storage.sql import Sql, Values
from service.storage.store import SqlStore
from service.storage.verifying_takedowns import posts_that_stand_elsewhere, takedowns_that_differ
from service.vault.failures import VaultFailure
from service.vault.sealing import Sealer
from service.vault.tags import tag_for

_TABLES: Final = {
    **{name: name for name in ("post", "takedown", "request", "invitation", "scanned_form", "break_glass")},
    **dict.fromkeys(ENTRIES.values(), "entry"),
    "user": "registry_user",
}
_NUMBERS: Final = "SELECT number FROM person WHERE number > ? ORDER BY number LIMIT 500"

Digests = dict[tuple[str, int], str]


@dataclass(slots=True)
class LogReport:
    """What working the log out again showed. `unplaced` acts wait for their place."""

    placed: int = 0
    unplaced: int = 0
    checkpoints: int = 0
    acts: int = 0
    people: int = 0
    faults: list[str] = field(default_factory=list)
    finding: Finding | None = None
    """How the log stands to a checkpoint that someone kept; None when there is none."""

    @property
    def right(self) -> bool:
        """Tell whether everything is as it was written and signed."""
        return not self.faults and self.finding in {None, *WHOLE}

    def note(self, code: str, *where: object) -> None:
        """Write down what does not hold, and where: an act's sequence, a place, a size, a record."""
        self.faults.append(" ".join(map(str, (code, *where))))


def verify_ledger(
    store: SqlStore, key: VerifierKey, verify: Verify, kept: str | None = None, dated: Sequence[str] = ()
) -> LogReport:
    """Verify places, leaves, roots, notes, acts and records in one view; `kept` is a note someone else kept.

    `dated` are further notes of this log that it must hold to, those that an authority dated.

    Codes: PLACES_NOT_CONTIGUOUS, LEAF_DIFFERS, LEAF_UNEXPLAINED, ROOT_DIFFERS, LEAVES_MISSING, NOTE_FALSE,
    ACT_UNREADABLE, ACT_MISSING, ENTRY_FALSE, WHO_DIFFERS, RECORD_DIFFERS, RECORD_UNREADABLE,
    ACT_UNACCOUNTED, ACT_UNPLACED (on SQLite, where an act never waits for its leaf).
    """
    report = LogReport()
    with store.database.reading() as sql:
        wanted = _wanted_roots(sql, key, verify, report)
        if kept is not None:
            _add_root(wanted, _read_note(kept, key, verify), report)
        for note in dated:
            _add_root(wanted, _read_note(note, key, verify), report, "dated")
        roots = _Log(sql, store.seals, report).check(wanted)
        if kept is not None:
            report.finding = _find(sql, _read_note(kept, key, verify), roots, key.name)
        _People(sql, store.seals, report).check()
        _Registry(sql, store.seals, report).check()
        ((total, placed),) = sql.rows("SELECT count(*), count(place) FROM act")
        report.unplaced = total - placed
        if total != report.acts:
            report.note("ACT_UNACCOUNTED", total - report.acts)
        if report.unplaced and sql.places_at_once:
            report.note("ACT_UNPLACED", report.unplaced)
    return report


def _wanted_roots(sql: Sql, key: VerifierKey, verify: Verify, report: LogReport) -> dict[int, bytes]:
    """Read what each kept checkpoint says, by size."""
    wanted: dict[int, bytes] = {}
    for each in checkpoints.load_all(sql):
        report.checkpoints += 1
        told = _read_note(each.note, key, verify)
        if told is None or (told.size, told.root) != (each.size, each.root):
            report.note("NOTE_FALSE", each.size)
        wanted[each.size] = each.root
    return wanted


def _find(sql: Sql, kept: Checkpoint | None, roots: dict[int, bytes], name: str) -> Finding | None:
    """Say how the log stands to a checkpoint that someone kept, when it is one of this log's."""
    last = checkpoints.load_last(sql)
    if kept is None or last is None:
        return None
    return examine(kept, Checkpoint(name, last.size, last.root), roots.get)


def _read_note(note: str, key: VerifierKey, verify: Verify) -> Checkpoint | None:
    try:
        return verify_checkpoint(note, key, verify)
    except LedgerFailure:
        return None


def _add_root(
    wanted: dict[int, bytes], told: Checkpoint | None, report: LogReport, which: str = "kept"
) -> None:
    """Hold the log to a note that someone kept."""
    if told is None:
        report.note("NOTE_FALSE", which)
    elif wanted.setdefault(told.size, told.root) != told.root:
        report.note("ROOT_DIFFERS", told.size, which)


@dataclass(frozen=True, slots=True)
class _Log:
    """The log's own order: places, entries, roots."""

    sql: Sql
    seals: Seals
    report: LogReport

    def check(self, wanted: dict[int, bytes]) -> dict[int, bytes]:
        """Work the log out again; return the true roots at the sizes that are wanted."""
        frontier, roots = Frontier(), {0: EMPTY_ROOT}
        for rows in walk_explained(self.sql):
            whole = next((at for at, row in enumerate(rows) if row[0] != frontier.size + at), len(rows))
            for row in rows[:whole]:
                self._check_leaf(*row)
            hashes = leaf_hashes([entry for _, entry, _ in rows[:whole]])
            for end in self._ends(wanted, frontier.size, frontier.size + whole):
                frontier, hashes = (
                    frontier.extend(hashes[: end - frontier.size]),
                    hashes[end - frontier.size :],
                )
                self._hold(frontier, wanted, roots)
            if whole < len(rows):
                self.report.note("PLACES_NOT_CONTIGUOUS", frontier.size)
                return roots
        self.report.placed = frontier.size
        for size in wanted:
            self.report.note("LEAVES_MISSING", size)
        return roots

    @staticmethod
    def _ends(wanted: dict[int, bytes], start: int, end: int) -> list[int]:
        """List the sizes to stop at on the way from one to another, the last one included."""
        return sorted({end, *(size for size in wanted if start < size < end)})

    def _hold(self, frontier: Frontier, wanted: dict[int, bytes], roots: dict[int, bytes]) -> None:
        root = wanted.pop(frontier.size, None)
        if root is None:
            return
        roots[frontier.size] = frontier.root()
        if root != roots[frontier.size]:
            self.report.note("ROOT_DIFFERS", frontier.size)

    def _check_leaf(self, at: int, entry: bytes, told: bytes | None) -> None:
        if told is None and entry != filler_entry(self.seals, at):
            self.report.note("LEAF_UNEXPLAINED", at)
        elif told is not None and told != entry:
            self.report.note("LEAF_DIFFERS", at)


@dataclass(frozen=True, slots=True)
class _Acts:
    """A run of acts in order, under one key."""

    sql: Sql
    seals: Seals
    report: LogReport

    def check_act(self, sealer: Sealer, row: ActRow, who: int, left: Digests) -> str | None:
        """Check one act and remember what it left; return its kind."""
        try:
            whole = read_whole(self.sql, sealer, row)
            known = [self._read_who(each) for each, _, _ in whole.leaves]
        except VaultFailure:
            self.report.note("ACT_UNREADABLE", row.sequence)
            self.report.acts += 1
            return None
        self.report.acts += len(whole.leaves)
        for each, secret, event in whole.leaves:
            if each.entry != entry_for(secret, event):
                self.report.note("ENTRY_FALSE", each.sequence)
        told = json.loads(whole.event)
        if set(known) != {who} or (told["subject"] or NOBODY) != who:
            self.report.note("WHO_DIFFERS", row.sequence)
        self._remember(row, told["records"], whole.snapshots, left)
        return str(told["kind"])

    def compare(self, left: Digests, now: Iterator[tuple[str, int, bytes]]) -> None:
        """Hold records to what the last act on each left of them."""
        for kind, number, content in now:
            if left.pop((kind, number), None) != sha256(content).hexdigest():
                self.report.note("RECORD_DIFFERS", kind, number)
        for kind, number in left:
            self.report.note("RECORD_DIFFERS", kind, number)

    def _remember(
        self, row: ActRow, told: list[list[object]], snapshots: list[Snapshot], left: Digests
    ) -> None:
        if told != [[each.kind, each.number, each.digest] for each in snapshots]:
            self.report.note("ENTRY_FALSE", row.sequence)
        left.update({(each.kind, each.number): each.digest for each in snapshots})

    def _read_who(self, row: ActRow) -> int:
        where = place_of_digest("act", row.tag, "who")
        return int.from_bytes(self.seals.registry.open(row.who, where), "big")


class _People(_Acts):
    """Acts about each person, the nobody file included."""

    __slots__ = ()

    def check(self) -> None:
        after = NOBODY - 1
        while numbers := [number for (number,) in self.sql.rows(_NUMBERS, after)]:
            for number in numbers:
                self.report.people += number != NOBODY
                try:
                    self._check_person(number)
                except (VaultFailure, Unavailable):
                    self.report.note("RECORD_UNREADABLE", "person", number)
            after = numbers[-1]

    def _check_person(self, number: int) -> None:
        rows = self.sql.rows(BY_NUMBER.read, [number])
        _, _, key, sealed, legal, _, _ = rows[0]
        sealer = self.seals.of_person(key)
        person = open_row(sealer, number, sealed)
        left: Digests = {}
        self._check_history(sealer, number, person.acts, left)
        consents = [("consent", row[5], row[6]) for row in rows if row[5] is not None]
        kept = [("legal_file", number, legal), *consents]
        opened = ((kind, row, sealer.open(content, place(kind, row))) for kind, row, content in kept)
        self.compare(left, iter([("person", number, person.record), *opened]))

    def _check_history(self, sealer: Sealer, number: int, count: int, left: Digests) -> None:
        tags = [tag_for(self.seals.keyring.tag, number, n) for n in range(1, count + 1)]
        found = {row.tag: row for row in read_rows(self.sql, tags)}
        for n, tag in enumerate(tags, 1):
            if tag in found:
                self.check_act(sealer, found[tag], number, left)
            else:
                self.report.note("ACT_MISSING", "person", number, n)


class _Registry(_Acts):
    """Acts about nobody: posts, takedowns, requests, users, the registry itself."""

    __slots__ = ()

    def check(self) -> None:
        left: Digests = {}
        for topic, row in read_topic_rows(self.sql):
            if self.check_act(self.seals.registry, row, NOBODY, left) not in (topic, None):
                self.report.note("WHO_DIFFERS", row.sequence)
        self.compare(left, self._records())
        for kind, number in takedowns_that_differ(self.sql, self.seals):
            self.report.note("RECORD_DIFFERS", kind, number)
        for kind, number in posts_that_stand_elsewhere(self.sql, self.seals):
            self.report.note("RECORD_DIFFERS", kind, number)

    def _records(self) -> Iterator[tuple[str, int, bytes]]:
        for kind, table in _TABLES.items():
            for number, sealed in self._rows(kind, table):
                try:
                    yield kind, number, self.seals.registry.open(sealed, place(table, number))
                except VaultFailure:
                    self.report.note("RECORD_UNREADABLE", kind, number)
                    yield kind, number, b""

    def _rows(self, kind: str, table: str) -> list[Values]:
        """Read the sealed rows of a kind; takedowns not done yet are held to the call that listed them."""
        which = f"kind = '{kind}'" if table == "entry" else "sealed IS NOT NULL"
        return self.sql.rows(f"SELECT number, sealed FROM {table} WHERE {which} ORDER BY number")  # noqa: S608 - of _TABLES
