"""`aval status publish`: the status lists, published now."""

from __future__ import annotations

import sys

import click

from service.cli.operating import opened
from service.registry.status_publishing import publish_status


def publish() -> int:
    """Publish every list, with a bar while it takes long; return how many."""
    with opened() as (_, ports), click.progressbar(length=1000, label="numbers", file=sys.stderr) as bar:

        def note(done: int, total: int) -> None:
            bar.update(1000 * done // max(total, 1) - bar.pos)

        return publish_status(ports, note)
