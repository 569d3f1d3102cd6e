"""The log's commands: verify all of it, publish a checkpoint."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from service import wiring
from service.credentials.log_key import is_signed
from service.ledger.history import Finding
from service.settings import load_settings
from service.storage.log import publish_checkpoint
from service.storage.verifying import verify_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from service.settings import Settings

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


def verify_log(kept: Path | None, *, as_json: bool) -> tuple[str, bool]:
    """Compute the log again; `kept` is a note someone kept, which the log must still contain."""
    settings = load_settings()
    key = wiring.open_log_key(settings)
    store = wiring.open_registry(settings)
    try:
        note = kept.read_bytes().decode("utf-8", "replace") if kept else _last_published(settings)
        report = verify_ledger(store, key.verifier, is_signed, note)
    finally:
        store.close()
    if as_json:
        return json.dumps({**asdict(report), "right": report.right}, default=list), report.right
    state = "right" if report.right else "WRONG"
    lines = [f"{state}: {report.placed} leaves placed, {report.checkpoints} checkpoints", *report.faults]
    if report.finding is not None:
        lines.append(f"{report.finding}: {MEANING[report.finding]}")
    return "\n".join(lines), report.right


def _last_published(settings: Settings) -> str | None:
    """Return the checkpoint in the public files, which outlive a database put back."""
    return wiring.open_log_files(settings).checkpoint()


def publish() -> str:
    """Publish a checkpoint now; return its signed note."""
    settings = load_settings()
    key = wiring.open_log_key(settings)
    store = wiring.open_registry(settings)
    try:
        note = publish_checkpoint(store, key.verifier, key.sign, datetime.now(UTC)).note
        wiring.open_log_files(settings).follow(store)
        return note
    finally:
        store.close()
