"""The fixed floor of an answer: it leaves at the same time after the question came, whatever was found.

Every answer of the places that decide about people waits for it, refusals and errors too, for every role:
what takes longer waits for the next multiple, so that time tells no more than how busy the machine is.

A loop's timers count whole milliseconds from when they are set, which is after the work: alone they would add
the time of the work to the floor. So the last of the wait looks at the clock, and lets others work meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import floor
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROUGH: Final = 0.0025
"""Seconds before the end that timers may be wrong by."""


class AnswerFloor:
    """Holds answers back until `milliseconds` after their question, or a multiple; 0 holds nothing.

    `holds` tells how many floors make one step for a request: more where the work depends much on what is
    found, none where an answer tells nothing of anyone.
    """

    def __init__(self, app: ASGIApp, milliseconds: int, holds: Callable[[Scope], int]) -> None:
        self._app = app
        self._seconds = milliseconds / 1000
        self._holds = holds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        floors = self._holds(scope) if self._seconds and scope["type"] == "http" else 0
        if not floors:
            await self._app(scope, receive, send)
            return
        came = perf_counter()
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        try:
            await self._app(scope, receive, hold)
        finally:
            await wait_until(came + whole_floors(perf_counter() - came, self._seconds * floors))
        for message in held:
            await send(message)


def whole_floors(spent: float, step: float) -> float:
    """Return the next multiple of the floor after `spent` seconds."""
    return (floor(spent / step) + 1) * step


async def wait_until(moment: float) -> None:
    """Wait for a moment of `perf_counter`, to some 20 µs on a quiet machine."""
    rough = moment - perf_counter() - _ROUGH
    if rough > 0:
        await asyncio.sleep(rough)
    while perf_counter() < moment:  # noqa: ASYNC110 - what is waited for is the clock
        await asyncio.sleep(0)
