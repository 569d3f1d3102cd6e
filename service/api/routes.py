"""The door of each route: token first, then role, then the body; what a use case refuses is a problem."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from service.api.calls import Call, asking_of
from service.http.bodies import MOST_JSON, MOST_UPLOAD, read_whole, replay
from service.http.problems import MEDIA_TYPE
from service.http.refusals import Malformed
from service.http.tokens import caller_of
from service.registry.permissions import MAY, check_may

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

ACTION: Final = "x-action"
"""Where a route says which action of the registry's table it is; its roles follow from that."""
COUNTED: Final = "x-counted"
"""Beside a route that answers about people: it counts for the publishers' limit, like a check."""
JSON: Final = "application/json"
MULTIPART: Final = "multipart/form-data"
PROBLEM: Final = "#/components/schemas/Problem"
REFUSALS: Final = {
    401: "No token, or one that stands for nobody.",
    403: "This role may not do this.",
    404: "Absent, or not for this role to know.",
    409: "The record's present state does not permit it.",
    422: "What was sent has faults; each is named with a JSON Pointer.",
    503: "The registry cannot answer now. Never read this as a yes.",
}


class Door(APIRoute):
    """A route that lets in only who may: nothing of a body is read before that is known."""

    def get_route_handler(self) -> Handler:
        """Put the door before the route's own handler."""
        handle = super().get_route_handler()
        extra = self.openapi_extra or {}
        takes, most = (MULTIPART, MOST_UPLOAD) if _takes_file(extra) else (JSON, MOST_JSON)
        status = self.status_code or 200

        async def enter(request: Request) -> Response:
            ports = request.app.state.ports
            caller = await run_in_threadpool(caller_of, ports, request.headers.get("authorization"))
            check_may(caller, extra[ACTION])
            if extra.get(COUNTED):
                request.app.state.limit.count(caller)
            body = await read_whole(request.receive, most)
            if body:
                check_media_type(request.headers.get("content-type"), takes)
            asking = asking_of(caller, request, body, status) if request.method == "POST" else None
            request.state.call = Call(ports, caller, asking)
            return await handle(Request(request.scope, replay(body)))

        return enter


def check_media_type(given: str | None, wanted: str) -> None:
    """Raise `Malformed` when a body comes as something else than is read here."""
    if (given or "").partition(";")[0].strip().lower() != wanted:
        raise Malformed("UNSUPPORTED_MEDIA_TYPE")


def routes_on(subject: str) -> APIRouter:
    """Make the router of one subject."""
    return APIRouter(route_class=Door, tags=[subject])


def may(action: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - OpenAPI is a plain document
    """Say which action a route is: who may, and what is refused. An unknown action fails at start."""
    return {
        "openapi_extra": {ACTION: action, "x-roles": sorted(MAY[action]), **more},
        "responses": {status: refusal(text) for status, text in REFUSALS.items()},
    }


def refusal(text: str) -> dict[str, Any]:
    """Document one refusal."""
    return {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": PROBLEM}}}}


def _takes_file(extra: dict[str, Any]) -> bool:
    return MULTIPART in extra.get("requestBody", {}).get("content", {})
