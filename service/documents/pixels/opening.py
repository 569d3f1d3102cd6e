"""Opens a picture that somebody hands in, and no more pixels of it than memory is allowed for."""

from __future__ import annotations

from typing import BinaryIO, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from service.documents.scans.kinds import Refusal

KINDS: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 50_000_000
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError)

Image.MAX_IMAGE_PIXELS = None  # our own limit is tighter, and answers by a code


def open_picture(file: BinaryIO) -> tuple[str, Image.Image]:
    """Return the kind of a picture, and the picture the way up it is meant to be seen. Raises `Refusal`."""
    try:
        image = Image.open(file, formats=KINDS)
    except UnidentifiedImageError as error:
        raise Refusal("NOT_A_PICTURE") from error
    except _BROKEN as error:
        raise Refusal("DAMAGED") from error
    if image.width * image.height > MOST_PIXELS or min(image.size) < 1:
        raise Refusal("TOO_MANY_PIXELS")
    return image.format or "", _upright(image)


def _upright(image: Image.Image) -> Image.Image:
    try:
        if getattr(image, "n_frames", 1) > 1:
            raise Refusal("MOVING")
        image.load()
        return ImageOps.exif_transpose(image)
    except _BROKEN as error:
        raise Refusal("DAMAGED") from error
