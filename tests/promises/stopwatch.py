"""Two things timed in turns: how much longer does one take than the other, and how sure is that?

Both take turns pair by pair, in random order, so that a slow or busy machine slows both alike. What is judged
is the median of the differences, which a pause in the middle of one of them does not move.
"""

import gc
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from random import Random
from statistics import median
from time import perf_counter

WARM_UP = 20
SURE = 2.576
"""Standard deviations that 99 in a hundred lie within."""

Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Gap:
    """The median of what the second takes more than the first, and what it is between; seconds."""

    median: float
    low: float
    high: float
    usual: float
    """What the first takes."""

    def is_within(self, bound: float) -> bool:
        """Tell whether it is surely smaller than a bound."""
        return -bound < self.low and self.high < bound

    def is_beyond(self, bound: float) -> bool:
        """Tell whether it is surely larger than a bound."""
        return self.low > bound or self.high < -bound

    def is_open(self, bound: float) -> bool:
        """Tell whether it may be either."""
        return not (self.is_within(bound) or self.is_beyond(bound))

    def __str__(self) -> str:
        low, middle, high = (f"{1e6 * one:+.1f}" for one in (self.low, self.median, self.high))
        return f"{middle} µs [{low}, {high}] of {1e6 * self.usual:.0f} µs"


def gap_between(first: Sequence[float], second: Sequence[float]) -> Gap:
    """Compare paired times.

    The interval is the bootstrap's of the median. It needs no drawing: the median of a resample lies below
    the k-th of the sorted differences as often as chance draws more than half of it from the k lowest, which
    is a binomial; so its 99 % lie between two ranks.
    """
    differences = sorted(two - one for one, two in zip(first, second, strict=True))
    count = len(differences)
    reach = SURE * math.sqrt(count) / 2
    low, high = max(0, math.floor(count / 2 - reach)), min(count - 1, math.ceil(count / 2 + reach))
    return Gap(median(differences), differences[low], differences[high], median(first))


def compare(
    actions: Mapping[str, Callable[[], object]], rounds: int, bound: Callable[[Gap], float], tries: int
) -> dict[str, Gap]:
    """Compare every two actions; while chance may be why some gap is not within its bound, time them on.

    What was timed before still counts: nothing is tried again until it fits.
    """
    times: Times = dict.fromkeys(actions, ())
    gaps: dict[str, Gap] = {}
    for attempt in range(tries):
        more = take_turns(actions, rounds, Random(attempt))  # noqa: S311 - it says whose turn it is
        times = {name: (*times[name], *more[name]) for name in actions}
        gaps = {
            f"{one} / {two}": gap_between(times[one], times[two]) for one, two in combinations(actions, 2)
        }
        if not any(gap.is_open(bound(gap)) for gap in gaps.values()):
            break
    return gaps


def take_turns(actions: Mapping[str, Callable[[], object]], rounds: int, chance: Random) -> Times:
    """Time each action once a round, in random order; the first rounds warm up and do not count."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    names = list(actions)
    with _undisturbed():
        for _ in range(WARM_UP + rounds):
            for name in chance.sample(names, len(names)):
                began = perf_counter()
                actions[name]()
                times[name].append(perf_counter() - began)
    return {name: some[WARM_UP:] for name, some in times.items()}


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Collect what is garbage first and in between nothing."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def spin(seconds: float) -> None:
    """Work for nothing."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass
