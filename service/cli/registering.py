"""`aval scan --register`: takes files into the registry, where each form waits for a human."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from service.cli.acting import acting_caller
from service.cli.operating import opened
from service.cli.scanning import form_document, unread_document
from service.registry.errors import Invalid
from service.registry.intake import NOBODY, receive_scan
from service.registry.intake_unattended import read_at_once
from service.registry.texts import clean_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.scan_records import ScannedFormRecord

WAITS = "In the registry: each form waits to be confirmed on the page « Numériser »."


def register_scans(files: Sequence[Path], *, as_json: bool) -> tuple[str, bool]:
    """Take files in as the token's user; return what to print, and whether each was read to its end."""
    document: dict[str, Any] = {"forms": [], "unreadable": [], "blank": [], "refused": []}
    with opened() as (_, ports):
        caller = acting_caller(ports)
        for path in files:
            _take(ports, caller, path, document)
    for refused in document["refused"]:
        click.echo(f"aval: {refused['source']}: {refused['code']}", err=True)
    if document["forms"]:
        click.echo(WAITS, err=True)
    text = json.dumps(document, ensure_ascii=False, indent=2) if as_json else _table(document)
    return text, not document["refused"]


def _take(ports: Ports, caller: Caller, path: Path, document: dict[str, Any]) -> None:
    source = clean_name(str(path))
    try:
        received = receive_scan(ports, caller, path.name, path.read_bytes())
    except OSError:
        document["refused"].append({"source": source, "code": "NOT_READABLE"})
        return
    except Invalid as error:
        document["refused"].append({"source": source, "code": error.faults[0].code})
        return
    records = read_at_once(ports, caller, received)
    document["blank"] += [{"source": source, "pages": [page]} for page in _blank(records)]
    for record in records:
        if record.what == "form":
            document["forms"].append(_form(ports, record, source))
        elif record.what == "page":
            said = unread_document(source, record.pages[0], record.refusal, record.serial)
            document["unreadable"].append(said)
        elif record.refusal:
            document["refused"].append({"source": source, "code": record.refusal})


def _blank(records: Sequence[ScannedFormRecord]) -> list[int]:
    """List the blank pages of a file: those of the pages read that nothing stands on."""
    used = {page for record in records for page in record.pages}
    blank = max((record.blank for record in records), default=0)
    return [page for page in range(1, len(used) + blank + 1) if page not in used]


def _form(ports: Ports, record: ScannedFormRecord, source: str) -> dict[str, Any]:
    seal = ports.references.seal
    dates = {key: ports.blobs.get(NOBODY, blob) for key, blob in record.dates.items()}
    registered = {
        "id": seal("scanned_form", record.number),
        "state": record.state,
        "person_id": seal("person", record.person) if record.person else None,
    }
    said = form_document(record, source, record.pages, dates, record.doubts)
    return said | {"registered": registered}


def _table(document: dict[str, Any]) -> str:
    lines = [
        "  ".join(
            (form["form"]["serial"], form["form"]["family"], form["registered"]["state"], *form["doubts"])
        )
        for form in document["forms"]
    ]
    blank = f", {len(document['blank'])} blank" if document["blank"] else ""
    lines.append(f"{len(document['forms'])} forms, {len(document['unreadable'])} pages unreadable{blank}")
    return "\n".join(lines)
