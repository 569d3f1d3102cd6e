"""The program that turns the pages of an original into pictures; run by `pictures.py`, confined.

Says for each page the length of its picture (4 bytes, the highest first), then the picture (JPEG).
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from typing import BinaryIO, Final

from service.documents.confined import confine
from service.documents.scans.child import open_scan

SECONDS: Final = 20
MOST_PAGES: Final = 40
LONGEST: Final = 1_650
"""Pixels on the longer side: 150 dpi on Letter, enough to read handwriting."""
QUALITY: Final = 70


def main() -> None:
    """Say each page of the file."""
    confine(SECONDS)
    from service.documents.scans.kinds import Refusal  # noqa: PLC0415 - loaded once confined

    with os.fdopen(int(sys.argv[1]), "rb") as file:
        try:
            _say_pages(file)
        except Refusal:
            sys.exit(1)


def _say_pages(file: BinaryIO) -> None:
    from PIL import Image  # noqa: PLC0415 - loaded once confined

    scan = open_scan(file)
    for number in range(1, min(scan.pages, MOST_PAGES) + 1):
        picture = Image.fromarray(scan.picture(number))
        picture.thumbnail((LONGEST, LONGEST))
        held = BytesIO()
        picture.save(held, "JPEG", quality=QUALITY)
        content = held.getvalue()
        sys.stdout.buffer.write(len(content).to_bytes(4, "big") + content)


if __name__ == "__main__":
    main()
