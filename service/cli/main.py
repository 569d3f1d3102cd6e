"""The command line: each command imports only what it needs, when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from service.cli.contents.command import check
from service.cli.form_commands import FORM_COMMANDS
from service.cli.key_commands import KEY_COMMANDS
from service.cli.picture_commands import PICTURE_COMMANDS
from service.cli.post_commands import posts
from service.cli.seal_commands import SEAL_COMMANDS
from service.cli.witness_commands import witness

OK: Final = 0
FAILED: Final = 1

EXAMPLES: Final = """Aval, the registry of authorizations to appear.

\b
Examples:
  aval init                                    make the folder, the keys, the registry
  aval user add ana@exemple.qc.ca --role communications
  aval token create --name site --role publisher
  aval serve --port 8000                       serve on this machine
  aval decide --lines < cases.jsonl            decide cases, one a line

Settings are read from the environment (AVAL_DATA_DIR, AVAL_DATABASE_URL, ...).
"""


@click.group(help=EXAMPLES)
def cli() -> None:
    """Run one command."""


@cli.command(epilog="Example: aval init")
def init() -> None:
    """Make the folder, the keys and the registry; on a filled folder, change nothing."""
    from service.cli.operating import init_registry

    click.echo("Registry made." if init_registry() else "Already made: nothing changed.", err=True)


@cli.command(epilog="Example: aval demo > logins.txt")
def demo() -> None:
    """Load a fictional establishment and print its logins."""
    from service.cli.demonstration import load_demonstration

    click.echo(load_demonstration())


@cli.command(epilog="Example: aval serve --port 8080 --workers 2")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and the API."""
    from service.cli.serving import serve_registry

    serve_registry(host, port, workers)


@cli.group()
def user() -> None:
    """Manage the people who sign in."""


@user.command("add", epilog="Example: aval user add ana@exemple.qc.ca --role communications --role publisher")
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, help="A role; repeat for several.")
@click.option("--name", help="The person's name (the courriel when left out).")
def add(email: str, roles: tuple[str, ...], name: str | None) -> None:
    """Add a user and print the one-time link by which they set a password.

    Counsel from outside, who verifies what another of legal has entered, is a user with the role legal.
    """
    from service.cli.operating import add_user

    click.echo(add_user(email, roles, name or email))


@user.command("duty", epilog="Example: aval user duty ana@exemple.qc.ca --account 'Page de la direction'")
@click.argument("email")
@click.option("--account", "places", multiple=True, help="A page or account; may be given again. * is all.")
def user_duty(email: str, places: tuple[str, ...]) -> None:
    """Say which pages a user takes posts down from when on duty; without --account, none.

    They are told of each post to take down there. Where nobody is on duty, all of communications is told.
    """
    from service.cli.operating import set_duty

    for place in set_duty(email, places):
        click.echo(place)


@cli.group()
def token() -> None:
    """Manage the tokens of programs."""


@token.command("create", epilog="Example: aval token create --name site --role publisher")
@click.option("--name", required=True, help="What the token is for.")
@click.option("--role", required=True, help="The one role it acts in.")
@click.option("--user", "email", help="Courriel of the user it acts for; else a technical user.")
def create(name: str, role: str, email: str | None) -> None:
    """Make a token and print it, once."""
    from service.cli.operating import create_token

    click.echo(create_token(name, role, email))


@cli.command(epilog="Example: aval decide --lines < cases.jsonl")
@click.option("--lines", is_flag=True, required=True, help="One JSON case a line, one answer a line.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
def decide(*, lines: bool, file: Path | None) -> None:
    """Decide cases by the rules alone: no data folder, no network."""
    from service.cli.decide import run

    if file is None:
        sys.exit(run(lines=lines, stdin=sys.stdin.buffer, stdout=sys.stdout))
    with file.open("rb") as cases:
        sys.exit(run(lines=lines, stdin=cases, stdout=sys.stdout))


@cli.group()
def form() -> None:
    """Print consent forms; write, approve and publish your own."""


@form.command("print", epilog="Example: aval form print adult --copies 50 --out adult.pdf")
@click.argument("family")
@click.option("--language", type=click.Choice(["fr", "en"]), help="Else the person's, else French.")
@click.option("--copies", type=click.IntRange(1, 500), default=1, show_default=True, help="1 to 500.")
@click.option("--person", help="The id of the person it is for; needs a token.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option("--large", is_flag=True, help="Large print: no text under 16 points.")
@click.option("--fillable", is_flag=True, help="To fill in on screen, then print and sign.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
def print_form(out: Path, person: str | None, **order: str | int | bool | None) -> None:
    """Print a form as PDF; every copy has its own serial."""
    from service.cli.printing import order_of, print_to

    print_to(order_of(order), person, out)


for command in FORM_COMMANDS:
    form.add_command(command)


@cli.command(epilog="Example: aval scan stack.pdf --json > read.json")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--register", is_flag=True, help="Keep them, to be confirmed on the pages; needs a token.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def scan(files: tuple[Path, ...], *, register: bool, as_json: bool) -> None:
    """Read scanned forms (PDF, TIFF, JPEG, PNG) and say what is on them.

    Nothing is kept without --register; with it, no form counts before a human confirms it.
    Exit code 1 when a file could not be read; what the others hold is given all the same.
    """
    if register:
        from service.cli.registering import register_scans

        text, whole = register_scans(files, as_json=as_json)
    else:
        from service.cli.scanning import read_scans

        text, whole = read_scans(files, as_json=as_json)
    click.echo(text)
    sys.exit(OK if whole else FAILED)


@cli.group()
def ledger() -> None:
    """Look after the log of all changes."""


@ledger.command("verify", epilog="Example: aval ledger verify --json")
@click.option(
    "--checkpoint", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A kept note."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def verify(checkpoint: Path | None, *, as_json: bool) -> None:
    """Compute the whole log again and compare it with what is kept."""
    from service.cli.ledgers import verify_log

    text, right = verify_log(checkpoint, as_json=as_json)
    click.echo(text)
    sys.exit(OK if right else FAILED)


@ledger.command("checkpoint", epilog="Example: aval ledger checkpoint > checkpoint.txt")
def checkpoint() -> None:
    """Publish a checkpoint now, have witnesses cosign it, and print its note.

    Exit code 1 when a witness has seen another history, or more of this one.
    """
    from service.cli.ledgers import publish, say_standing

    note, standing = publish()
    click.echo(note, nl=False)
    for line in say_standing(standing):
        click.echo(line, err=True)
    sys.exit(FAILED if standing.faults else OK)


@cli.command(epilog="Example: aval doctor")
def doctor() -> None:
    """Check the settings, the keys, the storage and the forms, and say how to mend what is wrong."""
    from service.cli.examining import examine

    text, well = examine()
    click.echo(text)
    sys.exit(OK if well else FAILED)


for _one in (check, *SEAL_COMMANDS, *KEY_COMMANDS, *PICTURE_COMMANDS, posts, witness):
    cli.add_command(_one)


def main() -> int:
    """Run the command line; what cannot be done is said on stderr with the mend, never as a traceback."""
    from service.cli.refusing import say_what_to_mend

    return say_what_to_mend(lambda: cli.main(prog_name="aval", standalone_mode=False))


if __name__ == "__main__":
    sys.exit(main())
