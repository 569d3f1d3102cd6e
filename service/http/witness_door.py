"""The door of a witness (C2SP tlog-witness): one route, by which logs hand in their checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.http.bodies import read_whole
from service.http.refusals import Malformed
from service.ledger.witness import Reply

MOST_BYTES: Final = 64 * 1024
"""Of a request: 63 hashes and a note of 100 signatures take a fifth of it."""
PATH: Final = "/add-checkpoint"
_MALFORMED: Final = Reply(400, "text/plain; charset=utf-8", "MALFORMED\n")


def witness_application(answer: Callable[[str], Reply]) -> Starlette:
    """Make the application; `answer` judges a request and cosigns."""

    async def add_checkpoint(request: Request) -> Response:
        reply = await _reply(request)
        return Response(reply.body, reply.status, headers={"Content-Type": reply.media_type})

    async def _reply(request: Request) -> Reply:
        try:
            body = (await read_whole(request.receive, MOST_BYTES)).decode("utf-8")
        except (Malformed, UnicodeDecodeError):
            return _MALFORMED
        return await run_in_threadpool(answer, body)

    return Starlette(routes=[Route(PATH, add_checkpoint, methods=["POST"])])
