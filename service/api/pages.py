"""Long lists by pages: `{items, next}` and a Link; `next` is given back as `cursor`."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from service.api.shown import Shown
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.ports import Ports, ReferenceKind

ItemT = TypeVar("ItemT")

Limit = Annotated[int, Query(ge=1, le=100, description="Items on a page.")]
Cursor = Annotated[str | None, Query(max_length=64, description="`next` of the page before.")]


class Page(Shown, Generic[ItemT]):
    """One page of a list; `next` is null on the last."""

    items: list[ItemT]
    next: str | None


def link_next(request: Request, response: Response, cursor: str | None) -> str | None:
    """Name the next page in a Link header too (RFC 8288); return the cursor."""
    if cursor is not None:
        query = dict(request.query_params) | {"cursor": cursor}
        response.headers["Link"] = f'<{request.url.path}?{urlencode(query)}>; rel="next"'
    return cursor


def place_of(ports: Ports, kind: ReferenceKind, cursor: str | None) -> int | None:
    """Return the number a cursor stands for. Raises `Invalid` for one not given here."""
    if cursor is None:
        return None
    try:
        return ports.references.open(kind, cursor)[0]
    except NotFound:
        raise Invalid(Fault("/cursor", "BAD_VALUE")) from None
