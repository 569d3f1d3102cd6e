"""Work while serving: what changes leave to be done is done within seconds, by threads of every worker."""

import logging
from collections.abc import Callable
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import Final

from service.registry.errors import MustStop, RegistryError
from service.registry.job_records import JobRecord
from service.registry.jobs import Doings, do_job, take_job
from service.registry.ports import Ports

LOOK_EVERY: Final = 5.0
"""Seconds after which a worker looks by itself, for jobs of other processes and those that were put off."""
_LOG: Final = logging.getLogger("aval")


class Workers:
    """Two threads: one takes jobs up and does the short ones, one does the long ones it is handed.

    `woken` is set whenever this process keeps a job. `stop` is told of what must end the process.
    """

    def __init__(self, ports: Ports, doings: Doings, woken: Event, stop: Callable[[Exception], None]) -> None:
        self._ports = ports
        self._doings = doings
        self._woken = woken
        self._stop = stop
        self._over = False
        self._long: Queue[JobRecord | None] = Queue(maxsize=1)
        self._idle = Event()
        self._threads = [
            Thread(target=self._guarded, args=(work,), name=name, daemon=True)
            for name, work in (("jobs", self._take), ("long-jobs", self._do_long))
        ]

    def begin(self) -> None:
        """Start looking for work."""
        self._idle.set()
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stop after what is under way; a long job is left, and taken up again when its lease ends."""
        self._over = True
        self._woken.set()
        self._threads[0].join()
        with suppress(Full):
            self._long.put_nowait(None)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except MustStop as error:
            self._stop(error)

    def _take(self) -> None:
        while not self._over:
            self._woken.clear()
            try:
                if self._is_due() and self._do_next():
                    continue
            except RegistryError as error:
                _LOG.warning("no job taken up: %s", error.code)
            self._woken.wait(LOOK_EVERY)

    def _is_due(self) -> bool:
        with self._ports.store.reading() as reader:
            return reader.is_job_due(self._ports.clock())

    def _do_next(self) -> bool:
        job = take_job(self._ports, self._doings, long_too=self._idle.is_set())
        if job is None:
            return False
        if self._doings[job.kind].long if job.kind in self._doings else False:
            self._idle.clear()
            self._long.put(job)
        else:
            do_job(self._ports, self._doings, job)
        return True

    def _do_long(self) -> None:
        while (job := self._long.get()) is not None:
            with suppress(RegistryError):  # its lease ends: it is taken up again
                do_job(self._ports, self._doings, job)
            self._idle.set()
            self._woken.set()
