"""A word to legal 90, 30 and 7 days before something ends: one daily job, one courriel a day at most.

The courriel says that a deadline comes near: not how many, not whose, not which. The answers of the legal
check, which come round every 90 days, have their own list and give no word.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import CLOCKWORK
from service.registry.deadlines import every_day
from service.registry.endings import next_morning
from service.registry.job_records import JobRecord
from service.registry.legal_deadlines import CHECK
from service.registry.messages import is_address, send_courriel
from service.registry.moments import local_day
from service.registry.recording import changing

if TYPE_CHECKING:
    from service.registry.account_records import UserRecord
    from service.registry.ports import Ports
    from service.registry.storing import Reader

JOB: Final = "deadlines"
NUMBER: Final = -1
"""The one job of its kind: workers that start together keep the same row."""
TOLD_BEFORE: Final = (90, 30, 7)
PAGE: Final = "/echeances"


def ensure_deadline_letters(ports: Ports) -> None:
    """See to it that the daily job is there; one that waits already stays as it is."""
    with ports.store.writing() as writer:
        if not any(job.number == NUMBER for job in writer.list_jobs()):
            writer.put_job(JobRecord(NUMBER, JOB, next_morning(ports, ports.clock())))


def do_deadline_letters(ports: Ports, job: JobRecord) -> JobRecord:
    """Write to legal when something ends in 90, 30 or 7 days; a morning missed is made up for, once."""
    now = ports.clock()
    day = local_day(ports, now)
    again = replace(job, tries=0, due_at=next_morning(ports, now), details={"done": day.isoformat()})
    if job.details.get("done") == day.isoformat():
        return again
    since = date.fromisoformat(job.details["done"]) if "done" in job.details else day - timedelta(days=1)
    with ports.store.reading() as reader:
        due = _is_any_due(ports, reader, since, day)
        told = _legal(reader) if due else []
    with changing(ports, CLOCKWORK) as change:
        for user in told:
            send_courriel(change, user.email or "", user.language, "deadline", path=PAGE)
        change.writer.put_job(again)
    return again


def _is_any_due(ports: Ports, reader: Reader, since: date, day: date) -> bool:
    return any(
        since < one.on - timedelta(days=before) <= day
        for one in every_day(ports, reader)
        if one.kind != CHECK
        for before in TOLD_BEFORE
    )


def _legal(reader: Reader) -> list[UserRecord]:
    return [
        user
        for user in reader.list_users()
        if "legal" in user.roles and not user.disabled and is_address(user.email or "")
    ]
