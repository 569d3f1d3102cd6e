"""Stacks of forms as an office scans them: printed by our own printer, filled in, worn, shuffled, one PDF."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image

from service.documents.printer import FormPrinter
from service.documents.sheets.layout import layout_of
from service.domain import serials
from service.registry.print_jobs import Job, Order, Paper, Sheet
from service.registry.printing import no_progress
from tests.support.degrading import MM_IN_AN_INCH, scanned, wear_of
from tests.support.filling import Truth, choose, fill_in, pen_of

if TYPE_CHECKING:
    from service.registry.form_shelf import Forms
    from service.registry.forms import FormVersion

Picture = npt.NDArray[np.uint8]
DPI: Final = 300
SHARPNESS: Final = DPI / MM_IN_AN_INCH
A4: Final = 0.25
TWO_SIDED: Final = 0.3
"""Part of the one-page forms scanned with their blank back."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A scan, how many pages it has, and the truth by serial."""

    content: bytes
    pages: int
    blank: int
    truths: dict[str, Truth]


def stack_of(forms: Forms, families: tuple[str, ...], count: int, seed: int, folder: Path) -> Stack:
    """Make a scan of so many forms."""
    chance = random.Random(seed)  # noqa: S311 - pens and scanners, not keys
    truths: dict[str, Truth] = {}
    pages = list[tuple[bytes, float]]()
    blank = 0
    for _ in range(count):
        form = forms.find(chance.choice(families))
        assert form
        serial = serials.draw(chance.randbytes)
        truths[serial], sheets = _filled(form, serial, chance, folder)
        if len(sheets) == 1 and chance.random() < TWO_SIDED:
            sheets.append(np.full_like(sheets[0], 250))
            blank += 1
        for sheet in sheets:
            wear = wear_of(chance)
            pages.append((scanned(sheet, SHARPNESS, wear, chance.getrandbits(32)), MM_IN_AN_INCH / wear.dpi))
    chance.shuffle(pages)
    return Stack(as_pdf([page for page, _ in pages]), len(pages), blank, truths)


def _filled(
    form: FormVersion, serial: str, chance: random.Random, folder: Path
) -> tuple[Truth, list[Picture]]:
    language = chance.choice(("fr", "en"))
    paper: Paper = "a4" if chance.random() < A4 else "letter"
    order = Order(form.family, language, 1, paper)
    words = {"establishment": "CISSS de la Côte-des-Brumes", "service": "Communications"}
    job = Job(form, language, order, words, (Sheet(serial),))
    pictures = rastered(FormPrinter().print_forms(job, no_progress), folder)
    truth, pen = choose(form, chance), pen_of(chance, SHARPNESS)
    for page, picture in zip(layout_of(form, language, order.paper).pages, pictures, strict=True):
        fill_in(picture, page, truth, pen)
    return truth, pictures


def rastered(content: bytes, folder: Path) -> list[Picture]:
    """Draw each page in grey, as poppler does."""
    (folder / "sheet.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "sheet.pdf", "sheet"], cwd=folder, check=True)
    found = []
    for file in sorted(folder.glob("sheet*.pgm")):
        found.append(np.asarray(cv2.imread(str(file), cv2.IMREAD_GRAYSCALE), np.uint8))
        file.unlink()
    return found


def as_pdf(pages: list[bytes]) -> bytes:
    """Put JPEG pictures in a PDF, one a page, as scanners do."""
    made = pikepdf.new()
    for jpeg in pages:
        width, height = Image.open(BytesIO(jpeg)).size
        page = made.add_blank_page(page_size=(612, 612 * height / width))
        image = pikepdf.Stream(made, jpeg)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = width, height, 8
        image.ColorSpace, image.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        drawing = f"q 612 0 0 {612 * height / width:.4f} 0 0 cm /Im0 Do Q".encode()
        page.Contents = pikepdf.Stream(made, drawing)
    held = BytesIO()
    made.save(held)
    return held.getvalue()
