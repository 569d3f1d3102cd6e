"""Walks due each morning: one job of a kind, whichever worker does it, and done once a day at most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.job_records import JobRecord
from service.registry.moments import local_day

if TYPE_CHECKING:
    from datetime import date

    from service.registry.ports import Ports

HOUR: Final = time(7)


@dataclass(frozen=True, slots=True)
class Daily:
    """A daily walk: the number of its one job (workers that start together keep the same row), its kind."""

    number: int
    kind: str

    def ensure(self, ports: Ports) -> None:
        """See to it that the job is there; one that waits already stays as it is."""
        with ports.store.writing() as writer:
            if not any(job.number == self.number for job in writer.list_jobs()):
                writer.put_job(JobRecord(self.number, self.kind, next_morning(ports, ports.clock())))


@dataclass(frozen=True, slots=True)
class Morning:
    """One morning's walk: its local day, the day last walked, the job to put back, whether it was done."""

    day: date
    since: date
    again: JobRecord
    is_done: bool


def this_morning(ports: Ports, job: JobRecord) -> Morning:
    """Return what this morning's walk is about; a morning missed is made up for, once."""
    now = ports.clock()
    day = local_day(ports, now)
    again = replace(job, tries=0, due_at=next_morning(ports, now), details={"done": day.isoformat()})
    last = job.details.get("done")
    since = day.fromisoformat(last) if last else day - timedelta(days=1)
    return Morning(day, since, again, is_done=last == day.isoformat())


def next_morning(ports: Ports, now: datetime) -> datetime:
    """Return when daily walks are due next: at 07:00 by the local clock."""
    day = local_day(ports, now)
    at = datetime.combine(day, HOUR, tzinfo=ports.time_zone)
    if at <= now:
        at = datetime.combine(day + timedelta(days=1), HOUR, tzinfo=ports.time_zone)
    return at.astimezone(now.tzinfo)
