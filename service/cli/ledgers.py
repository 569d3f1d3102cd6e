"""The log's commands: verify all of it, publish a checkpoint."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from service import wiring
from service.credentials.log_key import is_signed
from service.settings import load_settings
from service.storage.log import publish_checkpoint
from service.storage.verifying import verify_ledger

if TYPE_CHECKING:
    from pathlib import Path


def verify_log(kept: Path | None, *, as_json: bool) -> tuple[str, bool]:
    """Compute the log again; `kept` is a note someone kept, which the log must still contain."""
    settings = load_settings()
    key = wiring.open_log_key(settings)
    store = wiring.open_registry(settings)
    try:
        note = kept.read_bytes().decode("utf-8", "replace") if kept else None
        report = verify_ledger(store, key.verifier, is_signed, note)
    finally:
        store.close()
    if as_json:
        return json.dumps({**asdict(report), "right": report.right}, default=list), report.right
    state = "right" if report.right else "WRONG"
    lines = [f"{state}: {report.placed} leaves placed, {report.checkpoints} checkpoints", *report.faults]
    return "\n".join(lines), report.right


def publish() -> str:
    """Publish a checkpoint now; return its signed note."""
    settings = load_settings()
    key = wiring.open_log_key(settings)
    store = wiring.open_registry(settings)
    try:
        return publish_checkpoint(store, key.verifier, key.sign, datetime.now(UTC)).note
    finally:
        store.close()
