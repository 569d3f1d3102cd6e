"""What the local operator does with keys: list, draw, end."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from service.cli.pinned_keys import REVOKED, ROOTS, TIME_STAMPS, own_seals
from service.credentials.issuing_keys import (
    end_issuing_key,
    load_issuing_keys,
    root_file,
    rotate_issuing_keys,
)
from service.credentials.refusals import KeysMalformed
from service.credentials.signing import ED25519, ES256
from service.settings import load_settings
from service.vault.kek import load_kek

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALGORITHMS: Final = {"ed25519": ED25519, "es256": ES256}


class NoSuchKey(Exception):
    """No key of the list has this number."""

    code = "NO_SUCH_KEY"
    mend = "write the kid of a key as `aval keys list` prints it"


def list_keys() -> str:
    """Write all that others need: the signed list of keys, and the roots of seals."""
    kept, seals = load_issuing_keys(load_settings().kek_file.parent), own_seals()
    trusted = {ROOTS: list(seals.roots), TIME_STAMPS: list(seals.time_stamps), REVOKED: list(seals.revoked)}
    return json.dumps(kept.published() | {"root": kept.root} | trusted, indent=1)


def rotate_keys(
    uses: tuple[str, ...], algorithm: str, begin: datetime | None, root: Path | None
) -> Iterator[str]:
    """Draw a new key for each use; say its number and its time."""
    settings = load_settings()
    folder, kek = settings.kek_file.parent, load_kek(settings.kek_file)
    at = begin.replace(tzinfo=UTC) if begin else datetime.now(UTC)
    for use in uses:
        asked = (use, ALGORITHMS[algorithm]), at
        key = rotate_issuing_keys(folder, kek, secrets.token_bytes, root or root_file(folder), asked)
        yield f"{use}  {key.kid.hex()}  {key.not_before:%Y-%m-%d} to {key.not_after:%Y-%m-%d}"


def end_key(kid: str, root: Path | None) -> str:
    """End a key now. Raises NoSuchKey."""
    folder = load_settings().kek_file.parent
    try:
        end_issuing_key(folder, bytes.fromhex(kid), root or root_file(folder), datetime.now(UTC))
    except (ValueError, KeysMalformed) as error:
        raise NoSuchKey from error
    return f"{kid} ended: nothing it signed is believed any more."
