"""Files that nobody hands in by mistake: each is to be refused by a code, soon, with the caller alive."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any, Final

import pikepdf
import pytest
from PIL import Image

HUGE: Final = 50_000


def saved(made: pikepdf.Pdf, **how: Any) -> bytes:  # noqa: ANN401 - as pikepdf takes them
    held = io.BytesIO()
    made.save(held, **how)
    return held.getvalue()


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(612, 792))
    return made


def picture(kind: str, size: tuple[int, int] = (400, 500)) -> bytes:
    held = io.BytesIO()
    Image.effect_noise(size, 90).save(held, kind)
    return held.getvalue()


def encrypted() -> bytes:
    return saved(blank_pdf(), encryption=pikepdf.Encryption(owner="secret", user="secret"))


def with_script() -> bytes:
    made = blank_pdf()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.Root.OpenAction = action
    return saved(made)


def with_script_in_a_link() -> bytes:
    made = blank_pdf()
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc"),
    )
    made.pages[0].Annots = pikepdf.Array([link])
    return saved(made)


def with_a_file_inside() -> bytes:
    made = blank_pdf()
    made.attachments["a.exe"] = b"MZ"
    return saved(made)


def many_pages() -> bytes:
    made = pikepdf.new()
    page = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 612, 792], Resources=pikepdf.Dictionary())
    )
    for _ in range(10_000):
        made.pages.append(pikepdf.Page(page))
    return saved(made)


def pdf_with(width: int, height: int, content: bytes, **more: Any) -> bytes:  # noqa: ANN401 - PDF objects
    """A PDF of one page that shows one picture."""
    made = blank_pdf()
    image = pikepdf.Stream(made, b"")
    image.write(content, filter=pikepdf.Name.FlateDecode)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    image.ColorSpace = pikepdf.Name.DeviceGray
    for key, value in more.items():
        image[f"/{key}"] = value
    page = made.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.Contents = pikepdf.Stream(made, b"q 612 0 0 792 0 0 cm /Im0 Do Q")
    return saved(made)


def huge_picture_in_pdf() -> bytes:
    return pdf_with(HUGE, HUGE, zlib.compress(b"\0" * 1000))


def flate_bomb() -> bytes:
    """Three gigabytes of zeros behind a picture that says it is small."""
    packer = zlib.compressobj(9)
    part = b"\0" * (1 << 20)
    once = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9)
    body = b"".join(again.compress(part) + again.flush(zlib.Z_FULL_FLUSH) for _ in range(8))
    tail = again.flush()
    repeated = body[2:] if body[:1] == b"\x78" else body
    return pdf_with(4000, 5000, once[:2] + repeated * 380 + tail)


def huge_png() -> bytes:
    """A picture of 50 000 by 50 000 in some kilobytes."""
    head = struct.pack(">IIBBBBB", HUGE, HUGE, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000, 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def tiff_that_bites_its_tail() -> bytes:
    """A TIFF whose directory says that it comes next."""
    entries = [(256, 3, 1, 10), (257, 3, 1, 10), (273, 4, 1, 8), (279, 4, 1, 0)]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *one) for one in entries)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", 8)


def truncated_pdf() -> bytes:
    return pdf_with(400, 500, zlib.compress(bytes(200_000)))[:-300]


WORST: Final = (
    "an encrypted PDF",
    "a PDF with JavaScript",
    "a PDF of 10 000 pages",
    "a PDF with a bomb",
    "a PNG of 50 000 by 50 000",
    "a PDF that is a page too",
)
"""Those of them that every run tries; the others are tried with --all."""
HOSTILE: Final[dict[str, tuple[Callable[[], bytes], set[str]]]] = {
    "nothing": (lambda: b"", {"EMPTY"}),
    "a text": (lambda: b"Bonjour", {"NOT_A_SCAN"}),
    "an encrypted PDF": (encrypted, {"ENCRYPTED"}),
    "a PDF with JavaScript": (with_script, {"ACTIVE_CONTENT"}),
    "a PDF whose link starts a program": (with_script_in_a_link, {"ACTIVE_CONTENT"}),
    "a PDF with a file inside": (with_a_file_inside, {"ACTIVE_CONTENT"}),
    # Counting them takes most of the computing allowed: on a machine busy with other things, all of it.
    "a PDF of 10 000 pages": (many_pages, {"TOO_MANY_PAGES", "TOO_SLOW"}),
    "a PDF with a picture of 50 000 by 50 000": (huge_picture_in_pdf, {"TOO_MANY_PIXELS"}),
    "a PDF with a bomb": (flate_bomb, {"TOO_LARGE", "TOO_SLOW", "DAMAGED"}),
    "a PNG of 50 000 by 50 000": (huge_png, {"TOO_MANY_PIXELS"}),
    "a PDF cut short": (truncated_pdf, {"DAMAGED"}),
    "a JPEG cut short": (lambda: picture("JPEG")[:-9000], {"DAMAGED"}),
    "a PNG cut short": (lambda: picture("PNG")[:-9000], {"DAMAGED"}),
    "a TIFF cut short": (lambda: picture("TIFF")[:9000], {"DAMAGED"}),
    "a TIFF that bites its tail": (tiff_that_bites_its_tail, {"DAMAGED", "TOO_MANY_PAGES", "NO_CODE"}),
    "a JPEG that is an archive too": (lambda: picture("JPEG") + b"PK\x05\x06" + bytes(18), {"POLYGLOT"}),
    "a PNG that is a page too": (lambda: picture("PNG") + b"<script>alert(1)</script>", {"POLYGLOT"}),
    "a PDF that is a page too": (lambda: encrypted() + b"<html>", {"POLYGLOT"}),
    "a JPEG that is a PDF too": (lambda: picture("JPEG") + saved(blank_pdf()), {"POLYGLOT"}),
    "a PDF that begins late": (lambda: b"GIF89a" + saved(blank_pdf()), {"NOT_A_SCAN"}),
}
EACH: Final = [name if name in WORST else pytest.param(name, marks=pytest.mark.long) for name in HOSTILE]
