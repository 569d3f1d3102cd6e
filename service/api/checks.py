"""POST /checks: may this person appear? Off the framework's path, since everyone waits for this one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.types import Receive, Scope, Send

from service.api.answers import answer_bytes
from service.api.mending import read_body, repointed
from service.api.questions import CheckGiven
from service.api.routes import JSON, check_media_type
from service.http.bodies import MOST_JSON, read_whole
from service.http.limiter import PublisherLimit
from service.http.problems import problem_of
from service.http.tokens import caller_of
from service.registry.account_records import Caller
from service.registry.checking import check
from service.registry.errors import Invalid, RegistryError
from service.registry.judging import Asked
from service.registry.permissions import check_may
from service.registry.ports import Ports

T = TypeVar("T")
Answering = Callable[[Ports, Caller, bytes], bytes]

_JSON: Final = (b"content-type", b"application/json")


class Running(Protocol):
    """Runs what reads: in line where the database is a file, in a bounded pool of threads where it is not."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """Do the work."""


@dataclass(frozen=True, slots=True)
class QuestionDesk:
    """A place where questions about people are answered: token, role, limit, question, answer."""

    ports: Ports
    limit: PublisherLimit
    run: Running
    action: str
    answering: Answering

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        try:
            caller = await self.run(lambda: self._caller(headers.get(b"authorization", b"")))
            body = await read_whole(receive, MOST_JSON)
            if body:
                check_media_type(headers.get(b"content-type", b"").decode("latin-1"), JSON)
            content = await self.run(lambda: self.answering(self.ports, caller, body))
        except RegistryError as error:
            await problem_of(error)(scope, receive, send)
            return
        length = (b"content-length", str(len(content)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [length, _JSON]})
        await send({"type": "http.response.body", "body": content})

    def _caller(self, authorization: bytes) -> Caller:
        caller = caller_of(self.ports, authorization.decode("latin-1"))
        check_may(caller, self.action)
        self.limit.count(caller)
        return caller


async def in_line(work: Callable[[], T]) -> T:
    """Do the work here and now: nothing of it waits for a network."""
    return work()


def in_threads(most: int) -> Running:
    """Do the work in threads, `most` at once: it waits for a database elsewhere, others need not."""
    limiter = CapacityLimiter(most)

    async def run(work: Callable[[], T]) -> T:
        return await run_sync(work, limiter=limiter)

    return run


def answer_check(ports: Ports, caller: Caller, body: bytes) -> bytes:
    """Read one question, ask the use case, and write its answer."""
    given = read_body(CheckGiven, body)
    asked = Asked((given.person(ports),), given.question())
    try:
        answer = check(ports, caller, asked)
    except Invalid as error:
        raise repointed(error, given.places()) from None
    return answer_bytes(ports, answer)
