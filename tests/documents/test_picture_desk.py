"""A code drawn on a picture is read from a small poor copy, faces are counted, hostile files are refused.

Seen to fail: with modules of one pixel on the small copy, with the number written in the quiet zone, with the
picture's own metadata saved again, with the threshold for a face at 0.95, and without the limit of pixels.
"""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from service.documents.pictures.release import Release
from service.documents.pictures.tagging import read_release
from service.documents.pixels.desk import PictureDesk
from service.registry.errors import Invalid
from service.registry.picture_marks import Corner, Mark
from tests.documents import album, hostile
from tests.documents.faces import group_of

NUMBER = "1K7F-3M9X-4T8B-2QDY"
ADDRESS = "https://autorisations.cisss-cote-des-brumes.gouv.qc.ca/v/1K7F3M9X4T8B2QDY"
PHONE = 648
"""Pixels on the longer side of the smallest copy a network makes."""


def noise(width: int, height: int, kind: str = "JPEG") -> bytes:
    held = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(held, kind)
    return held.getvalue()


def copied(content: bytes, longest: int) -> Image.Image:
    """Make the small, poor copy that a network shows."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    image.thumbnail((longest, longest))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=50)
    return Image.open(held)


def stamped(content: bytes, corner: Corner = "bottom_right") -> bytes:
    return PictureDesk().label(content, Mark(NUMBER, ADDRESS, corner)).content


def refusal(content: bytes, corner: Corner | None) -> str:
    with pytest.raises(Invalid) as refused:
        PictureDesk().label(content, Mark(NUMBER, ADDRESS, corner))
    (fault,) = refused.value.faults
    assert fault.pointer == "/file"
    return fault.code


@pytest.mark.parametrize(
    ("size", "kind", "corner"),
    [
        ((648, 486), "JPEG", "top_left"),
        pytest.param((1200, 800), "PNG", "bottom_left", marks=pytest.mark.long),
        pytest.param((900, 1600), "WEBP", "top_right", marks=pytest.mark.long),
        pytest.param((4000, 3000), "JPEG", "bottom_right", marks=pytest.mark.long),
    ],
)
def test_a_code_is_read_from_a_copy_of_648_pixels_at_quality_50(
    size: tuple[int, int], kind: str, corner: Corner
) -> None:
    content = stamped(noise(*size, kind), corner)
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == (kind, size)
    (code,) = zxingcpp.read_barcodes(np.asarray(copied(content, PHONE)))
    assert code.text == ADDRESS
    assert code.ec_level == "M"
    middle = code.position.top_left
    assert ("left" in corner) == (middle.x < PHONE / 2 * size[0] / max(size))
    assert read_release(content) == Release((NUMBER,), ADDRESS)


def test_a_code_has_four_pixels_a_module_and_its_quiet_zone() -> None:
    content = stamped(noise(648, 648, "PNG"))
    grey = np.asarray(Image.open(io.BytesIO(content)).convert("L"))
    (code,) = zxingcpp.read_barcodes(grey)
    left, top, right = code.position.top_left, code.position.top_left.y, code.position.top_right.x
    modules = 37  # version 5: 73 bytes at level M
    assert (right - left.x) / modules >= 4 - 0.2
    bottom = code.position.bottom_left.y
    assert grey[top - 16 : top - 1, left.x - 16 : right + 16].min() > 250
    assert grey[bottom + 2 : bottom + 17, left.x - 16 : right + 16].min() > 250
    assert grey[top : top + 100, left.x - 16 : left.x].min() > 250


def test_a_picture_with_a_code_says_nothing_else_of_anyone() -> None:
    held = io.BytesIO()
    plain = Image.open(io.BytesIO(album.jpeg()))
    large = plain.resize((900, 700))
    large.save(held, "JPEG", exif=plain.getexif(), xmp=album.XMP, comment=album.WHO.encode())
    assert album.WHO.encode() in held.getvalue()
    content = stamped(held.getvalue())
    for said in (album.WHO, album.WHERE, album.CREDIT, "AG-A14"):
        assert said.encode() not in content
    assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_a_picture_that_lies_on_its_side_is_stamped_the_way_it_is_seen() -> None:
    image, held = Image.open(io.BytesIO(noise(900, 700))), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(held, "JPEG", exif=exif)
    content = stamped(held.getvalue())
    assert Image.open(io.BytesIO(content)).size == (700, 900)
    assert zxingcpp.read_barcodes(np.asarray(copied(content, PHONE)))[0].orientation == 0


@pytest.mark.parametrize("corner", [None, "bottom_right"])
def test_exiftool_where_installed_reads_the_number_and_finds_neither_a_place_nor_a_person(
    corner: Corner | None, tmp_path: Path
) -> None:
    held, path = io.BytesIO(), tmp_path / "a.jpg"
    plain = Image.open(io.BytesIO(album.jpeg()))
    plain.resize((900, 700)).save(held, "JPEG", exif=plain.getexif(), xmp=album.XMP)
    path.write_bytes(PictureDesk().label(held.getvalue(), Mark(NUMBER, ADDRESS, corner)).content)
    if shutil.which("exiftool") is None:
        return
    done = subprocess.run(["exiftool", "-j", "-G1", str(path)], capture_output=True, check=True)
    (said,) = json.loads(done.stdout)
    assert said["XMP-plus:ModelReleaseID"] == NUMBER
    assert said["XMP-xmpRights:WebStatement"] == ADDRESS
    assert not [name for name in said if any(one in name for one in ("GPS", "Person", "Minor", "Location"))]


@pytest.mark.parametrize("count", [5, *(pytest.param(each, marks=pytest.mark.long) for each in (0, 1, 12))])
def test_faces_are_counted(count: int) -> None:
    assert PictureDesk().count_faces(group_of(count)) == count


@pytest.mark.long
def test_small_faces_are_counted_on_a_large_picture() -> None:
    large = Image.open(io.BytesIO(group_of(5, width=60))).convert("RGB").resize((3600, 240))
    held = io.BytesIO()
    large.resize((1200, 80)).save(held, "PNG")
    assert PictureDesk().count_faces(held.getvalue()) == 5


def huge_png() -> bytes:
    held = io.BytesIO()
    Image.new("1", (9000, 9000)).save(held, "PNG")
    return held.getvalue()


def moving() -> bytes:
    held, image = io.BytesIO(), Image.new("RGB", (400, 400))
    image.save(held, "WEBP", save_all=True, append_images=[Image.new("RGB", (400, 400), "red")])
    return held.getvalue()


ODD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("NOT_A_PICTURE", lambda: b""),
    "a program": ("NOT_A_PICTURE", lambda: b"MZ" + bytes(100)),
    "a PDF": ("NOT_A_PICTURE", lambda: hostile.saved(hostile.blank_pdf())),
    "too many pixels": ("TOO_MANY_PIXELS", huge_png),
    "cut short": ("DAMAGED", lambda: noise(900, 900)[:20_000]),
    "too small": ("TOO_SMALL", lambda: noise(120, 120)),
    "moving": ("MOVING", moving),
}
QUICK = [
    name if name in {"cut short", "too many pixels"} else pytest.param(name, marks=pytest.mark.long)
    for name in ODD
]


@pytest.mark.parametrize("name", QUICK)
def test_a_file_that_cannot_be_stamped_is_refused_by_a_code(name: str) -> None:
    code, made = ODD[name]
    assert refusal(made(), "bottom_right") == code


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(ODD) - {"too small"}))
def test_faces_of_such_a_file_are_not_counted_either(name: str) -> None:
    code, made = ODD[name]
    with pytest.raises(Invalid) as refused:
        PictureDesk().count_faces(made())
    assert refused.value.faults[0].code == code
