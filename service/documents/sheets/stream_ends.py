"""Lets no stream of a PDF end on a carriage return: with the line end after it, it reads a byte short."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zlib import adler32

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream


def ended(content: bytes) -> bytes:
    """Return a text as it can be attached: with one line's end more, where its stream needs one byte more.

    What zlib writes ends on the low byte of its check sum; one byte more, which nothing reads, changes that.
    """
    return content + b"\n" if adler32(content) & 0xFF == _CARRIAGE_RETURN else content


def reads_short(content: bytes) -> bool:
    """Tell whether a stream of a written file ends on a carriage return."""
    return _READS_SHORT in content


def save_ended(pdf: Pdf, moved: int = 0) -> bytes:
    """Write the file; again with its objects moved, should a stream of objects end on a carriage return.

    `moved`: how many empty objects to begin with, which move all others.
    """
    content = b""
    for more in range(moved, moved + _TRIES):
        if more:
            pdf.Root.Spacing = Array([pdf.make_indirect(Dictionary()) for _ in range(more)])
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        content = saved.getvalue()
        if not reads_short(content):
            break
    return content


def mend_ends(pdf: Pdf) -> None:
    """Give each stream that zlib will write the byte more that it needs."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Filter") in (None, Name.FlateDecode):
            content = thing.read_bytes()
            if ended(content) != content:
                thing.write(ended(content))
                if "/Length1" in thing:
                    thing.Length1 = len(content) + 1


_CARRIAGE_RETURN: Final = 0x0D
_READS_SHORT: Final = b"\r\nendstream"
_TRIES: Final = 12
