"""The commands on keys and status lists: list keys, draw new ones, end one that leaked, publish."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import click

ROOT: Final = click.option(
    "--root",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of the offline root's private key; else where `init` left it.",
)


@click.group()
def keys() -> None:
    """Show the keys that others need; draw new ones, end one that leaked."""


@keys.command("list", epilog="Example: aval keys list > keys.json")
@click.option("--json", "_as_json", is_flag=True, help="As it is anyway.")
def list_keys(*, _as_json: bool) -> None:
    """Print what others need to trust tokens, status lists and seals, as JSON; nothing of it is secret."""
    from service.cli.key_keeping import list_keys as listed

    click.echo(listed())


@keys.command("rotate", epilog="Example: aval keys rotate --root /media/safe/offline-root")
@click.option("--use", type=click.Choice(["tokens", "status"]), multiple=True, help="Else both.")
@click.option("--algorithm", type=click.Choice(["ed25519", "es256"]), default="ed25519", show_default=True)
@click.option("--begin", type=click.DateTime(["%Y-%m-%d"]), help="First day it signs (UTC); else at once.")
@ROOT
def rotate(use: tuple[str, ...], algorithm: str, begin: datetime | None, root: Path | None) -> None:
    """Draw new keys; servers sign with them without a stop, old ones verify until their end.

    A --begin some days ahead lets pages that work offline learn of the new key before it signs.
    """
    from service.cli.key_keeping import rotate_keys

    for line in rotate_keys(use or ("tokens", "status"), algorithm, begin, root):
        click.echo(line)


@keys.command("end", epilog="Example: aval keys end 3f9a01c2 --root /media/safe/offline-root")
@click.argument("kid")
@ROOT
def end(kid: str, root: Path | None) -> None:
    """End a key now, because it leaked: nothing it signed is believed any more.

    Draw a new one first: aval keys rotate. Tokens it signed are printed anew by `GET consents/{id}/token`.
    """
    from service.cli.key_keeping import end_key

    click.echo(end_key(kid, root))


@click.group()
def status() -> None:
    """Look after the status lists."""


@status.command("publish", epilog="Example: aval status publish")
def publish() -> None:
    """Publish the status lists as of now; a server does so at start and each hour."""
    from service.cli.statuses import publish as publish_lists

    click.echo(f"{publish_lists()} published.", err=True)


KEY_COMMANDS: Final = (keys, status)
