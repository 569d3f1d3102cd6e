"""« Échéances juridiques », and the calendars that lead there: one neutral title, no name, no reason."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.words import words_for
from service.registry.calendars import (
    DayDue,
    calendar_until,
    end_calendar,
    give_calendar,
    list_days,
    read_calendar,
)
from service.registry.deadlines import LATE, URGENCIES, list_deadlines, urgency
from service.registry.files import File
from service.registry.icalendar import MEDIA_TYPE, CalendarWords, write_calendar
from service.registry.legal_deadlines import ORDER, LegalDeadline
from service.registry.moments import today
from service.registry.naming import files_named
from service.web.entrance import AnyVisit, SignedVisit
from service.web.page_route import PageRoute
from service.web.rendering import DOWNLOAD
from service.web.showing import day_of
from service.web.visits import Guest, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/echeances"
GROUPS: Final = (LATE, *(name for _, name in URGENCIES))


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """A deadline as the page lists it."""

    on: str
    kind: str
    name: str
    path: str


@router.get(PAGE)
def show_deadlines(visit: SignedVisit) -> Response:
    """List what ends or changes soon, the most urgent first."""
    visit.must("decide_legally")
    return _page(visit, said="calendar.ended" if visit.query.get("fait") == "fin" else "")


@router.post(PAGE)
def change_calendar(visit: SignedVisit) -> Response:
    """Make a link, shown this once, or end it."""
    if visit.sent.text("do") == "give":
        secret = give_calendar(visit.ports, visit.caller)
        return _page(visit, link=visit.ports.messenger.address_of(f"/calendrier/{secret}.ics"))
    end_calendar(visit.ports, visit.caller)
    return visit.go(f"{PAGE}?fait=fin")


@router.get(f"{PAGE}/calendrier.ics")
def send_once(visit: SignedVisit) -> Response:
    """Send the days as they are now, to be taken home."""
    return _calendar(visit, visit.words.language, list_days(visit.ports, visit.caller))


@router.get("/calendrier/{secret}.ics")
def send_subscribed(visit: AnyVisit, secret: str) -> Response:
    """Send the days to whoever knows the link; any other link is nothing."""
    user, days = read_calendar(visit.ports, secret)
    return _calendar(visit, user.language, days)


def _calendar(visit: Guest, language: str, days: tuple[DayDue, ...]) -> Response:
    words = words_for("legal", language)
    named = CalendarWords("Aval", words("calendar.event"), visit.ports.messenger.address_of(PAGE))
    headers = {**DOWNLOAD, "Content-Disposition": 'attachment; filename="aval.ics"'}
    return Response(write_calendar(days, named, visit.ports.clock()), headers=headers, media_type=MEDIA_TYPE)


def _page(visit: Visit, said: str = "", link: str = "") -> Response:
    found = list_deadlines(visit.ports, visit.caller)
    files = files_named(visit.ports, visit.caller, (one.person for one in found), "deadlines_listed")
    until = calendar_until(visit.ports, visit.caller)
    return visit.page(
        "legal/deadlines.html",
        said=said,
        link=link,
        until=day_of(visit.words, until) if until else "",
        groups=_groups(visit, found, files),
    )


def _groups(
    visit: Visit, found: tuple[LegalDeadline, ...], files: dict[int, File]
) -> list[tuple[str, list[tuple[str, list[DeadlineCard]]]]]:
    """Gather the deadlines by how near they are, then by day."""
    day = today(visit.ports)
    groups: dict[str, list[DeadlineCard]] = {group: [] for group in GROUPS}
    for one in found:
        if one.person in files:
            groups[urgency(one, day)].append(_card(visit, one, files[one.person]))
    return [
        (group, [(on, list(some)) for on, some in groupby(cards, key=lambda card: card.on)])
        for group, cards in groups.items()
        if cards
    ]


def _card(visit: Visit, deadline: LegalDeadline, file: File) -> DeadlineCard:
    path = f"/dossiers/{visit.seal('person', deadline.person)}"
    if deadline.kind == ORDER:
        path = f"/ordonnances/{visit.seal('order', deadline.person, deadline.item)}"
    on = day_of(visit.words, deadline.on)
    return DeadlineCard(on, deadline.kind, file.person.names.display, path)
