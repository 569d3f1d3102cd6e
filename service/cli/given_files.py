"""What is given to `aval verify`: a text, or a file, told by its first bytes."""

from __future__ import annotations

import mmap
import re
from pathlib import Path
from typing import Final

from service.documents.pictures.tagging import read_release
from service.documents.scans.kinds import Refusal
from service.domain.identifiers import BadIdentifier, parse

PDF: Final = "pdf"
PICTURE: Final = "picture"
OTHER: Final = "other"
KIND_BYTES: Final = 16_384
"""A file that is neither PDF nor picture holds a token or a receipt, or it is not looked at."""

_HEAD: Final = 1024
_TEXTS: Final = ("CAC1:", "CAR1:", "https://", "http://")
_LOOKS_LIKE_A_FILE: Final = re.compile(
    r"[^#]*\.(?:pdf|jpe?g|png|webp|tiff?|mp4|heic|gif|txt|cwt|cbor|bin)", re.IGNORECASE
)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


class NoSuchFile(Exception):
    """What was given looks like a file's name, and there is no such file."""

    code = "NO_SUCH_FILE"


def file_named(given: str) -> Path | None:
    """Return the file that was given; None for a text. Raises `NoSuchFile`."""
    if given.lstrip().startswith(_TEXTS):
        return None
    try:
        if given and Path(given).is_file():
            return Path(given)
    except (OSError, ValueError):
        return None  # too long for a name, or with bytes no name has
    if _LOOKS_LIKE_A_FILE.fullmatch(given):
        raise NoSuchFile
    return None


def kind_of(path: Path) -> str:
    """Tell what a file is. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head:
        return PDF
    is_film, is_webp = head[4:8] == b"ftyp", head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return PICTURE if head.startswith(_PICTURES) or is_film or is_webp else OTHER


def text_of(content: bytes) -> str | None:
    """Return the token that a file holds as text; None when it holds bytes."""
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None
    return text if text.startswith(_TEXTS) else None


def numbers_in(path: Path) -> tuple[str, ...]:
    """Return the numbers that a picture or film carries (`plus:ModelReleaseID`), as printed."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
            release = read_release(source)
    except (Refusal, ValueError):
        return ()
    found = []
    for each in release.numbers if release else ():
        try:
            found.append(parse(each).printed)
        except BadIdentifier:
            continue
    return tuple(found)
