"""Pictures and films that say too much: made up here, with where and of whom in every place."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WHO: Final = "Jade Tremblay"
WHERE: Final = "48 deg 50 N"
CREDIT: Final = "Ana Roy, CISSS"
XMP: Final = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:s="http://ns.adobe.com/photoshop/1.0/" p:MinorModelAgeDisclosure="http://ns.useplus.org/ldf/vocab/AG-A14"
 s:Credit="{CREDIT}" s:City="{WHERE}">
<e:PersonInImage><rdf:Bag><rdf:li>{WHO}</rdf:li></rdf:Bag></e:PersonInImage>
<e:ModelAge><rdf:Bag><rdf:li>9</rdf:li></rdf:Bag></e:ModelAge>
<p:ModelReleaseID><rdf:Bag><rdf:li>{WHO}</rdf:li></rdf:Bag></p:ModelReleaseID>
<d:description><rdf:Alt><rdf:li xml:lang="x-default">{WHO}</rdf:li></rdf:Alt></d:description>
<d:rights><rdf:Alt><rdf:li xml:lang="x-default">© CISSS &amp; cie</rdf:li></rdf:Alt></d:rights>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()
IMAGE: Final = Image.fromarray(np.random.default_rng(5).integers(0, 256, (48, 64, 3), dtype=np.uint8))


def exif() -> Image.Exif:
    """Say who, where, and that the picture is to be turned."""
    block = Image.Exif()
    block[0x0112], block[0x010E], block[0x8298] = 6, WHO, CREDIT
    block.get_ifd(0x8825).update({1: "N", 2: (48.0, 50.0, 1.0), 0x1C: WHERE.encode()})
    block.get_ifd(0x8769).update(
        {0x9003: "2026:10:13 09:00:00", 0x927C: f"BabyName {WHO}".encode(), 0xA430: WHO}
    )
    return block


def picture(kind: str, **options: object) -> bytes:
    """Save the image as a kind that Pillow writes, with all that it lets one say."""
    out = io.BytesIO()
    IMAGE.convert(str(options.pop("mode", "RGB"))).save(out, kind, exif=exif(), **options)
    return out.getvalue()


def _photoshop() -> bytes:
    fields = b"".join(
        bytes((0x1C, 2, dataset)) + struct.pack(">H", len(text)) + text
        for dataset, text in ((80, CREDIT.encode()), (120, WHO.encode()), (90, WHERE.encode()))
    )
    resources = b"8BIM\x03\xed\x00\x00\x00\x00\x00\x03abc\x00" + b"8BIM\x04\x04\x00\x00"
    content = b"Photoshop 3.0\x00" + resources + struct.pack(">I", len(fields)) + fields
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def jpeg(**options: object) -> bytes:
    """Add to what Pillow writes IPTC data, a longer packet, and a film after the end."""
    plain = picture("JPEG", xmp=XMP, comment=WHO.encode(), **options)
    longer = b"http://ns.adobe.com/xmp/extension/\x00" + WHO.encode()
    more = _photoshop() + b"\xff\xff\xe1" + struct.pack(">H", len(longer) + 2) + longer
    return plain[:2] + more + plain[2:] + b"\x00\x00\x00\x18ftypmp42" + WHO.encode()


def png(**options: object) -> bytes:
    """Add texts, one of them compressed, and something after the end."""
    texts = PngInfo()
    texts.add_text("Description", WHO)
    texts.add_text("Comment", WHO, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return picture("PNG", pnginfo=texts, **options) + WHO.encode()


def tiff(**options: object) -> bytes:
    """Add a packet, IPTC data and Photoshop's, on two pages."""
    tags = {700: XMP, 33723: WHO.encode() * 3, 37724: WHERE.encode() * 9, 269: WHO, 274: 6, 33432: CREDIT}
    second = IMAGE.rotate(180)
    second.encoderinfo = {"tiffinfo": {270: WHO}}
    return picture("TIFF", tiffinfo=tags, save_all=True, append_images=[second], **options)


def film(folder: Path) -> bytes:
    """Film a few frames, then say where and of whom in the boxes of the film and of its track."""
    path = str(folder / "film.mp4")
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"mp4v"), 10, (64, 48))
    for turn in range(4):
        writer.write(np.roll(np.asarray(IMAGE), turn * 8, axis=0))
    writer.release()
    content = Path(path).read_bytes()
    place = box(b"\xa9xyz", WHERE.encode())
    said = box(b"udta", place + box(b"\xa9nam", WHO.encode()))
    at = content.rindex(b"moov") - 4
    size = int.from_bytes(content[at : at + 4], "big")
    movie = box(b"moov", content[at + 8 : at + size] + said + box(b"meta", WHO.encode()))
    packet = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + XMP)
    return content[:at] + movie + content[at + size :] + packet + box(b"free", WHO.encode())


def box(kind: bytes, content: bytes) -> bytes:
    """Write a box."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def frames(content: bytes, folder: Path) -> list[bytes]:
    """Decode the frames of a film."""
    path = folder / "shown.mp4"
    path.write_bytes(content)
    shown = cv2.VideoCapture(str(path))
    found: list[bytes] = []
    while True:
        going, frame = shown.read()
        if not going:
            return found
        found.append(frame.tobytes())
