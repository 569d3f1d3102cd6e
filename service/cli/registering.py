"""`aval scan --register`: takes files into the registry, where each form waits for a human."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import click

from service.cli.acting import acting_caller
from service.cli.operating import opened
from service.domain import serials
from service.registry.errors import Invalid
from service.registry.intake import NOBODY, receive_scan
from service.registry.intake_unattended import read_at_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.scan_records import ScannedFormRecord

WAITS = "In the registry: each form waits to be confirmed on the page « Numériser »."


def register_scans(files: Sequence[Path], *, as_json: bool) -> tuple[str, bool]:
    """Take files in as the token's user; return what to print, and whether each was read to its end."""
    document: dict[str, Any] = {"forms": [], "unreadable": [], "refused": []}
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
    try:
        received = receive_scan(ports, caller, path.name, path.read_bytes())
    except OSError:
        document["refused"].append({"source": str(path), "code": "NOT_READABLE"})
        return
    except Invalid as error:
        document["refused"].append({"source": str(path), "code": error.faults[0].code})
        return
    for record in read_at_once(ports, caller, received):
        if record.what == "form":
            document["forms"].append(_form(ports, record, str(path)))
        elif record.what == "page":
            document["unreadable"].append(
                {"source": str(path), "pages": list(record.pages), "doubts": [record.refusal]}
            )
        elif record.refusal:
            document["refused"].append({"source": str(path), "code": record.refusal})


def _form(ports: Ports, record: ScannedFormRecord, source: str) -> dict[str, Any]:
    seal = ports.references.seal
    return {
        "source": source,
        "pages": list(record.pages),
        "form": {
            "family": record.family,
            "version": record.version,
            "serial": serials.printed(record.serial),
            "language": record.language,
        },
        "boxes": record.boxes,
        "ink": record.ink,
        "written": record.written,
        "dates": {
            key: {"png": base64.b64encode(ports.blobs.get(NOBODY, blob)).decode()}
            for key, blob in record.dates.items()
        },
        "doubts": list(dict.fromkeys(code for code, _ in record.doubts)),
        "registered": {
            "id": seal("scanned_form", record.number),
            "state": record.state,
            "person_id": seal("person", record.person) if record.person else None,
        },
    }


def _table(document: dict[str, Any]) -> str:
    lines = [
        "  ".join(
            (form["form"]["serial"], form["form"]["family"], form["registered"]["state"], *form["doubts"])
        )
        for form in document["forms"]
    ]
    lines.append(f"{len(document['forms'])} forms, {len(document['unreadable'])} pages unreadable")
    return "\n".join(lines)
