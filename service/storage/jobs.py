"""Jobs: things to do later, in the order they are due, sealed under the registry's key."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from service.registry.errors import Unavailable
from service.registry.job_records import UNREADABLE, JobRecord
from service.storage.accounts import decode_time, encode_time
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place
from service.storage.sizes import JOB_STEP, stepped
from service.storage.sql import Sql, one
from service.vault.failures import SealBroken

LOOKED_AGAIN: Final = timedelta(hours=12)
"""How long a row that cannot be read stands out of the way of others."""
_PUT: Final = (
    "INSERT INTO job (number, due, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET due = excluded.due, sealed = excluded.sealed"
)
_CHANGE: Final = "UPDATE job SET due = ?, sealed = ? WHERE number = ?"
_HELD: Final = "SELECT sealed FROM job WHERE number = ? LOCK"
_DUE: Final = "SELECT number, sealed FROM job WHERE due <= ? ORDER BY due, number LIMIT ? LOCK FREE"
_LOG: Final = logging.getLogger("aval")


def put_job(sql: Sql, seals: Seals, job: JobRecord) -> None:
    """Keep a job, due when it says."""
    sql.run(_PUT, job.number, encode_time(job.due_at), _seal(seals, job))


def put_off(sql: Sql, seals: Seals, job: JobRecord, held: int) -> bool:
    """Keep a job for later if it is there still, taken up as often as `held` says; False when it is not."""
    row = one(sql.rows(_HELD, job.number))
    now = _open(seals, job.number, row[0]) if row else None
    if now is None or now.tries != held:
        return False
    sql.run(_CHANGE, encode_time(job.due_at), _seal(seals, job), job.number)
    return True


def take_jobs(sql: Sql, seals: Seals, times: tuple[datetime, datetime], limit: int) -> tuple[JobRecord, ...]:
    """Take up jobs that are due at the first time; they are due again at the second unless ended before.

    Those that another takes up at this very moment are left to it. What cannot be read is noted, and stands
    aside for others.
    """
    now, until = times
    taken: list[JobRecord] = []
    while len(taken) < limit and (rows := sql.rows(_DUE, encode_time(now), limit - len(taken))):
        for number, sealed in rows:
            job = _open(seals, number, sealed)
            if job is None:
                _LOG.error("job %d cannot be read", number)
                sql.run("UPDATE job SET due = ? WHERE number = ?", encode_time(now + LOOKED_AGAIN), number)
                continue
            held = replace(job, tries=job.tries + 1)
            sql.run(_CHANGE, encode_time(until), _seal(seals, held), number)
            taken.append(job)
        if until <= now:
            break  # they are due still: whoever asks so takes them once
    return tuple(taken)


def is_job_due(sql: Sql, now: datetime) -> bool:
    """Tell whether there is something to do."""
    return bool(sql.rows("SELECT 1 FROM job WHERE due <= ? LIMIT 1", encode_time(now)))


def list_jobs(sql: Sql, seals: Seals) -> tuple[JobRecord, ...]:
    """List all jobs, each with when it is due next (taken up: when its lease ends), unreadable ones too."""
    rows = sql.rows("SELECT number, sealed, due FROM job ORDER BY due, number")
    return tuple(_listed(seals, number, sealed, decode_time(due)) for number, sealed, due in rows)


def _listed(seals: Seals, number: int, sealed: bytes, due: datetime) -> JobRecord:
    job = _open(seals, number, sealed)
    return replace(job, due_at=due) if job else JobRecord(number, UNREADABLE, due)


def _open(seals: Seals, number: int, sealed: bytes) -> JobRecord | None:
    """Open a row; None when it cannot be read."""
    try:
        return decode(JobRecord, seals.registry.open(sealed, place("job", number)))
    except (SealBroken, Unavailable):
        return None


def _seal(seals: Seals, job: JobRecord) -> bytes:
    content = encode(job)
    size = stepped(len(content), JOB_STEP)
    return seals.registry.seal(content, place("job", job.number), seals.random, size)
