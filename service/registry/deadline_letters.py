"""A word to legal 90, 30 and 7 days before something ends: one daily job, one courriel a day at most.

The courriel says that a deadline comes near: not how many, not whose, not which. The answers of the legal
check, which come round every 90 days, have their own list and give no word.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.accounts import CLOCKWORK
from service.registry.daily import Daily, this_morning
from service.registry.deadlines import every_day
from service.registry.legal_deadlines import CHECK
from service.registry.messages import reachable, send_courriel
from service.registry.recording import changing

if TYPE_CHECKING:
    from datetime import date

    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.storing import Reader

WALK: Final = Daily(-1, "deadlines")
TOLD_BEFORE: Final = (90, 30, 7)
PAGE: Final = "/echeances"


def do_deadline_letters(ports: Ports, job: JobRecord) -> JobRecord:
    """Write to legal when something ends in 90, 30 or 7 days; a morning missed is made up for, once."""
    morning = this_morning(ports, job)
    if morning.is_done:
        return morning.again
    with ports.store.reading() as reader:
        due = _is_any_due(ports, reader, morning.since, morning.day)
        told = reachable(reader, "legal") if due else ()
    with changing(ports, CLOCKWORK) as change:
        for user in told:
            send_courriel(change, user.email or "", user.language, "deadline", path=PAGE)
        change.writer.put_job(morning.again)
    return morning.again


def _is_any_due(ports: Ports, reader: Reader, since: date, day: date) -> bool:
    return any(
        since < one.on - timedelta(days=before) <= day
        for one in every_day(ports, reader)
        if one.kind != CHECK
        for before in TOLD_BEFORE
    )
