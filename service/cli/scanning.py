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
from service.registry.texts import clean_name
from service.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from service.registry.scan_records import ScannedFormRecord
    from service.registry.scans import FormReading, ScanReading

WORTH_A_BAR: Final = 5


def read_scans(files: Sequence[Path], *, as_json: bool) -> tuple[str, bool]:
    """Read files; return what to print, and whether each was read to its end."""
    with _progress() as progress:
        found = wiring.open_reader(load_settings()).read(files, progress)
    for refused in found.refused:
        click.echo(f"aval: {clean_name(refused.source)}: {refused.code}", err=True)
    text = json.dumps(as_document(found), ensure_ascii=False, indent=2) if as_json else as_table(found)
    return text, not found.refused


def as_document(found: ScanReading) -> dict[str, Any]:
    """Return all that was read as plain values."""
    return {
        "forms": [_form(form) for form in found.forms],
        "unreadable": [
            unread_document(clean_name(page.place.source), page.place.page, page.code, page.serial)
            for page in found.unread
        ],
        "blank": [{"source": clean_name(place.source), "pages": [place.page]} for place in found.blank],
        "refused": [{"source": clean_name(file.source), "code": file.code} for file in found.refused],
    }


def as_table(found: ScanReading) -> str:
    """Return one line a form, then what could not be read."""
    lines = [_line(form) for form in found.forms]
    lines += [
        f"unreadable  {clean_name(page.place.source)} p. {page.place.page}  {page.code}"
        for page in found.unread
    ]
    blank = f", {len(found.blank)} blank" if found.blank else ""
    lines.append(f"{len(found.forms)} forms, {len(found.unread)} pages unreadable{blank}")
    return "\n".join(lines)


def form_document(
    form: FormReading | ScannedFormRecord,
    source: str,
    pages: Sequence[int],
    dates: Mapping[str, bytes],
    doubts: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """Return one form as plain values, the same whether it was read alone or taken into the registry."""
    doubtful: dict[str, list[str]] = {}
    for code, field in doubts:
        if field:
            doubtful.setdefault(field, []).append(code)
    return {
        "source": source,
        "pages": list(pages),
        "form": {
            "family": form.family,
            "version": form.version,
            "serial": serials.printed(form.serial),
            "language": form.language,
        },
        "boxes": dict(form.boxes),
        "ink": dict(form.ink),
        "written": dict(form.written),
        "dates": {key: {"png": base64.b64encode(png).decode()} for key, png in dates.items()},
        "doubts": list(dict.fromkeys(code for code, _ in doubts)),
        "doubtful": doubtful,
    }


def unread_document(source: str, page: int, code: str, serial: str) -> dict[str, Any]:
    """Return one page that could not be read as plain values."""
    said = {"source": source, "pages": [page], "doubts": [code]}
    return said | ({"serial": serials.printed(serial)} if serial else {})


def _form(form: FormReading) -> dict[str, Any]:
    sources = [clean_name(place.source) for place in form.places]
    doubts = [(doubt.code, doubt.field) for doubt in form.doubts]
    said = form_document(form, sources[0], [place.page for place in form.places], form.dates, doubts)
    return said | ({"sources": sources} if len(set(sources)) > 1 else {})


def _line(form: FormReading) -> str:
    marked = " ".join(key for key, answer in form.boxes.items() if answer == "yes")
    signed = " ".join(key for key, ink in form.ink.items() if ink) or "not signed"
    doubts = " ".join(f"{doubt.code}:{doubt.field}".rstrip(":") for doubt in form.doubts)
    pages = ",".join(str(place.page) for place in form.places)
    parts = [serials.printed(form.serial), f"{form.family} v{form.version}", f"p. {pages}", marked, signed]
    return "  ".join([*parts, f"DOUBT {doubts}"] if doubts else parts)


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
