"""Tells what kind of file is handed in by its bytes alone, before anything is decoded."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from service.registry.scans import MOST_BYTES

PDF: Final = "PDF"
_STARTS: Final = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_HEAD: Final = 2048
_TAIL: Final = 65_600
"""Bytes at the end in which an archive's directory is looked for by those who open archives."""
_PAGES: Final = (b"<script", b"<html", b"<?php")
_ARCHIVE_START: Final = b"PK\x03\x04"
_ARCHIVE_END: Final = b"PK\x05\x06"
_PDF_END: Final = b"%%EOF"
_AFTER_PDF: Final = 32
"""Bytes of line ends that programs leave after the end of a PDF."""


class Refusal(Exception):
    """A file cannot be read; says why by a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(file: BinaryIO) -> str:
    """Tell PDF, JPEG, PNG or TIFF. Raises `Refusal` for anything else, and for two things in one."""
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise Refusal("EMPTY")
    if size > MOST_BYTES:
        raise Refusal("TOO_LARGE")
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(max(size - _TAIL, 0))
    tail = file.read()
    kind = next((kind for start, kind in _STARTS.items() if head.startswith(start)), "")
    if not kind:
        raise Refusal("NOT_A_SCAN")
    if kind == PDF and _PDF_END not in tail:
        raise Refusal("DAMAGED")
    if _is_two_things(kind, head, tail):
        raise Refusal("POLYGLOT")
    return kind


def _is_two_things(kind: str, head: bytes, tail: bytes) -> bool:
    """Tell whether a file also passes for another kind: what one program shows, another would run."""
    if any(page in part.lower() for page in _PAGES for part in (head, tail)) or _ARCHIVE_END in tail:
        return True
    if kind != PDF:
        return _ARCHIVE_START in head or any(b"%PDF-" in part for part in (head, tail))
    _, _, after = tail.rpartition(_PDF_END)
    return len(after.strip()) > 0 or len(after) > _AFTER_PDF
