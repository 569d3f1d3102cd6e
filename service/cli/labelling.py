"""What `aval picture label|read|faces` do and print."""

from __future__ import annotations

import json
import mmap
import os
from typing import TYPE_CHECKING, Final

from service.cli.acting import acting_caller
from service.cli.operating import opened
from service.documents.pictures.tagging import read_release
from service.documents.pixels.desk import PictureDesk
from service.domain.identifiers import BadIdentifier, parse
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.picture_marks import CORNERS
from service.registry.pictures import label_picture, label_with_number

if TYPE_CHECKING:
    from pathlib import Path

    from service.documents.pictures.release import Release
    from service.registry.ports import Ports

MOST_BYTES: Final = 512 * 1024 * 1024
"""Of a film that is marked here: it is held in memory twice."""


def label_file(file: Path, out: Path, *, post: str | None, number: str | None, corner: str | None) -> None:
    """Mark a copy."""
    content = _content(file)
    at = next((one for one in CORNERS if one == corner), None)
    with opened() as (_, ports):
        caller = acting_caller(ports)
        if post is not None:
            labelled = label_picture(ports, caller, _post(ports, post), content, at)
        else:
            labelled = label_with_number(ports, caller, number or "", content, at)
    out.write_bytes(labelled.content)


def read_file(file: Path, *, as_json: bool) -> str:
    """Say what a picture carries: numbers, and where they are verified."""
    with file.open("rb") as held:
        if not os.fstat(held.fileno()).st_size:
            raise Invalid(Fault("/file", "EMPTY"))
        with mmap.mmap(held.fileno(), 0, access=mmap.ACCESS_READ) as source:
            release = read_release(source)
    if as_json:
        return json.dumps(_shown(release), indent=1)
    if release is None or not _numbers(release):
        return "no number"
    return "\n".join((*_numbers(release), release.web_statement or ""))


def count_faces(file: Path) -> int:
    """Count the faces on a picture."""
    return PictureDesk().count_faces(_content(file))


def _post(ports: Ports, reference: str) -> int:
    try:
        return ports.references.open("post", reference)[0]
    except NotFound:
        raise Invalid(Fault("/post", "NOT_FOUND")) from None


def _shown(release: Release | None) -> dict[str, object]:
    numbers = _numbers(release) if release else []
    return {
        "numbers": numbers,
        "web_statement": release.web_statement if release else None,
        "status": release.status if release else None,
    }


def _numbers(release: Release) -> list[str]:
    """Return its numbers as printed; what somebody wrote there that is none is left out."""
    found = []
    for each in release.numbers:
        try:
            found.append(parse(each).printed)
        except BadIdentifier:
            continue
    return found


def _content(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise Invalid(Fault("/file", "TOO_LARGE"))
    return file.read_bytes()
