"""Codes as people meet them: a picture that a network shrank, a film, a page with a link, a scan."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from service.documents.qr import dark_runs

SHRUNK = 648
"""Pixels a side of the smallest copy that networks show."""


def drawn(text: str, module: int = 4) -> np.ndarray:
    """Draw a code in grey, so many pixels a module, its quiet zone around it."""
    modules, runs = dark_runs(text)
    pixels = np.full((modules * module, modules * module), 255, np.uint8)
    for column, row, length in runs:
        left, top = column * module, row * module
        pixels[top : top + module, left : left + length * module] = 0
    return pixels


def shrunk(text: str) -> bytes:
    """Return the JPEG of quality 50 that a network makes of a code."""
    small = cv2.resize(drawn(text), (SHRUNK, SHRUNK), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 50])[1])


def film(text: str, path: Path) -> Path:
    """Write a few frames (YUV4MPEG2) in which a hand holds a code before a wall, a little askew."""
    wall = np.full((480, 640), 170, np.uint8)
    code = cv2.resize(drawn(text), (400, 400), interpolation=cv2.INTER_AREA)
    wall[40:440, 120:520] = code
    turn = cv2.getRotationMatrix2D((320, 240), 6, 1.0)
    frame = cv2.warpAffine(wall, turn, (640, 480), borderValue=170)
    grey = np.full(640 * 480 // 2, 128, np.uint8).tobytes()
    path.write_bytes(
        b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + frame.tobytes() + grey) * 3
    )
    return path


def linked(address: str) -> bytes:
    """Return a page whose code leads to its address, everything in it compressed."""
    held = BytesIO()
    canvas = Canvas(held, pageCompression=1)
    canvas.drawString(72, 720, "Affiche")
    canvas.linkURL(address, (72, 600, 200, 700))
    canvas.save()
    return pressed(held.getvalue())


def scanned(text: str) -> bytes:
    """Return a page that is nothing but the picture of a code."""
    held = BytesIO()
    canvas = Canvas(held, pageCompression=1)
    canvas.drawImage(ImageReader(BytesIO(shrunk(text))), 72, 400, 300, 300)
    canvas.save()
    return pressed(held.getvalue())


def pressed(content: bytes) -> bytes:
    """Write a PDF as small as it goes, as most programs do: objects in compressed streams."""
    held = BytesIO()
    with Pdf.open(BytesIO(content)) as pdf:
        pdf.save(
            held,
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=StreamDecodeLevel.generalized,
            recompress_flate=True,
        )
    return held.getvalue()
