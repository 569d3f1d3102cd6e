"""Runs the contestants of each workload and turns what they measured into figures."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scripts.benchmarks import asking, deciding, registering
from scripts.benchmarks.asking import PEOPLE_OF_A_POST
from scripts.benchmarks.figures import MEBIBYTE, Figure
from scripts.benchmarks.rounds import Alternated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scripts.benchmarks.registries import Registry
    from scripts.benchmarks.rounds import Name, Pace

WORKER_BYTES: Final = 200 * MEBIBYTE
PERSON_BYTES: Final = 250


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds, and how many things in each turn of a round."""

    rounds: int
    decisions: int
    requests: int
    papers: int


def measure_deciding(registries: Sequence[Registry], effort: Effort) -> Iterator[Figure]:
    """W1 at each size, and how it grows."""
    with ExitStack() as until:
        turns = Alternated(deciding.contestants(registries, effort.decisions, until))
        turns.run(effort.rounds)
    for one in registries:
        yield _compared("w1", one, turns, ("decided", "one row"))
    yield from _grown("w1_growth", registries, turns, "decided")


def measure_asking(registries: Sequence[Registry], effort: Effort) -> Iterator[Figure]:
    """W2 and W3 at each size, how W2 grows, and the memory of each worker."""
    with ExitStack() as until:
        contestants, servers = asking.contestants(registries, effort.requests, until)
        turns = Alternated(contestants)
        turns.run(effort.rounds)
        resident = {people: server.resident_bytes for people, server in servers.items()}
    for one in registries:
        yield _compared("w2", one, turns, ("check", "constant"))
        yield _late(one, turns)
        yield _persons(one, turns)
    yield from _grown("w2_growth", registries, turns, "check")
    for one in registries:
        most = WORKER_BYTES + PERSON_BYTES * one.people
        amounts = resident[one.people] / MEBIBYTE, most / MEBIBYTE
        yield Figure("memory", one.people, one.database, amounts[0] / amounts[1], None, *amounts, unit="MiB")


def measure_registering(registry: Registry, folder: Path, effort: Effort) -> Iterator[Figure]:
    """W5."""
    with ExitStack() as until:
        turns = Alternated(registering.contestants(registry, folder, effort.papers, until))
        turns.run(effort.rounds)
    yield _compared("w5", registry, turns, ("registered", "disk"))


def _compared(name: str, registry: Registry, turns: Alternated, pair: tuple[str, str]) -> Figure:
    mine, beside = ((which, registry.people) for which in pair)
    return _figure(name, registry, turns, (mine, beside))


def _grown(name: str, registries: Sequence[Registry], turns: Alternated, which: str) -> Iterator[Figure]:
    """Compare each larger size with the smallest."""
    smallest = min(registries, key=lambda one: one.people)
    for one in registries:
        if one.people > smallest.people:
            yield _figure(name, one, turns, ((which, one.people), (which, smallest.people)))


def _figure(name: str, registry: Registry, turns: Alternated, pair: tuple[Name, Name]) -> Figure:
    mine, beside = pair
    return Figure(
        name,
        registry.people,
        registry.database,
        turns.ratio(mine, beside, _rate),
        turns.ratio(mine, beside, _cpu_rate),
        turns.median(mine, _rate),
        turns.median(beside, _rate),
    )


def _late(registry: Registry, turns: Alternated) -> Figure:
    check, constant = ("check", registry.people), ("constant", registry.people)
    times = 1000 * turns.median(check, _p99), 1000 * turns.median(constant, _p99)
    ratio = turns.ratio(check, constant, _p99)
    return Figure("w2_p99", registry.people, registry.database, ratio, None, *times, unit="ms")


def _persons(registry: Registry, turns: Alternated) -> Figure:
    post, check = ("post", registry.people), ("check", registry.people)
    figure = _figure("w3", registry, turns, (post, check))
    return replace(
        figure,
        ratio=PEOPLE_OF_A_POST * figure.ratio,
        cpu_ratio=PEOPLE_OF_A_POST * (figure.cpu_ratio or 0.0),
        measured=PEOPLE_OF_A_POST * (figure.measured or 0.0),
    )


def _rate(pace: Pace) -> float:
    return pace.rate


def _cpu_rate(pace: Pace) -> float:
    return pace.cpu_rate


def _p99(pace: Pace) -> float:
    return pace.p99
