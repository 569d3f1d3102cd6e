"""Marks pictures with their number, and counts faces: the one door to what looks at pixels."""

from __future__ import annotations

import json
from typing import Final

from service.documents.pictures.release import Release
from service.documents.pictures.tagging import with_release
from service.documents.pixels.programs import answer
from service.documents.scans.kinds import Refusal
from service.registry.errors import Fault, Invalid
from service.registry.picture_marks import Labelled, Mark

SECONDS: Final = 40.0
_STAMP: Final = "service.documents.pixels.stamp_one"
_COUNT: Final = "service.documents.pixels.count_faces"
_KINDS: Final = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG", "image/png", "png"),
    (b"RIFF", "image/webp", "webp"),
    (b"II", "image/tiff", "tif"),
    (b"MM", "image/tiff", "tif"),
)
_FILM: Final = ("video/mp4", "mp4")


class PictureDesk:
    """What the registry has done with pictures. Files are looked at in memory, and forgotten."""

    def label(self, content: bytes, mark: Mark) -> Labelled:
        """Return a copy that carries the number; its pixels are the same unless a code is drawn on it."""
        release = Release((mark.number,), mark.address)
        try:
            stamped = content if mark.corner is None else _stamp(content, mark)
            labelled = with_release(stamped, release)
        except Refusal as refusal:
            raise Invalid(Fault("/file", refusal.code)) from refusal
        return Labelled(labelled, *_kind_of(labelled))

    def count_faces(self, content: bytes) -> int:
        """Count the faces on a JPEG, PNG or WebP."""
        try:
            return int(_answered(_COUNT, content, b""))
        except Refusal as refusal:
            raise Invalid(Fault("/file", refusal.code)) from refusal


def _stamp(content: bytes, mark: Mark) -> bytes:
    order = {"address": mark.address, "number": mark.number, "corner": mark.corner}
    return _answered(_STAMP, content, json.dumps(order).encode())


def _answered(program: str, content: bytes, order: bytes) -> bytes:
    """Have the program look at it; what does not even begin like a picture is not worth a process."""
    if not content.startswith(tuple(start for start, *_ in _KINDS[:3])):
        raise Refusal("NOT_A_PICTURE")
    return answer(program, content, order, SECONDS)


def _kind_of(content: bytes) -> tuple[str, str]:
    found = (kind for start, *kind in _KINDS if content.startswith(start))
    media_type, ending = next(found, _FILM)
    return media_type, ending
