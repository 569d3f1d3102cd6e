"""Access alerts as auditors read them: found again each time, closed with a note, told of once a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from service.registry.access_alerts import AROUND, MONTH, Alert, find_alerts
from service.registry.access_log import walk_accesses
from service.registry.accounts import CLOCKWORK
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.job_records import JobRecord
from service.registry.keyed import keyed_digest
from service.registry.messages import is_address, send_courriel
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.access_records import AccessRecord
    from service.registry.account_records import Caller
    from service.registry.acts import PastAct
    from service.registry.ports import Ports

SHOWN: Final = timedelta(days=30)
"""How far back alerts are listed."""
READ: Final = SHOWN + timedelta(days=MONTH) + AROUND
CLOSED: Final = "access_alert_closed"
JOB: Final = "access_alerts"
NUMBER: Final = -2
"""The one job of its kind: workers that start together keep the same row."""
MORNING: Final = time(7)
LONGEST_NOTE: Final = 1000
PAGE: Final = "/alertes-d-acces"


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert, and the act that closed it, if any."""

    id: str
    alert: Alert
    closing: PastAct | None = None

    @property
    def note(self) -> str:
        """Return what was noted when it was closed."""
        return self.closing.act.details["note"] if self.closing else ""


def list_alerts(ports: Ports, caller: Caller) -> tuple[AlertShown, ...]:
    """List the alerts of the last 30 days, newest first; they are found again from the journal each time."""
    check_may(caller, "read_alerts")
    note_view(ports, caller, "access_alerts_viewed", [])
    return _alerts(ports)


def close_alert(ports: Ports, caller: Caller, alert: str, note: str) -> AlertShown:
    """Close an alert with what was found. Raises NotAllowed("FOUR_EYES") to whom it is about."""
    check_may(caller, "read_alerts")
    check_texts({"note": note})
    if not note.strip() or len(note) > LONGEST_NOTE:
        raise Invalid(Fault("/note", "TOO_LONG" if note.strip() else "MISSING"))
    with changing(ports, caller) as change:
        met = next((one for one in _alerts(ports) if one.id == alert), None)
        if met is None:
            raise NotFound
        if met.alert.user == caller.user:
            raise NotAllowed("FOUR_EYES")
        if met.closing is not None:
            raise Conflict("ALREADY_DONE")
        change.put(CLOSED, None, alert=alert, note=note.strip())
    return read_alert(ports, caller, alert)


def read_alert(ports: Ports, caller: Caller, alert: str) -> AlertShown:
    """Read one alert."""
    met = next((one for one in list_alerts(ports, caller) if one.id == alert), None)
    if met is None:
        raise NotFound
    return met


def ensure_alert_letters(ports: Ports) -> None:
    """See to it that the daily job is there; one that waits already stays as it is."""
    with ports.store.writing() as writer:
        if not any(job.number == NUMBER for job in writer.list_jobs()):
            writer.put_job(JobRecord(NUMBER, JOB, _next_morning(ports, ports.clock())))


def do_alert_letters(ports: Ports, job: JobRecord) -> JobRecord:
    """Tell auditors that alerts wait, once a day at most: not how many, not of whom."""
    now = ports.clock()
    day = local_day(ports, now)
    again = replace(job, tries=0, due_at=_next_morning(ports, now), details={"done": day.isoformat()})
    if job.details.get("done") == day.isoformat():
        return again
    recent = day - timedelta(days=1)
    waits = any(one.closing is None and one.alert.day >= recent for one in _alerts(ports))
    with changing(ports, CLOCKWORK) as change:
        for user in change.writer.list_users() if waits else ():
            if "auditor" in user.roles and not user.disabled and is_address(user.email or ""):
                send_courriel(change, user.email or "", user.language, "access_alerts", path=PAGE)
        change.writer.put_job(again)
    return again


def _alerts(ports: Ports) -> tuple[AlertShown, ...]:
    first = local_day(ports, ports.clock()) - SHOWN
    found = find_alerts(_recent(ports), lambda moment: local_day(ports, moment))
    with ports.store.reading() as reader:
        closings = {past.act.details["alert"]: past for past in reader.registry_acts(CLOSED)}
    shown = [(_id_of(ports, one), one) for one in found if one.day >= first]
    return tuple(AlertShown(name, one, closings.get(name)) for name, one in shown)


def _recent(ports: Ports) -> Iterator[AccessRecord]:
    oldest = ports.clock() - READ
    for record in walk_accesses(ports, None):
        if record.at < oldest:
            return
        yield record


def _id_of(ports: Ports, alert: Alert) -> str:
    text = f"alert|{alert.kind}|{alert.user}|{alert.day.isoformat()}|{alert.person}"
    return keyed_digest(ports, text).hex()[:26]


def _next_morning(ports: Ports, now: datetime) -> datetime:
    day = local_day(ports, now)
    at = datetime.combine(day, MORNING, tzinfo=ports.time_zone)
    if at <= now:
        at = datetime.combine(day + timedelta(days=1), MORNING, tzinfo=ports.time_zone)
    return at.astimezone(UTC)
