"""`aval witness`: run a witness, which cosigns the checkpoints of logs that only grow."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

FOLDER: Final = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("witness"),
    show_default=True,
    envvar="AVAL_WITNESS_DIR",
    help="Where the witness keeps its key and its memory.",
)
EXAMPLES: Final = """Run a witness of logs, on a machine that is not theirs.

\b
Examples:
  aval witness init --name temoin.exemple.qc.ca/aval
  aval witness watch "$(curl -s https://aval.exemple.qc.ca/log/vkey)"
  aval witness serve --port 8100
"""


@click.group(help=EXAMPLES)
def witness() -> None:
    """Run one command of a witness."""


@witness.command("init", epilog="Example: aval witness init --name temoin.exemple.qc.ca/aval")
@click.option("--name", required=True, help="The witness's name: an address without https://.")
@FOLDER
def init(name: str, folder: Path) -> None:
    """Draw the witness's key and print the one that others need; what is there stays."""
    from service.cli.witnessing import make_witness

    click.echo(make_witness(folder, name))


@witness.command(
    "watch", epilog='Example: aval witness watch "$(curl -s https://aval.exemple.qc.ca/log/vkey)"'
)
@click.argument("log")
@FOLDER
def watch(log: str, folder: Path) -> None:
    """Cosign for a log from now on; LOG is its key, as its /log/vkey shows it."""
    from service.cli.witnessing import watch_log

    watch_log(folder, log)


@witness.command("show", epilog="Example: aval witness show")
@FOLDER
def show(folder: Path) -> None:
    """Print the witness's key, and of each log the size it last cosigned."""
    from service.cli.witnessing import show_witness

    for line in show_witness(folder):
        click.echo(line)


@witness.command("serve", epilog="Example: aval witness serve --port 8100")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8100, show_default=True, help="Port to listen on.")
@FOLDER
def serve(host: str, port: int, folder: Path) -> None:
    """Answer logs (C2SP tlog-witness, POST /add-checkpoint)."""
    from service.cli.witnessing import serve_witness

    serve_witness(folder, host, port)
