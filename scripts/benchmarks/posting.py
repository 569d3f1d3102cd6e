"""Posts of 30 people over HTTP, beside PocketBase answering the equal filter over plain rows."""

from __future__ import annotations

import os
import random
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import orjson

from scripts.benchmarks.asking import PEOPLE_OF_A_POST, POST_PATH, Asking
from scripts.benchmarks.figures import Figure, table
from scripts.benchmarks.load import ask_all, list_bytes
from scripts.benchmarks.pocketbase import list_path, serving_pocketbase
from scripts.benchmarks.registries import Registry, make_registry
from scripts.benchmarks.rounds import Alternated, Pace
from scripts.benchmarks.servers import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.benchmarks.rounds import Name
    from scripts.benchmarks.servers import Server

ROUNDS: Final = 15
POSTS: Final = 160
WORKERS: Final = os.cpu_count() or 1
"""Both may use all processors: PocketBase does so by itself."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Paces of PocketBase giving the rows of 30 random people."""

    server: Server
    token: str
    people: int
    at_once: int

    def __call__(self) -> Pace:
        """Ask one burst; an answer that lacks the thirtieth person is refused."""
        chance = random.SystemRandom()
        asked = [chance.sample(range(1, self.people + 1), PEOPLE_OF_A_POST) for _ in range(self.at_once)]
        requests = [list_bytes(list_path(numbers), self.token) for numbers in asked]
        return ask_all(self.server, requests, (b'"born":', PEOPLE_OF_A_POST))


def measure(registry: Registry, folder: Path, posts: int, rounds: int) -> tuple[Figure, Figure]:
    """Return persons a second over PocketBase's: with as many workers as processors, and with one."""
    with ExitStack() as until:
        whole = until.enter_context(serving(registry.environment, WORKERS))
        single = until.enter_context(serving(registry.environment))
        peer, token = until.enter_context(serving_pocketbase(folder, registry.people))
        turns: dict[Name, Callable[[], Pace]] = {
            ("posts", 1): Asking(whole, registry, POST_PATH, posts, PEOPLE_OF_A_POST),
            ("posts_single", 1): Asking(single, registry, POST_PATH, posts, PEOPLE_OF_A_POST),
            ("pocketbase", 1): Listing(peer, token, registry.people, posts),
        }
        taken = Alternated(turns)
        taken.run(rounds)
    return _figure("posts", registry, taken), _figure("posts_single", registry, taken)


def _figure(name: str, registry: Registry, taken: Alternated) -> Figure:
    mine, peer = (name, 1), ("pocketbase", 1)
    rate, beside = (PEOPLE_OF_A_POST * taken.median(one, lambda pace: pace.rate) for one in (mine, peer))
    by_clock = taken.ratio(mine, peer, lambda pace: pace.rate)
    by_cpu = taken.ratio(mine, peer, lambda pace: pace.cpu_rate)
    return Figure(name, registry.people, registry.database, by_clock, by_cpu, rate, beside)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--people", default=100_000, show_default=True, type=click.IntRange(min=PEOPLE_OF_A_POST))
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--quick", is_flag=True, help="A few rounds: shows that all works, measures nothing.")
def main(people: int, kept: Path | None, *, quick: bool) -> None:
    """Measure posts of 30 people beside PocketBase. Example: scripts/bench posts --people 1000."""
    with tempfile.TemporaryDirectory(prefix="aval-bench-") as made:
        folder = Path(made)
        registry = make_registry(folder / "registry", people)
        click.echo(f"{people:,} people loaded in {registry.load_seconds:.1f} s", err=True)
        figures = measure(registry, folder, 32 if quick else POSTS, 2 if quick else ROUNDS)
    click.echo(table(figures))
    if kept is not None:
        kept.write_bytes(orjson.dumps([one.as_json() for one in figures], option=orjson.OPT_INDENT_2))
