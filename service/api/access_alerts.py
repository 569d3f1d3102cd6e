"""Access alerts, for the auditor: who looked people up out of proportion, never whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from service.api.calls import Call, CallIn
from service.api.fields import Given, Note, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import reading_alerts
from service.registry.reading_alerts import AlertShown as Found

routes = routes_on("access alerts")


class ClosingGiven(Given):
    """What was found."""

    model_config = shown_by({"note": "Liste de la fête du 20 octobre, vérifiée avec l'équipe."})

    note: Note


class AlertShown(Shown):
    """An alert: who, on which local day, which kind, how many; and how it was closed."""

    id: str
    kind: str
    user: Annotated[str, sealed("user")]
    day: date
    count: int
    status: str
    closed_at: Stamp | None
    closed_by: Annotated[str, sealed("user")] | None
    note: str


class Alerts(Shown):
    """The alerts of the last 30 days, newest first."""

    items: list[AlertShown]


@routes.get("/access-alerts", **may("read_alerts"))
def list_alerts(call: CallIn) -> Alerts:
    """List alerts; they depend on who looked at how many, never on what was answered."""
    return Alerts(items=[_shown(call, one) for one in reading_alerts.list_alerts(call.ports, call.caller)])


@routes.post("/access-alerts/{alert_id}/closing", **may("read_alerts"))
def close_alert(call: CallIn, alert_id: str, given: ClosingGiven) -> AlertShown:
    """Close an alert with what was found; never one about oneself."""
    closed = call.once(
        lambda ports: reading_alerts.close_alert(ports, call.caller, alert_id, given.note),
        lambda found: found.id,
        lambda kept: reading_alerts.read_alert(call.ports, call.caller, kept),
    )
    return _shown(call, closed)


def _shown(call: Call, found: Found) -> AlertShown:
    closing = found.closing.act if found.closing else None
    return AlertShown.of(
        found.alert,
        call.ports,
        id=found.id,
        status="closed" if closing else "open",
        closed_at=closing.at if closing else None,
        closed_by=closing.by if closing else None,
        note=found.note,
    )
