"""The commands on pictures: mark one with its number, read what one carries, count faces."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

CORNERS: Final = ("bottom_right", "bottom_left", "top_right", "top_left")
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def picture() -> None:
    """Mark pictures and films with the number they go out under; read it again."""


@picture.command("label", epilog="Example: aval picture label a.jpg --id 1K7F-3M9X-4T8B-2QDY --out b.jpg")
@click.argument("file", type=FILE)
@click.option("--post", help="The id of a registered post; its hashes are noted with it.")
@click.option("--id", "number", help="Or the number to cite, of a post or an authorization.")
@click.option("--corner", type=click.Choice(CORNERS), help="Draw a code to scan there too.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
def label(file: Path, post: str | None, number: str | None, corner: str | None, out: Path) -> None:
    """Write the number into a copy of a JPEG, PNG, WebP, TIFF or MP4; needs a token.

    The pixels stay as they are, unless a code is drawn. Where it was taken and of whom is taken out.
    """
    from service.cli.labelling import label_file

    if (post is None) == (number is None):
        raise click.UsageError("give --post or --id")  # noqa: TRY003 - one line for whoever types
    label_file(file, out, post=post, number=number, corner=corner)


@picture.command("read", epilog="Example: aval picture read a.jpg --json")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def read(file: Path, *, as_json: bool) -> None:
    """Say which numbers a picture or film carries, without a network or a registry."""
    from service.cli.labelling import read_file

    click.echo(read_file(file, as_json=as_json))


@picture.command("faces", epilog="Example: aval picture faces a.jpg")
@click.argument("file", type=FILE)
def faces(file: Path) -> None:
    """Count the faces on a JPEG, PNG or WebP; a hint: some are missed. Nobody is recognised."""
    from service.cli.labelling import count_faces

    click.echo(count_faces(file))


PICTURE_COMMANDS: Final = (picture,)
