"""What a witness keeps: the logs it knows and what it last cosigned of each, in one small file.

A cosignature leaves only when the file that remembers it is on the disk: a witness that stops at any moment
has forgotten nothing it signed.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from service.ledger.cosignature import CosignerKey, cosign
from service.ledger.note import Sign, VerifierKey, Verify, decode_base64, encode_base64
from service.ledger.witness import AddCheckpoint, KnownLog, Reply, Seen, Verdict, consider, reply_with
from service.vault.kek import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

STATE: Final = "logs.json"
EVIDENCE: Final = "evidence"
MOST_EVIDENCE: Final = 1000
"""Requests kept as evidence at most: a log that lies goes on lying, and one lie is enough."""
UNPROVED: Final = "unproved"
"""Where requests lie whose proof is none: a lie of the log, or of anybody who sent its public checkpoint."""


class WitnessStateUnreadable(Exception):
    """The witness's memory is not as it was written: without it nothing may be cosigned."""

    code = "WITNESS_STATE_UNREADABLE"
    mend = "bring the newest copy back; begun anew, a witness could cosign a second history"


@dataclass(frozen=True, slots=True)
class WitnessFiles:
    """The folder of one witness; processes that share it take turns."""

    folder: Path

    def logs(self) -> dict[str, KnownLog]:
        """Read what is known of each log, by its name. Raises WitnessStateUnreadable."""
        path = self.folder / STATE
        try:
            told = json.loads(path.read_text("utf-8"))
            return {name: _read(one) for name, one in told.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise WitnessStateUnreadable from error

    def begin(self) -> None:
        """Make the memory of a witness that knows no log; one that is there stays."""
        if not (self.folder / STATE).exists():
            self._keep({})

    def watch(self, key: VerifierKey) -> None:
        """Know a log from now on, or one more key of a log known already."""
        with self.alone():
            logs = self.logs()
            log = logs.get(key.name, KnownLog(()))
            if key not in log.keys:
                self._keep({**logs, key.name: replace(log, keys=(*log.keys, key))})

    def remember(self, logs: Mapping[str, KnownLog], name: str, seen: Seen) -> None:
        """Keep what is about to be cosigned, on the disk before this returns."""
        self._keep({**logs, name: replace(logs[name], seen=seen)})

    def keep_request(self, body: str, where: str) -> None:
        """Keep a request that was refused, once for each checkpoint: the rest of it anybody can vary."""
        folder = self.folder / where
        folder.mkdir(mode=0o700, exist_ok=True)
        text = AddCheckpoint.decode(body).note.partition("\n\n")[0]
        path = folder / f"{sha256(text.encode()).hexdigest()}.txt"
        if not path.exists() and self.count_kept(where) < MOST_EVIDENCE:
            _write(path, body)

    def count_kept(self, where: str) -> int:
        """Count the requests kept as evidence, or as unproved."""
        folder = self.folder / where
        return sum(1 for _ in folder.iterdir()) if folder.exists() else 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the folder to oneself."""
        handle = os.open(self.folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _keep(self, logs: Mapping[str, KnownLog]) -> None:
        told = {name: _written(log) for name, log in logs.items()}
        _write(self.folder / STATE, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Witness:
    """Answers logs: judges each request, remembers, then cosigns (Unix seconds by `clock`)."""

    files: WitnessFiles
    key: CosignerKey
    sign: Sign
    verify: Verify
    clock: Callable[[], int]

    def answer(self, body: str) -> Reply:
        """Answer one add-checkpoint request."""
        with self.files.alone():
            logs = self.files.logs()
            outcome = consider(logs, body, self.verify)
            if outcome.refusal_is_evidence:
                self.files.keep_request(body, EVIDENCE)
            if outcome.verdict is Verdict.NOT_CONSISTENT:
                self.files.keep_request(body, UNPROVED)
            if outcome.seen is None:
                return reply_with(outcome)
            if outcome.seen != outcome.before:
                self.files.remember(logs, outcome.text.partition("\n")[0], outcome.seen)
            return reply_with(outcome, cosign(outcome.text, self.key, self.sign, self.clock()))


def _read(told: Mapping[str, object]) -> KnownLog:
    keys, size, root = told["keys"], told["size"], decode_base64(str(told["root"]))
    if not isinstance(keys, list) or type(size) is not int:
        raise TypeError
    return KnownLog(tuple(VerifierKey.decode(key) for key in keys), Seen(size, root))


def _written(log: KnownLog) -> dict[str, object]:
    keys = [key.encode() for key in log.keys]
    return {"keys": keys, "size": log.seen.size, "root": encode_base64(log.seen.root)}


def _write(path: Path, content: str) -> None:
    """Write a file whole, then its name: whoever reads finds the old one or the new one."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    sync_folder(path.parent)
