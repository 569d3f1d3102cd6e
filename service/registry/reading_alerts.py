"""Access alerts as auditors read them: found again each time, closed with a note, told of once a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.access_alerts import AROUND, MONTH, Alert, find_alerts
from service.registry.access_log import walk_accesses
from service.registry.accounts import CLOCKWORK
from service.registry.daily import Daily, this_morning
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.keyed import keyed_digest
from service.registry.messages import reachable, send_courriel
from service.registry.moments import local_day
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.access_records import AccessRecord
    from service.registry.account_records import Caller
    from service.registry.acts import PastAct
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports

SHOWN: Final = timedelta(days=30)
"""How far back alerts are listed."""
READ: Final = SHOWN + timedelta(days=MONTH) + AROUND
CLOSED: Final = "access_alert_closed"
WALK: Final = Daily(-2, "access_alerts")
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


def do_alert_letters(ports: Ports, job: JobRecord) -> JobRecord:
    """Tell auditors that alerts wait, once a day at most: not how many, not of whom."""
    morning = this_morning(ports, job)
    if morning.is_done:
        return morning.again
    recent = morning.day - timedelta(days=1)
    waits = any(one.closing is None and one.alert.day >= recent for one in _alerts(ports))
    with changing(ports, CLOCKWORK) as change:
        for user in reachable(change.writer, "auditor") if waits else ():
            send_courriel(change, user.email or "", user.language, "access_alerts", path=PAGE)
        change.writer.put_job(morning.again)
    return morning.again


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
