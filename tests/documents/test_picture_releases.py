"""Pictures and films carry the number to cite, lose where and of whom, and keep every pixel."""

from __future__ import annotations

import io
import json
import mmap
import random
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from service.documents.pictures.release import STATUS, Release
from service.documents.pictures.tagging import read_release, with_release, write_release
from service.documents.scans.kinds import Refusal
from tests.documents import album

RELEASE = Release(("1K7F-3M9X-4T8B-2QDY",), "https://aval.example/v/1K7F3M9X4T8B2QDY")
LATER = Release(("1ABC-DEFG-HJKM-NPSC", "1K7F-3M9X-4T8B-2QDY"), "https://aval.example/v/1ABCDEFGHJKMNPSC")


def big_endian() -> bytes:
    image = Image.new("I;16B", (6, 5), 300)
    out = io.BytesIO()
    image.save(out, "TIFF", tiffinfo={270: album.WHO})
    return out.getvalue()


PICTURES: dict[str, Callable[[], bytes]] = {
    "jpeg": album.jpeg,
    "progressive": lambda: album.jpeg(progressive=True),
    "restarts": lambda: album.jpeg(restart_marker_blocks=2),
    "cmyk": lambda: album.jpeg(mode="CMYK"),
    "bare jpeg": lambda: album.picture("JPEG"),
    "png": album.png,
    "palette": lambda: album.png(mode="P", transparency=3),
    "apng": lambda: album.png(save_all=True, append_images=[album.IMAGE.rotate(180)]),
    "webp": lambda: album.picture("WEBP", xmp=album.XMP),
    "lossless": lambda: album.picture("WEBP", lossless=True, xmp=album.XMP),
    "transparent": lambda: album.picture("WEBP", mode="RGBA", xmp=album.XMP),
    "moving": lambda: album.picture("WEBP", save_all=True, append_images=[album.IMAGE.rotate(180)]),
    "tiff": album.tiff,
    "tiff with exif": lambda: album.picture("TIFF"),
    "lzw": lambda: album.tiff(compression="tiff_lzw"),
    "big-endian": big_endian,
    "jpeg in tiff": lambda: album.tiff(compression="jpeg"),
}


def pixels(content: bytes) -> list[bytes]:
    image = Image.open(io.BytesIO(content))
    return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(image)]


def coded(content: bytes) -> bytes:
    """Return the compressed data of a picture, found without the product's help."""
    if content.startswith(b"\xff\xd8"):
        return content[content.index(b"\xff\xda\x00") :].split(b"\xff\xd9")[0]
    if content.startswith(b"\x89PNG"):
        return b"".join(part.split(b"IEND")[0] for part in content.split(b"IDAT")[1:])
    if content.startswith(b"RIFF"):
        return content[content.index(b"VP8", 20 if b"VP8X" in content[:16] else 8) :][:400]
    image = Image.open(io.BytesIO(content))
    tags = dict(image.tag_v2)  # type: ignore[attr-defined]  # a TIFF's own
    strips = zip(tags[273], tags[279], strict=True)
    return b"".join(content[start : start + size] for start, size in strips)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_carries_its_release_and_every_pixel_and_coded_byte(name: str) -> None:
    content = PICTURES[name]()
    tagged = with_release(content, RELEASE)
    assert read_release(tagged) == RELEASE
    assert pixels(tagged) == pixels(content)
    assert coded(tagged) == coded(content)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_no_longer_says_where_or_of_whom(name: str) -> None:
    content = PICTURES[name]()
    tagged = with_release(content, RELEASE)
    assert album.WHO.encode() in content
    for said in (album.WHO, album.WHERE, "BabyName", "AG-A14", "PersonInImage"):
        assert said.encode() not in tagged
    exif = Image.open(io.BytesIO(tagged)).getexif()
    assert not exif.get_ifd(0x8825)
    assert not set(exif) & {0x010E, 0x8825, 33723, 34377, 37724}
    assert not set(exif.get_ifd(0x8769)) & {0x927C, 0xA430, 0x9286}


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "tiff"])
def test_a_picture_keeps_which_way_is_up_when_it_was_taken_and_whose_rights_it_is(name: str) -> None:
    tagged = with_release(PICTURES[name](), RELEASE)
    exif = Image.open(io.BytesIO(tagged)).getexif()
    assert (exif[0x0112], exif[0x8298]) == (6, album.CREDIT)
    if name != "tiff":
        assert exif.get_ifd(0x8769)[0x9003] == "2026:10:13 09:00:00"
    assert f">{album.CREDIT}<".encode() in tagged
    assert "© CISSS &amp; cie".encode() in tagged
    if name == "jpeg":
        assert Image.open(io.BytesIO(tagged)).info["photoshop"][0x0404].endswith(album.CREDIT.encode())


@pytest.mark.parametrize("name", PICTURES)
def test_a_later_release_takes_the_place_of_an_earlier_one(name: str) -> None:
    first = with_release(PICTURES[name](), RELEASE)
    second = with_release(first, LATER)
    assert read_release(second) == LATER
    assert second.count(b"<?xpacket begin") == 1
    assert pixels(second) == pixels(first)


def test_a_png_has_only_the_chunks_it_needs_each_with_its_sum() -> None:
    tagged, at = with_release(album.png(), RELEASE), 8
    kinds = []
    while at < len(tagged):
        end = at + 12 + int.from_bytes(tagged[at : at + 4], "big")
        assert zlib.crc32(tagged[at + 4 : end - 4]) == int.from_bytes(tagged[end - 4 : end], "big")
        kinds.append(tagged[at + 4 : at + 8])
        at = end
    assert kinds == [b"IHDR", b"iTXt", b"eXIf", b"IDAT", b"IEND"]


def test_a_film_carries_its_release_and_every_frame_and_sample(tmp_path: Path) -> None:
    content = album.film(tmp_path)
    tagged = with_release(content, RELEASE)
    assert read_release(tagged) == RELEASE
    assert read_release(with_release(tagged, LATER)) == LATER
    assert len(album.frames(content, tmp_path)) == 4
    assert album.frames(tagged, tmp_path) == album.frames(content, tmp_path)
    start = content.index(b"mdat")
    assert tagged[start:][:2000] == content[start:][:2000]
    for said in (album.WHO, album.WHERE, "AG-A14", "VideoHandler"):
        assert said.encode() in content
        assert said.encode() not in tagged


def test_a_long_film_is_read_where_it_lies(tmp_path: Path) -> None:
    path, out = tmp_path / "long.mp4", tmp_path / "out.mp4"
    path.write_bytes(album.film(tmp_path) + b"\x00\x00\x00\x00mdat")
    with path.open("r+b") as file, out.open("wb") as written:
        file.truncate(64 * 1024 * 1024)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
            write_release(source, RELEASE, written)
    content = out.read_bytes()
    assert read_release(content) == RELEASE
    assert len(album.frames(content, tmp_path)) == 4


def test_a_film_with_a_track_of_positions_is_refused(tmp_path: Path) -> None:
    content = album.film(tmp_path)
    assert content.count(b"vide") == 1
    assert code_of(content.replace(b"vide", b"meta")) == "TRACK_OF_DATA"


def code_of(content: bytes, release: Release = RELEASE) -> str:
    with pytest.raises(Refusal) as refused:
        with_release(content, release)
    return refused.value.code


def test_nothing_but_numbers_and_an_address_can_be_written() -> None:
    content = album.picture("JPEG")
    address = RELEASE.web_statement
    assert code_of(content, Release((), address)) == "NUMBERS"
    assert code_of(content, Release((album.WHO,), address)) == "ID_LENGTH"
    assert code_of(content, Release(("1K7F-3M9X-4T8B-2QDZ",), address)) == "ID_CHECK"
    assert code_of(content, Release(RELEASE.numbers, f"https://a.ca/{album.WHO}")) == "WEB_STATEMENT"
    assert code_of(content, Release(RELEASE.numbers, address, "MR-UMR")) == "WEB_STATEMENT"
    assert read_release(with_release(content, Release(("1k7f3m9x4t8b2qdy",), address))) == RELEASE
    assert RELEASE.status == STATUS


def test_what_is_no_picture_is_refused_by_name() -> None:
    assert code_of(b"") == "NOT_A_PICTURE"
    assert code_of(b"%PDF-1.7") == "NOT_A_PICTURE"
    assert read_release(album.picture("JPEG")) is None


def test_a_packet_with_entities_or_broken_says_nothing() -> None:
    assert read_release(album.picture("JPEG", xmp=album.XMP)) is not None
    entity = b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + album.XMP.split(b"?>", 1)[1].strip().replace(
        b">9<", b">&b;<"
    )
    for packet in (entity, b"<a", b"\xff\xfe<\x00", b"<a>\x00</a>"):
        tagged = with_release(album.picture("JPEG", xmp=packet), RELEASE)
        assert read_release(album.picture("JPEG", xmp=packet)) is None
        assert read_release(tagged) == RELEASE


@pytest.mark.long
@pytest.mark.parametrize("name", [*PICTURES, "film"])
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(name: str, tmp_path: Path) -> None:
    content = album.film(tmp_path) if name == "film" else PICTURES[name]()
    chance = random.Random(name)  # noqa: S311 - a sample, no secret
    for _ in range(60):
        at, byte = chance.randrange(len(content)), chance.randrange(256)
        early = chance.randrange(min(len(content), 600))
        for damaged in (content[:at], content[:at] + content[at + 1 :], changed(content, early, byte)):
            try:
                tagged = with_release(damaged, RELEASE)
            except Refusal:
                continue
            assert read_release(tagged) == RELEASE


def changed(content: bytes, at: int, byte: int) -> bytes:
    return content[:at] + bytes((byte,)) + content[at + 1 :]


NEVER = (
    "GPS",
    "Person",
    "Age",
    "MinorModel",
    "Face",
    "Region",
    "Description",
    "Comment",
    "Keyword",
    "Owner",
    "Maker",
)


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "tiff", "film"])
def test_exiftool_reads_the_same_where_it_is_installed(name: str, tmp_path: Path) -> None:
    content = album.film(tmp_path) if name == "film" else PICTURES[name]()
    path = tmp_path / "tagged"
    path.write_bytes(with_release(content, RELEASE))
    if shutil.which("exiftool") is None:
        return
    done = subprocess.run(["exiftool", "-j", "-a", "-G1", str(path)], capture_output=True, check=True)
    (tags,) = json.loads(done.stdout)
    assert tags["XMP-plus:ModelReleaseID"] == RELEASE.numbers[0]
    assert tags["XMP-plus:ModelReleaseStatus"] == "Limited or Incomplete Model Releases"
    assert tags["XMP-xmpRights:WebStatement"] == RELEASE.web_statement
    assert not [tag for tag in tags if "Warning" in tag or any(word in tag.split(":")[-1] for word in NEVER)]
