"""The command `aval check`: what is typed, and how it ends."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from service.cli.contents.asking import Gate
    from service.cli.contents.judging import Checked, Desk

FAULTY: Final = 1
USAGE: Final = 2
NOT_AUTHENTICATED: Final = 4
REFUSED: Final = 6
CANNOT_TELL: Final = 7
BOTH: Final = "--form asks no registry: leave out --url, or --form"
FORMATS: Final = ("text", "json", "github")
EXAMPLES: Final = """Check contents before they go out: Markdown, HTML, pictures, or folders of them.

\b
Examples:
  aval check content/posts/fete.md                     the form alone, no network
  aval check --url https://aval.exemple.ca content/    ask the registry (token in AVAL_TOKEN)
  aval check --form content/                           for a commit: the form, nothing more
  aval check --format github --url "$AVAL_URL" content/

\b
Front matter of a content:
  consents: [1K7F-3M9X-4T8B-2QDY]    numbers it cites; or in its text
  people: none                       nobody can be recognised
  channel, purpose, medium, date, visible_count

\b
Exit codes: 0 all may go out; 1 something cannot be read; 4 no good token;
6 something may not go out; 7 it cannot be told (treat as no).
"""


@click.command("check", help=EXAMPLES)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option("--url", help="Address of the registry to ask; without it, the form alone is checked.")
@click.option("--form", "form_only", is_flag=True, help="Good form is enough; the registry is asked later.")
@click.option("--format", "shown", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--language", type=click.Choice(["fr", "en"]), help="Else that of the environment, else French."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def check(
    paths: tuple[Path, ...],
    url: str | None,
    shown: str,
    language: str | None,
    *,
    form_only: bool,
    as_json: bool,
) -> None:
    """Check contents."""
    if url is not None and form_only:
        raise click.UsageError(BOTH)
    language = language or language_of(os.environ)
    files = check_paths(paths, _gate(url, language), language)
    sys.exit(
        _tell(files, "json" if as_json else shown, language, form_only=form_only, with_gate=url is not None)
    )


def check_paths(paths: Sequence[Path], gate: Gate | None, language: str) -> list[Checked]:
    """Check every content in these files and folders. Ends the command where there is none."""
    from service.cli.contents.asking import NotAuthenticated
    from service.cli.contents.house_file import load_house
    from service.cli.contents.judging import Desk
    from service.cli.contents.walking import files_in
    from service.i18n.content_words import content_words

    house = load_house(paths[0] if paths[0].is_dir() else paths[0].parent)
    files = files_in(paths, house)
    desk = Desk(house, datetime.now(UTC).astimezone(house.defaults.zone).date(), gate)
    try:
        checked = list(_checked(desk, files, frozenset(paths), content_words(language, "progress")))
    except NotAuthenticated:
        click.echo(f"aval: {content_words(language, 'bad_token')}", err=True)
        sys.exit(NOT_AUTHENTICATED)
    if not files:
        click.echo(
            f"aval: {content_words(language, 'no_content', paths=', '.join(map(str, paths)))}", err=True
        )
        sys.exit(USAGE)
    return checked


def language_of(environment: os._Environ[str] | dict[str, str]) -> str:
    """Return the user's language: English where the environment says so, else French."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if said.lower().startswith("en") else "fr"


def exit_code_of(files: Iterable[Checked], *, form_only: bool) -> int:
    """Return how the command ends: the worst of what was found."""
    from service.cli.contents.judging import ASK

    answers = {
        "yes" if form_only and any(spot.code == ASK for spot in one.spots) else one.answer for one in files
    }
    codes = (("error", FAULTY), ("no", REFUSED), ("cannot_tell", CANNOT_TELL))
    return next((code for answer, code in codes if answer in answers), 0)


def _checked(desk: Desk, files: Sequence[Path], named: frozenset[Path], label: str) -> Iterator[Checked]:
    """Check files in order; a bar on a terminal alone, and for more than a few."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(files, label=label, file=sys.stderr, hidden=hidden) as bar:
        for path in bar:
            found = desk.check(path, named=path in named)
            if found is not None:
                yield found


def _gate(url: str | None, language: str) -> Gate | None:
    if url is None:
        return None
    from service.cli.acting import token_given
    from service.cli.contents.asking import AddressMalformed, Gate, read_address
    from service.i18n.content_words import content_words

    try:
        address = read_address(url)
    except AddressMalformed as error:
        raise click.UsageError(error.mend) from None
    token = token_given()
    if not token:
        click.echo(f"aval: {content_words(language, 'no_token')}", err=True)
        sys.exit(NOT_AUTHENTICATED)
    return Gate(address, token)


def _tell(files: list[Checked], shown: str, language: str, *, form_only: bool, with_gate: bool) -> int:
    from service.cli.contents import telling

    code = exit_code_of(files, form_only=form_only)
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    told = telling.Told(files, language, form_only, with_gate, coloured)
    if shown == "json":
        click.echo(telling.as_json(told, code))
    else:
        click.echo(telling.as_annotations(told) if shown == "github" else telling.as_text(told))
    return code
