"""One call of the API: who calls, with which ports, and the key under which it may come again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final, TypeVar

import orjson
from fastapi import Depends, Request

from service.registry.account_records import Caller
from service.registry.errors import Fault, Invalid
from service.registry.once import Asking, do_once
from service.registry.ports import Ports, ReferenceKind
from service.registry.storing import Kept

T = TypeVar("T")

LONGEST_KEY: Final = 255


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, and what use cases are given; `asking` when an Idempotency-Key came with it."""

    ports: Ports
    caller: Caller
    asking: Asking | None = None

    def once(self, act: Callable[[Ports], T], refer: Callable[[T], str], again: Callable[[str], T]) -> T:
        """Do it, once for each Idempotency-Key; when it was done before, read it `again` by the id kept."""
        if self.asking is None:
            return act(self.ports)
        done = do_once(self.ports, self.asking, act, refer)
        return again(done.reference) if isinstance(done, Kept) else done

    def number(self, kind: ReferenceKind, text: str) -> int:
        """Return the number a reference of a path stands for. Raises `NotFound`."""
        return self.ports.references.open(kind, text)[0]

    def seal(self, kind: ReferenceKind, number: int, item: int = 0) -> str:
        """Return what stands outside for a number."""
        return self.ports.references.seal(kind, number, item)


def call_of(request: Request) -> Call:
    """Return the call as the door made it."""
    call: Call = request.state.call
    return call


CallIn = Annotated[Call, Depends(call_of)]


def asking_of(caller: Caller, request: Request, body: bytes, status: int) -> Asking | None:
    """Read the Idempotency-Key: kept for each caller (user and role) and each address."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST_KEY:
        raise Invalid(Fault("/Idempotency-Key", "LENGTH", f"1-{LONGEST_KEY}"))
    whole = [str(caller.user), caller.role, request.method, request.url.path, key]
    return Asking(_digest("\n".join(whole).encode()), _digest(_plain(body)), status)


def _plain(body: bytes) -> bytes:
    """Return the same bytes for the same JSON, spaces and order aside."""
    try:
        return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):  # no JSON, or nested too deep to be written
        return body


def _digest(content: bytes) -> bytes:
    return sha256(content).digest()
