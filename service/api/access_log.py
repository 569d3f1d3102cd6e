"""The journal of accesses, for the auditor."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from service.api.calls import CallIn
from service.api.pages import Limit, Page, link_next
from service.api.paths import number_or_none
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry.access_log import JournalFilter, read_access_log
from service.registry.access_records import AccessRecord
from service.registry.errors import Fault, Invalid
from service.registry.ports import Ports

routes = routes_on("access log")

Named = Annotated[str | None, Query(max_length=64)]
Before = Annotated[str | None, Query(max_length=64, description="`next` of the page before.")]


class AccessShown(Shown):
    """One look-up, view or change: who, in which role, when, through which entrance, what, on whom."""

    at: Stamp
    by: Annotated[str, sealed("user")]
    role: str
    via: str
    action: str
    persons: list[str]
    answer: str | None
    why: str


def _wanted(
    call: CallIn,
    by: Named = None,
    person_id: Named = None,
    action: Named = None,
    day: Annotated[date | None, Query(description="A local day.")] = None,
) -> JournalFilter:
    user = None if by is None else number_or_none(call.ports, "user", by)
    person = None if person_id is None else number_or_none(call.ports, "person", person_id)
    return JournalFilter(user, person, action, day)


Wanted = Annotated[JournalFilter, Depends(_wanted)]


@routes.get("/access-log", **may("read_access_log"))
def read(
    call: CallIn,
    request: Request,
    response: Response,
    wanted: Wanted,
    cursor: Before = None,
    limit: Limit = 100,
) -> Page[AccessShown]:
    """List accesses and changes, newest first; reading this is one too."""
    page = read_access_log(call.ports, call.caller, _moment(cursor), limit, wanted)
    following = page.before.isoformat().replace("+00:00", "Z") if page.before else None
    items = [_shown(call.ports, record) for record in page.records]
    return Page(items=items, next=link_next(request, response, following))


def _shown(ports: Ports, record: AccessRecord) -> AccessShown:
    return AccessShown.of(
        record, ports, persons=[ports.references.seal("person", number) for number in record.people]
    )


def _moment(cursor: str | None) -> datetime | None:
    if cursor is None:
        return None
    try:
        given = datetime.fromisoformat(cursor)
        moment = given.astimezone(UTC) if given.tzinfo else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise Invalid(Fault("/cursor", "BAD_VALUE"))
    return moment
