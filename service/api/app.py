"""The API put together: its routes by subject, and what it answers to what it cannot take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api import (
    access_alerts,
    access_log,
    break_glass,
    check_receipts,
    consents,
    copies,
    court_orders,
    decisions,
    designations,
    documents,
    events,
    histories,
    incidents,
    institutional,
    legal_batches,
    legal_files,
    log_proofs,
    people,
    pictures,
    policies,
    posts,
    readings,
    reconstructions,
    requests,
    reviews,
    takedowns,
    team,
    tokens,
    webhooks,
)
from service.api.channels import answer_channels
from service.api.checks import QuestionDesk, Running, answer_check, in_line
from service.api.descriptions import Descriptions
from service.api.gates import answer_content
from service.api.mending import refusal_of
from service.api.openapi import PREFIX
from service.api.posts import answer_post
from service.http.limiter import PublisherLimit
from service.http.problems import problem, problem_of
from service.http.refusals import Malformed
from service.http.statuses import status_of
from service.registry.errors import NotFound, RegistryError
from service.registry.ports import Ports

SUBJECTS: Final = (
    people,
    consents,
    documents,
    histories,
    log_proofs,
    legal_files,
    legal_batches,
    court_orders,
    reviews,
    posts,
    copies,
    readings,
    pictures,
    takedowns,
    events,
    decisions,
    access_log,
    access_alerts,
    break_glass,
    reconstructions,
    requests,
    webhooks,
    incidents,
    policies,
    institutional,
    designations,
    team,
    tokens,
    check_receipts,
)
ASKED: Final = ("/checks", "/channels", "/posts/check", "/posts", "/readings", "/gate")
HELD: Final = frozenset({PREFIX + path for path in ASKED})
LISTS: Final = ("/roster", "/offline-list")
CODES: Final = ("/token", "/qr.svg", "/qr.png")
FLOORS_OF_A_NUMBER: Final = 10
"""A paper of every use takes some seven hundred decisions, a number of nobody none: both are within these."""
SIGNED: Final = (*CODES, "/receipt")


@dataclass(frozen=True, slots=True)
class ApiOptions:
    """The publishers' limit, and where questions are answered: in line, or in threads (PostgreSQL)."""

    limit: PublisherLimit = field(default_factory=lambda: PublisherLimit(None))
    running: Running = in_line


def create_api(ports: Ports, options: ApiOptions) -> FastAPI:
    """Make the API, to be mounted at /api/v1."""
    desks: dict[str, ASGIApp] = {
        "/checks": QuestionDesk(ports, options.limit, options.running, "check", answer_check),
        "/channels": QuestionDesk(ports, options.limit, options.running, "check", answer_channels),
        "/posts/check": QuestionDesk(ports, options.limit, options.running, "publish", answer_post),
        "/gate": QuestionDesk(ports, options.limit, options.running, "publish", answer_content),
    }
    api = FastAPI(
        title="Aval",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        routes=[Route(path, desk, methods=["POST"]) for path, desk in desks.items()],
    )
    api.state.ports = ports
    api.state.limit = options.limit
    api.state.desks = desks
    for subject in SUBJECTS:
        api.include_router(subject.routes)
    api.router.routes.append(Route("/openapi.json", Descriptions(ports, api)))
    api.add_exception_handler(RegistryError, _refuse)
    api.add_exception_handler(RequestValidationError, _refuse_shape)
    api.add_exception_handler(HTTPException, refuse_request)
    api.add_exception_handler(Exception, _fail)
    return api


class DesksFirst:
    """Leads questions straight to their desk; the usual way there would cost as much as a look-up."""

    def __init__(self, app: ASGIApp, api: FastAPI) -> None:
        self._app = app
        self._desks: dict[str, ASGIApp] = {PREFIX + path: desk for path, desk in api.state.desks.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] == "POST"
        desk = self._desks.get(scope["path"]) if asked else None
        await (desk or self._app)(scope, receive, send)


def floors_of(scope: Scope) -> int:
    """Count the floors that make one step of an answer: a paper's number asks about each of its uses."""
    path: str = scope["path"]
    of_a_number = path.startswith("/v/") or (path.startswith(PREFIX) and path.endswith(CODES))
    return FLOORS_OF_A_NUMBER if of_a_number else int(is_held(scope))


def is_held(scope: Scope) -> bool:
    """Tell whether an answer waits for the floor: all that decide about people do, `/v/` among them."""
    path: str = scope["path"]
    if path.startswith("/v/") or (path.startswith(PREFIX) and path.endswith(SIGNED)):
        return True
    published = path.startswith(f"{PREFIX}/posts/") and path.endswith(("/published", "/copies", "/pictures"))
    if path.startswith(f"{PREFIX}/events/") and path.endswith(LISTS):
        return True
    if scope["method"] == "PATCH":
        return path.startswith(f"{PREFIX}/posts/")
    return scope["method"] == "POST" and (path in HELD or published)


async def _refuse(_: Request, error: Exception) -> Response:
    return problem_of(error) if isinstance(error, RegistryError) else _internal()


async def _refuse_shape(_: Request, error: Exception) -> Response:
    mistakes = error.errors() if isinstance(error, RequestValidationError) else ()
    return problem_of(refusal_of(mistakes, skip=1))


async def refuse_request(_: Request, error: Exception) -> Response:
    """Answer what the framework refuses by itself: no such route, no such method, a body it cannot read."""
    if not isinstance(error, HTTPException) or error.status_code >= status_of("INTERNAL"):
        return _internal()
    known = {404: NotFound(), 405: RegistryError("METHOD_NOT_ALLOWED")}
    answer = problem_of(known.get(error.status_code, Malformed("MALFORMED_JSON")))
    answer.headers.update(error.headers or {})
    return answer


async def _fail(_: Request, __: Exception) -> Response:
    return _internal()


def _internal() -> Response:
    return problem("INTERNAL", status_of("INTERNAL"))
