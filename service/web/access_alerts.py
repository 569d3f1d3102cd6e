"""« Alertes d'accès »: who looked people up out of proportion; never whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.dates import date_in_words
from service.registry.errors import Conflict, Invalid, NotAllowed
from service.registry.naming import staff_named
from service.registry.reading_alerts import PAGE, AlertShown, close_alert, list_alerts, read_alert
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.journal import PAGE as JOURNAL
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.showing import moment_of
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ONE: Final = f"{PAGE}/{{ref}}"


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert in words."""

    path: str
    text: str
    line: str
    journal: str
    closed: str
    note: str


@router.get(PAGE)
def show_alerts(visit: SignedVisit) -> Response:
    """List alerts: those to review, then those closed."""
    found, names = list_alerts(visit.ports, visit.caller), staff_named(visit.ports, visit.caller)
    cards = [_card(visit, one, names) for one in found]
    groups = (("open", [one for one in cards if not one.closed]), ("closed", [c for c in cards if c.closed]))
    said = "alert.said.closed" if visit.query.get("fait") == "close" else ""
    return visit.page("audit/alerts.html", groups=[group for group in groups if group[1]], said=said)


@router.get(ONE)
def show_alert(visit: SignedVisit, ref: str) -> Response:
    """Show one alert, to be closed with a note."""
    return _page(visit, ref, NOTHING_TYPED)


@router.post(ONE)
def close(visit: SignedVisit, ref: str) -> Response:
    """Close an alert."""
    form = Filled(visit.sent)
    try:
        note = form.text("note")
        form.done()
        path = once(
            visit,
            lambda ports: close_alert(ports, visit.caller, ref, note),
            lambda _: f"{PAGE}?fait=close",
        )
    except NotAllowed as error:
        visit.must("read_alerts")
        form.slip("note", error.code)
        return _page(visit, ref, form.mend(), UNPROCESSABLE)
    except (Slipped, Invalid, Conflict) as error:
        return _page(visit, ref, form.mend(error), UNPROCESSABLE)
    return visit.go(path)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    card = _card(visit, read_alert(visit.ports, visit.caller, ref), staff_named(visit.ports, visit.caller))
    return visit.page("audit/alert.html", status=status, alert=card, typed=typed)


def _card(visit: Visit, shown: AlertShown, names: dict[int, str]) -> AlertCard:
    words, alert = visit.words, shown.alert
    query = urlencode({"user": visit.seal("user", alert.user), "day": alert.day.isoformat()})
    closing = shown.closing.act if shown.closing else None
    return AlertCard(
        path=f"{PAGE}/{shown.id}",
        text=words.count(f"alert.{alert.kind}", alert.count),
        line=words(
            "alert.line", name=names.get(alert.user, ""), day=date_in_words(alert.day, words.language)
        ),
        journal=f"{JOURNAL}?{query}",
        closed=words(
            "alert.closed",
            name=names.get(closing.by, ""),
            moment=moment_of(words, closing.at, visit.ports.time_zone),
        )
        if closing
        else "",
        note=shown.note,
    )
