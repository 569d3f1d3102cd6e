"""The log for anyone: its checkpoint, its tiles, and the key that signs it (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.http.problems import problem_of
from service.registry.errors import NotFound

TEXT: Final = "text/plain; charset=utf-8"
BYTES: Final = "application/octet-stream"
FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
AFRESH: Final = {"Cache-Control": "no-cache"}

Read = Callable[[str], bytes | None]


def log_routes(read: Read, checkpoint: Callable[[], str | None], verifier: str) -> list[Route]:
    """Make the routes; `read` gives a tile's file by its path, `verifier` is the log's key."""

    async def answer_tile(request: Request) -> Response:
        content = await run_in_threadpool(read, f"tile/{request.path_params['path']}")
        if content is None:
            return problem_of(NotFound())
        return Response(content, media_type=BYTES, headers=FOR_EVER)

    async def answer_checkpoint(_: Request) -> Response:
        note = await run_in_threadpool(checkpoint)
        return Response(note, media_type=TEXT, headers=AFRESH) if note else problem_of(NotFound())

    async def answer_key(_: Request) -> Response:
        return Response(f"{verifier}\n", media_type=TEXT, headers=AFRESH)

    return [
        Route("/log/checkpoint", answer_checkpoint),
        Route("/log/tile/{path:path}", answer_tile),
        Route("/log/vkey", answer_key),
    ]
