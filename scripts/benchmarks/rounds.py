"""Takes turns: every contestant runs in every round, so that a busy machine slows all of them alike."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Name: TypeAlias = tuple[str, int]
"""Who takes turns: what it does, and over how many people."""

WARM_UP: Final = 2
"""Rounds that are run and not counted."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much was done in a second, and in a second of processor time: neighbours slow only the first."""

    rate: float
    cpu_rate: float
    times: tuple[float, ...] = ()
    """Seconds each took, where each was timed."""

    @property
    def p99(self) -> float:
        """Return the seconds within which 99 of 100 were done."""
        return sorted(self.times)[len(self.times) * 99 // 100]


@dataclass(slots=True)
class Watch:
    """Seconds spent between start and stop, by the clock and by the processor."""

    clock: float = 0.0
    cpu: float = 0.0

    def pace(self, done: int) -> Pace:
        """Return the pace of so many things done."""
        return Pace(done / self.clock, done / self.cpu)


@contextmanager
def watched() -> Iterator[Watch]:
    """Time a block."""
    watch = Watch()
    cpu, clock = time.process_time(), time.perf_counter()
    yield watch
    watch.clock, watch.cpu = time.perf_counter() - clock, time.process_time() - cpu


class Alternated:
    """What each contestant measured, round by round."""

    def __init__(self, contestants: Mapping[Name, Callable[[], Pace]]) -> None:
        self._contestants = contestants
        self.paces: dict[Name, list[Pace]] = {name: [] for name in contestants}

    def run(self, rounds: int) -> None:
        """Let all take their turn, forwards and backwards in turn, `rounds` times after a warm-up."""
        order = list(self._contestants)
        for turn in range(-WARM_UP, rounds):
            for name in order if turn % 2 else reversed(order):
                gc.collect()
                pace = self._contestants[name]()
                if turn >= 0:
                    self.paces[name].append(pace)

    def median(self, name: Name, of: Callable[[Pace], float]) -> float:
        """Return the median over the rounds of one figure."""
        return median(of(pace) for pace in self.paces[name])

    def ratio(self, one: Name, other: Name, of: Callable[[Pace], float]) -> float:
        """Return the median over the rounds of one contestant's figure divided by the other's."""
        pairs = zip(self.paces[one], self.paces[other], strict=True)
        return median(of(mine) / of(theirs) for mine, theirs in pairs)
