"""Keeping the log: checkpoints published, cosigned by witnesses, dated by a third party; how it all stands.

What was found is kept beside the public files, not in the database: it outlives an older one put back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from service.ledger.checkpoint import Checkpoint
from service.ledger.cosignature import CosignerKey
from service.ledger.note import Sign, VerifierKey, Verify
from service.ledger.tile_files import nodes_in_tiles
from service.ledger.witness_client import CHANGED, Answered, Post, Shown, Standing, ask_witness
from service.registry.sealing import TimeStampUnavailable
from service.storage import checkpoints
from service.storage.log import publish_checkpoint
from service.storage.log_files import LogFiles, LogFilesDiffer

if TYPE_CHECKING:
    from service.registry import storing
    from service.storage.store import SqlStore

STANDING: Final = "standing.json"
STAMPS: Final = "stamps"
WITHOUT_A_WORD: Final = frozenset({Standing.UNREACHABLE, Standing.REFUSED})
"""Answers that say nothing of the log's history."""
Stamp: TypeAlias = Callable[[bytes], bytes]
"""Has an authority date a content; gives its response (RFC 3161, DER). Raises TimeStampUnavailable."""


@dataclass(frozen=True, slots=True)
class Witnessing:
    """How the log stood with a witness when it was last asked."""

    standing: Standing
    size: int
    """What it cosigned last, as far as it told."""
    asked_at: str
    cosigned_at: str = ""

    @property
    def is_changed(self) -> bool:
        """Tell whether only a changed history explains what it answered."""
        return self.standing in CHANGED


@dataclass(frozen=True, slots=True)
class LogStanding:
    """What keeping the log found last: of its own files, of each witness, of the daily time stamp."""

    files: str = ""
    """LOG_FILES_DIFFER when the registry no longer shows the history of its public files."""
    witnesses: Mapping[str, Witnessing] = field(default_factory=dict)
    stamp: str = ""
    """What is wrong with the daily time stamp; empty: nothing, or none is asked for."""

    @property
    def faults(self) -> tuple[str, ...]:
        """List what shows that the history was changed."""
        told = [f"{one.standing} {name}" for name, one in self.witnesses.items() if one.is_changed]
        return (self.files, *told) if self.files else tuple(told)

    def encode(self) -> bytes:
        """Write it as kept."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @staticmethod
    def decode(content: bytes | None) -> LogStanding:
        """Read what was kept; what cannot be read says nothing."""
        try:
            told = json.loads(content or b"{}")
            known = {
                name: Witnessing(Standing(one["standing"]), one["size"], one["asked_at"], one["cosigned_at"])
                for name, one in told.get("witnesses", {}).items()
            }
            return LogStanding(told.get("files", ""), known, told.get("stamp", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            return LogStanding()


def read_log_faults(files: LogFiles) -> tuple[str, ...]:
    """List what was found and still stands that shows a changed history."""
    return LogStanding.decode(files.read_beside(STANDING)).faults


@dataclass(frozen=True, slots=True)
class LogSigner:
    """The log's key, how it signs, and how any signature is verified."""

    key: VerifierKey
    sign: Sign
    verify: Verify


@dataclass(frozen=True, slots=True)
class LogKeeper:
    """Publishes the log of one registry, and has others attest it."""

    store: SqlStore
    files: LogFiles
    signer: LogSigner
    witnesses: Sequence[tuple[CosignerKey, Post]] = ()
    stamp: Stamp | None = None

    def publish(self, at: datetime) -> storing.Checkpoint:
        """Publish a checkpoint and bring the files to it. Raises LogFilesDiffer; then it is said so."""
        published = publish_checkpoint(self.store, self.signer.key, self.signer.sign, at)
        try:
            self.files.follow(self.store)
        except LogFilesDiffer as error:
            self._say(files=error.code)
            raise
        if self.standing().files:
            self._say(files="")
        return published

    def attest(self, at: datetime) -> None:
        """Ask each witness to cosign what was published last, and have it dated once a day."""
        note = self.files.checkpoint()
        if note is None or self.standing().files:
            return
        note = self._have_cosigned(note, at)
        if self.stamp is not None:
            self._say(stamp=self._have_dated(self.stamp, note, at))

    def standing(self) -> LogStanding:
        """Return what was found last."""
        return LogStanding.decode(self.files.read_beside(STANDING))

    def _have_cosigned(self, note: str, at: datetime) -> str:
        first, before = note, self.standing().witnesses
        found = {name: one for name, one in before.items() if one.is_changed}
        for key, post in self.witnesses:
            shown = Shown(note, nodes_in_tiles(self.files.read, _read(note).size))
            last = before.get(key.name)
            answered = ask_witness(post, shown, key, self.signer.verify, last.size if last else 0)
            note = answered.note
            found[key.name] = _witnessing(answered, at, last)
        if note != first:
            told = _read(note)
            with self.store.database.writing() as sql:
                checkpoints.keep_cosigned(sql, (told.size, told.root), note)
            self.files.follow(self.store)
        if found != before:
            self._say(witnesses=found)
        return note

    def _have_dated(self, stamp: Stamp, note: str, at: datetime) -> str:
        """Keep a note and its time stamp under the day's name; return what is wrong, if anything is."""
        day = f"{STAMPS}/{at.astimezone(UTC):%Y-%m-%d}"
        if self.files.read_beside(f"{day}.tsr") is not None:
            return ""
        try:
            dated = stamp(note.encode())
        except TimeStampUnavailable as failure:
            return failure.code
        self.files.write_beside(f"{day}.note", note.encode())
        self.files.write_beside(f"{day}.tsr", dated)
        return ""

    def _say(self, **news: object) -> None:
        told = asdict(self.standing()) | {"witnesses": self.standing().witnesses} | news
        self.files.write_beside(STANDING, LogStanding(**told).encode())


def _witnessing(answered: Answered, at: datetime, last: Witnessing | None) -> Witnessing:
    cosigned = last.cosigned_at if last else ""
    if answered.at:
        cosigned = datetime.fromtimestamp(answered.at, UTC).isoformat()
    standing = answered.standing
    if last and last.is_changed and standing in WITHOUT_A_WORD:
        standing = last.standing  # being away takes nothing back
    return Witnessing(standing, answered.size, at.isoformat(timespec="seconds"), cosigned)


def _read(note: str) -> Checkpoint:
    return Checkpoint.decode(note.partition("\n\n")[0] + "\n")
