"""The journal of accesses, for the auditor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query, Request, Response

from service.api.calls import CallIn
from service.api.pages import Limit, Page, link_next
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry.access_log import read_access_log
from service.registry.access_records import AccessRecord
from service.registry.errors import Fault, Invalid
from service.registry.ports import Ports

routes = routes_on("access log")

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


@routes.get("/access-log", **may("read_access_log"))
def read(
    call: CallIn, request: Request, response: Response, cursor: Before = None, limit: Limit = 100
) -> Page[AccessShown]:
    """List accesses and changes, newest first; reading this is one too."""
    page = read_access_log(call.ports, call.caller, _moment(cursor), limit)
    following = page.before.isoformat().replace("+00:00", "Z") if page.before else None
    items = [_shown(call.ports, record) for record in page.records]
    return Page(items=items, next=link_next(request, response, following))


def _shown(ports: Ports, record: AccessRecord) -> AccessShown:
    numbers = dict.fromkeys(one.person for one in record.seen if one.person)
    return AccessShown.of(
        record, ports, persons=[ports.references.seal("person", number) for number in numbers]
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
