"""`aval scan`: what stands on scanned forms, as JSON or as a short table. Nothing is kept."""

from __future__ import annotations

import base64
import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from service import wiring
from service.domain import serials
from service.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from service.registry.scans import Doubt, FormReading, ScanReading

WORTH_A_BAR: Final = 5


def read_scans(files: Sequence[Path], *, as_json: bool) -> tuple[str, bool]:
    """Read files; return what to print, and whether each was read to its end."""
    with _progress() as progress:
        found = wiring.open_reader(load_settings()).read(files, progress)
    for refused in found.refused:
        click.echo(f"aval: {refused.source}: {refused.code}", err=True)
    text = json.dumps(as_document(found), ensure_ascii=False, indent=2) if as_json else as_table(found)
    return text, not found.refused


def as_document(found: ScanReading) -> dict[str, Any]:
    """Return all that was read as plain values."""
    return {
        "forms": [_form(form) for form in found.forms],
        "unreadable": [
            {"source": page.place.source, "pages": [page.place.page], "doubts": [page.code]}
            | ({"serial": serials.printed(page.serial)} if page.serial else {})
            for page in found.unread
        ],
        "blank": [{"source": place.source, "pages": [place.page]} for place in found.blank],
        "refused": [{"source": file.source, "code": file.code} for file in found.refused],
    }


def as_table(found: ScanReading) -> str:
    """Return one line a form, then what could not be read."""
    lines = [_line(form) for form in found.forms]
    lines += [f"unreadable  {page.place.source} p. {page.place.page}  {page.code}" for page in found.unread]
    blank = f", {len(found.blank)} blank" if found.blank else ""
    lines.append(f"{len(found.forms)} forms, {len(found.unread)} pages unreadable{blank}")
    return "\n".join(lines)


def _form(form: FormReading) -> dict[str, Any]:
    sources = [place.source for place in form.places]
    doubtful: dict[str, list[str]] = {}
    for doubt in form.doubts:
        if doubt.field:
            doubtful.setdefault(doubt.field, []).append(doubt.code)
    return {
        "source": sources[0],
        "pages": [place.page for place in form.places],
        **({"sources": sources} if len(set(sources)) > 1 else {}),
        "form": {
            "family": form.family,
            "version": form.version,
            "serial": serials.printed(form.serial),
            "language": form.language,
        },
        "boxes": dict(form.boxes),
        "ink": dict(form.ink),
        "written": dict(form.written),
        "dates": {key: {"png": base64.b64encode(png).decode()} for key, png in form.dates.items()},
        "doubts": _codes(form.doubts),
        "doubtful": doubtful,
    }


def _line(form: FormReading) -> str:
    marked = " ".join(key for key, answer in form.boxes.items() if answer == "yes")
    signed = " ".join(key for key, ink in form.ink.items() if ink) or "not signed"
    doubts = " ".join(f"{doubt.code}:{doubt.field}".rstrip(":") for doubt in form.doubts)
    pages = ",".join(str(place.page) for place in form.places)
    parts = [serials.printed(form.serial), f"{form.family} v{form.version}", f"p. {pages}", marked, signed]
    return "  ".join([*parts, f"DOUBT {doubts}"] if doubts else parts)


def _codes(doubts: Sequence[Doubt]) -> list[str]:
    return list(dict.fromkeys(doubt.code for doubt in doubts))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal's stderr how many pages are read, when there are several."""
    shown = sys.stderr.isatty()

    def told(done: int, total: int) -> None:
        if shown and total >= WORTH_A_BAR:
            click.echo(f"\r{done} / {total}", nl=False, err=True)

    yield told
    if shown:
        click.echo("", err=True)
