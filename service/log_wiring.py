"""Puts together what keeps the log: its files, its key, its witnesses, and who dates it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from service.credentials.log_key import is_signed
from service.notices.witness_calls import hand_in
from service.storage.log_keeping import LogKeeper, LogSigner
from service.wiring import open_log_files, open_log_key

if TYPE_CHECKING:
    from service.settings import Settings
    from service.storage.store import SqlStore


def open_log_keeper(settings: Settings, store: SqlStore) -> LogKeeper:
    """Give what publishes the log, and has it cosigned and dated where that is set."""
    key, url = open_log_key(settings), settings.tsa_url
    signer = LogSigner(key.verifier, key.sign, is_signed)
    witnesses = [(witness, partial(hand_in, address)) for witness, address in settings.witnesses]
    return LogKeeper(store, open_log_files(settings), signer, witnesses, partial(_date, url) if url else None)


def _date(url: str, content: bytes) -> bytes:
    from service.documents.sealing.log_stamps import date_content  # noqa: PLC0415 - pyHanko takes a second

    return date_content(url, content)
