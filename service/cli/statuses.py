"""`aval status publish`: the status lists, published now."""

from __future__ import annotations

import click

from service.cli.operating import opened
from service.registry.status_publishing import publish_status


def publish() -> int:
    """Publish every list, with a bar while it takes long; return how many."""
    with (
        opened() as (_, ports),
        click.progressbar(length=1, label="numbers", file=click.get_text_stream("stderr")) as bar,
    ):

        def note(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        return publish_status(ports, note)
