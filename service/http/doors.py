"""The doors every request passes, in their order: the answer floor, the constant headers, the last guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Scope

from service.http.answer_floor import AnswerFloor
from service.http.guard import Guard
from service.http.headers import ConstantHeaders

Stop = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Doors:
    """How answers leave: by https or not, after which floor (ms), and what a broken storage does.

    `stop_on` are failures after which the process must not go on; `stop` is told of them.
    """

    https: bool
    floor_ms: int
    stop_on: tuple[type[Exception], ...]
    stop: Stop

    def before(self, app: ASGIApp, holds: Callable[[Scope], int]) -> ASGIApp:
        """Put the doors before an application; `holds` tells how many floors a request waits for."""
        guarded = ConstantHeaders(Guard(app, self.stop_on, self.stop), https=self.https)
        return AnswerFloor(guarded, self.floor_ms, holds) if self.floor_ms else guarded
