"""The fixed floor of an answer: it leaves at the same time after the question came, whatever was found.

Every answer of the places that decide about people waits for it, refusals and errors too, for every role:
what takes longer waits for the next multiple, so that time tells no more than how busy the machine is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import floor

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class AnswerFloor:
    """Holds answers back until `milliseconds` after their question, or a multiple; 0 holds nothing."""

    def __init__(self, app: ASGIApp, milliseconds: int, holds: Callable[[Scope], bool]) -> None:
        self._app = app
        self._seconds = milliseconds / 1000
        self._holds = holds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self._seconds or scope["type"] != "http" or not self._holds(scope):
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        came = loop.time()
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        try:
            await self._app(scope, receive, hold)
        finally:
            await asyncio.sleep(time_left(loop.time() - came, self._seconds))
        for message in held:
            await send(message)


def time_left(spent: float, step: float) -> float:
    """Return the seconds from now to the next multiple of the floor."""
    return (floor(spent / step) + 1) * step - spent
