"""The command on seals: verify a document."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import click


@click.command("verify", epilog="Example: aval verify document.pdf --keys keys.json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Else this registry's."
)
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="As of the end of this day (UTC); else now.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def verify(file: Path, keys: Path | None, at: datetime | None, language: str, *, as_json: bool) -> None:
    """Tell, without a network, whether a sealed PDF is genuine and unchanged.

    Exit code 6: not genuine, or it cannot be verified. 7: genuine; only the registry can tell whether its
    authorization is still in force.
    """
    from service.cli import verifying

    found = verifying.verify_document(file, keys, at.date() if at else None, language)
    click.echo(verifying.as_json(found) if as_json else verifying.as_text(found, language))
    sys.exit(verifying.exit_code(found))


SEAL_COMMANDS: Final = (verify,)
