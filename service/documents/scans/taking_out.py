"""The process that takes pages out of a file: what somebody else made is opened here, never where we serve.

Started by `reading.py` as a program. The file is open as the descriptor named by the first argument; the
others are the pages. Standard output: a file of the same kind with these pages alone.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from service.documents.scans.child import allow, begin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

SECONDS: Final = 20.0
REFUSED: Final = 3


def main() -> None:
    """Write the pages asked for; the exit status says that it could not be done."""
    begin()
    allow(SECONDS)
    pages = [int(number) for number in sys.argv[2:]]
    from service.documents.scans.kinds import PDF, Refusal, kind_of  # noqa: PLC0415 - loaded once confined

    with os.fdopen(int(sys.argv[1]), "rb") as file:
        try:
            kind = kind_of(file)
            file.seek(0)
            taken = _of_pdf(file, pages) if kind == PDF else _of_picture(file, kind, pages)
        except (Refusal, OSError, ValueError, IndexError, EOFError):
            sys.exit(REFUSED)
    sys.stdout.buffer.write(taken)


def _of_pdf(file: BinaryIO, pages: Sequence[int]) -> bytes:
    """Copy pages with all that is on them: streams are copied as they are, never made again."""
    import pikepdf  # noqa: PLC0415 - loaded once confined

    held = io.BytesIO()
    try:
        with pikepdf.open(file, attempt_recovery=False, suppress_warnings=True) as opened:
            made = pikepdf.new()
            made.pages.extend([opened.pages[number - 1] for number in pages])
            made.remove_unreferenced_resources()
            made.save(held, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except pikepdf.PdfError as error:
        raise ValueError from error
    return held.getvalue()


def _of_picture(file: BinaryIO, kind: str, pages: Sequence[int]) -> bytes:
    """Return a picture as it is; of a TIFF of several pages, these without loss."""
    from PIL import Image, ImageSequence  # noqa: PLC0415 - loaded once confined

    if kind != "TIFF":
        return file.read()
    opened = Image.open(file, formats=[kind])
    frames = {number: frame.copy() for number, frame in enumerate(ImageSequence.Iterator(opened), 1)
              if number in pages}  # fmt: skip
    first, *others = [frames[number] for number in pages]
    held = io.BytesIO()
    first.save(held, kind, save_all=True, append_images=others, compression="tiff_deflate")
    return held.getvalue()


if __name__ == "__main__":
    main()
