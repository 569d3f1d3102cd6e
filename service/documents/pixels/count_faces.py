"""The program that counts the faces on a picture; run confined. It says how many, and nothing else of them.

The model (CenterFace, MIT, see README.md) finds where a face is. Nothing here tells one face from another,
and neither the picture nor a place on it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

import cv2
import numpy as np
import numpy.typing as npt

from service.documents.pixels.opening import open_picture
from service.documents.pixels.programs import run

SECONDS: Final = 20
MODEL: Final = Path(__file__).with_name("centerface.onnx")
LONGEST: Final = 1280
"""Pixels on the longer side: a face of a hundredth of a picture still has a dozen."""
SURE: Final = 0.4
OVERLAP: Final = 0.3
_STEP: Final = 4
"""Pixels between two places where the model looks for a face."""
_BLOCK: Final = 32
_OUTPUTS: Final = ("537", "538", "539", "540")
"""Heat, sizes, offsets; the last, where the eyes and the mouth are, is not looked at."""
Grid = npt.NDArray[np.float32]


def count(file: BinaryIO, _order: bytes) -> bytes:
    """Return how many faces there are, in digits. Raises `Refusal`."""
    _, image = open_picture(file)
    image = image.convert("RGB")
    image.thumbnail((LONGEST, LONGEST))
    pixels = np.asarray(image)
    height, width = (-(-side // _BLOCK) * _BLOCK for side in pixels.shape[:2])
    whole = np.zeros((height, width, 3), np.uint8)
    whole[: pixels.shape[0], : pixels.shape[1]] = pixels
    return str(_faces(whole)).encode()


def _faces(picture: npt.NDArray[np.uint8]) -> int:
    cv2.setNumThreads(1)
    net = cv2.dnn.readNetFromONNX(str(MODEL))
    net.setInput(cv2.dnn.blobFromImage(picture))
    heat, scale, offset, _ = (np.asarray(each)[0] for each in net.forward(list(_OUTPUTS)))
    rows, columns = np.where(heat[0] > SURE)
    if not len(rows):
        return 0
    tall, wide = (np.exp(each[rows, columns]) * _STEP for each in scale)
    top = (rows + offset[0][rows, columns] + 0.5) * _STEP - tall / 2
    left = (columns + offset[1][rows, columns] + 0.5) * _STEP - wide / 2
    boxes = np.stack((left, top, wide, tall), axis=1).tolist()
    return len(cv2.dnn.NMSBoxes(boxes, heat[0][rows, columns].tolist(), SURE, OVERLAP))


if __name__ == "__main__":
    run(SECONDS, count)
