"""Makes, shows and serves a witness: it needs no registry and no settings, only its own folder."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Final

import uvicorn

from service.credentials.log_key import is_signed
from service.credentials.witness_key import create_witness_key, load_witness_key
from service.http.witness_door import witness_application
from service.ledger.failures import KeyMalformed
from service.ledger.note import VerifierKey
from service.storage.witness_files import EVIDENCE, UNPROVED, Witness, WitnessFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY: Final = "witness.key"
KEPT: Final = (("evidence of changed histories", EVIDENCE), ("checkpoints sent without a proof", UNPROVED))


class NotAKey(Exception):
    """What was given is no verifier key, or a name that no key can bear."""

    code = "KEY_MALFORMED"
    mend = "give a log's key as its /log/vkey shows it; a name has no spaces and no plus"


def make_witness(folder: Path, name: str) -> str:
    """Make the folder, the key and the empty memory; return the key that others need."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / KEY).exists():
        WitnessFiles(folder).begin()  # before the key: a witness that lost its memory gets no empty one
    try:
        create_witness_key(folder / KEY, name, secrets.token_bytes)
    except KeyMalformed as error:
        raise NotAKey from error
    return load_witness_key(folder / KEY).public.encode()


def watch_log(folder: Path, log: str) -> None:
    """Know a log, or one more of its keys."""
    load_witness_key(folder / KEY)
    try:
        key = VerifierKey.decode(log.strip())
    except KeyMalformed as error:
        raise NotAKey from error
    WitnessFiles(folder).watch(key)


def show_witness(folder: Path) -> Iterator[str]:
    """Say the witness's key, then each log with its size, then how many refused requests are kept."""
    yield load_witness_key(folder / KEY).public.encode()
    files = WitnessFiles(folder)
    for name, log in files.logs().items():
        yield f"{name}  {log.seen.size}"
    for what, where in KEPT:
        if found := files.count_kept(where):
            yield f"{what}: {found}, in {folder / where}"


def serve_witness(folder: Path, host: str, port: int) -> None:
    """Answer until told to stop."""
    key, files = load_witness_key(folder / KEY), WitnessFiles(folder)
    files.logs()
    witness = Witness(files, key.public, key.sign, is_signed, lambda: int(time.time()))
    uvicorn.run(
        witness_application(witness.answer),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )
