"""Jobs: things to do later, in the order they are due, sealed under the registry's key."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from service.registry.job_records import JobRecord
from service.storage.accounts import decode_time, encode_time
from service.storage.codec import decode, encode
from service.storage.seals import Seals, place
from service.storage.sizes import JOB_STEP, stepped
from service.storage.sql import Sql

_PUT: Final = (
    "INSERT INTO job (number, due, sealed) VALUES (?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET due = excluded.due, sealed = excluded.sealed"
)
_DUE: Final = "SELECT number, sealed FROM job WHERE due <= ? ORDER BY due, number LIMIT ? LOCK"


def put_job(sql: Sql, seals: Seals, job: JobRecord) -> None:
    """Keep a job, due when it says."""
    _put(sql, seals, job, job.due_at)


def take_jobs(sql: Sql, seals: Seals, times: tuple[datetime, datetime], limit: int) -> tuple[JobRecord, ...]:
    """Take up jobs that are due at the first time; they are due again at the second unless ended before."""
    now, until = times
    taken = []
    for number, sealed in sql.rows(_DUE, encode_time(now), limit):
        job = decode(JobRecord, seals.registry.open(sealed, place("job", number)))
        _put(sql, seals, replace(job, tries=job.tries + 1), until)
        taken.append(job)
    return tuple(taken)


def is_job_due(sql: Sql, now: datetime) -> bool:
    """Tell whether there is something to do."""
    return bool(sql.rows("SELECT 1 FROM job WHERE due <= ? LIMIT 1", encode_time(now)))


def list_jobs(sql: Sql, seals: Seals) -> tuple[JobRecord, ...]:
    """List all jobs, each with when it is due next (taken up: when its lease ends)."""
    return tuple(
        replace(decode(JobRecord, seals.registry.open(sealed, place("job", number))), due_at=decode_time(due))
        for number, due, sealed in sql.rows("SELECT number, due, sealed FROM job ORDER BY due, number")
    )


def _put(sql: Sql, seals: Seals, job: JobRecord, due: datetime) -> None:
    content = encode(job)
    size = stepped(len(content), JOB_STEP)
    sealed = seals.registry.seal(content, place("job", job.number), seals.random, size)
    sql.run(_PUT, job.number, encode_time(due), sealed)
