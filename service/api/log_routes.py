"""The log for anyone: its checkpoint, tiles, key (C2SP tlog-tiles), and proofs for who reads no tiles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.http.problems import problem_of
from service.http.short_numbers import SHORT
from service.ledger.checkpoint import Checkpoint
from service.ledger.failures import LedgerFailure
from service.ledger.log_proof import ProofFile
from service.ledger.note import encode_base64
from service.ledger.proofs import prove_consistency, prove_inclusion
from service.ledger.tile_files import nodes_in_tiles
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
        return _text(await run_in_threadpool(checkpoint))

    async def answer_key(_: Request) -> Response:
        return _text(f"{verifier}\n")

    async def answer_inclusion(request: Request) -> Response:
        return _text(await run_in_threadpool(_include, read, checkpoint, request.path_params["index"]))

    async def answer_consistency(request: Request) -> Response:
        sizes = request.path_params["old"], request.path_params["new"]
        return _text(await run_in_threadpool(_grow, read, checkpoint, sizes))

    return [
        Route("/log/checkpoint", answer_checkpoint),
        Route("/log/tile/{path:path}", answer_tile),
        Route("/log/vkey", answer_key),
        Route(f"/log/inclusion/{{index:{SHORT}}}", answer_inclusion),
        Route(f"/log/consistency/{{old:{SHORT}}}/{{new:{SHORT}}}", answer_consistency),
    ]


def _text(content: str | None) -> Response:
    return Response(content, media_type=TEXT, headers=AFRESH) if content else problem_of(NotFound())


def _include(read: Read, checkpoint: Callable[[], str | None], index: int) -> str | None:
    """Write the proof file of an entry under the last checkpoint; None when it is not there."""
    note = checkpoint()
    size = _size_of(note)
    if note is None or index >= size:
        return None
    try:
        proof = prove_inclusion(nodes_in_tiles(read, size), index, size)
    except LedgerFailure:
        return None
    return ProofFile(index, proof.hashes, note).encode()


def _grow(read: Read, checkpoint: Callable[[], str | None], sizes: tuple[int, int]) -> str | None:
    """Write the hashes that lead from one size to another, one a line, as witnesses are sent them."""
    old, new = sizes
    if not 0 < old <= new <= _size_of(checkpoint()):
        return None
    try:
        proof = prove_consistency(nodes_in_tiles(read, new), old, new)
    except LedgerFailure:
        return None
    return "".join(f"{line}\n" for line in (f"old {old}", *map(encode_base64, proof.hashes)))


def _size_of(note: str | None) -> int:
    return Checkpoint.decode(note.partition("\n\n")[0] + "\n").size if note else 0
