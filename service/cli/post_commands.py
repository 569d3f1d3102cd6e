"""Commands on posts: deciding all live ones again now, with how far that is."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.post_review import Review

STEPS = 1000


@click.group()
def posts() -> None:
    """Look after registered posts."""


@posts.command("review", epilog="Example: aval posts review --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def review(*, as_json: bool) -> None:
    """Decide all live posts again now; what may no longer be out is listed for takedown, never why."""
    from service.cli.operating import opened
    from service.registry.accounts import operator
    from service.registry.post_review import review_posts

    with opened() as (_, ports):
        done = _watched(review_posts(ports, operator()))
    click.echo(_as_json(done) if as_json else _as_text(done))


def _watched(steps: Iterator[Review]) -> Review:
    """Go through the walk, showing how far it is on a terminal's stderr."""
    last = next(steps)
    with click.progressbar(length=STEPS, label="Posts", file=sys.stderr) as bar:
        shown = 0
        while True:
            bar.update(round(last.share * STEPS) - shown)
            shown = round(last.share * STEPS)
            if last.is_over:
                return last
            last = next(steps)


def _as_json(done: Review) -> str:
    return json.dumps(
        {
            "began_at": done.began_at,
            "ended_at": done.ended_at,
            "seconds": done.seconds,
            "live": done.live,
            "listed": done.listed,
            "lapsed": done.lapsed,
        }
    )


def _as_text(done: Review) -> str:
    return f"{done.live} live posts decided again, {done.listed} to take down, {done.lapsed} lapsed."
