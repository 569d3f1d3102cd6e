"""The program that reads the QR codes on a picture or on the pages of a PDF; run confined.

Given on standard input: `PDF`, or nothing for a picture. Says the texts as JSON, each once, in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

import pypdfium2
import zxingcpp
from PIL import Image

from service.documents.pixels.programs import run
from service.documents.scans.kinds import Refusal
from service.documents.scans.opening import decode
from service.documents.scans.page_values import Picture

SECONDS: Final = 20
MOST_PAGES: Final = 20
"""Further pages of a PDF are not looked at: codes stand on the first ones."""
MOST_TEXTS: Final = 50
LONGEST_SIDE: Final = 2_400
"""Pixels of a page that is drawn: 218 dpi on Letter."""
KINDS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_codes(file: BinaryIO, order: bytes) -> bytes:
    """Return the texts of all codes that can be read. Raises `Refusal`."""
    pictures = _pages(file) if order == b"PDF" else iter((_picture(file),))
    texts = dict.fromkeys(
        one.text for each in pictures for one in zxingcpp.read_barcodes(each, formats=_QR) if one.text
    )
    return json.dumps(list(texts)[:MOST_TEXTS]).encode()


def _picture(file: BinaryIO) -> Picture:
    try:
        image = Image.open(file, formats=KINDS)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        # Decoders raise many kinds for damaged files: OSError, SyntaxError, struct.error, ValueError, ...
        raise Refusal("UNREADABLE") from error
    return decode(image)


def _pages(file: BinaryIO) -> Iterator[Picture]:
    try:
        opened = pypdfium2.PdfDocument(file)
        for number in range(min(len(opened), MOST_PAGES)):
            page = opened[number]
            scale = LONGEST_SIDE / max(*page.get_size(), 1.0)
            drawn: Picture = page.render(scale=scale, grayscale=True).to_numpy()
            yield drawn.reshape(drawn.shape[:2])
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Refusal("UNREADABLE") from error


if __name__ == "__main__":
    run(SECONDS, read_codes)
