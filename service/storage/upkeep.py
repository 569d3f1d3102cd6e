"""Upkeep while serving: a checkpoint of the log at start and at a fixed cadence, changes or not."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Final

from service.ledger.failures import LedgerFailure
from service.registry.errors import RegistryError
from service.storage.store import SqlStore

CADENCE: Final = timedelta(minutes=5)
NOT_WRITTEN: Final = "LOG_FILES_NOT_WRITTEN"
"""The public files could not be written, as on a full disk: they follow at the next turn."""
_LOG = logging.getLogger(__name__)


class Upkeep:
    """One thread of a worker. Of several workers, whichever comes first after the cadence publishes."""

    def __init__(
        self,
        store: SqlStore,
        publish: Callable[[datetime], object],
        attest: Callable[[datetime], object] = lambda _: None,
    ) -> None:
        self._store = store
        self._publish = publish
        self._attest = attest
        self._over = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def begin(self) -> None:
        """Publish a checkpoint, then go on at the cadence."""
        try:
            self._step(datetime.now(UTC))
        except LedgerFailure as error:
            self._say(error.code)
        except OSError:
            self._say(NOT_WRITTEN)
        self._thread.start()

    def end(self) -> None:
        """Stop, and wait for what is under way."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        self._try(self._attest)  # not before serving: others answer when they answer
        while not self._over.wait(CADENCE.total_seconds() / 10):
            self._try(self._turn)

    def _turn(self, now: datetime) -> None:
        if self._is_due(now):
            self._step(now)
            self._attest(now)

    def _try(self, step: Callable[[datetime], object]) -> None:
        try:
            step(datetime.now(UTC))
        except (RegistryError, LedgerFailure) as error:
            self._say(error.code)
        except OSError:
            self._say(NOT_WRITTEN)

    @staticmethod
    def _say(code: str) -> None:
        _LOG.warning("no checkpoint: %s", code)

    def _is_due(self, now: datetime) -> bool:
        with self._store.reading() as reader:
            last = reader.last_checkpoint()
        return last is None or now - last.at >= CADENCE

    def _step(self, now: datetime) -> None:
        self._publish(now)
