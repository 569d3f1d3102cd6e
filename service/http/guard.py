"""The last door: whatever goes wrong inside, the answer says that it did, and nothing else (P4)."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import problem
from service.http.statuses import status_of

_LOG: Final = logging.getLogger("aval")


class Guard:
    """Turns what nobody expected into one constant problem, 500.

    `stop_on` are failures after which the process must not go on; `stop` is told before the answer goes out.
    """

    def __init__(
        self, app: ASGIApp, stop_on: tuple[type[Exception], ...], stop: Callable[[Exception], None]
    ) -> None:
        self._app = app
        self._stop_on = stop_on
        self._stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001 - the last door takes all
            _LOG.error("%s %s", scope["method"], _place_of(error))
            if isinstance(error, self._stop_on):
                self._stop(error)
            if not begun:
                await problem("INTERNAL", status_of("INTERNAL"))(scope, receive, send)


def _place_of(error: Exception) -> str:
    """Say what failed where, without the error's own words: they may quote what someone typed."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} at " + " < ".join(f"{one.name}:{one.lineno}" for one in reversed(frames))
