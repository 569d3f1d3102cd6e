"""Opens pictures that people hand in as a scan: no more pixels and pages than a form can need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from service.documents.scans.kinds import Refusal
from service.documents.scans.page_values import Picture
from service.registry.scans import MOST_PAGES

MOST_PIXELS: Final = 50_000_000
"""A Letter page at 700 dpi."""
ENOUGH_PIXELS: Final = 12_000_000
"""A larger picture is halved while it is opened: nothing on a form needs more than 300 dpi."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is tighter, and answers by a code


@dataclass(frozen=True, slots=True)
class Scan:
    """A file opened: how many pages it has, and how to get the picture of each (numbers count from 1)."""

    pages: int
    picture: Callable[[int], Picture]


def open_picture(file: BinaryIO, kind: str) -> Scan:
    """Open a JPEG, PNG or TIFF. Raises `Refusal`."""
    image = _opened(file, kind)
    pages = _frames(image)

    def picture(number: int) -> Picture:
        try:
            image.seek(number - 1)
        except (EOFError, OSError, SyntaxError, ValueError) as error:
            raise Refusal("DAMAGED") from error
        return decode(image)

    check_size(*image.size)
    return Scan(pages, picture)


def check_size(width: int, height: int) -> None:
    """Refuse a picture with too many pixels, before any is decoded."""
    if width * height > MOST_PIXELS or min(width, height) < 1:
        raise Refusal("TOO_MANY_PIXELS")


def decode(image: Image.Image) -> Picture:
    """Decode to grey, the way up that the file says. Raises `Refusal`."""
    check_size(*image.size)
    try:
        if image.width * image.height > ENOUGH_PIXELS:
            image.draft("L", (image.width // 2, image.height // 2))
        else:
            image.draft("L", image.size)
        turned = ImageOps.exif_transpose(image)
        return np.asarray(_on_white(turned).convert("L"), dtype=np.uint8)
    except MemoryError:
        raise
    except Exception as error:
        # Decoders raise many kinds for damaged files: OSError, SyntaxError, struct.error, ValueError, ...
        raise Refusal("DAMAGED") from error


def _on_white(image: Image.Image) -> Image.Image:
    """Lay a picture with transparent parts on white paper."""
    if image.mode not in {"LA", "RGBA", "PA"} and "transparency" not in image.info:
        return image
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper


def _opened(file: BinaryIO, kind: str) -> Image.Image:
    file.seek(0)
    try:
        return Image.open(file, formats=[kind])
    except UnidentifiedImageError as error:
        raise Refusal("DAMAGED") from error
    except MemoryError:
        raise
    except Exception as error:
        raise Refusal("DAMAGED") from error


def _frames(image: Image.Image) -> int:
    if image.format != "TIFF":
        return 1
    try:
        for number in _numbers():
            image.seek(number)
    except EOFError:
        found = image.tell() + 1
        image.seek(0)
        return found
    except MemoryError:
        raise
    except Exception as error:
        raise Refusal("DAMAGED") from error
    raise Refusal("TOO_MANY_PAGES")


def _numbers() -> Iterator[int]:
    yield from range(MOST_PAGES + 1)
