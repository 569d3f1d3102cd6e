"""The log's commands: verify all of it, publish a checkpoint."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from service import wiring
from service.cli.stamping import check_stamps
from service.credentials.log_key import is_signed
from service.ledger.history import Finding
from service.ledger.witness_client import Standing
from service.log_wiring import open_log_keeper
from service.settings import load_settings
from service.storage.verifying import verify_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from service.cli.stamping import Stamps
    from service.storage.log_keeping import LogStanding

MEANING: Final = {
    Finding.SAME: "the log is the one that was kept",
    Finding.GREW: "the log is the one that was kept, and more",
    Finding.OTHER_LOG: "the checkpoint is another log's",
    Finding.TRUNCATED: "leaves are gone: the log holds fewer than it signed for",
    Finding.REWRITTEN: "leaves were changed: the log's own last root is not theirs",
    Finding.FORKED: "the log signed two histories",
    Finding.REPLAYED: "an older state stands where a newer one was",
    Finding.UNPROVED: "nothing shows that the log begins with what was kept",
}
"""What each finding says of the log and the checkpoint that was kept."""
STANDS: Final = {
    Standing.COSIGNED: "it cosigned the checkpoint",
    Standing.UNREACHABLE: "it did not answer",
    Standing.REFUSED: "it does not cosign for this log: tell it the log's key (aval witness watch)",
    Standing.REPLAYED: "it has seen more of the log than there is now",
    Standing.FORKED: "it has seen another history than this one",
}
"""What each answer of a witness says of the log."""


def verify_log(kept: Path | None, *, as_json: bool) -> tuple[str, bool]:
    """Compute the log again; `kept` is a note someone kept, which the log must still contain."""
    settings = load_settings()
    key = wiring.open_log_key(settings)
    store = wiring.open_registry(settings)
    try:
        keeper = open_log_keeper(settings, store)
        # The checkpoint in the public files outlives a database put back.
        note = kept.read_bytes().decode("utf-8", "replace") if kept else keeper.files.checkpoint()
        stamps = check_stamps(settings, keeper.files, key.verifier)
        report = verify_ledger(store, key.verifier, is_signed, note, stamps.notes)
        standing = keeper.standing()
    finally:
        store.close()
    faults = [*report.faults, *standing.faults, *stamps.faults]
    right = report.right and not faults
    if as_json:
        told = {**asdict(report), "faults": faults, "right": right, "stamps": stamps.days}
        witnesses = {name: asdict(one) for name, one in standing.witnesses.items()}
        return json.dumps({**told, "witnesses": witnesses}, default=list), right
    state = "right" if right else "WRONG"
    lines = [f"{state}: {report.placed} leaves placed, {report.checkpoints} checkpoints", *faults]
    if report.finding is not None:
        lines.append(f"{report.finding}: {MEANING[report.finding]}")
    return "\n".join([*lines, *_attested(standing, stamps)]), right


def say_standing(standing: LogStanding) -> list[str]:
    """Say how the log stands with each of its witnesses."""
    return [
        f"witness {name}: {one.standing}, {STANDS[one.standing]}" for name, one in standing.witnesses.items()
    ]


def _attested(standing: LogStanding, stamps: Stamps) -> list[str]:
    lines = say_standing(standing)
    if stamps.days:
        lines.append(f"time stamps: {len(stamps.days)}, the last of {stamps.days[-1]}")
    if standing.stamp:
        lines.append(f"time stamps: {standing.stamp} when last asked")
    return lines


def publish() -> tuple[str, LogStanding]:
    """Publish a checkpoint now and have it attested; return its note, and how the log stands."""
    settings = load_settings()
    store = wiring.open_registry(settings)
    now = datetime.now(UTC)
    try:
        keeper = open_log_keeper(settings, store)
        note = keeper.publish(now).note
        keeper.attest(now)
        return keeper.files.checkpoint() or note, keeper.standing()
    finally:
        store.close()
