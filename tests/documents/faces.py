"""Group pictures with as many faces as is asked.

`face.jpg` is cut from NASA's portrait of the astronaut Eileen Collins (public domain), as scikit-image 0.26
carries it (`skimage/data/astronaut.png`).
"""

import io
from pathlib import Path
from typing import Final

from PIL import Image

FACE: Final = Path(__file__).with_name("face.jpg")
ACROSS: Final = 6
ROOM: Final = 200


def group_of(count: int, width: int = 180, kind: str = "JPEG") -> bytes:
    """Return a picture of so many people, every second one mirrored."""
    face = Image.open(FACE).convert("RGB")
    face = face.resize((width, width * face.height // face.width))
    rows = -(-max(count, 1) // ACROSS)
    whole = Image.new("RGB", (ACROSS * ROOM, rows * face.height), (120, 150, 170))
    for place in range(count):
        one = face.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if place % 2 else face
        whole.paste(one, (place % ACROSS * ROOM, place // ACROSS * face.height))
    held = io.BytesIO()
    whole.save(held, kind, quality=90)
    return held.getvalue()
