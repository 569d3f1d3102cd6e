"""What becomes of a page when something stands in its way: a page that says so, never a bare error."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from service.http.refusals import Forged, RateLimited
from service.http.sessions import SAFE
from service.registry.errors import Conflict, Invalid, NotAllowed, NotFound, RegistryError, Stale
from service.web.entrance import ShowInstead, SignedOut, frame_of, site_of
from service.web.rendering import HEADERS, HTML, render
from service.web.visits import SEE_OTHER

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

MESSAGES: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (Forged, 403, "forged"),
    (RateLimited, 429, "busy"),
    (NotAllowed, 404, "gone"),
    (NotFound, 404, "gone"),
    (Stale, 409, "stale"),
    (Conflict, 409, "refused"),
    (Invalid, 422, "refused"),
    (RegistryError, 503, "down"),
)
"""Absent and not for this role are one answer; the first entry that fits counts."""


class PageRoute(APIRoute):
    """A route of the pages: its errors are pages too."""

    def get_route_handler(self) -> Handler:
        """Wrap the route so that what a use case raises is shown as a page."""
        handle = super().get_route_handler()

        async def handle_or_say(request: Request) -> Response:
            try:
                return await handle(request)
            except SignedOut:
                return to_sign_in(request)
            except ShowInstead as instead:
                return RedirectResponse(instead.path, SEE_OTHER, headers=HEADERS)
            except RegistryError as error:
                return await run_in_threadpool(say, request, error)

        return handle_or_say


def to_sign_in(request: Request) -> Response:
    """Send to the sign-in page, and back here afterwards when this was only reading."""
    asked = {"suite": request.url.path} if request.method in SAFE and request.url.path != "/" else {}
    if site_of(request).sessions.cookie in request.cookies:
        asked["fait"] = "terminee"
    query = f"?{urlencode(asked)}" if asked else ""
    return RedirectResponse(f"/connexion{query}", SEE_OTHER, headers=HEADERS)


def say(request: Request, error: Exception) -> Response:
    """Show the page that an error stands for."""
    status, key = next((status, key) for kind, status, key in MESSAGES if isinstance(error, kind))
    return message(request, status, key, code=getattr(error, "code", ""))


def message(request: Request, status: int, key: str, code: str = "") -> Response:
    """Show a page that says one thing and leads home."""
    frame = frame_of(request)
    content = render("public/message.html", frame, key=key, code=code, path="/", button=f"{key}.button")
    return Response(content, status, headers=HEADERS, media_type=HTML)
