"""What `aval form list|check|submit|approve|publish|diff` do and print."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from service import wiring
from service.cli.acting import acting_caller
from service.cli.operating import opened
from service.registry import form_life
from service.registry.accounts import operator
from service.registry.form_differences import compare_forms
from service.registry.form_files import FILES, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from service.registry.account_records import Caller
    from service.registry.form_differences import Differences, Piece
    from service.registry.form_life import Listed
    from service.registry.ports import Ports

_MARKS: Final = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def listed(*, as_json: bool) -> str:
    """List all versions: family, version, state, hash and title, one a line."""
    with opened() as (_, ports):
        rows = [_row(one) for one in form_life.list_forms(ports, operator())]
    if as_json:
        return json.dumps({"forms": rows}, ensure_ascii=False, indent=2)
    return "\n".join(
        f"{row['family']:<20} {row['version']:>4}  {row['state']:<9}  {row['sha256'][:12]}  {row['title']}"
        for row in rows
    )


def checked(folder: Path) -> tuple[str, bool]:
    """Say what is to be mended in a folder's files, one a line."""
    faults = wiring.open_checks().examine(files_of(_contents(folder))).faults
    lines = [f"{fault.pointer.strip('/')}: {fault.code} {fault.detail}".strip() for fault in faults]
    return "\n".join(lines) or "nothing to mend", not faults


def submitted(folder: Path) -> str:
    """Keep a folder's files as a draft."""
    files = files_of(_contents(folder))
    return _acting(lambda ports, caller: form_life.submit_form(ports, caller, files))


def approved(family: str, version: int, sha256: str | None) -> str:
    """Approve a draft."""
    return _acting(lambda ports, caller: form_life.approve_form(
        ports, caller, family, version, sha256 or _present(ports, caller, family, version)
    ))  # fmt: skip


def published(family: str, version: int, sha256: str | None) -> str:
    """Publish an approved version."""
    return _acting(lambda ports, caller: form_life.publish_form(
        ports, caller, family, version, sha256 or _present(ports, caller, family, version)
    ))  # fmt: skip


def differing(family: str, before: int, after: int, *, as_json: bool) -> str:
    """Show what differs between two versions."""
    with opened() as (_, ports):
        forms = [form_life.show_form(ports, operator(), family, one).listed.form for one in (before, after)]
    found = compare_forms(*forms)
    if as_json:
        return json.dumps(asdict(found), ensure_ascii=False, indent=2)
    return "\n".join(_difference_lines(found)) or "no difference"


def _acting(do: Callable[[Ports, Caller], Listed]) -> str:
    """Do it as the token's user; say where the version stands then."""
    with opened() as (_, ports):
        row = _row(do(ports, acting_caller(ports)))
    return f"{row['family']} {row['version']}: {row['state']} {row['sha256']}"


def _present(ports: Ports, caller: Caller, family: str, version: int) -> str:
    return form_life.show_form(ports, caller, family, version).listed.sha256


def _contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}


def _row(one: Listed) -> dict[str, Any]:
    return {
        "family": one.form.family,
        "version": one.form.version,
        "state": one.state,
        "sha256": one.sha256,
        "title": one.form.texts[0].title,
        "approvals": len(one.own.approvals) if one.own else None,
    }


def _difference_lines(found: Differences) -> Iterator[str]:
    for one in found.asked:
        yield f"{one.part} {one.key}"
        yield from (f"  {mark} {told}" for mark, told in (("-", one.before), ("+", one.after)) if told)
    for text in found.texts:
        for block in text.blocks:
            yield f"{text.language} {block.key}: {block.title}"
            yield from (f"  {_line(pieces)}" for pieces in block.lines if _differs(pieces))


def _differs(pieces: tuple[Piece, ...]) -> bool:
    return any(piece.change != "same" for piece in pieces)


def _line(pieces: tuple[Piece, ...]) -> str:
    return "".join(_MARKS[piece.change].format(piece.words) for piece in pieces)
