"""The words of « Marquer une image » and of the count of faces."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "picture.title": "Label a picture",
    "picture.lead": "The post's number is written into the file. It travels with the picture.",
    "picture.pixels": "The picture itself does not change, unless you add a code to it.",
    "picture.taken_out": "Where it was taken and the names of people are taken out of the file.",
    "picture.kept": "The registry does not keep the picture, only its fingerprint before and after.",
    "picture.file": "Picture or video",
    "picture.file.hint": "JPEG, PNG, WebP, TIFF or MP4, 25 MB at most.",
    "picture.corner": "Add a code to read with a phone",
    "picture.corner.hint": "The code covers a corner. It leads to the page that verifies the number.",
    "picture.corner.none": "No code",
    "picture.corner.bottom_right": "Bottom right",
    "picture.corner.bottom_left": "Bottom left",
    "picture.corner.top_right": "Top right",
    "picture.corner.top_left": "Top left",
    "picture.button": "Download the labelled picture",
    "picture.link": "Label a picture",
    "faces.more": "More faces than people named",
    "faces.found": ("{n} face found", "{n} faces found"),
    "faces.named": ("{n} person named", "{n} people named"),
    "faces.hint": "This is a hint: some faces may be missed. Name everyone who can be recognized.",
    "error.picture.EMPTY": "Choose a picture or a video.",
    "error.picture.NOT_A_PICTURE": "This kind of file is not read here. Choose a JPEG, PNG or WebP picture.",
    "error.picture.DAMAGED": "The file is cut short or damaged. Export the picture again.",
    "error.picture.UNSUPPORTED": "This kind of picture is not read here. Export it as JPEG.",
    "error.picture.TRACK_OF_DATA": "The video holds a track of data. Export it again without that.",
    "error.picture.TOO_MANY_PIXELS": "The picture has more than 50 million pixels. Make it smaller.",
    "error.picture.TOO_SMALL": "The picture is too small for a code. Label it without one.",
    "error.picture.TOO_LARGE": "The picture takes too much memory. Make it smaller.",
    "error.picture.TOO_SLOW": "Reading the picture takes too long. Export it again as JPEG.",
    "error.picture.MOVING": "This picture moves. Choose a still one.",
    "error.picture.TOO_MANY": "Too many pictures are labelled for this post already.",
}
