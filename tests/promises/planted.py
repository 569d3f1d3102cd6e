"""The product with faults planted on purpose, to show that the tests of the promises see them.

Served by `uvicorn --factory tests.promises.planted:application`. Checks read through a cache of one second
(P1 broken); a withdrawal lists what to take down in one transaction and takes the paper back in another
(P2 broken). In `hasty_application`, withdrawals are answered long before they are kept (P6 broken).
"""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import server
from service.registry import withdrawing
from service.registry.account_records import Caller
from service.registry.files import Found
from service.registry.loading import consent_of
from service.registry.ports import Ports
from service.registry.questions import Who
from service.registry.recording import changing
from service.registry.takedowns import ask_takedowns, posts_touched
from service.registry.withdrawing import NewWithdrawal, Withdrawn
from service.storage.reading import SqlReader
from service.storage.store import SqlStore

KEPT_SECONDS = 1.0
BETWEEN_SECONDS = 0.02
"""Between the two transactions: what any busy machine would put there by itself now and then."""
LATE_SECONDS = 60.0
"""From the hasty answer to the change: longer than the test waits before it kills."""

_kept: dict[tuple[Who, ...], tuple[float, tuple[Found, ...]]] = {}
_reading = SqlStore.reading
_withdraw = withdrawing.withdraw_consent


@dataclass(frozen=True, slots=True)
class Forgetful:
    """A view that remembers for a second what it found."""

    reader: SqlReader

    def find_files(self, asked: Sequence[Who]) -> tuple[Found, ...]:
        """Return what was found a moment ago, when the same was asked."""
        at, found = _kept.get(tuple(asked), (0.0, ()))
        if time.monotonic() - at > KEPT_SECONDS:
            at, found = time.monotonic(), self.reader.find_files(asked)
            _kept[tuple(asked)] = (at, found)
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self.reader, name)


@contextmanager
def _read_through_cache(store: SqlStore) -> Iterator[Forgetful]:
    with _reading(store) as reader:
        yield Forgetful(reader)


def _withdraw_in_two(ports: Ports, caller: Caller, consent_id: str, new: NewWithdrawal) -> Withdrawn:
    with changing(ports, caller) as change:
        _, consent = consent_of(change.writer, consent_id)
        asked = ask_takedowns(change, posts_touched(change.writer, [consent.number], None))
    time.sleep(BETWEEN_SECONDS)
    return replace(_withdraw(ports, caller, consent_id, new), takedowns=asked)


@dataclass(frozen=True, slots=True)
class Hasty:
    """An application that says a paper is taken back, and takes it back when it finds the time."""

    inner: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a withdrawal at once, and anything else as the product does."""
        *_, consent, last = scope.get("path", "/").rsplit("/", 2)
        if last != "withdrawal":
            await self.inner(scope, receive, send)
            return
        asked = await receive()
        told = json.dumps({"consent_id": consent, "status": "withdrawn"}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": told})
        await asyncio.sleep(LATE_SECONDS)
        await self.inner(scope, _once(asked), _into_the_void)


PLANTS = (
    (SqlStore, "reading", _read_through_cache),
    (withdrawing, "withdraw_consent", _withdraw_in_two),
    (withdrawing, "posts_touched", lambda *_: ()),
    (withdrawing, "recheck_posts_showing", lambda *_, **__: ()),
)


def application() -> ASGIApp:
    """Make the application, faults and all."""
    for place, name, fault in PLANTS:
        setattr(place, name, fault)
    return server.application()


def hasty_application() -> ASGIApp:
    """Make the application, and put the hasty one before it."""
    return Hasty(server.application())


def _once(message: Message) -> Receive:
    async def receive() -> Message:
        return message

    return receive


async def _into_the_void(_: Message) -> None:
    """Send to nobody."""
