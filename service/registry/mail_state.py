"""How messages stand: which ways are open, how many wait, how many fail and fail. No address, no name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry import deadline_letters, endings, policy_links, reading_alerts
from service.registry.corner import JOB as CORNER_JOB
from service.registry.intake import JOB as READ
from service.registry.intake_reading import give_up_reading
from service.registry.jobs import LEASE, is_stuck
from service.registry.messages import COURRIEL, TEXT
from service.registry.permissions import check_may
from service.registry.recording import changing

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change

UNTOLD: Final = frozenset({"deadline", "exception_asked", "access_alerts"})
DAILY: Final = frozenset(walk.WALK.kind for walk in (endings, deadline_letters, reading_alerts, policy_links))
"""Daily walks: whatever becomes of one, it comes again tomorrow."""


@dataclass(frozen=True, slots=True)
class MailState:
    """What an administrator is told."""

    courriels: bool
    texts: bool
    waiting: int
    stuck: int
    """Jobs of any kind that failed so often that somebody has to look."""


def mail_state(ports: Ports) -> MailState:
    """Count what waits. Words to legal and to auditors are left out: one that waits tells of its cause."""
    with ports.store.reading() as reader:
        jobs = [job for job in reader.list_jobs() if job.details.get("template") not in UNTOLD]
    messages = [job for job in jobs if job.kind in {COURRIEL, TEXT, CORNER_JOB}]
    ways = ports.messenger.ways
    stuck = sum(is_stuck(job) for job in jobs)
    return MailState(COURRIEL in ways, TEXT in ways, len(messages), stuck)


def retry_all(ports: Ports, caller: Caller) -> None:
    """Have all that was put off taken up now; what is under way is left to who has it."""
    check_may(caller, "manage_mail")
    now = ports.clock()
    with changing(ports, caller) as change:
        for job in change.writer.list_jobs():
            if job.tries and job.kind not in DAILY and job.due_at - now > LEASE:
                change.writer.put_off(replace(job, due_at=now), job.tries)


def give_up(ports: Ports, caller: Caller) -> None:
    """Forget the work that fails and fails: it is done no more, and an act says how much of which kind."""
    check_may(caller, "manage_mail")
    with changing(ports, caller) as change:
        stuck = [job for job in change.writer.list_jobs() if is_stuck(job)]
        for job in stuck:
            _give_up(change, job)
        if stuck:
            counted = Counter(job.kind for job in stuck)
            change.put("work_given_up", None, **{kind: str(count) for kind, count in counted.items()})


def _give_up(change: Change, job: JobRecord) -> None:
    if job.kind in DAILY:
        change.writer.put_off(replace(job, tries=0), job.tries)
        return
    change.writer.end_job(job.number)
    if job.kind == READ:
        give_up_reading(change, job)
