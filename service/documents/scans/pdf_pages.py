"""Pages of a PDF as pictures: the scanner's own picture taken out unchanged, else the page drawn.

A page is taken from its picture when it shows that picture alone, whole, on all of the page. Anything else
(several pictures, words, a crop that hides a part) is drawn by pypdfium2, so that what is read is what
people see.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO, Final

import cv2
import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from service.documents.scans.kinds import Refusal
from service.documents.scans.opening import MOST_PIXELS, Scan, check_size, decode
from service.documents.scans.page_values import Picture
from service.registry.scans import MOST_PAGES

MOST_OBJECTS: Final = 200_000
LONGEST: Final = 2_400
"""Pixels on the longer side of a page that is drawn: 218 dpi on Letter."""
_MOST_OPERATORS: Final = 400
_PLACING: Final = frozenset({"q", "Q", "cm", "Do", "w", "BMC", "EMC"})
_WHOLE: Final = 0.03
"""Part of the page that a picture may leave free or reach over."""
_ACTIVE: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia")
_TAKEN: Final = ("/DCTDecode", "/FlateDecode", "/CCITTFaxDecode")
_PLAIN_COLOURS: Final = ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB")


def open_pdf(file: BinaryIO) -> Scan:
    """Open a PDF. Raises `Refusal`: encrypted, damaged, with something that acts, with too many pages."""
    file.seek(0)
    try:
        opened = pikepdf.open(file, attempt_recovery=False, suppress_warnings=True)
        # What the file says of itself is asked first: to count ten thousand pages takes a second.
        said = int(opened.Root.Pages.get("/Count", 0))
        pages = len(opened.pages) if said <= MOST_PAGES else said
        _check_quiet(opened, pages)
    except pikepdf.PasswordError as error:
        raise Refusal("ENCRYPTED") from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal("DAMAGED") from error
    return Scan(pages, _Pages(opened, file).picture)


def _check_quiet(opened: pikepdf.Pdf, pages: int) -> None:
    if not 1 <= pages <= MOST_PAGES:
        raise Refusal("TOO_MANY_PAGES" if pages else "EMPTY")
    if int(opened.trailer.get("/Size", 0)) > MOST_OBJECTS:
        raise Refusal("TOO_LARGE")
    for each in opened.objects:
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Array)) and _acts(each):
            raise Refusal("ACTIVE_CONTENT")


def _acts(found: Any, depth: int = 0) -> bool:  # noqa: ANN401 - pikepdf's objects have no narrower type
    """Tell whether an object, or one written inside it, is an action that runs something."""
    if depth > _DEEPEST:
        return True
    if isinstance(found, pikepdf.Array):
        return any(_acts(each, depth + 1) for each in _written_inside(list(found)))
    if "/JS" in found or "/EmbeddedFiles" in found or str(found.get("/S", "")) in _ACTIVE:
        return True
    return any(_acts(each, depth + 1) for each in _written_inside([each for _, each in found.items()]))


def _written_inside(found: list[Any]) -> list[Any]:
    holders = (pikepdf.Dictionary, pikepdf.Array)
    return [each for each in found if isinstance(each, holders) and not each.is_indirect]


_DEEPEST: Final = 40


class _Pages:
    """Pictures of a PDF's pages, one at a time."""

    def __init__(self, opened: pikepdf.Pdf, file: BinaryIO) -> None:
        self._opened, self._file = opened, file
        self._drawn: pypdfium2.PdfDocument | None = None

    def picture(self, number: int) -> Picture:
        """Return one page. Raises `Refusal`."""
        try:
            page = self._opened.pages[number - 1]
            image = _only_picture(page)
            return _taken_out(image) if image is not None else self._draw(page, number)
        except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError) as error:
            raise Refusal("DAMAGED") from error

    def _draw(self, page: pikepdf.Page, number: int) -> Picture:
        total = sum(int(image.Width) * int(image.Height) for image in page.images.values())
        if total > MOST_PIXELS:
            raise Refusal("TOO_MANY_PIXELS")
        if self._drawn is None:
            self._file.seek(0)
            self._drawn = pypdfium2.PdfDocument(self._file)
        sheet = self._drawn[number - 1]
        width, height = sheet.get_size()
        scale = LONGEST / max(width, height, 1.0)
        drawn: Picture = sheet.render(scale=scale, grayscale=True).to_numpy().copy()
        sheet.close()
        return drawn.reshape(drawn.shape[:2])


def _only_picture(page: pikepdf.Page) -> Any:  # noqa: ANN401 - pikepdf's objects have no narrower type
    """Return the picture that makes up the whole page, or None."""
    images = page.images
    if len(images) != 1 or "/Annots" in page:
        return None
    ((name, image),) = images.items()
    check_size(int(image.Width), int(image.Height))
    shown = _place_of(page, str(name))
    return image if shown is not None and _fills(page, shown) and _is_plain(image) else None


def _place_of(page: pikepdf.Page, name: str) -> pikepdf.Matrix | None:
    """Return how the one picture is placed; None when the page does anything besides.

    What may hide it (`gs`: how opaque it is; `BDC`: a layer that is off) is something besides.
    """
    where, found = pikepdf.Matrix(), None
    stack: list[pikepdf.Matrix] = []
    for count, each in enumerate(pikepdf.parse_content_stream(page)):
        said, operands = str(each.operator), each.operands
        if count > _MOST_OPERATORS or said not in _PLACING:
            return None
        if said == "q":
            stack.append(where)
        elif said == "Q":
            where = stack.pop() if stack else pikepdf.Matrix()
        elif said == "cm":
            where = pikepdf.Matrix(*(float(str(number)) for number in operands)) @ where
        elif said == "Do":
            if found is not None or str(operands[0]) != name:
                return None
            found = where
    return found


def _fills(page: pikepdf.Page, where: pikepdf.Matrix) -> bool:
    """Tell whether a picture covers the page as it is seen, upright and not mirrored."""
    left, bottom, right, top = (float(each) for each in page.cropbox)
    width, height = right - left, top - bottom
    if abs(where.b) + abs(where.c) > _WHOLE or where.a <= 0 or where.d <= 0:
        return False
    edges = (
        (where.e - left) / width,
        (where.f - bottom) / height,
        (where.e + where.a - right) / width,
        (where.f + where.d - top) / height,
    )
    return all(abs(edge) <= _WHOLE for edge in edges)


def _is_plain(image: Any) -> bool:  # noqa: ANN401 - likewise
    """Tell whether the picture's bytes alone say how it looks."""
    if any(key in image for key in ("/SMask", "/Mask", "/Decode", "/OC")) or image.get("/ImageMask", False):
        return False
    colours = image.get("/ColorSpace")
    if isinstance(colours, pikepdf.Array):
        plain = str(colours[0]) == "/ICCBased" and int(colours[1].get("/N", 0)) in {1, 3}
    else:
        plain = str(colours) in _PLAIN_COLOURS
    filters = image.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    return plain and len(names) == 1 and names[0] in _TAKEN


def _taken_out(image: Any) -> Picture:  # noqa: ANN401 - likewise
    if str(image.get("/Filter")) == "/DCTDecode":
        return decode(Image.open(BytesIO(image.read_raw_bytes()), formats=["JPEG"]))
    held = decode(pikepdf.PdfImage(image).as_pil_image())
    return cv2.resize(held, None, fx=0.5, fy=0.5).astype(np.uint8) if held.size > MOST_PIXELS // 2 else held
