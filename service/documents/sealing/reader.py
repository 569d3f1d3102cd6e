"""The port `SealReader`: has each file checked by a process of its own, within seconds."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from service.documents.confined import Ended, look
from service.domain import identifiers
from service.registry.sealing import CHECK_CODES, SealCheck, TrustedSeals

PROGRAM: Final = "service.documents.sealing.check_one"
SECONDS: Final = 30.0
MOST_BYTES: Final = 64 * 1024 * 1024


class SealDesk:
    """Checks sealed files."""

    def check(self, file: Path, trusted: TrustedSeals, at: datetime) -> SealCheck:
        """Check a file as of a moment; whatever it holds, it answers."""
        try:
            if file.stat().st_size > MOST_BYTES:
                return SealCheck("TOO_LARGE")
            content = file.read_bytes()
        except OSError:
            return SealCheck("UNREADABLE")
        given = json.dumps(asdict(trusted) | {"at": at.isoformat()}).encode()
        try:
            return _decoded(look(PROGRAM, content, given, SECONDS))
        except Ended as ended:
            return SealCheck(ended.code)


def _decoded(said: bytes) -> SealCheck:
    """Read what the process said. It looked at a file made by who knows whom: nothing of it is believed."""
    try:
        given = json.loads(said)
        code, number, moment = str(given["code"]), given["number"], given["sealed_at"]
        if code not in CHECK_CODES:
            return SealCheck("CANNOT_TELL")
        printed = identifiers.parse(number).printed if number is not None else None
        sealed_at = datetime.fromisoformat(moment) if moment is not None else None
        return SealCheck(code, printed, sealed_at, given["attested"] is True)
    except (ValueError, TypeError, KeyError, AttributeError):
        return SealCheck("CANNOT_TELL")
