"""A number to cite, seen by anyone: may it be used today, and for what (design, Usable)."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.domain.identifiers import BadIdentifier, parse
from service.http.limiter import source_of
from service.registry.errors import RegistryError
from service.registry.moments import today
from service.registry.standing import Standing, standing_of
from service.web.entrance import frame_of, site_of
from service.web.page_route import say
from service.web.rendering import HEADERS, HTML, render

BAD_REQUEST = 400


async def show_standing(request: Request) -> Response:
    """Show what a number may be used for; everything else is one constant page."""
    try:
        site_of(request).readers.count(source_of(request))
        return await run_in_threadpool(_page, request, request.path_params["number"])
    except RegistryError as error:
        return await run_in_threadpool(say, request, error)


def _page(request: Request, typed: str) -> Response:
    try:
        number = parse(typed)
    except BadIdentifier:
        return _render(request, None, "", BAD_REQUEST)
    return _render(request, standing_of(site_of(request).ports, number.text), number.printed)


def _render(request: Request, standing: Standing | None, number: str, status: int = 200) -> Response:
    day = today(site_of(request).ports)
    content = render("public/number.html", frame_of(request), standing=standing, number=number, today=day)
    return Response(content, status, headers=HEADERS, media_type=HTML)
