"""Pictures without anything said in them, and files that look like pictures and are refused by name."""

from __future__ import annotations

import io
import mmap
import struct
from pathlib import Path

import pytest
from PIL import Image

from service.documents.pictures.release import Release
from service.documents.pictures.tagging import MOST_BYTES, read_release, with_release
from service.documents.scans.kinds import Refusal
from tests.documents import album

RELEASE = Release(("1K7F-3M9X-4T8B-2QDY",), "https://aval.example/v/1K7F3M9X4T8B2QDY")


def bare(kind: str, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    album.IMAGE.convert(mode).resize((33, 17)).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_that_says_nothing_gets_its_release(kind: str, mode: str, *, lossless: bool) -> None:
    content = bare(kind, "CMYK" if kind == "JPEG" and mode == "RGBA" else mode, lossless=lossless)
    tagged = with_release(content, RELEASE)
    before, after = (Image.open(io.BytesIO(each)) for each in (content, tagged))
    assert read_release(content) is None
    assert read_release(tagged) == RELEASE
    assert (after.size, after.mode, after.tobytes()) == (before.size, before.mode, before.tobytes())


def code_of(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        with_release(content, RELEASE)
    return refused.value.code


Fields = list[tuple[int, int, int, int]]
STRIP = (273, 4, 1, 8), (279, 4, 1, 16)


def small_tiff(fields: Fields, following: int = 0, start: int = 24) -> bytes:
    """Write a TIFF of one strip at 8 and one directory at 24, its values all in their entries."""
    rows = b"".join(struct.pack("<HHII", *field) for field in fields)
    directory = struct.pack("<H", len(fields)) + rows + struct.pack("<I", following)
    return b"II*\x00" + struct.pack("<I", start) + bytes(range(16)) + directory


REFUSED: list[tuple[str, bytes, str]] = [
    ("a JPEG without an end", album.jpeg()[:-2000], "DAMAGED"),
    ("a JPEG with two beginnings", b"\xff\xd8\xff\xd8\xff\xd9", "DAMAGED"),
    ("a JPEG of empty segments", b"\xff\xd8" + b"\xff\x01" * 20_001, "DAMAGED"),
    ("a JPEG with something between segments", b"\xff\xd8\xff\xe0\x00\x02\x00\x00\xff\xd9", "DAMAGED"),
    ("a PNG without a header", b"\x89PNG\r\n\x1a\n" + bytes(20), "DAMAGED"),
    ("a WebP of nothing", b"RIFF\x04\x00\x00\x00WEBP", "DAMAGED"),
    ("a WebP of no picture", b"RIFF\x0c\x00\x00\x00WEBPICCP\x00\x00\x00\x00", "DAMAGED"),
    ("a WebP of no size", b"RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00" + bytes(10), "DAMAGED"),
    ("a TIFF without a page", b"II*\x00" + bytes(20), "DAMAGED"),
    ("a TIFF that turns in a circle", small_tiff([*STRIP], following=24), "DAMAGED"),
    ("a TIFF whose caption is its strip", small_tiff([*STRIP, (270, 2, 8, 12)]), "DAMAGED"),
    ("a TIFF whose value has no size", small_tiff([*STRIP, (270, 2, 0, 12)]), "DAMAGED"),
    ("a TIFF whose value lies beyond", small_tiff([*STRIP, (270, 2, 9, 999)]), "DAMAGED"),
    ("a TIFF with pictures within", small_tiff([*STRIP, (330, 4, 1, 8)]), "UNSUPPORTED"),
    ("a TIFF of more strips than pixels", small_tiff([(273, 4, 200_001, 8)]) + bytes(900_000), "UNSUPPORTED"),
    ("a TIFF of the long kind", b"II+\x00" + bytes(20), "UNSUPPORTED"),
    ("a film without a movie", album.box(b"ftyp", b"mp42"), "DAMAGED"),
    ("a film of a box that is too short", album.box(b"ftyp", b"") + b"\x00\x00\x00\x04moov", "DAMAGED"),
    ("a film of empty boxes", album.box(b"ftyp", b"") + album.box(b"free", b"") * 100_000, "DAMAGED"),
    ("a film that ends on its movie", album.box(b"ftyp", b"") + b"\x00\x00\x00\x00moov", "UNSUPPORTED"),
]


@pytest.mark.parametrize(("content", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_only_looks_like_a_picture_is_refused_by_name(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_what_surrounds_the_refused_is_read() -> None:
    assert read_release(with_release(small_tiff([*STRIP]), RELEASE)) == RELEASE
    assert read_release(with_release(small_tiff([*STRIP, (270, 2, 4, 0x65646164)]), RELEASE)) == RELEASE


def test_a_strip_stays_where_it_was_and_what_is_left_out_is_overwritten() -> None:
    content = small_tiff([*STRIP, (270, 2, 6, 66)]) + b"Jade\x00\x00"
    tagged = with_release(content, RELEASE)
    assert tagged[8:24] == content[8:24]
    assert content.endswith(b"Jade\x00\x00")
    assert tagged[24 : len(content)] == bytes(len(content) - 24)


def test_a_box_of_sixty_four_bits_is_read(tmp_path: Path) -> None:
    content = album.film(tmp_path)
    at = content.index(b"mdat") - 4
    end = at + int.from_bytes(content[at : at + 4], "big")
    longer = content[:at] + struct.pack(">I4sQ", 1, b"free", 16) + content[at:]
    assert end < len(content)
    assert read_release(with_release(longer, RELEASE)) == RELEASE


@pytest.mark.parametrize("size", [MOST_BYTES + 1])
def test_a_file_too_long_to_be_a_post_is_refused_unread(size: int, tmp_path: Path) -> None:
    path = tmp_path / "long.jpg"
    with path.open("w+b") as file:
        file.truncate(size)
        with (
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source,
            pytest.raises(Refusal) as refused,
        ):
            read_release(source)
    assert refused.value.code == "TOO_LARGE"


@pytest.mark.parametrize("broken", [b"Exif\x00\x00XX*\x00", b"Exif\x00\x00MM\x00*\xff\xff\xff\xff"])
def test_exif_that_cannot_be_read_is_left_out_whole(broken: bytes) -> None:
    content = album.picture("JPEG")
    at = content.index(b"Exif")
    tagged = with_release(content[:at] + broken + content[at + len(broken) :], RELEASE)
    assert b"Exif" not in tagged
    assert album.WHO.encode() not in tagged
