"""The commands of `aval form` on the establishment's own wordings; each imports what it needs when run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

_FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
_JSON: Final = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
_SHA256: Final = click.option("--sha256", help="Only these bytes, as `aval form list` names them.")


@click.command("list", epilog="Example: aval form list --json")
@_JSON
def list_forms(*, as_json: bool) -> None:
    """List all versions of all forms and how far they are."""
    from service.cli.own_forms import listed

    click.echo(listed(as_json=as_json))


@click.command("check", epilog="Example: aval form check adult/v101")
@click.argument("folder", type=_FOLDER)
def check_form(folder: Path) -> None:
    """Say what is to be mended in form.toml, fr.md and en.md; exit code 1 when anything is."""
    from service.cli.own_forms import checked

    text, well = checked(folder)
    click.echo(text)
    sys.exit(0 if well else 1)


@click.command("submit", epilog="Example: aval form submit adult/v101")
@click.argument("folder", type=_FOLDER)
def submit_form(folder: Path) -> None:
    """Keep form.toml, fr.md and en.md as a draft; needs a token of communications or legal."""
    from service.cli.own_forms import submitted

    click.echo(submitted(folder))


@click.command("approve", epilog="Example: aval form approve adult 101")
@click.argument("family")
@click.argument("version", type=int)
@_SHA256
def approve_form(family: str, version: int, sha256: str | None) -> None:
    """Approve a draft as the user of the token; two must, at least one of them for legal."""
    from service.cli.own_forms import approved

    click.echo(approved(family, version, sha256))


@click.command("publish", epilog="Example: aval form publish adult 101")
@click.argument("family")
@click.argument("version", type=int)
@_SHA256
def publish_form(family: str, version: int, sha256: str | None) -> None:
    """Give an approved version to people from now on, for good."""
    from service.cli.own_forms import published

    click.echo(published(family, version, sha256))


@click.command("diff", epilog="Example: aval form diff adult 1 101")
@click.argument("family")
@click.argument("before", type=int)
@click.argument("after", type=int)
@_JSON
def diff_forms(family: str, before: int, after: int, *, as_json: bool) -> None:
    """Show what differs between two versions: [-removed-] and {+added+} words, and what is asked."""
    from service.cli.own_forms import differing

    click.echo(differing(family, before, after, as_json=as_json))


FORM_COMMANDS: Final = (list_forms, check_form, submit_form, approve_form, publish_form, diff_forms)
