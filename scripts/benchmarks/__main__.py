"""The command: makes the registries, runs the workloads asked for, prints the table, writes JSON."""

from __future__ import annotations

import platform
import signal
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import orjson

from scripts.benchmarks.beside_postgres import postgres_url
from scripts.benchmarks.figures import table
from scripts.benchmarks.measuring import Effort, measure_asking, measure_deciding, measure_registering
from scripts.benchmarks.registries import Registry, make_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.benchmarks.figures import Figure

WORKLOADS: Final = ("w1", "w2", "w3", "w5")
APART: Final = {
    "scan": "scanning",
    "posts": "posting",
    "takedown": "taking_down",
    "captions": "captions",
    "ledger": "ledger",
}
"""Commands of their own, with their module; their parts (pens, peers) are the tests' own."""
EFFORT: Final = Effort(rounds=15, decisions=400, requests=800, papers=12)
QUICK: Final = Effort(rounds=2, decisions=10, requests=32, papers=2)


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure, on what, how long."""

    workloads: frozenset[str]
    registries: tuple[Registry, ...]
    folder: Path
    effort: Effort


def measure(job: Job) -> Iterator[Figure]:
    """Run the workloads asked for."""
    if "w1" in job.workloads:
        yield from measure_deciding(job.registries, job.effort)
    if job.workloads & {"w2", "w3"}:
        yield from measure_asking(job.registries, job.effort)
    if "w5" in job.workloads:
        yield from measure_registering(job.registries[0], job.folder / "disk", job.effort)


def measure_beside(job: Job) -> Iterator[Figure]:
    """Run checks on PostgreSQL, at the smallest size."""
    with postgres_url() as url:
        if url is None:
            click.echo("PostgreSQL not found", err=True)
            return
        registry = make_registry(job.folder / "postgres", job.registries[0].people, url)
        yield from measure_asking([registry], job.effort)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("workloads", nargs=-1, type=click.Choice(WORKLOADS))
@click.option("--people", default="1000,100000", help="Sizes to measure, as 1000,100000.")
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where registries are made (on a real disk).")
@click.option("--postgres", is_flag=True, help="W2 and W3 on PostgreSQL too, at the smallest size.")
@click.option("--quick", is_flag=True, help="A few rounds: shows that all works, measures nothing.")
def main(
    workloads: tuple[str, ...],
    people: str,
    kept: Path | None,
    folder: Path | None,
    *,
    postgres: bool,
    quick: bool,
) -> None:
    """Measure what Aval costs beside the least that such work can cost.

    \b
    w1  facts read and decided, over one row found, unwrapped and opened
    w2  checks over HTTP, over a constant route; the memory of one worker
    w3  persons of 30-person posts, over checks (measured with w2)
    w5  papers registered with 300 kB, over the disk alone

    \b
    Examples:
      scripts/bench                          all, at 1 000 and 100 000 people
      scripts/bench w1 w2 --people 1000
      scripts/bench --people 1000,1000000 --json figures.json
      scripts/bench scan --seed 7            200 filled forms read; --help tells more
      scripts/bench posts                    posts of 30 people, over PocketBase
      scripts/bench takedown                 a withdrawal of 5 000 posts, over a plain SELECT
      scripts/bench captions                 a caption read, and 2 000 posts checked
      scripts/bench ledger                   W6, W7: the log; and the checks of codes
    """  # noqa: D301 - click keeps lines after a backspace as they are
    with tempfile.TemporaryDirectory(prefix="aval-bench-", dir=folder) as made:
        registries = tuple(_make(Path(made), size) for size in _sizes(people))
        chosen = frozenset(workloads or WORKLOADS)
        job = Job(chosen, registries, Path(made), QUICK if quick else EFFORT)
        figures = (*measure(job), *(measure_beside(job) if postgres else ()))
    click.echo(table(figures))
    if kept is not None:
        kept.write_bytes(orjson.dumps(_document(registries, figures), option=orjson.OPT_INDENT_2))


def _sizes(text: str) -> list[int]:
    try:
        sizes = sorted({int(one) for one in text.split(",")})
    except ValueError:
        raise click.BadParameter(text, param_hint="--people") from None
    if sizes[0] < 1:
        raise click.BadParameter(text, param_hint="--people")
    return sizes


def _make(folder: Path, people: int) -> Registry:
    registry = make_registry(folder / f"{people}", people)
    click.echo(f"{people:,} people loaded in {registry.load_seconds:.1f} s", err=True)
    return registry


def _document(registries: Sequence[Registry], figures: Sequence[Figure]) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "load_seconds": {str(one.people): round(one.load_seconds, 1) for one in registries},
        "figures": [figure.as_json() for figure in figures],
    }


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and folders end with us
    apart = APART.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if apart is not None:
        import_module(f"scripts.benchmarks.{apart}").main(
            sys.argv[2:], prog_name=f"scripts/bench {sys.argv[1]}"
        )
    main()
