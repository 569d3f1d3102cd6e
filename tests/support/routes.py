"""Routes that the framework works out once for all tests, not for each application that a test serves."""

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

_WORKED_OUT: dict[int, BaseRoute] = {}


def share_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Have an application include these as the first one did: ours hold nothing of the application."""
    ours = {id(router) for router in routers}
    routes = app.router.routes
    for place, route in enumerate(routes):
        router = id(getattr(route, "original_router", None))
        if router in ours:
            routes[place] = _WORKED_OUT.setdefault(router, route)
