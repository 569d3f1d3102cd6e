"""The command on what anyone may verify: codes, sealed documents, pictures."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import click

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
EXAMPLES: Final = "2026-10-13, or 2026-10-13T14:05:00Z"
_DAY_LENGTH: Final = 10


def read_moment(_: click.Context, __: click.Parameter, given: str | None) -> datetime:
    """Read a day, as its end (UTC), or a moment with its zone; nothing is now."""
    if given is None:
        return datetime.now(UTC)
    try:
        if len(given) == _DAY_LENGTH:
            return datetime.combine(date.fromisoformat(given), time(23, 59, 59), UTC)
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise click.BadParameter(EXAMPLES) from error
    if moment.tzinfo is None:
        raise click.BadParameter(EXAMPLES)
    return moment


@click.command("verify", epilog="Example: aval verify document.pdf --keys keys.json --status list.cwt")
@click.argument("given", metavar="TOKEN|URL|FILE")
@click.option("--keys", type=FILE, help="The establishment's keys; else this registry's.")
@click.option("--status", type=FILE, help="The status list that codes name, as loaded from /status/{n}.")
@click.option("--at", callback=read_moment, help="End of this day (UTC), or a moment; else now.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def verify(given: str, keys: Path | None, language: str, at: datetime, **more: Path | bool | None) -> None:
    """Tell, without a network, whether a code, a sealed PDF, a receipt or a picture's code is genuine.

    That a code or a document is genuine does not say who may appear: only the registry answers.

    Exit code 0: genuine, and its number could be used as of the status list. 6: not genuine, or not to be
    used. 7: genuine, but whether it can be used cannot be told; or a number that nobody signed.
    """
    from service.cli import telling, verifying
    from service.cli.given_files import NoSuchFile
    from service.cli.pinned_keys import pinned_keys

    status = more["status"]
    listed = status.read_bytes() if isinstance(status, Path) else None
    try:
        found = verifying.verify_given(given, verifying.Checking(pinned_keys(keys, language), listed, at))
    except NoSuchFile as error:
        missing = f"there is no file {given}"
        raise click.BadParameter(missing, param_hint="FILE") from error
    click.echo(telling.as_json(found) if more["as_json"] else telling.as_text(found, language))
    sys.exit(found.exit_code)


SEAL_COMMANDS: Final = (verify,)
