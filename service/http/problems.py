"""Refusals as problem documents (RFC 9457): a code, and what to mend where; never what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import orjson
from starlette.responses import Response

from service.http.refusals import NotAuthenticated, RateLimited
from service.http.statuses import status_of
from service.registry.errors import Conflict, Fault, RegistryError, Unavailable

MEDIA_TYPE: Final = "application/problem+json"
COME_BACK: Final = "5"
"""Seconds after which what is unavailable now may be asked again."""
UNKNOWN_FIELD: Final = "UNKNOWN_FIELD"


def problem_of(error: RegistryError) -> Response:
    """Answer with the problem an error stands for: the same bytes for the same code and faults."""
    return problem(code_of(error), status_of(error.code), error.faults, _headers_of(error))


def problem(
    code: str, status: int, faults: tuple[Fault, ...] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """Make a problem document; `errors` is a list of {pointer, code, detail}."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "errors": [{"pointer": one.pointer, "code": one.code, "detail": one.detail} for one in faults],
    }
    return Response(orjson.dumps(document), status, headers, MEDIA_TYPE)


def code_of(error: RegistryError) -> str:
    """Return the problem's code; for faults the one they share, a field nobody knows before all others.

    A conflict keeps its own: its faults say what to mend in what was sent.
    """
    if isinstance(error, Conflict):
        return error.code
    codes = {fault.code for fault in error.faults}
    if UNKNOWN_FIELD in codes:
        return UNKNOWN_FIELD
    return codes.pop() if len(codes) == 1 else error.code


def _headers_of(error: RegistryError) -> dict[str, str] | None:
    if isinstance(error, NotAuthenticated):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, RateLimited):
        return {"Retry-After": str(error.wait)}
    if isinstance(error, Unavailable):
        return {"Retry-After": COME_BACK}
    return None
