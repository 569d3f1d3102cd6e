"""The publishers' limit: so many questions a minute each, so that nobody lists the registry."""

from __future__ import annotations

import time
from math import ceil

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from service.http.refusals import RateLimited
from service.registry.account_records import Caller

LIMITED = frozenset({"publisher"})


class PublisherLimit:
    """Counts the questions of each publisher over the last minute, in this worker's memory."""

    def __init__(self, a_minute: int | None) -> None:
        self._item = RateLimitItemPerMinute(a_minute) if a_minute is not None else None
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, caller: Caller) -> None:
        """Count one question. Raises `RateLimited` when the minute holds too many."""
        if self._item is None or caller.role not in LIMITED:
            return
        who = str(caller.user)
        if not self._window.hit(self._item, who):
            again = self._window.get_window_stats(self._item, who).reset_time
            raise RateLimited(max(1, ceil(again - time.time())))


def source_of(request: HTTPConnection) -> str:
    """Return the address a request comes from, as the server or a proxy on this machine says it."""
    return request.client.host if request.client else ""


class SourceLimit:
    """Counts what one source asks in a minute without signing in, whoever it asks about."""

    def __init__(self, a_minute: int | None) -> None:
        self._item = RateLimitItemPerMinute(a_minute) if a_minute is not None else None
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, source: str) -> None:
        """Count one request. Raises `RateLimited` when the minute holds too many."""
        if self._item is not None and not self._window.hit(self._item, source):
            again = self._window.get_window_stats(self._item, source).reset_time
            raise RateLimited(max(1, ceil(again - time.time())))
