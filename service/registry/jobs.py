"""Doing what changes left to be done: taken up under a lease, ended when done, put off when it failed.

What a job does happens outside the transactions that take it up and end it. A process that stops in between
leaves it to be taken up again: a job may be done twice, and is never lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from service.registry.errors import MustStop
from service.registry.job_records import UNREADABLE, JobRecord
from service.registry.ports import Ports

if TYPE_CHECKING:
    from service.registry.storing import Writer

LEASE: Final = timedelta(minutes=5)
"""How long a worker that took a job up has it to itself."""
LONG_LEASE: Final = timedelta(minutes=30)
DELAYS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long a job waits after each failure; the last for ever after."""
BUSY: Final = timedelta(seconds=5)
_LOG: Final = logging.getLogger("aval")

Doer: TypeAlias = Callable[[Ports, JobRecord], JobRecord | None]
"""Does a job. Returns None when it is done, or the job as it is to be taken up another time."""


@dataclass(frozen=True, slots=True)
class Doing:
    """How jobs of one kind are done; `long` ones (a stack of scans) do not stand in the way of others."""

    do: Doer
    long: bool = False


Doings: TypeAlias = Mapping[str, Doing]
"""Kind of job → how it is done. Kinds that are not there wait for a program that knows them."""


def take_job(ports: Ports, doings: Doings, *, long_too: bool = True) -> JobRecord | None:
    """Take up the job that is due longest; None when nothing is due.

    `long_too`: False puts a long job off for a moment, since what does them is busy; the next one is taken.
    """
    while True:
        now = ports.clock()
        with ports.store.writing() as writer:
            job = next(iter(writer.take_jobs(now, now + LEASE, 1)), None)
            doing = doings.get(job.kind) if job else None
            if job is None or doing is None or not doing.long:
                return job
            if long_too:
                put_off(writer, job, replace(job, tries=job.tries + 1, due_at=now + lease(job, LONG_LEASE)))
                return job
            put_off(writer, job, replace(job, due_at=now + BUSY))


def do_job(ports: Ports, doings: Doings, job: JobRecord) -> None:
    """Do a job that was taken up, then end it; what goes wrong puts it off, longer each time."""
    doing = doings.get(job.kind)
    try:
        again = doing.do(ports, job) if doing else _put_off(ports, job)
    except MustStop:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a job meets, it is kept and tried again
        # The error's own words may quote what somebody wrote.
        _LOG.warning("job %s put off: %s", job.kind, type(error).__name__)
        again = _put_off(ports, job)
    with ports.store.writing() as writer:
        if again is None:
            writer.end_job(job.number)
        else:
            put_off(writer, job, again)


def put_off(writer: Writer, taken: JobRecord, again: JobRecord) -> bool:
    """Keep a job that was taken up for later; False, changing nothing, when it is no longer ours."""
    return writer.put_off(again, taken.tries + 1)


def lease(job: JobRecord, least: timedelta) -> timedelta:
    """Return how long a long job is left alone: longer each time, since it may be what ended the process."""
    return max(least, _wait(job))


def is_stuck(job: JobRecord) -> bool:
    """Tell whether a job failed so often that somebody has to look."""
    return job.tries >= len(DELAYS) or job.kind == UNREADABLE


def _put_off(ports: Ports, job: JobRecord) -> JobRecord:
    return replace(job, tries=job.tries + 1, due_at=ports.clock() + _wait(job))


def _wait(job: JobRecord) -> timedelta:
    return DELAYS[min(job.tries, len(DELAYS) - 1)]
